"""The table around portfolios: of which roadmaps something is shown, to whom, and what."""

from sqlalchemy import Column, Index, String, Table, UniqueConstraint

from bot.store.columns import Id, Instant, owner
from bot.store.tables import metadata

portfolios = Table(
    "portfolios",
    metadata,
    Column("id", Id, primary_key=True),
    owner("account_id", "accounts"),
    Column("roadmap", String(64), nullable=False),
    Column("parts", String(100), nullable=False),
    Column("digest", String(64)),
    Column("made_at", Instant),
    UniqueConstraint("account_id", "roadmap"),
    Index(None, "digest", unique=True),
)
"""What a learner chose to show of what they did on a roadmap, and the digest of the secret part of its address, since when there is one;
none while nobody sees it."""
