"""How a question was closed, as what was filed about it tells."""

from datetime import datetime
from enum import StrEnum

from bot.nudges.group.direct import EXPIRED
from bot.store import Deed, HelpRequest, NudgeKind, Store


class Closing(StrEnum):
    """By whom, or what."""

    SETTLED = "settled"
    BY_ADMIN = "admin"
    HIDDEN = "hidden"
    EXPIRED = "expired"


async def closing_of(store: Store, request: HelpRequest, now: datetime) -> Closing:
    """How a question was closed that is so; who asked settled it where nothing tells otherwise."""
    for deed, closing in ((Deed.HIDDEN, Closing.HIDDEN), (Deed.CLOSED, Closing.BY_ADMIN)):
        if request.id in await store.orders.said(request.group_id, NudgeKind.HELP, [deed], now):
            return closing
    expired = await store.sent.row_of(request.group_id, NudgeKind.HELP, f"{request.id}.{EXPIRED}")
    return Closing.EXPIRED if expired else Closing.SETTLED
