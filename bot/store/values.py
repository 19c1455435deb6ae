"""What the Store hands out: rows as frozen values."""

from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum
from zoneinfo import ZoneInfo

from bot.store.kinds import NudgeKind
from bot.store.study_times import study_times_in
from roadmap.study_times import StudyTimes
from roadmap.value import value


class Local:
    """Whoever has a time of their own: a learner, or a group."""

    __slots__ = ()

    zone: str | None
    quiet_from: time | None
    quiet_to: time | None

    def zone_or(self, default: str) -> ZoneInfo:
        """The own zone; the installation's until one was said, or where it is gone from the zone data."""
        return zone_of(self.zone, default)

    @property
    def quiet(self) -> tuple[time, time] | None:
        """The quiet hours: from (inclusive) to (exclusive)."""
        return (self.quiet_from, self.quiet_to) if self.quiet_from and self.quiet_to else None


class Rhythm(StrEnum):
    """How often the weekly nudge comes: on its weekday each week, every second one, or the first in a month."""

    WEEKLY = "weekly"
    FORTNIGHTLY = "fortnightly"
    MONTHLY = "monthly"


class Hush(StrEnum):
    """How the weekly nudge keeps quiet for who fell silent. ASKED: they were asked whether it shall, and have not said a word
    since; MONTHLY: once a month until they study again; SILENT: until they write."""

    NONE = ""
    ASKED = "asked"
    MONTHLY = "monthly"
    SILENT = "silent"


UNTIL_A_WORD = frozenset({Hush.ASKED, Hush.SILENT})
"""What any word of the learner has a say in."""

NEWS = 1
"""Which change in how the bot is used learners are told of last; counted up where ``bot.texts.news`` says another."""


@value
class Learner(Local):
    """``zone`` is an IANA name, None until the learner said one. ``nudge_weekday`` counts from Monday = 0;
    ``nudge_time``, ``quiet_from`` and ``quiet_to`` are local; quiet hours may span midnight, None is none.
    ``next_nudge_at`` is the next weekly nudge, None while there is none to come. ``roadmap`` is the slug of the one
    under way. Nudges go to ``nudge_platform`` where the learner chose one, else to ``last_platform``, the last used.
    ``news`` is the last of NEWS that they were told of. ``theme`` is that of their pictures, None where they chose none;
    ``plain`` are words without the signs that adorn them. ``study_times`` are their study times as ``bot.store.study_times`` writes
    them; ``study_answered_at`` is when they set or pressed something of them last, ``study_asked_at`` since when they are asked
    about them, and none comes; ``next_study_at`` is the next one. ``rhythm`` is how often the weekly nudge comes, ``hush`` how it
    keeps quiet for who fell silent, since ``hushed_at``, when they were asked or answered last. ``heard_on`` is the last day on
    which they were answered, wherever that was, by their own calendar; who was away for weeks keeps the day on which they went until they
    are met or study. None where that was not kept yet. ``announcements`` says whether they hear what
    operators tell everybody."""

    id: int
    created_at: datetime
    zone: str | None
    nudges_on: bool
    nudge_weekday: int
    nudge_time: time
    quiet_from: time | None
    quiet_to: time | None
    next_nudge_at: datetime | None
    roadmap: str | None = None
    nudge_platform: str | None = None
    last_platform: str | None = None
    news: int = 0
    theme: str | None = None
    plain: bool = False
    study_times: str | None = None
    study_answered_at: datetime | None = None
    study_asked_at: datetime | None = None
    next_study_at: datetime | None = None
    rhythm: str = Rhythm.WEEKLY
    hush: str = Hush.NONE
    hushed_at: datetime | None = None
    heard_on: date | None = None
    announcements: bool = True

    @property
    def study(self) -> StudyTimes | None:
        """The study times, off where none were wanted; None while nobody asked for any."""
        return study_times_in(self.study_times)


@value
class Account:
    """A learner's identity on one platform; ``unreachable_at`` is since when it cannot be written to, ``blocked_at`` since
    when an operator has it answered no more."""

    id: int
    learner_id: int
    platform: str
    user_id: str
    unreachable_at: datetime | None
    blocked_at: datetime | None = None


@value
class Strand:
    """What one account says of a roadmap, from a first day (before any replanning). ``farewell_at`` is when the last
    nudge was sent, the one that says that everything is done."""

    id: int
    account_id: int
    roadmap: str
    first_day: date
    enrolled_at: datetime
    farewell_at: datetime | None = None


