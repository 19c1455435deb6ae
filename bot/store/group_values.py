"""What the Store hands out about study groups: rows as frozen values."""

from dataclasses import dataclass
from datetime import date, datetime, time

from bot.store.values import Contact, Local
from roadmap.group.promises import PromiseOutcome


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
    """An account that joined a group. ``name`` is as the platform showed it then."""

    id: int
    group_id: int
    account_id: int
    name: str
    joined_at: datetime
    wants_partner: bool


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
    """Partners of a group from a Monday on; those who left it are not among the accounts any more."""

    id: int
    group_id: int
    week: date
    accounts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Promise:
    """What a member promised for the week that begins on a Monday, and what became of it."""

    id: int
    group_id: int
    account_id: int
    week: date
    text: str
    outcome: PromiseOutcome


@dataclass(frozen=True, slots=True)
class Room:
    """The room of a topic; one that is asked for has no thread yet."""

    id: int
    group_id: int
    topic: str
    thread_id: str | None
