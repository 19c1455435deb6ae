"""The kinds of rows in the ledger, each with its traits: what holds of every row of a kind is said here and nowhere else.

How a kind is composed stands in ``bot.nudges.kinds``.
"""

from dataclasses import dataclass, replace
from datetime import timedelta
from enum import Enum, StrEnum, auto
from typing import Self


class To(Enum):
    """Whom a row is for: a learner, wherever they are reached; one chat of theirs and no other; a group."""

    LEARNER = auto()
    CHAT = auto()
    GROUP = auto()


@dataclass(frozen=True, slots=True)
class KindTraits:
    """What holds of every row of a kind.

    ``prompt``: somebody has just caused it and looks for it, so it leaves before whatever the calendar has entered.
    ``counts``: against the weekly budget of each learner who gets it. ``joins``: if it counts, beyond that budget it joins the next
    weekly nudge. ``waits``: for the end of quiet hours. ``of_use``: how late it may be sent, counted from its original moment (None:
    as late as any nudge).
    ``asked_for``: its learner said that they want it, so it comes though their nudges are off.
    ``despite_block``: it comes to who is blocked too, for it is about what they may still do.
    ``stays``: it comes to the chat where it was asked for. The others are asked of groups' rows alone. ``keeps``: however late
    it is, it is still done. ``outlasts``: where the group takes no posts it is kept for a week. ``latest``: of several that were kept
    the last alone is of use. ``needs_rooms``: only where the group has topic rooms. ``needs_roadmap``, which is asked of learners' rows
    too: only where there is a roadmap under way.
    """

    to: To
    prompt: bool = False
    counts: bool = False
    joins: bool = False
    waits: bool = True
    of_use: timedelta | None = None
    asked_for: bool = False
    despite_block: bool = False
    stays: bool = False
    keeps: bool = False
    outlasts: bool = False
    latest: bool = False
    needs_roadmap: bool = True
    needs_rooms: bool = False

    @property
    def needs_plan(self) -> bool:
        """Whether it says something of how its learner stands."""
        return self.to is To.LEARNER and self.needs_roadmap


NUDGE = KindTraits(To.LEARNER, counts=True)
APPOINTMENT = KindTraits(To.LEARNER, waits=False, of_use=timedelta(minutes=30), stays=True)
"""What a learner asked to be told at a moment of their own: it counts against nothing, waits for nothing, and is of use then
alone."""

NOTE = KindTraits(To.LEARNER, counts=True, joins=True)
"""Between partners."""

WISHED = replace(NOTE, counts=False, asked_for=True)
"""Between partners, too, and what a learner said they want: company, or to be asked how a promise went. It is never too much, and no
nudge."""

REPORT = replace(NOTE, prompt=True)
"""What a partner has just done."""

ALERT = KindTraits(To.CHAT, prompt=True, waits=False)
"""What a chat hears at once, whatever is set: it counts against nothing and waits for nothing."""

OF_WHAT_IS_KEPT = replace(ALERT, despite_block=True)
"""What happens to what is kept of them, which nobody loses a say in by a block."""

TIMER = KindTraits(To.CHAT, prompt=True, waits=False)
"""What a learner set off themselves, in the chat where they did: as an alert it counts against nothing and waits for nothing."""

ANNOUNCED = KindTraits(To.LEARNER, of_use=timedelta(days=1), needs_roadmap=False)
"""What operators tell everybody, whatever their nudges are set to: it waits for the end of quiet hours, and has an opt-out of its own."""

POST = KindTraits(To.GROUP)
REPLY = KindTraits(To.GROUP, prompt=True, waits=False)
"""Somebody in the group has just spoken."""

UNSEEN = KindTraits(To.GROUP, waits=False, keeps=True, needs_roadmap=False)
"""What makes no sound: a name is struck out however late it is, and at night."""

IN_ROOMS = KindTraits(To.GROUP, prompt=True, needs_rooms=True)


