"""The tables of study groups. What belongs to a group goes with it, and what somebody said in one goes with their account.

Ids are never given twice, for the ledger's periods name some of them and outlive them.
"""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    Time,
    UniqueConstraint,
    false,
    text,
    true,
)

from bot.store.columns import Given, Id, Instant, index_of_some, owner
from bot.store.tables import LONGEST_MESSAGE, metadata

groups = Table(
    "groups",
    metadata,
    Column("id", Id, primary_key=True),
    Column("platform", String(16), nullable=False),
    Column("chat_id", Given, nullable=False),
    Column("server_id", Given),
    Column("thread_id", Given),
    Column("title", String(128), nullable=False),
    Column("roadmap", String(64)),
    Column("first_day", Date),
    Column("zone", String(64)),
    Column("digest_weekday", Integer, nullable=False),
    Column("digest_time", Time, nullable=False),
    Column("quiet_from", Time),
    Column("quiet_to", Time),
    Column("board_on", Boolean, nullable=False, server_default=true()),
    Column("rooms_on", Boolean, nullable=False, server_default=false()),
    Column("added_at", Instant, nullable=False),
    Column("gone_at", Instant),
    Column("next_look_at", Instant),
    Column("quiet_weeks", Integer, nullable=False, server_default=text("0")),
    Column("board_message_id", String(LONGEST_MESSAGE), nullable=False, server_default=text("''")),
    Column("board_week", String(16), nullable=False, server_default=text("''")),
    Column("refused_at", Instant),
    Column("retry_at", Instant),
    Column("lacks", String(32), nullable=False, server_default=text("''")),
    Column("last_day", Date),
    UniqueConstraint("platform", "chat_id", "thread_id"),
    sqlite_autoincrement=True,
)
"""A group for each place: a chat itself, which has no thread, and each of its threads."""
IN_CHAT_ITSELF = text("thread_id IS NULL")
index_of_some(
    "uq_groups_platform_chat_id",
    groups.c.platform,
    groups.c.chat_id,
    unique=True,
    where=IN_CHAT_ITSELF,
)
index_of_some(
    "ix_groups_next_look_at",
    groups.c.next_look_at,
    where=text("next_look_at IS NOT NULL"),
)

group_keepers = Table(
    "group_keepers",
    metadata,
    Column("id", Id, primary_key=True),
    owner("group_id", "groups"),
    owner("account_id", "accounts"),
    Column("set_at", Instant, nullable=False),
    UniqueConstraint("group_id", "account_id"),
    Index(None, "account_id"),
)
"""Who started a group or set something in it, last at that moment."""

memberships = Table(
    "memberships",
    metadata,
    Column("id", Id, primary_key=True),
    owner("group_id", "groups"),
    owner("account_id", "accounts"),
    Column("name", String(64), nullable=False),
    Column("joined_at", Instant, nullable=False),
    Column("wants_partner", Boolean, nullable=False, server_default=false()),
    Column("shows_completions", Boolean, nullable=False, server_default=false()),
    Column("level", Integer, nullable=False, server_default=text("0")),
    UniqueConstraint("group_id", "account_id"),
    Index(None, "account_id"),
    sqlite_autoincrement=True,
)

help_requests = Table(
    "help_requests",
    metadata,
    Column("id", Id, primary_key=True),
    owner("group_id", "groups"),
    owner("account_id", "accounts"),
    Column("topic", String(120), nullable=False),
    Column("question", String(300), nullable=False),
    Column("asked_at", Instant, nullable=False),
    Column("closed_at", Instant),
    Column("room_id", Id, ForeignKey("rooms.id", ondelete="SET NULL")),
    Index(None, "group_id"),
    Index(None, "account_id"),
    Index(None, "room_id"),
    sqlite_autoincrement=True,
)
"""Questions; one that was asked in a topic's room is posted there."""

help_offers = Table(
    "help_offers",
    metadata,
    Column("id", Id, primary_key=True),
    owner("request_id", "help_requests"),
    owner("account_id", "accounts"),
    Column("offered_at", Instant, nullable=False),
    UniqueConstraint("request_id", "account_id"),
    Index(None, "account_id"),
)

thanks = Table(
    "thanks",
    metadata,
    Column("id", Id, primary_key=True),
    owner("group_id", "groups"),
    owner("account_id", "accounts"),
    owner("helper_account_id", "accounts"),
    Column("thanked_at", Instant, nullable=False),
    Index(None, "group_id", "thanked_at"),
    Index(None, "account_id"),
    Index(None, "helper_account_id"),
)

pairings = Table(
    "pairings",
    metadata,
    Column("id", Id, primary_key=True),
    owner("group_id", "groups"),
    Column("week", Date, nullable=False),
    Index(None, "group_id", "week"),
    sqlite_autoincrement=True,
)

pairing_members = Table(
    "pairing_members",
    metadata,
    Column("id", Id, primary_key=True),
    owner("pairing_id", "pairings"),
    owner("account_id", "accounts"),
    UniqueConstraint("pairing_id", "account_id"),
    Index(None, "account_id"),
)

