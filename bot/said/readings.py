"""What comes of reading a line: calls that cover every word of it, or a question, or why nothing was told."""

from dataclasses import dataclass
from enum import StrEnum

from bot.said.values import Call, Direction
from roadmap.model import Topic
from roadmap.words import Chitchat, Mood

MOST = 12
"""Topics that are named one by one, and calls, of one message."""

MOST_TOPICS = 2_000
"""Topics of one message, however they are named."""

MOST_STEPS_TYPED = 12
"""Steps that a button names one by one."""

MOST_OFFERED = 7
"""Readings that are offered of one line."""

DONE, BEGIN, SKIP, CHECKIN, LOG, PAUSE, CORRECT = "done", "begin", "skip", "checkin", "log", "pause", "correct"
START, TICK, STEPS, STUCK, FOCUS = "start", "tick", "steps", "stuck", "focus"
"""The commands that readings of sentences know by name."""

TAKE_OUT = "drop"
"""What stands behind steps of a topic that are to be taken out of its list."""

ABOUT_TOPICS = frozenset({DONE, BEGIN, "skip", "reopen"})
"""Those that say nothing without a topic."""


@dataclass(frozen=True, slots=True)
class Grammar:
    """What a command takes. ``topics`` are at most so many, ``day`` is where one is looked for (None: it takes none).
    Words left over are its ``note`` or its ``text``, where it takes one; an ``aside`` is a note that is set apart, behind
    a colon, a dash, in quotes or on a line of its own. What a ``view`` shows may be found by a part of a name. One that
    takes a ``stage`` takes nothing else with it but the number of a page. Many topics at once are taken by what asks to be
    ``sure``. ``within`` is the command by which the same is told of steps of a topic (empty: of none); ``step`` is whether it takes one
    itself."""

    command: str
    topics: int = 0
    needs_topic: bool = False
    day: Direction | None = None
    minutes: bool = False
    links: bool = False
    note: bool = False
    aside: bool = False
    stretch: bool = False
    text: bool = False
    number: bool = False
    sure: bool = False
    view: bool = False
    stage: bool = False
    end: bool = False
    within: str = ""
    step: bool = False

    @property
    def is_sitting(self) -> bool:
        """Whether it takes what is told of study: a length, and words for a note."""
        return self.minutes and self.note

    @property
    def asks_of_steps(self) -> bool:
        """Whether it tells nothing of steps, and it is asked what is to become of those that are named."""
        return self.command in {BEGIN, SKIP}

    @property
    def names_steps(self) -> bool:
        """Whether steps of topics have a place in it."""
        named = bool(self.within) or self.is_sitting or self.step
        return named or self.asks_of_steps or self.command == START

    @property
    def keeps_quotes(self) -> bool:
        """Whether a note that is set apart is kept."""
        return self.note or self.aside


class Why(StrEnum):
    """Why a line is asked about."""

    LEFT_OVER = "words left over"
    PART = "a part of a topic"
    WHICH_TOPIC = "several topics of that name"
    WHICH_STEP = "several steps"
    NO_STEP = "no such step"
    STEP_BEGUN = "a step that is begun"
    STEP_SKIPPED = "a step that is skipped"
    WHICH_STAGE = "several stages of that name"
    NO_TOPIC = "no topic of that name"
    MISSING_TOPIC = "no topic named"
    WHICH_DAY = "several days"
    NUMBER_OR_DAY = "a number or a day"
    STEP_OR_TOPIC = "a number of a step or of a topic"
    WHICH_LENGTH = "several lengths"
    FAINT = "a deed, perhaps"
    NO_VERB = "no deed"
    DENIED = "done before, and denied"
    TOO_LONG = "a long pause"
    SINCE_OR_UNTIL = "one side of a pause"
    TOO_MANY = "more than are taken at once"
    SEVERAL = "a pause among other deeds"


class Wrong(StrEnum):
    """What of a line cannot be."""

    DAY = "no such day"
    LENGTH = "no such length"
    ORDER = "it ends before it begins"


@dataclass(frozen=True, slots=True)
class Told:
    """Every word has its place: these are to be carried out, together."""

    calls: tuple[Call, ...]


@dataclass(frozen=True, slots=True)
class Lacking:
    """A topic with so many steps, of which a part that was named is none."""

    topic: Topic
    steps: int


@dataclass(frozen=True, slots=True)
class Unclear:
    """``said`` is what was not understood; each of the options is a reading of the whole line. ``pending`` is what else
    was understood, where a topic is all that lacks; ``lacking`` the topic that has steps, and not this one."""

    why: Why
    said: str
    options: tuple[tuple[Call, ...], ...] = ()
    pending: Call | None = None
    lacking: Lacking | None = None


@dataclass(frozen=True, slots=True)
class Impossible:
    """``said`` has the form of a day or a length, but there is none; ``year`` is the one that lacks the day."""

    wrong: Wrong
    said: str
    year: int | None = None


@dataclass(frozen=True, slots=True)
class Untold:
    """A deed is named, but not as done: nothing is to be stored. ``options`` are what may be done about its topics."""

    mood: Mood
    topics: tuple[Topic, ...] = ()
    options: tuple[tuple[Call, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Talking:
    """A view is asked for, or it is small talk."""

    talk: Chitchat


@dataclass(frozen=True, slots=True)
class Correcting:
    """What was said just before is to be as this call says: its topics, day or minutes."""

    change: Call


@dataclass(frozen=True, slots=True)
class Unknown:
    """Nothing of it was understood, or too little."""

    said: str


Reading = Told | Unclear | Impossible | Untold | Talking | Correcting | Unknown
