"""The tables of those who lead study groups: who they are, what members let them see, and each look at one."""

from sqlalchemy import Column, Date, ForeignKey, Index, Integer, String, Table, UniqueConstraint, text

from bot.store.columns import Id, Instant, owner
from bot.store.tables import metadata

LONGEST_SHOWN = 100
"""Characters of the flags that a look showed."""

group_leaders = Table(
    "group_leaders",
    metadata,
    Column("id", Id, primary_key=True),
    owner("group_id", "groups"),
    owner("account_id", "accounts"),
    Column("until", Instant),
    UniqueConstraint("group_id", "account_id"),
    Index(None, "account_id"),
)
"""Who leads a group: whom its admins named, and for a while each admin whose right the platform has just confirmed."""

figures = Table(
    "figures",
    metadata,
    Column("id", Id, primary_key=True),
    owner("membership_id", "memberships"),
    Column("told", Integer, nullable=False),
    Column("roadmap", String(16), nullable=False),
    Column("topic", String(120), nullable=False, server_default=text("''")),
    Column("quarter", Integer),
    Column("idle_from", Date),
    Column("longer_from", Date),
    Column("quiet_from", Date),
    Column("completed_on", Date),
    UniqueConstraint("membership_id"),
)
"""What flags and distributions are made of, of members who agreed, no more than they agreed to: see
``roadmap.group.sight.Figures``. They are of so many facts ``told``, and of the ``roadmap`` as it stood, by its print."""

looks = Table(
    "looks",
    metadata,
    Column("id", Id, primary_key=True),
    owner("group_id", "groups"),
    owner("account_id", "accounts"),
    Column("leader_account_id", Id, ForeignKey("accounts.id", ondelete="SET NULL")),
    Column("looked_at", Instant, nullable=False),
    Column("shown", String(LONGEST_SHOWN), nullable=False),
    Index(None, "group_id", "account_id"),
    Index(None, "account_id"),
    Index(None, "leader_account_id"),
)
"""Each look of somebody who leads at a member, with what it showed, for the member to read."""
