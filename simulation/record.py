"""PURE: what is known of a simulated time afterwards: what learners said, what was tried, what the ledger holds."""

from dataclasses import dataclass
from datetime import date, datetime, time

from markupsafe import Markup

from simulation.wall import Quiet, wall

NOTHING = Markup()


@dataclass(frozen=True, slots=True)
class Turn:
    """A pause (``back`` exclusive, None while open), or with ``resumed`` its end, from ``day`` on."""

    day: date
    back: date | None = None
    resumed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Era:
    """What a learner may expect from the moment they said something until they say something else.

    ``said_at`` is when they said it, ``handled_at`` when the bot got round to it. ``life`` counts the times they asked
    to be forgotten; ``enrolled_at`` is None for a stranger. ``zone`` is the one in force, said or not.
    """

    said_at: datetime
    handled_at: datetime
    zone: str
    life: int = 0
    enrolled_at: datetime | None = None
    on: bool = True
    weekday: int = 0
    at: time = time(9)
    quiet: Quiet | None = (time(22), time(7, 30))
    turns: tuple[Turn, ...] = ()
    finished: bool = False

    def paused_on(self, day: date) -> bool:
        """Whether the day does not count: the last turn that reaches it decides."""
        paused = False
        for turn in self.turns:
            if turn.day <= day:
                paused = not turn.resumed and (turn.back is None or day < turn.back)
        return paused

    def paused_at(self, moment: datetime) -> bool:
        return self.paused_on(wall(moment, self.zone).date())


@dataclass(frozen=True, slots=True)
class Snoozed:
    """A snooze that was promised, and the moment it was promised for."""

    said_at: datetime
    due_at: datetime
    life: int
    day: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt:
    """One try to send a nudge; ``arrived`` is whether it got there, ``fault`` what the platform said instead of yes."""

    at: datetime
    text: Markup = NOTHING
    arrived: bool = True
    fault: str = ""
    message_id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerRow:
    """A row of the ledger as it stands; ``life`` tells rows apart that were deleted with /forget."""

    life: int = 0
    kind: str = "weekly"
    period: str
    first_due_at: datetime
    due_at: datetime
    state: str = "sent"
    reason: str = ""
    sent_at: datetime | None = None
    message_id: str = ""
    maybe_repeated: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """What the database holds of a learner in the end."""

    zone: str | None
    on: bool
    weekday: int
    at: time
    quiet: Quiet | None
    next_nudge_at: datetime | None


@dataclass(frozen=True, slots=True)
class Heard:
    """A line of a learner that the bot worked on, and its answer."""

    said_at: datetime
    handled_at: datetime
    line: str
    answer: Markup


@dataclass(frozen=True, slots=True)
class Downtime:
    """The bot does not run from ``start`` until ``end``, when it turns to what was said or to nudges first."""

    start: datetime
    end: datetime
    lines_first: bool = False


@dataclass(frozen=True, slots=True)
class Block:
    """The learner has blocked the bot from ``start`` until ``end``; None: for good."""

    start: datetime
    end: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """Everything that happened to one learner. ``eras`` are in order; before the first, nobody knew them. In the end they stand
    by so many days where the bot says, and where they are ``reckoned`` to; None: on no roadmap."""

    user: int
    habit: str = ""
    eras: tuple[Era, ...] = ()
    heard: tuple[Heard, ...] = ()
    snoozed: tuple[Snoozed, ...] = ()
    attempts: tuple[Attempt, ...] = ()
    rows: tuple[LedgerRow, ...] = ()
    blocks: tuple[Block, ...] = ()
    stored: Held | None = None
    standing: str = ""
    stands: tuple[str, int] | None = None
    reckoned: tuple[str, int] | None = None

    def handled_by(self, moment: datetime) -> Era | None:
        """What the bot knew of the learner at this moment."""
        return next((era for era in reversed(self.eras) if era.handled_at <= moment), None)

    def said_before(self, moment: datetime) -> Era | None:
        """What the learner expected just before this moment."""
        return next((era for era in reversed(self.eras) if era.said_at < moment), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """A whole simulated time; ``held`` is until when everybody had to wait, each with the moment of the demand."""

    start: datetime
    end: datetime
    stories: tuple[Story, ...]
    downtimes: tuple[Downtime, ...] = ()
    held: tuple[tuple[datetime, datetime], ...] = ()
    late_wakes: tuple[datetime, ...] = ()

    def up(self, moment: datetime) -> datetime:
        """The moment itself, or the end of the downtime it lies in."""
        return next((down.end for down in self.downtimes if down.start <= moment < down.end), moment)