promises = Table(
    "promises",
    metadata,
    Column("id", Id, primary_key=True),
    owner("group_id", "groups"),
    owner("account_id", "accounts"),
    Column("week", Date, nullable=False),
    Column("text", String(200), nullable=False),
    Column("outcome", String(16), nullable=False),
    Column("day", Date),
    UniqueConstraint("group_id", "account_id", "week"),
    Index(None, "account_id"),
    sqlite_autoincrement=True,
)

rooms = Table(
    "rooms",
    metadata,
    Column("id", Id, primary_key=True),
    owner("group_id", "groups"),
    Column("topic", String(120), nullable=False),
    Column("thread_id", Given),
    UniqueConstraint("group_id", "topic"),
    sqlite_autoincrement=True,
)
"""Topic rooms, asked for or open: those that are open have a thread."""

hurrahs = Table(
    "hurrahs",
    metadata,
    Column("id", Id, primary_key=True),
    owner("group_id", "groups"),
    Column("begun_at", Instant, nullable=False),
    Index(None, "group_id"),
    sqlite_autoincrement=True,
)
"""Posts that tell what members completed within an hour."""

hurrah_topics = Table(
    "hurrah_topics",
    metadata,
    Column("id", Id, primary_key=True),
    owner("hurrah_id", "hurrahs"),
    owner("account_id", "accounts"),
    Column("topic", String(120), nullable=False),
    UniqueConstraint("hurrah_id", "account_id", "topic"),
    Index(None, "account_id"),
    sqlite_autoincrement=True,
)

cheers = Table(
    "cheers",
    metadata,
    Column("id", Id, primary_key=True),
    owner("hurrah_id", "hurrahs"),
    owner("account_id", "accounts"),
    Column("cheered_at", Instant, nullable=False),
    UniqueConstraint("hurrah_id", "account_id"),
    Index(None, "account_id"),
    sqlite_autoincrement=True,
)

common_goals = Table(
    "common_goals",
    metadata,
    Column("id", Id, primary_key=True),
    owner("group_id", "groups"),
    Column("counts", String(16), nullable=False),
    Column("amount", Integer, nullable=False),
    Column("first_day", Date, nullable=False),
    Column("last_day", Date),
    UniqueConstraint("group_id"),
    sqlite_autoincrement=True,
)
"""What a group means to do together; one that is set anew has another id."""

group_orders = Table(
    "group_orders",
    metadata,
    Column("id", Id, primary_key=True),
    owner("group_id", "groups"),
    owner("account_id", "accounts"),
    Column("deed", String(16), nullable=False),
    Column("name", String(64), nullable=False),
    Column("kind", String(16), nullable=False),
    Column("subject", BigInteger),
    Column("post", BigInteger),
    Column("done_at", Instant, nullable=False),
    Column("until", Instant),
    Column("undone_at", Instant),
    Index(None, "group_id", "deed"),
    Index(None, "account_id"),
    sqlite_autoincrement=True,
)
"""What an admin did about what an account says in a group, and by what ``name`` the account is found again. ``kind`` and ``subject`` are what was said, as the ledger names the
post that says it, ``post`` is the row of the ledger by whose hiding it came."""

meetings = Table(
    "meetings",
    metadata,
    Column("id", Id, primary_key=True),
    owner("group_id", "groups"),
    Column("account_id", Id, ForeignKey("accounts.id", ondelete="SET NULL")),
    Column("topic", String(120), nullable=False),
    Column("starts_at", Instant, nullable=False),
    Column("usual_at", Instant, nullable=False),
    Column("minutes", Integer, nullable=False),
    Column("focus", Integer, nullable=False),
    Column("pause", Integer, nullable=False),
    Column("weekly", Boolean, nullable=False),
    Column("at_once", Boolean, nullable=False),
    Column("ended_at", Instant),
    Column("called_off_at", Instant),
    Column("changes", Integer, nullable=False, server_default=text("0")),
    Column("event_id", Given),
    Column("follows", Id, ForeignKey("meetings.id", ondelete="SET NULL"), unique=True),
    Index(None, "group_id", "starts_at"),
    Index(None, "account_id"),
    sqlite_autoincrement=True,
)
"""Times at which a group meets, one row each: what is weekly is followed by a row of its own, one at most."""

attendances = Table(
    "attendances",
    metadata,
    Column("id", Id, primary_key=True),
    owner("meeting_id", "meetings"),
    owner("account_id", "accounts"),
    Column("is_in", Boolean, nullable=False),
    Column("since", Instant, nullable=False),
    Column("plan", String(200), nullable=False, server_default=text("''")),
    Column("outcome", String(16), nullable=False, server_default=text("''")),
    UniqueConstraint("meeting_id", "account_id"),
    Index(None, "account_id"),
)
"""Who is in, since when, what they will do, and how far they got."""
