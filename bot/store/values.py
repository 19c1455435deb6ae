"""What the Store hands out: rows as frozen values."""

from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum
from zoneinfo import ZoneInfo


@dataclass(frozen=True, slots=True)
class Learner:
    """``zone`` is an IANA name, None until the learner said one. ``nudge_weekday`` counts from Monday = 0;
    ``nudge_time``, ``quiet_from`` and ``quiet_to`` are local; quiet hours may span midnight, None is none.
    ``next_nudge_at`` is the next weekly nudge, None while there is none to come. ``roadmap`` is the slug of the one
    under way. Nudges go to ``nudge_platform`` where the learner chose one, else to ``last_platform``, the last used."""

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

    def zone_or(self, default: str) -> ZoneInfo:
        """The learner's zone; the installation's until they say one, or where theirs is gone from the zone data."""
        return zone_of(self.zone, default)

    @property
    def quiet(self) -> tuple[time, time] | None:
        """The quiet hours: from (inclusive) to (exclusive)."""
        return (self.quiet_from, self.quiet_to) if self.quiet_from and self.quiet_to else None


@dataclass(frozen=True, slots=True)
class Account:
    """A learner's identity on one platform; ``unreachable_at`` is since when it cannot be written to."""

    id: int
    learner_id: int
    platform: str
    user_id: int
    unreachable_at: datetime | None


@dataclass(frozen=True, slots=True)
class Strand:
    """What one account says of a roadmap, from a first day (before any replanning). ``farewell_at`` is when the last
    nudge was sent, the one that says that everything is done."""

    id: int
    account_id: int
    roadmap: str
    first_day: date
    enrolled_at: datetime
    farewell_at: datetime | None = None


@dataclass(frozen=True, slots=True)
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
class Shelved:
    """A roadmap that a learner brought, its versions counted from 1, those from ``oldest`` to ``newest`` still there;
    ``learner_id`` is None once they are forgotten."""

    slug: str
    learner_id: int | None
    current: int
    newest: int
    oldest: int = 1


@dataclass(frozen=True, slots=True)
class Contact:
    """A known account with its learner and the roadmap under way, if any."""

    account: Account
    learner: Learner
    enrolment: Enrolment | None


def zone_of(name: str | None, default: str) -> ZoneInfo:
    """The zone of that name; the default where there is none, or where it is gone from the zone data."""
    try:
        return ZoneInfo(name or default)
    except (KeyError, OSError, ValueError):
        return ZoneInfo(default)


class NudgeKind(StrEnum):
    """What a row of the ledger is for. Its period is what it is unique for; those of partners and groups end in the
    ids that tell two apart.

    To a learner: the weekly nudge (by the ISO week of its original due moment in the learner's zone) and a snooze (by
    local day); who their partners are, and what these promise, did of it, or that one of them is silent. To each chat of
    a learner: what another one did with what is theirs together.
    In a group: a post, or what is done to one.
    """

    WEEKLY = "weekly"
    SNOOZE = "snooze"

    PARTNERS = "partners"
    PROMISED = "promised"
    PROMISE = "promise"
    OUTCOME = "outcome"
    SILENCE = "silence"
    REMATCH = "rematch"
    LET_GO = "let go"

    LINKED = "linked"
    UNLINKED = "unlinked"
    EXPORTED = "exported"
    DELETING = "deleting"
    CALLED_OFF = "called off"

    GREETING = "greeting"
    JOINED = "joined"
    DIGEST = "digest"
    BOARD = "board"
    HELP = "help"
    THANKS = "thanks"
    ROOM = "room"
    OPENING = "opening"
    PIN = "pin"
    ERASE = "erase"
    NOTICE = "notice"


BETWEEN_PARTNERS = frozenset(
    {
        NudgeKind.PARTNERS,
        NudgeKind.PROMISED,
        NudgeKind.PROMISE,
        NudgeKind.OUTCOME,
        NudgeKind.SILENCE,
        NudgeKind.REMATCH,
        NudgeKind.LET_GO,
    }
)
"""What counts against a learner's weekly budget, and joins the next nudge beyond it."""


ALERTS = frozenset(
    {
        NudgeKind.LINKED,
        NudgeKind.UNLINKED,
        NudgeKind.EXPORTED,
        NudgeKind.DELETING,
        NudgeKind.CALLED_OFF,
    }
)
"""What a chat hears at once, whatever is set: it counts against nothing, waits for nothing, and is for that chat alone."""


PROMPT = ALERTS | {
    NudgeKind.PROMISED,
    NudgeKind.OUTCOME,
    NudgeKind.LET_GO,
    NudgeKind.GREETING,
    NudgeKind.JOINED,
    NudgeKind.HELP,
    NudgeKind.THANKS,
    NudgeKind.ROOM,
    NudgeKind.OPENING,
    NudgeKind.ERASE,
}
"""What somebody has just caused, who looks for it: it leaves before whatever the calendar has entered, however much that
is. What it counts against and waits for is another matter."""


class NudgeState(StrEnum):
    """Where a nudge is on its way. ``due`` and ``sending`` are under way, the others are outcomes."""

    DUE = "due"
    SENDING = "sending"
    SENT = "sent"
    FAILED = "failed"
    SKIPPED = "skipped"
    UNREACHABLE = "unreachable"


@dataclass(frozen=True, slots=True)
class Nudge:
    """A row of the ledger, of a learner and an account of theirs or of a group; ``subject`` is the id of what it is
    about. ``first_due_at`` is the original moment, from which the shelf life counts; ``due_at`` is when it is to be
    looked at next: moved by quiet hours or a retry, and while it is being sent the end of its lease.
    ``maybe_repeated`` says that an earlier try may have arrived."""

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


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a claimed nudge: an end (sent, failed, skipped, unreachable) or, with ``due_at``, a later try.
    ``hold_until`` is set where the platform asked everybody to wait."""

    nudge: Nudge
    state: NudgeState
    reason: str = ""
    due_at: datetime | None = None
    message_id: str = ""
    maybe_repeated: bool = False
    hold_until: datetime | None = None
