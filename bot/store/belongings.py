"""What is kept of accounts in study groups: for whoever wants to have it all."""

from collections.abc import Collection
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.group_tables import (
    attendances,
    group_keepers,
    groups,
    help_offers,
    help_requests,
    meetings,
    memberships,
    pairing_members,
    pairings,
    promises,
    thanks,
)

Rows = list[dict[str, Any]]


class Belongings:
    """Rows of every table of groups that an account has a part in, by column."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def of(self, account_ids: Collection[int]) -> dict[str, Rows]:
        """By table, the earliest first; a membership, and a group that was started or set, has its name with it."""
        partners = select(*pairing_members.c, pairings.c.group_id, pairings.c.week).join(pairings)
        asked = {
            "memberships": select(*memberships.c, groups.c.title, groups.c.platform)
            .join(groups)
            .where(memberships.c.account_id.in_(account_ids)),
            "group_keepers": select(*group_keepers.c, groups.c.title, groups.c.platform)
            .join(groups)
            .where(group_keepers.c.account_id.in_(account_ids)),
            "promises": select(*promises.c).where(promises.c.account_id.in_(account_ids)),
            "partners": partners.where(pairing_members.c.account_id.in_(account_ids)),
            "help_requests": select(*help_requests.c).where(help_requests.c.account_id.in_(account_ids)),
            "help_offers": select(*help_offers.c).where(help_offers.c.account_id.in_(account_ids)),
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
