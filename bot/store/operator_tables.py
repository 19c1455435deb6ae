"""The tables of what operators do: whom they blocked, what they did, what they told everybody, and which incidents there were."""

from sqlalchemy import BigInteger, Column, Index, Integer, String, Table, Text, text

from bot.store.columns import Id, Instant
from bot.store.tables import metadata

LONGEST_SHADOW = 64

# The numbers of incidents and announcements stand in the ledger for longer than they themselves are kept, so none is given twice.

blocks = Table(
    "blocks",
    metadata,
    Column("id", Id, primary_key=True),
    Column("shadow", String(LONGEST_SHADOW), nullable=False, unique=True),
    Column("since", Instant, nullable=False),
    Column("told_at", Instant),
    Column("until", Instant),
)
"""The accounts that are not answered any more, by their shadows alone, so that a deletion ends no block. ``until`` is set once
nothing else is kept of the account."""

acts = Table(
    "acts",
    metadata,
    Column("id", Id, primary_key=True),
    Column("at", Instant, nullable=False),
    Column("kind", String(16), nullable=False),
    Column("by", String(LONGEST_SHADOW), nullable=False),
    Column("shadow", String(LONGEST_SHADOW), nullable=False, server_default=text("''")),
    Column("subject", BigInteger),
    Index(None, "shadow"),
    Index(None, "at"),
)
"""The log of what operators did, for a term: ``by`` is an operator's shadow, empty for the command line, ``shadow`` that of the
account that it was done to, ``subject`` the number of a group, or of what was announced; of a block how many groups it took the account out of."""

incidents = Table(
    "incidents",
    metadata,
    Column("id", Id, primary_key=True),
    Column("number", String(16), nullable=False),
    Column("at", Instant, nullable=False),
    Column("platform", String(16), nullable=False),
    Index(None, "at"),
    sqlite_autoincrement=True,
)
"""The bugs that somebody was told the number of."""

announcements = Table(
    "announcements",
    metadata,
    Column("id", Id, primary_key=True),
    Column("code", String(24), nullable=False, unique=True),
    Column("text", Text, nullable=False),
    Column("asked_at", Instant, nullable=False),
    Column("sent_at", Instant),
    Column("count", Integer),
    sqlite_autoincrement=True,
)
"""What operators tell everybody: asked for, and once it is confirmed, filed for so many learners."""
