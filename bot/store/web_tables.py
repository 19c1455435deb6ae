"""The tables around the page: a row for each browser that is signed in, and for each opening within a platform that signed one in."""

from sqlalchemy import Column, Index, String, Table, Text

from bot.store.columns import Id, Instant, owner
from bot.store.tables import metadata

web_sessions = Table(
    "web_sessions",
    metadata,
    Column("id", Id, primary_key=True),
    owner("account_id", "accounts"),
    Column("digest", String(64), nullable=False),
    Column("through", String(16), nullable=False),
    Column("made_at", Instant, nullable=False),
    Column("seen_at", Instant, nullable=False),
    Column("answer", Text),
    Column("told_at", Instant),
    Column("told_as", String(16)),
    Index(None, "account_id"),
    Index(None, "digest", unique=True),
    Index(None, "seen_at"),
    Index(None, "told_at"),
)
"""A browser that is signed in as an account, by the digest of what it shows; through what it came in, when it was here last, to ten
minutes, and the last answer that it was given, with when that was and the name by which a page asks for it: all three for ten minutes
and until the next look at what is too old, or until the next answer. An answer may have what is shown once."""

web_openings = Table(
    "web_openings",
    metadata,
    Column("id", Id, primary_key=True),
    Column("digest", String(64), nullable=False),
    Column("until", Instant, nullable=False),
    Index(None, "digest", unique=True),
    Index(None, "until"),
)
"""That the page was opened within a platform, by the digest of what vouched for it, until that is too old by itself: it signs in once.
Whose it was is not kept, so that it is spent for whoever was forgotten meanwhile, too."""

signposts = Table(
    "signposts",
    metadata,
    Column("id", Id, primary_key=True),
    owner("group_id", "groups"),
    Column("digest", String(64), nullable=False),
    Column("until", Instant, nullable=False),
    Index(None, "group_id"),
    Index(None, "digest", unique=True),
    Index(None, "until"),
)
"""What leads to a group's page from within the group, by the digest of the word in its address, for a while. It says which group is
meant and gives no right to see it; who asked for it is not kept."""