@value
class Enrolment:
    """A learner on a roadmap: the strands, at least one, of all their accounts."""

    roadmap: str
    strands: tuple[Strand, ...]

    @property
    def ids(self) -> tuple[int, ...]:
        """The strands' ids."""
        return tuple(strand.id for strand in self.strands)

    @property
    def first_day(self) -> date:
        return min(strand.first_day for strand in self.strands)

    @property
    def enrolled_at(self) -> datetime:
        return min(strand.enrolled_at for strand in self.strands)

    @property
    def farewell_at(self) -> datetime | None:
        return max((strand.farewell_at for strand in self.strands if strand.farewell_at), default=None)

    def strand_of(self, account_id: int) -> Strand | None:
        """What this account says, if it has said anything."""
        return next((strand for strand in self.strands if strand.account_id == account_id), None)


@dataclass(frozen=True, slots=True)
class Imported:
    """A roadmap as a learner brought it: its document's own text, the form that has, and what was understood, in the
    documented JSON form."""

    form: str
    source: str
    document: str


@dataclass(frozen=True, slots=True)
class Offered:
    """One reading of a document: the form it has there, what was understood, in the documented JSON form, and as JSON what
    is said of it. ``document`` is empty where only another reading was asked for."""

    form: str
    document: str
    told: str


@dataclass(frozen=True, slots=True)
class Draft:
    """A document that waits for a tap, in its readings, the likeliest first: the one looked at, and which of its stages are
    left out, by their place from 0."""

    source: str
    readings: tuple[Offered, ...]
    reading: int = 0
    without: frozenset[int] = frozenset()

    @property
    def imported(self) -> Imported:
        """What the reading that is looked at makes of the document."""
        chosen = self.readings[self.reading]
        return Imported(chosen.form, self.source, chosen.document)


@dataclass(frozen=True, slots=True)
class Version:
    """One version of a roadmap on somebody's shelf: its number, counted from 1, its form, and when it was made."""

    slug: str
    number: int
    form: str
    made_at: datetime


@dataclass(frozen=True, slots=True)
class Shelved:
    """A roadmap that a learner brought, its versions counted from 1, those from ``oldest`` to ``newest`` still there;
    ``learner_id`` is None once they are forgotten."""

    slug: str
    learner_id: int | None
    current: int
    newest: int
    oldest: int = 1


@value
class Contact:
    """A known account with its learner and the roadmap under way, if any."""

    account: Account
    learner: Learner
    enrolment: Enrolment | None

    @property
    def is_away(self) -> bool:
        """Whether nudges wait for a word: the account cannot be written to, or its learner fell silent and was asked about it."""
        return self.account.unreachable_at is not None or self.learner.hush in UNTIL_A_WORD


def zone_of(name: str | None, default: str) -> ZoneInfo:
    """The zone of that name; the default where there is none, or where it is gone from the zone data."""
    try:
        return ZoneInfo(name or default)
    except (KeyError, OSError, ValueError):
        return ZoneInfo(default)


class NudgeState(StrEnum):
    """Where a nudge is on its way. ``due`` and ``sending`` are under way, the others are outcomes."""

    DUE = "due"
    SENDING = "sending"
    SENT = "sent"
    FAILED = "failed"
    SKIPPED = "skipped"
    UNREACHABLE = "unreachable"


@value
class Nudge:
    """A row of the ledger, of a learner and an account of theirs or of a group; ``subject`` is the id of what it is
    about. ``first_due_at`` is the original moment, from which the shelf life counts; ``due_at`` is when it is to be
    looked at next: moved by quiet hours or a retry, and while it is being sent the end of its lease.
    ``maybe_repeated`` says that an earlier try may have arrived. ``about`` is what the learner was asked to do, as the line
    of a check-in, and below it what a yes types; either is empty where there is none, or it is not sent."""

    id: int
    learner_id: int | None
    account_id: int | None
    group_id: int | None
    subject: int | None
    platform: str
    kind: NudgeKind
    period: str
    first_due_at: datetime
    due_at: datetime
    state: NudgeState
    reason: str
    sent_at: datetime | None
    message_id: str
    attempts: int
    lease: str
    maybe_repeated: bool
    about: str = ""


@value
class Outcome:
    """What became of a claimed nudge: an end (sent, failed, skipped, unreachable) or, with ``due_at``, a later try.
    ``reason`` is a ``bot.reasons.Reason``, but for what that says of itself; empty where there is none.
    ``hold_until`` is set where the platform asked everybody to wait."""

    nudge: Nudge
    state: NudgeState
    reason: str = ""
    due_at: datetime | None = None
    message_id: str = ""
    maybe_repeated: bool = False
    hold_until: datetime | None = None
    about: str = ""
