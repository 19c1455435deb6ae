"""What the Store hands out about study groups: rows as frozen values."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from bot.store.values import Contact, Local
from roadmap.group.common_goal import CommonGoal
from roadmap.group.promises import SUNDAY, PromiseOutcome
from roadmap.group.rounds import Round
from roadmap.group.sight import Figures


@dataclass(frozen=True, slots=True)
class Group(Local):
    """A place the bot is in: the thread of a chat, None for the chat itself. ``server_id`` is Discord's guild. It has a ``roadmap``, and a ``first_day`` of its common dates, from when it is started until it is
    stopped, and a ``last_day`` (inclusive) of them where one was set. The digest's day counts from Monday = 0, its time and the quiet hours are local to ``zone``.
    ``gone_at`` is since when it is not written to any more, ``next_look_at`` when the tick looks at it next,
    ``quiet_weeks`` how many weeks in a row nothing happened, ``board_message_id`` its pinned board's and
    ``board_week`` the week that board was last written for. ``refused_at`` is since when it takes no posts, ``retry_at``
    from when on one is tried again, ``lacks`` the ``bot.send_errors.Ability`` it fails for."""

    id: int
    platform: str
    chat_id: str
    server_id: str | None
    thread_id: str | None
    title: str
    roadmap: str | None
    first_day: date | None
    zone: str | None
    digest_weekday: int
    digest_time: time
    quiet_from: time | None
    quiet_to: time | None
    board_on: bool
    rooms_on: bool
    added_at: datetime
    gone_at: datetime | None
    next_look_at: datetime | None
    quiet_weeks: int
    board_message_id: str
    board_week: str
    refused_at: datetime | None = None
    retry_at: datetime | None = None
    lacks: str = ""
    last_day: date | None = None


@dataclass(frozen=True, slots=True)
class Membership:
    """An account that joined a group. ``name`` is as the platform showed it then; ``shows_completions`` is whether the group is
    to hear of each topic that the learner completes; ``level`` how much those who lead see of
    them, as ``roadmap.group.sight.Level`` has it."""

    id: int
    group_id: int
    account_id: int
    name: str
    joined_at: datetime
    wants_partner: bool
    shows_completions: bool = False
    level: int = 0


@dataclass(frozen=True, slots=True)
class Seen:
    """A membership with who it is; their enrolment is the one on the group's roadmap, whatever else is under way."""

    membership: Membership
    contact: Contact


@dataclass(frozen=True, slots=True)
class HelpRequest:
    """A question about a topic, by its slug; open until it is closed. It was asked in the topic's room, or anywhere else
    in the group."""

    id: int
    group_id: int
    account_id: int
    topic: str
    question: str
    asked_at: datetime
    closed_at: datetime | None
    room_id: int | None


@dataclass(frozen=True, slots=True)
class Thanks:
    """Somebody thanked a helper."""

    id: int
    group_id: int
    account_id: int
    helper_account_id: int
    thanked_at: datetime


@dataclass(frozen=True, slots=True)
class Pairing:
    """Partners of a group from the day ``week`` on, a Monday or the one on which they met; those who left it are not among the accounts any more."""

    id: int
    group_id: int
    week: date
    accounts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Promise:
    """What a member promised for the week that begins on a Monday, and what became of it. ``day`` is that in it by which it is to be kept,
    None for the last."""

    id: int
    group_id: int
    account_id: int
    week: date
    text: str
    outcome: PromiseOutcome
    day: date | None

    @property
    def last_day(self) -> date:
        """The day by which it is to be kept, inclusive."""
        return self.day or self.week + SUNDAY


@dataclass(frozen=True, slots=True)
class Room:
    """The room of a topic; one that is asked for has no thread yet."""

    id: int
    group_id: int
    topic: str
    thread_id: str | None


@dataclass(frozen=True, slots=True)
class Hurrah:
    """A post that tells what members of a group completed within an hour."""

    id: int
    group_id: int
    begun_at: datetime


