"""A topic as one row, list item, heading or record states it, before anything is known of the others."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from roadmap.errors import FaultKind
from roadmap.model import Certification, Resource, Status
from roadmap.reading.limits import MOST_DRAFTS, refusal
from roadmap.reading.values.durations import Time
from roadmap.reading.values.needs import Need

NO_TIME = Time()


@dataclass(frozen=True, slots=True)
class StepDraft:
    """A step of a topic as the document states it; ``status`` by its own box. ``resource`` is the name of the resource whose part
    it is, or its place among those of the topic ("#2")."""

    line: int
    title: str
    status: Status | None = None
    hours: float | None = None
    link: str = ""
    resource: str = ""

    @property
    def minutes(self) -> int | None:
        return round(self.hours * 60) if self.hours else None


@dataclass(slots=True)
class Draft:
    """What a document says of one topic. ``line`` is where, from 1; ``unclear`` the (kind, text) not understood.

    ``ident`` and ``teaches`` are names, not shown, by which others may call it. ``group`` is the number of the stage it
    stands in. ``optional`` is None where only its stage may tell. ``span`` are the weeks a number or two
    stand for if they turn out to be a position. ``by_stage`` is set where its status is that of its stage, ``authors`` where its status is a word about the document's
    upkeep, ``left_out`` where that word says that it is no longer meant.
    """

    line: int
    title: str
    stage: str = ""
    ident: str = ""
    teaches: tuple[str, ...] = ()
    number: int | None = None
    time: Time = NO_TIME
    span: tuple[int, int] | None = None
    needs: tuple[Need, ...] = ()
    resources: tuple[Resource, ...] = ()
    certifications: tuple[Certification, ...] = ()
    instead: str = ""
    why: str = ""
    difficulty: int | None = None
    status: Status | None = None
    optional: bool | None = None
    by_stage: bool = False
    authors: bool = False
    left_out: bool = False
    aliases: tuple[str, ...] = ()
    group: str = ""
    steps: list[StepDraft] = field(default_factory=list)
    unclear: list[tuple[FaultKind, str]] = field(default_factory=list)


def gathered(drafts: Iterable[Draft]) -> list[Draft]:
    """The drafts, unless there are so many that most would be topics too many. Raises RoadmapFaults "too many topics"
    with how many there are at least."""
    found: list[Draft] = []
    for draft in drafts:
        if len(found) == MOST_DRAFTS:
            raise refusal(FaultKind.TOO_MANY_TOPICS, MOST_DRAFTS + 1, draft.line)
        found.append(draft)
    return found
