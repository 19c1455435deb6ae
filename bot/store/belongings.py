"""What is kept of accounts in study groups: for whoever wants to have it all."""

from collections.abc import Collection
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.group_tables import (
    attendances,
    cheers,
    group_keepers,
    group_orders,
    groups,
    help_offers,
    help_requests,
    hurrah_topics,
    meetings,
    memberships,
    pairing_members,
    pairings,
    promises,
    thanks,
)
from bot.store.leader_tables import figures, group_leaders, looks

Rows = list[dict[str, Any]]


class Belongings:
    """Rows of every table of groups that an account has a part in, by column."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def of(self, account_ids: Collection[int]) -> dict[str, Rows]:
        """By table, the earliest first; a membership, a group that was started or set, and what an admin did there has its name with it. A look
        belongs to whom it was at, not to who looked, whose number is no part of it."""
        partners = select(*pairing_members.c, pairings.c.group_id, pairings.c.week).join(pairings)
        asked = {
            "memberships": select(*memberships.c, groups.c.title, groups.c.platform)
            .join(groups)
            .where(memberships.c.account_id.in_(account_ids)),
            "group_keepers": select(*group_keepers.c, groups.c.title, groups.c.platform)
            .join(groups)
            .where(group_keepers.c.account_id.in_(account_ids)),
            "figures": select(*figures.c)
            .join(memberships, memberships.c.id == figures.c.membership_id)
            .where(memberships.c.account_id.in_(account_ids)),
            "group_leaders": select(*group_leaders.c).where(group_leaders.c.account_id.in_(account_ids)),
            "looks": select(*(column for column in looks.c if column.name != "leader_account_id")).where(
                looks.c.account_id.in_(account_ids)
            ),
            "group_orders": select(*group_orders.c, groups.c.title, groups.c.platform)
            .join(groups)
            .where(group_orders.c.account_id.in_(account_ids)),
            "promises": select(*promises.c).where(promises.c.account_id.in_(account_ids)),
            "partners": partners.where(pairing_members.c.account_id.in_(account_ids)),
            "help_requests": select(*help_requests.c).where(help_requests.c.account_id.in_(account_ids)),
            "help_offers": select(*help_offers.c).where(help_offers.c.account_id.in_(account_ids)),
            "hurrah_topics": select(*hurrah_topics.c).where(hurrah_topics.c.account_id.in_(account_ids)),
            "cheers": select(*cheers.c).where(cheers.c.account_id.in_(account_ids)),
            "meetings": select(*meetings.c).where(meetings.c.account_id.in_(account_ids)),
            "attendances": select(*attendances.c).where(attendances.c.account_id.in_(account_ids)),
            "thanks": select(*thanks.c).where(
                or_(thanks.c.account_id.in_(account_ids), thanks.c.helper_account_id.in_(account_ids))
            ),
        }
        return {
            name: [dict(row) for row in (await self._connection.execute(query.order_by("id"))).mappings()]
            for name, query in asked.items()
        }
