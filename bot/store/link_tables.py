"""The tables around linked accounts: previews that were seen, deletions that wait for an objection, wrong codes, and the
installation's secrets."""

from sqlalchemy import Column, ForeignKey, Index, Integer, String, Table, UniqueConstraint

from bot.store.columns import Id, Instant, owner
from bot.store.tables import metadata

link_previews = Table(
    "link_previews",
    metadata,
    Column("id", Id, primary_key=True),
    owner("code_id", "codes"),
    owner("account_id", "accounts"),
    UniqueConstraint("code_id", "account_id"),
    Index(None, "account_id"),
)
"""Which account has been shown what which code would join; it goes with the code."""

deletions = Table(
    "deletions",
    metadata,
    Column("id", Id, primary_key=True),
    owner("learner_id", "learners"),
    Column("account_id", Id, ForeignKey("accounts.id", ondelete="SET NULL")),
    Column("platform", String(16), nullable=False),
    Column("asked_at", Instant, nullable=False),
    Column("due_at", Instant, nullable=False),
    UniqueConstraint("learner_id"),
    Index(None, "account_id"),
    Index(None, "due_at"),
)
"""What is to be forgotten, asked for by one of several linked accounts, and when, unless the others object."""

tries = Table(
    "tries",
    metadata,
    Column("id", Id, primary_key=True),
    Column("shadow", String(64), nullable=False),
    Column("purpose", String(16), nullable=False),
    Column("count", Integer, nullable=False),
    Column("since", Instant, nullable=False),
    UniqueConstraint("shadow", "purpose"),
)
"""How many wrong codes an account has tried, and since when they count. The account is known by its shadow alone, so
that its deletion does not open the door again."""

secrets = Table(
    "secrets",
    metadata,
    Column("name", String(32), primary_key=True),
    Column("value", String(64), nullable=False),
)
"""What this installation knows and nobody else: the key of the shadows."""