@dataclass(frozen=True, slots=True)
class HurrahTopic:
    """One completion that a hurrah tells of: whose, and of which topic, by its slug."""

    id: int
    hurrah_id: int
    account_id: int
    topic: str


@dataclass(frozen=True, slots=True)
class GoalSet:
    """What a group means to do together, as it was set once."""

    id: int
    group_id: int
    goal: CommonGoal


@dataclass(frozen=True, slots=True)
class Look:
    """Somebody who leads, None once they are forgotten, looked at a member so many ``times`` and was shown the same, at last at
    ``looked_at``; ``shown`` are the flags that it showed, between commas, or a detail, or the level all of which it showed."""

    leader_account_id: int | None
    shown: str
    looked_at: datetime
    times: int


@dataclass(frozen=True, slots=True)
class Agreed:
    """A member who lets those who lead see something, at a level, with the figures as they were last worked out."""

    membership_id: int
    account_id: int
    name: str
    level: int
    figures: Figures


@dataclass(frozen=True, slots=True)
class Alike:
    """So many members at a level of whom the same is true on a day; ``waits`` is whether a question of theirs does. The days
    of the figures say whether they have come, and no more."""

    count: int
    level: int
    waits: bool
    figures: Figures


class Deed(StrEnum):
    """What an admin can do about what a member says in a group. A value is stored, and never changed."""

    HIDDEN = "hidden"
    UNQUOTED = "unquoted"
    CLOSED = "closed"
    MUTED = "muted"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Order:
    """What was done about an account in a group, ``until`` a moment (exclusive) where it ends by itself. ``name`` is what the group
    called it, of who is muted or out. What was said is known by
    the ``kind`` and the ``subject`` of the post that says it; ``post`` is the row of the ledger that was hidden."""

    id: int
    group_id: int
    account_id: int
    deed: Deed
    name: str
    kind: str
    subject: int | None
    post: int | None
    done_at: datetime
    until: datetime | None
    undone_at: datetime | None

    def holds(self, now: datetime) -> bool:
        """Whether it is in force."""
        return self.undone_at is None and (self.until is None or now < self.until)


@dataclass(frozen=True, slots=True)
class Meeting:
    """A time at which a group meets for a round, on a topic of its roadmap by its slug (empty: on none). ``account_id`` called it,
    None once they have left. ``usual_at`` is when it would begin had it not been moved for once. One that is begun ``at_once`` was not proposed. It is over at ``ended_at`` where that is set;
    ``changes`` counts what its posts had to tell, ``event_id`` is its event on the platform, ``follows`` the week before."""

    id: int
    group_id: int
    account_id: int | None
    topic: str
    starts_at: datetime
    usual_at: datetime
    minutes: int
    focus: int
    pause: int
    weekly: bool
    at_once: bool
    ended_at: datetime | None
    called_off_at: datetime | None
    changes: int
    event_id: str | None
    follows: int | None

    @property
    def round(self) -> Round:
        return Round(self.minutes, self.focus, self.pause)

    @property
    def ends_at(self) -> datetime:
        """When it is asked how far everybody got."""
        return self.ended_at or self.starts_at + timedelta(minutes=self.round.ends_at)

    def offset(self, at: datetime) -> int:
        """Whole minutes from its beginning to a moment."""
        return int((at - self.starts_at).total_seconds()) // 60

    def is_to_come(self, now: datetime) -> bool:
        """Whether it has not begun."""
        return self.called_off_at is None and now < self.starts_at

    def is_on(self, now: datetime) -> bool:
        """Whether it has begun and is not over."""
        return self.called_off_at is None and self.starts_at <= now < self.ends_at


@dataclass(frozen=True, slots=True)
class Attendance:
    """A member who is in since a moment, or not; what they will do, and how far they got: empty until they say."""

    account_id: int
    is_in: bool
    since: datetime
    plan: str
    outcome: str
