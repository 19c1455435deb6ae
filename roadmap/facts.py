"""Facts: what learners say about their progress, as values, each in its place; append-only."""

from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from typing import NamedTuple


class Kind(StrEnum):
    """What a fact says."""

    BEGUN = "begun"
    COMPLETED = "completed"
    SKIPPED = "skipped"
    REOPENED = "reopened"
    CHECKED_IN = "checked in"
    PAUSED = "paused"
    RESUMED = "resumed"
    REPLANNED = "replanned"
    SKILL_KNOWN = "skill known"
    SKILL_UNKNOWN = "skill unknown"
    HOURS_SET = "hours"
    DAYS_SET = "days"
    END_NAMED = "end"
    STEP_DONE = "step done"
    STEP_OPEN = "step open"
    STEPS_CHOSEN = "steps chosen"
    STEPS_CHANGED = "steps changed"
    CERT_PLANNED = "cert planned"
    CERT_BEGUN = "cert under way"
    CERT_EARNED = "cert earned"
    CERT_DROPPED = "cert dropped"
    EVIDENCE = "evidence"
    REMEMBERED = "remembered"
    LOOKS_ON = "looks on"
    LOOKS_OFF = "looks off"
    RECALLED = "recalled"
    HALF_RECALLED = "half recalled"
    FORGOTTEN = "forgotten"
    GOAL_SET = "goal"
    FOCUSED = "focused"
    INTENDED = "intended"
    UNDONE = "undone"


STUDY = frozenset({Kind.BEGUN, Kind.COMPLETED, Kind.CHECKED_IN, Kind.STEP_DONE})
"""The kinds that make their day a study day, but for what was known before."""

WITHIN = frozenset({Kind.STEP_DONE, Kind.STEP_OPEN, Kind.STEPS_CHOSEN, Kind.STEPS_CHANGED})
"""The kinds that say something of the steps within a topic, and leave the topic itself where it is."""

OF_CERTIFICATES = frozenset({Kind.CERT_PLANNED, Kind.CERT_BEGUN, Kind.CERT_EARNED, Kind.CERT_DROPPED})
"""The kinds that say how a learner stands with a certification."""

SHOWING = OF_CERTIFICATES | {Kind.EVIDENCE}
"""The kinds that show what was done: see ``roadmap.proofs``."""

LOOKED = frozenset({Kind.RECALLED, Kind.HALF_RECALLED, Kind.FORGOTTEN})
"""The kinds that answer a second look at a topic."""

MOVING = frozenset({Kind.BEGUN, Kind.COMPLETED, Kind.SKIPPED, Kind.REOPENED})
"""The kinds by which a topic stands elsewhere."""

BESIDE = WITHIN | LOOKED | SHOWING | {Kind.CHECKED_IN, Kind.REMEMBERED, Kind.FOCUSED, Kind.INTENDED}
"""The kinds that may be about a topic, and leave it where it is."""

EVERY_DAY = 0b1111111
"""All seven weekdays, as the bits of ``Fact.weekdays``."""

WEEKS_STAY = 0b10000000
"""The bit behind them: a week of a duration is a week of one's own days, however few they are. Release 0.1.0 passes over it."""


def place(topic: str, step: str) -> str:
    """A step among all steps of all topics, by their slugs."""
    return f"{topic}/{step}"


class Fact(NamedTuple):
    """Something a learner said about a day. All that was ever said is read for an answer, and a named tuple is made in a tenth of
    the time that a frozen dataclass takes.

    ``day`` is the study day; of a pause its first day, of a resumption the first day back, of a replanning, or of an
    end named, the new first day. ``topic`` is the slug of what it is about; of a check-in, where that was said. ``note`` is in the learner's words;
    of what is remembered it is the sentence. ``back`` is the first day after a pause (None: open), or after the end named (None: no end any more). ``minutes`` are those of a check-in, or, of weekly
    hours, those of a week (None: unset); of a focus those it was to last (None: until it is stopped), which count for nothing. ``weekdays`` are the chosen ones as bits, Monday 1 and Sunday 64 (None: every
    day), and WEEKS_STAY where durations hold as they are written. ``undoes`` is the position of the fact taken back; of a check-in that of
    the focus it confirms, in the same strand. ``step`` is the
    slug of a step within the topic, of a check-in where one was named; ``steps`` a list
    of them, as ``roadmap.step_lists`` writes it (of a list chosen None: the document's own). ``shares`` is how much of each
    topic was done when the plan was made to count from another day, as ``roadmap.inside`` writes it. ``known`` is whether what
    is completed, or ticked, was known already before the learner's plan began; of a step ``shares`` is then how much of its
    topic was. Of a certification ``skill`` is its name, and ``topic`` the one it stands under (empty: one of the learner's own).
    Of an intention ``amount`` is how much is to be done: steps of its ``topic``, or study days where it names none; of a goal it is
    how many days of a week are to be study days (None: no number any more), and ``known`` whether that follows from study times.
    Evidence is a file: its ``link`` says which one it is at its platform, ``skill`` of which certification (empty: of the topic).
    """

    kind: Kind
    day: date
    topic: str = ""
    skill: str = ""
    back: date | None = None
    minutes: int | None = None
    weekdays: int | None = None
    note: str = ""
    link: str = ""
    undoes: int | None = None
    step: str = ""
    steps: str | None = None
    shares: str = ""
    known: bool = False
    amount: int | None = None

    @property
    def place(self) -> str:
        """Where its step is, among all steps of all topics."""
        return place(self.topic, self.step)


class ProgressEvent(NamedTuple):
    """A fact in its place: ``position`` in its strand (from 1); ``saying`` is the position of the first fact of the
    same command, so that facts said together are taken back together. A ``strand`` holds what one account says: a
    learner on two chats has two, which are replayed as one."""

    position: int
    saying: int
    fact: Fact
    strand: int = 0


class ToldCount(NamedTuple):
    """How many sayings hold, and how many were taken back; a taking back is none of its own."""

    holding: int = 0
    taken_back: int = 0


def told_count(rows: Iterable[tuple[int, int, int, bool, int | None]]) -> ToldCount:
    """Of facts as (strand, position, saying, whether it is a taking back, what it takes back); a saying holds while any of its
    facts does."""
    said: dict[tuple[int, int], tuple[int, int]] = {}
    undone: set[tuple[int, int]] = set()
    for strand, position, saying, is_undone, undoes in rows:
        if is_undone and undoes is not None:
            undone.add((strand, undoes))
        else:
            said[strand, position] = (strand, saying)
    holding = {saying for place, saying in said.items() if place not in undone}
    return ToldCount(len(holding), len({*said.values()} - holding))


def standing(events: Iterable[ProgressEvent]) -> tuple[ProgressEvent, ...]:
    """The events that still hold: neither taken back nor themselves a taking back."""
    events, undoing = tuple(events), Kind.UNDONE  # to look it up takes longer than all else that is asked of an event
    backs = [event for event in events if event.fact.kind is undoing]
    if not backs:
        return events
    undone = {(event.strand, event.fact.undoes) for event in backs} | {
        (event.strand, event.position) for event in backs
    }
    return tuple(event for event in events if (event.strand, event.position) not in undone)
