"""The bot's error tree. Errors carry values, never sentences; ``bot.texts.errors`` words those a learner sees,
``bot.send_errors`` has those by which a platform says that it did not take a message.

BotError
├── OperatorError     a setting or an installation is wrong: one line with the fix, exit 1
├── DatabaseGone      the database does not answer; nothing was stored
├── Conflict          two transactions met; the Dispatcher tries once more
│   └── RuleBroken        what was to be stored breaks a rule of the database: another was first, or it is a bug
├── WorkedOn          somebody else has worked on it; nothing is to be done
├── Overheard         it was said to others, or says nothing; nothing is to be done
├── FileMeant         the words below a file tell nothing: it is the file that was meant
├── NotReady          something has to be worked out first; the Dispatcher has that done and tries again
├── Refusal           an expected no, explained to the learner; nothing is changed
│   ├── UnknownCommand    nothing of that name, or nothing that was understood
│   ├── Unreadable        too long, or with control characters
│   ├── TooMuch           more at once than is taken
│   ├── Asked             read in part, or in several ways: which is meant?
│   ├── NothingTold       a deed was named, but not as done
│   ├── NotPossible       a day or a length that there is not
│   ├── SmallTalk         nothing that a command answers
│   ├── Missing           a required argument was left out
│   ├── UnclearTopic      no topic, or several, of that name
│   ├── TopicElsewhere    a topic of another roadmap that the speaker is on
│   ├── NotADay           meant as a date, but none
│   ├── NoPlace           no place of that name, or several
│   ├── NotUnderstood     an argument of the wrong form
│   ├── NotEnrolled       only makes sense with a roadmap under way
│   ├── GroupOnly         only makes sense in a group
│   ├── NotAllowed        the speaker lacks the right in this group
│   ├── RightsUnknown     the platform does not say just now whether they have it
│   ├── NoGroupHere       this chat is no study group yet
│   ├── NotJoined         the speaker is no member of this group
│   ├── Muted             nothing is posted for the speaker in this group just now
│   ├── InNoGroup         the speaker is a member of no group at all
│   ├── WhichGroup        the speaker is a member of several
│   ├── WhichToMove       a group of another thread may move here
│   ├── NotAMember        nobody of that name is a member of this group, or several are
│   ├── NotFetched        a file that the platform did not hand over
│   ├── Locked            too many wrong codes; not before some time has passed
│   ├── OwnCode           a code is for another account, not for the one that shows it
│   ├── LinkedAlready     both accounts are one learner's
│   ├── DeletionWaits     what one of two sides told is about to be deleted
│   ├── OneEach           a learner has at most one account on a platform
│   ├── NoAccountThere    none of the learner's accounts is on that platform
│   ├── Blocked           an operator has the speaker answered no more
│   ├── PressedAlready    a button, or another answer to the same question, was pressed before
│   └── Expired           a button or a code that is used up or too old
└── NotDrawn          a picture could not be made; its alt text is said instead
"""

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from bot.said.readings import Impossible, Unclear, Untold
from roadmap.words import Chitchat


class BotError(Exception):
    """Anything this program raises on purpose."""


@dataclass(eq=False)
class OperatorError(BotError):
    """Something the person who runs the bot has to mend: ``what`` is wrong and ``fix`` says what to do."""

    what: str
    fix: str

    def __str__(self) -> str:
        return f"{self.what}: {self.fix}"


class DatabaseGone(BotError):
    """The database does not answer; nothing was stored, unless the answer to a commit was lost."""


class Conflict(BotError):
    """Two transactions met and this one lost; nothing was stored."""


class RuleBroken(Conflict):
    """A constraint of the database forbids what was to be stored. Where it does so again at once, nobody else was first: it is a bug."""


@dataclass(eq=False)
class NotReady(BotError):
    """Something has to be worked out before this transaction can go on, for which others wait; nothing was stored.
    ``works`` are what does that, by what it is remembered by."""

    works: Mapping[Hashable, Callable[[], tuple[Any, int]]]


class WorkedOn(BotError):
    """What asked for this was worked on by somebody else; nothing is to be done."""


class FileMeant(BotError):
    """The words below a file tell nothing that was done, so that the file is what was meant; nothing was stored."""


class Overheard(BotError):
    """It was not said to the bot, or is nothing that it would answer."""


class Refusal(BotError):
    """An expected no."""


@dataclass(frozen=True, slots=True)
class Choice:
    """Something to choose instead: what a button shows, and the line it types."""

    label: str
    line: str


@dataclass(eq=False)
class UnknownCommand(Refusal):
    said: str
    choices: tuple[Choice, ...] = ()


