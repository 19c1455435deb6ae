"""Drafts put together into one roadmap; its law: whatever they say of one another, a roadmap comes of it.

What cannot be so is left out and told: a prerequisite that closes a circle, a number no topic has.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from urllib.parse import unquote

from roadmap.errors import Fault, FaultKind
from roadmap.model import Resource, Roadmap, Status, Step, Topic
from roadmap.proofs import NOTHING_PROVEN, Proven
from roadmap.reading.assembly.circles import without_circles
from roadmap.reading.assembly.drafts import Draft
from roadmap.reading.assembly.references import Titles
from roadmap.reading.assembly.spans import placed
from roadmap.reading.assembly.waits import Waits, waits_of
from roadmap.reading.limits import MOST_ENTRIES, MOST_TOPICS, refusal
from roadmap.reading.slugs import unique_slugs

_PLACE = re.compile(r"#([1-9]\d{0,3})")
_OPTIONAL_STAGE = re.compile(r"\b(?:optional|electives?|bonus|opcional(?:es)?|optativas?)\b|选修|可选", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Understood:
    """What a document was understood to say.

    ``statuses`` holds the learner's status of every topic and ``lines`` the line it stands on (from 1; 0 where there
    is none), by slug; ``steps_done`` names the steps with a tick of their own, as (topic, step) by their slugs,
    and ``proven`` is what a document of our own form shows of what was done.
    ``unclear`` is what was not understood, in the order of lines. ``form`` is "markdown table" or "check list" where the
    document can be ticked as it is written, else "headings", "yaml", "json", "csv", "xlsx", "org", "asciidoc" or "opml".
    """

    roadmap: Roadmap
    statuses: Mapping[str, Status]
    unclear: tuple[Fault, ...]
    form: str
    lines: Mapping[str, int] = field(default_factory=dict)
    steps_done: frozenset[tuple[str, str]] = frozenset()
    proven: Proven = NOTHING_PROVEN


def assemble(drafts: Sequence[Draft], *, slug: str, title: str, form: str, unclear: Sequence[Fault] = ()) -> Understood:
    """The roadmap of these drafts. Raises RoadmapFaults: "no topics", "too many topics", "too many entries"."""
    kept = [draft for draft in drafts if draft.title and not draft.left_out]
    if not kept:
        raise refusal(FaultKind.NO_TOPICS, 0)
    if len(kept) > MOST_TOPICS:
        raise refusal(FaultKind.TOO_MANY_TOPICS, len(kept), kept[MOST_TOPICS].line)
    placed(kept)
    slugs = unique_slugs(draft.title for draft in kept)
    numbers = _numbers(kept)
    faults = [*unclear, *(_left_out(draft) for draft in drafts if draft.left_out or not draft.title)]
    needy = any(draft.needs for draft in kept)
    waits = _found(kept, Titles(kept, slugs, numbers), faults) if needy else [Waits() for _ in kept]
    topics = tuple(_topic(draft, slugs, place, numbers[place], waits[place]) for place, draft in enumerate(kept))
    faults += [Fault(draft.line, *one) for draft in kept for one in dict.fromkeys(draft.unclear)]
    authors = any(draft.authors for draft in drafts)
    stands = [Status.NOT_STARTED if authors else draft.status or Status.NOT_STARTED for draft in kept]
    return Understood(
        Roadmap(slug, title, topics),
        dict(zip(slugs, stands, strict=True)),
        tuple(sorted(faults, key=lambda fault: fault.line)),
        form,
        dict(zip(slugs, (draft.line for draft in kept), strict=True)),
        _done(topics, kept),
    )


def _done(topics: Sequence[Topic], drafts: Sequence[Draft]) -> frozenset[tuple[str, str]]:
    return frozenset(
        (topic.slug, step.slug)
        for topic, draft in zip(topics, drafts, strict=True)
        for step, said in zip(topic.steps, draft.steps, strict=True)
        if said.status is Status.COMPLETED
    )


def _left_out(draft: Draft) -> Fault:
    return Fault(draft.line, FaultKind.LEFT_OUT if draft.title else FaultKind.MISSING_TITLE, draft.title)


def _numbers(drafts: Sequence[Draft]) -> list[int]:
    """The document's own numbers, and places from 1 where it has none; these for all where a number would be another's."""
    own = [draft.number or place for place, draft in enumerate(drafts, 1)]
    return own if len(own) == len(set(own)) else list(range(1, len(drafts) + 1))


def _topic(draft: Draft, slugs: Sequence[str], place: int, number: int, waits: Waits) -> Topic:
    hard = tuple(dict.fromkeys(slugs[other] for other in waits.hard))
    soft = dict.fromkeys(slugs[other] for other in waits.soft if other != place)
    skills = tuple(dict.fromkeys(waits.skills))
    if (most := max(map(len, (hard, soft, skills, draft.certifications)))) > MOST_ENTRIES:
        raise refusal(FaultKind.TOO_MANY_ENTRIES, most, draft.line)
    return Topic(
        slug=slugs[place],
        number=number,
        title=draft.title,
        why=" ".join(draft.why.split()),
        difficulty=draft.difficulty,
        prerequisites=hard,
        skills=skills,
        duration=draft.time.duration,
        weekly_hours=draft.time.weekly,
        total_hours=draft.time.total,
        stage=draft.stage,
        optional=is_optional(draft.stage) if draft.optional is None else draft.optional,
        recommended=tuple(other for other in soft if other not in hard),
        resources=draft.resources,
        certifications=draft.certifications,
        instead=draft.instead,
        aliases=draft.aliases,
        steps=_steps(draft),
    )


@lru_cache(maxsize=256)
def is_optional(stage: str) -> bool:
    """Whether a stage says by its name that its topics may be left out."""
    return bool(_OPTIONAL_STAGE.search(stage))


def _steps(draft: Draft) -> tuple[Step, ...]:
    if not draft.steps:
        return ()
    slugs = unique_slugs(step.title for step in draft.steps)
    return tuple(
        Step(slug, step.title, step.minutes, step.link, resource_of(step.resource, draft.resources))
        for slug, step in zip(slugs, draft.steps, strict=True)
    )


def resource_of(said: str, resources: Sequence[Resource]) -> str:
    """The name of the resource that a step is said to be a part of: by its place, by its name, or by that as in an address."""
    place = _PLACE.fullmatch(said)
    if place is None:
        return unquote(said)
    return resources[int(place[1]) - 1].name if int(place[1]) <= len(resources) else ""


def _found(drafts: Sequence[Draft], titles: Titles, faults: list[Fault]) -> list[Waits]:
    waits = [waits_of(draft.needs, place, titles) for place, draft in enumerate(drafts)]
    kept, dropped = without_circles([one.hard for one in waits])
    for place, other in dropped:
        faults.append(Fault(drafts[place].line, FaultKind.CIRCULAR_PREREQUISITE, drafts[other].title))
    for draft, one, hard in zip(drafts, waits, kept, strict=True):
        draft.unclear += [(FaultKind.UNKNOWN_PREREQUISITE, text) for text in one.unknown]
        one.hard = hard
    return waits
