"""The tables around calendar addresses: a row for each, and how often each of its events has changed."""

from sqlalchemy import Column, Index, Integer, String, Table, UniqueConstraint

from bot.store.columns import Id, Instant, owner
from bot.store.tables import metadata

calendars = Table(
    "calendars",
    metadata,
    Column("id", Id, primary_key=True),
    owner("account_id", "accounts"),
    Column("digest", String(64), nullable=False),
    Column("made_at", Instant, nullable=False),
    Column("read_at", Instant),
    Column("content", String(64), nullable=False, server_default=""),
    Column("changed_at", Instant),
    UniqueConstraint("account_id"),
    Index(None, "digest", unique=True),
)
"""An account's calendar address, by the digest of its secret part, when a calendar read it last, to the hour, and what it
read, as a digest, with the moment since when that is so."""

calendar_events = Table(
    "calendar_events",
    metadata,
    Column("id", Id, primary_key=True),
    owner("calendar_id", "calendars"),
    Column("key", String(300), nullable=False),
    Column("digest", String(64), nullable=False),
    Column("sequence", Integer, nullable=False),
    Column("changed_at", Instant, nullable=False),
    UniqueConstraint("calendar_id", "key"),
)
"""What calendars have to know of an event: how often it has changed, and when the last time. Those that are gone stay: whatever comes
again under the same key must not seem older."""
