"""The error tree of the domain. Errors carry values, never sentences; ``bot.texts.errors`` words them.

DomainError
├── RoadmapFaults         a document or a set of topics that is no roadmap, every fault at once
└── FactRefused           a fact that does not fit the progress so far
    ├── DayInFuture           a fact dated after today
    ├── CompletedBeforeBegun  a completion dated before the topic's beginning
    ├── NothingToUndo
    ├── NothingToCorrect
    └── AlreadyUndone
"""

from dataclasses import dataclass
from datetime import date


class DomainError(Exception):
    """Anything the domain refuses; ``bot`` shows it to the learner as a sentence."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong with a document: the line it stands on (from 1; 0 where there is none), what, and the text."""

    line: int
    kind: str
    text: str


@dataclass(eq=False)
class RoadmapFaults(DomainError):
    """All faults of one roadmap, in the order of their lines."""

    faults: tuple[Fault, ...]

    def __str__(self) -> str:
        return "; ".join(f"line {fault.line}: {fault.kind}: {fault.text}" for fault in self.faults)


class FactRefused(DomainError):
    """A fact that cannot be appended to this progress."""


@dataclass(eq=False)
class DayInFuture(FactRefused):
    day: date
    today: date


@dataclass(eq=False)
class CompletedBeforeBegun(FactRefused):
    title: str
    begun: date
    completed: date


class NothingToUndo(FactRefused):
    """There is no fact left to take back."""


class NothingToCorrect(FactRefused):
    """Nothing was said just now that has a topic, a day or minutes to be corrected."""


class AlreadyUndone(FactRefused):
    """The facts named were taken back before."""
