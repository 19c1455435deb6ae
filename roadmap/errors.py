"""The error tree of the domain. Errors carry values, never sentences; ``bot.texts.errors`` words them.

DomainError
├── RoadmapFaults         a document or a set of topics that is no roadmap, every fault at once
├── EditRefused           an edit that would leave no roadmap, or one that is not read back
│   ├── TitleEmpty            a title in which nothing stands
│   ├── TitleTooLong          a title that no document may have
│   ├── TitleTaken            a title that another topic of the stage has
│   ├── LastTopic             the only topic would be removed
│   ├── TooManyTopics         a topic more than a roadmap may have
│   ├── StepTaken             a title that another step of the topic has
│   ├── TooManySteps          a step more than a topic may have
│   ├── UnknownStep           no step of that number or name
│   ├── UnknownPlace          beside no topic there is, or in no stage
│   └── LengthOutOfBounds     a length that no topic may have
└── FactRefused           a fact that does not fit the progress so far
    ├── DayInFuture           a fact dated after today
    ├── CompletedBeforeBegun  a completion dated before the topic's beginning
    ├── NothingToUndo
    ├── NothingToCorrect
    └── AlreadyUndone
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class DomainError(Exception):
    """Anything the domain refuses; ``bot`` shows it to the learner as a sentence."""


class FaultKind(StrEnum):
    """What is wrong with a document. Its value is what a reading process says and ``roadmap`` prints; to learners
    ``bot.texts`` words it.

    Of a document as a whole, alone, its text a number or a reason: it holds no text, or is something else that does; it
    holds no topics; it is longer or deeper than is read, or has more of something; it repeats itself without end, or cannot be read as the form it has;
    too many wait to be read, or reading took too long.
    Of a line: what was not understood, was left out, or is there twice. Of a log: how many entries were left out.
    """

    NO_TEXT = "no text"
    PDF = "pdf"
    PICTURE = "picture"
    OFFICE = "office file"
    NO_TOPICS = "no topics"
    TOO_LONG = "too long"
    TOO_MANY_TOPICS = "too many topics"
    TOO_MANY_LINES = "too many lines"
    TOO_MANY_COLUMNS = "too many columns"
    TOO_MANY_KEYS = "too many keys"
    TOO_MANY_ENTRIES = "too many entries"
    TOO_MANY_SIGNS = "too many signs"
    TOO_MANY_VALUES = "too many values"
    TOO_MANY_SHEETS = "too many sheets"
    TOO_MANY_FILES = "too many files"
    TOO_MUCH_INSIDE = "too much inside"
    TOO_DEEP = "too deep"
    TOO_SLOW = "too slow"
    BUSY = "busy"
    CIRCULAR_ALIAS = "circular alias"
    UNREADABLE = "unreadable"
    UNREADABLE_CSV = "unreadable csv"
    UNREADABLE_JSON = "unreadable json"
    UNREADABLE_YAML = "unreadable yaml"
    UNREADABLE_OPML = "unreadable opml"
    UNREADABLE_XLSX = "unreadable xlsx"

    MISSING_TITLE = "missing title"
    LEFT_OUT = "left out"
    DUPLICATE_TOPIC = "duplicate topic"
    DUPLICATE_NUMBER = "duplicate number"
    UNUSABLE_LINK = "unusable link"
    UNCLEAR_STATUS = "unclear status"
    UNCLEAR_DURATION = "unclear duration"
    UNKNOWN_PREREQUISITE = "unknown prerequisite"
    UNKNOWN_RESOURCE = "unknown resource"
    CIRCULAR_PREREQUISITE = "circular prerequisite"
    LOG_UNCLEAR = "log: unclear entries"
    LOG_UNKNOWN_TOPIC = "log: entries of unknown topics"
    LOG_NOTE_TOO_LONG = "log: entries with too long a note"
    LOG_TOO_LONG = "log: too many entries"


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong with a document: the line it stands on (from 1; 0 where there is none), what, and the text."""

    line: int
    kind: FaultKind
    text: str


@dataclass(eq=False)
class RoadmapFaults(DomainError):
    """All faults of one roadmap, in the order of their lines."""

    faults: tuple[Fault, ...]

    def __str__(self) -> str:
        return "; ".join(f"line {fault.line}: {fault.kind}: {fault.text}" for fault in self.faults)


class EditRefused(DomainError):
    """An edit that cannot be made of this roadmap."""


class TitleEmpty(EditRefused):
    """Nothing stands in the title."""


@dataclass(eq=False)
class TitleTooLong(EditRefused):
    """``most`` characters are taken."""

    most: int


@dataclass(eq=False)
class TitleTaken(EditRefused):
    """``stage`` is empty where the roadmap has none there."""

    title: str
    stage: str


class LastTopic(EditRefused):
    """A roadmap has at least one topic."""


@dataclass(eq=False)
class TooManyTopics(EditRefused):
    """``most`` are as many as there may be."""

    most: int


@dataclass(eq=False)
class StepTaken(EditRefused):
    title: str


@dataclass(eq=False)
class TooManySteps(EditRefused):
    """``most`` are as many as a topic may have."""

    most: int


@dataclass(eq=False)
class UnknownStep(EditRefused):
    """The topic has ``steps`` steps, and none that was ``said``."""

    said: str
    topic: str
    steps: int


@dataclass(eq=False)
class UnknownPlace(EditRefused):
    """``said`` is no topic beside which something may stand, and no stage."""

    said: str


@dataclass(eq=False)
class LengthOutOfBounds(EditRefused):
    """It is nothing, or more than ``most_weeks``, or than ``most_hours``."""

    most_weeks: int
    most_hours: float


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