@dataclass(eq=False)
class Unreadable(Refusal):
    longest: int


@dataclass(eq=False)
class TooMuch(Refusal):
    """``most`` are taken at once."""

    most: int


@dataclass(eq=False)
class Asked(Refusal):
    """What is unclear, and the readings to choose from. ``among_several`` says that it was one of several statements."""

    reading: Unclear
    among_several: bool = False


@dataclass(eq=False)
class NothingTold(Refusal):
    """Why nothing was told."""

    reading: Untold


@dataclass(eq=False)
class NotPossible(Refusal):
    """What cannot be."""

    reading: Impossible


@dataclass(eq=False)
class SmallTalk(Refusal):
    """Hello, thanks, and leave me alone."""

    talk: Chitchat


@dataclass(eq=False)
class Missing(Refusal):
    """``said`` is what stands in its place, if anything does; ``more`` is the line that turns to the next page of choices, empty
    where there is none."""

    usage: str
    choices: tuple[Choice, ...] = ()
    said: str = ""
    more: str = ""


@dataclass(eq=False)
class UnclearTopic(Refusal):
    """``weak`` says that nothing was like it and the choices are only the nearest."""

    said: str
    weak: bool
    choices: tuple[Choice, ...] = ()


@dataclass(eq=False)
class TopicElsewhere(Refusal):
    """``there`` are the titles of the roadmaps that have it, ``here`` is that of the one under way."""

    said: str
    there: tuple[str, ...]
    here: str
    choices: tuple[Choice, ...] = ()


@dataclass(eq=False)
class NotADay(Refusal):
    """``said`` has the shape of a day, but no calendar has it: "31 april"; ``year`` is the one that lacks it."""

    said: str
    year: int | None = None


@dataclass(eq=False)
class NotUnderstood(Refusal):
    """``examples`` are lines that would have been understood; ``topic`` is what begins with the name of one, where a topic was to
    be named (empty: none was)."""

    said: str
    examples: tuple[str, ...] = field(default=())
    topic: str = ""


@dataclass(eq=False)
class NoPlace(Refusal):
    """No place with a clock is called so; the choices are those that may be meant, ``example`` is a line that names one."""

    said: str
    choices: tuple[Choice, ...] = ()
    example: str = "/timezone berlin"


class NotEnrolled(Refusal):
    """There is no roadmap under way yet."""


class GroupOnly(Refusal):
    """This only makes sense in a group."""


class NotAllowed(Refusal):
    """The speaker may not do this here."""


class RightsUnknown(Refusal):
    """Whether the speaker may do this here the platform was asked, and has not said."""


class NoGroupHere(Refusal):
    """There is no study group in this chat."""


class NotJoined(Refusal):
    """The speaker has not joined this group."""


@dataclass(eq=False)
class Muted(Refusal):
    """An admin lets nothing be posted for the speaker ``until`` then, by the clock of their own ``zone``; ``now`` is when they spoke."""

    until: datetime
    zone: ZoneInfo
    now: datetime


class InNoGroup(Refusal):
    """The speaker has joined no group."""


@dataclass(eq=False)
class WhichGroup(Refusal):
    """The speaker has joined several groups; the choices are these."""

    choices: tuple[Choice, ...]


@dataclass(eq=False)
class WhichToMove(Refusal):
    """It is not sure which group of a chat is to live where it was said; the choices are these."""

    choices: tuple[Choice, ...]


@dataclass(eq=False)
class NotAMember(Refusal):
    """The choices are those of several members who may be meant; nothing was ``said`` where somebody was picked."""

    said: str
    choices: tuple[Choice, ...] = ()


class NotFetched(Refusal):
    """The platform did not hand the file over."""


@dataclass(eq=False)
class Locked(Refusal):
    """``minutes`` until it may be tried again, at least one."""

    minutes: int


class OwnCode(Refusal):
    """This code is shown by the very account it was typed from."""


class LinkedAlready(Refusal):
    """The account behind this code speaks for the same learner already."""


class DeletionWaits(Refusal):
    """A deletion is under way on one of both sides."""


@dataclass(eq=False)
class OneEach(Refusal):
    """Both sides have an account on ``platform``."""

    platform: str


@dataclass(eq=False)
class NoAccountThere(Refusal):
    """Nudges cannot go to ``platform``, only to one of ``own``."""

    platform: str
    own: tuple[str, ...]


class Blocked(Refusal):
    """The account is not answered any more."""


class PressedAlready(Refusal):
    """This button, or another answer to the same question, was pressed before."""


class Expired(Refusal):
    """This button or code is used up or too old."""


class NotDrawn(BotError):
    """A picture could not be made, or not in time."""