class NudgeKind(StrEnum):
    """What a row of the ledger is for. Its period is what it is unique for; those of partners and groups end in the
    ids that tell two apart.

    To a learner: the weekly nudge (by the ISO week of its original due moment in the learner's zone) and a snooze (by
    local day); a study time (by local day and time, "2027-01-19 19:00"); who their partners are, and what these promise, did of it,
    or that one of them is silent, takes another one, or has gone (by the pairing). To each chat of a learner: what another one did with what is theirs together; to one of them
    what the bot lacks in a group they keep, or that it is not tried any more, how a question of theirs in a group stands, and
    what an admin did about them there, or to an admin that what they hid could not be taken away (by the row that was to); to the account that asked a group for help who can give it (by the offer), to one
    that joined a group the question what those who lead may see (by the membership), and to one that is in at a meeting that
    this begins soon, is moved or called off (by the meeting, and its moment); and to the chat where they were set off
    the end of a focus (by its place among the facts) and of a break. A kind word comes from somebody who leads a group (by the
    ISO week, the membership and their account). To everybody what operators announce, and to operators that there were incidents (each by its
    number).
    In a group: a post, or what is done to one; the question what those who lead may see is asked there once of those who joined
    before it was asked of each; figures that are worked out aside. Where partners could not be found as a week began (by the ISO week), that
    they are still to be: until it is over.
    """

    traits: KindTraits

    def __new__(cls, value: str, traits: KindTraits = NUDGE) -> Self:
        """What is stored is the value, and ``NudgeKind(value)`` finds the kind."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.traits = traits
        return member

    WEEKLY = "weekly", NUDGE
    SNOOZE = "snooze", NUDGE
    STUDY_TIME = "study time", APPOINTMENT

    PARTNERS = "partners", replace(WISHED, prompt=True)
    PROMISED = "promised", REPORT
    PROMISE = "promise", WISHED
    OUTCOME = "outcome", REPORT
    SILENCE = "silence", NOTE
    REMATCH = "rematch", NOTE
    LET_GO = "let go", replace(WISHED, prompt=True)
    LEFT_ALONE = "left alone", replace(WISHED, prompt=True)

    KIND_WORD = "kind word", NOTE

    LINKED = "linked", ALERT
    UNLINKED = "unlinked", ALERT
    EXPORTED = "exported", ALERT
    DELETING = "deleting", OF_WHAT_IS_KEPT
    CALLED_OFF = "called off", OF_WHAT_IS_KEPT

    LACKS = "lacks", ALERT
    CLOSED = "closed", ALERT
    HELP_STANDS = "help stands", ALERT
    ORDER = "order", ALERT
    STILL_THERE = "still there", replace(ALERT, of_use=timedelta(days=2))
    OFFER = "offer", ALERT
    LEVEL = "level", replace(ALERT, prompt=False)
    SUMMONS = "summons", replace(TIMER, prompt=False)

    FOCUS = "focus", TIMER
    BREAK = "break", TIMER

    ANNOUNCEMENT = "announcement", ANNOUNCED
    INCIDENT = "incident", ALERT

    GREETING = "greeting", replace(REPLY, needs_roadmap=False)
    JOINED = "joined", REPLY
    DIGEST = "digest", replace(POST, counts=True, outlasts=True, latest=True)
    BOARD = "board", replace(POST, outlasts=True, latest=True)
    HELP = "help", replace(REPLY, outlasts=True)
    OFFERED = "offered", replace(REPLY, outlasts=True)
    THANKS = "thanks", REPLY
    HURRAH = "hurrah", replace(REPLY, waits=True, outlasts=True)
    REACHED = "goal reached", replace(REPLY, waits=True, outlasts=True)
    MEETING = "meeting", replace(REPLY, outlasts=True, needs_roadmap=False)
    ROUND = "round", REPLY
    ROOM = "room", replace(IN_ROOMS, outlasts=True)
    OPENING = "opening", replace(IN_ROOMS, outlasts=True)
    PIN = "pin", UNSEEN
    UNPIN = "unpin", UNSEEN
    EVENT = "event", replace(REPLY, outlasts=True, needs_roadmap=False)
    ERASE = "erase", replace(UNSEEN, prompt=True)
    NOTICE = "notice", replace(POST, needs_roadmap=False)
    LEVELS = "levels", replace(POST, outlasts=True)
    FIGURES = "figures", replace(UNSEEN, needs_roadmap=True)
    PAIRING = "pairing", replace(UNSEEN, needs_roadmap=True)


ALERTS = frozenset(kind for kind in NudgeKind if kind.traits.to is To.CHAT)
STAYING = frozenset(kind for kind in NudgeKind if kind.traits.stays)
NOTES = frozenset(kind for kind in NudgeKind if kind.traits.joins)
COUNTED = frozenset(kind for kind in NudgeKind if kind.traits.counts)
KEPT = frozenset(kind for kind in NudgeKind if kind.traits.keeps)
