"""The board that stands pinned in a group: put right at once for who is muted, taken away where it is turned off or hidden, and posted
anew where it is turned on."""

from datetime import datetime

from bot.store import Group, NudgeKind, Store
from bot.store.ledger import Entry


async def put_right(store: Store, group: Group, period: str, due: datetime) -> None:
    """The board that stands by then, or is being posted, is brought up to date at that moment; one that an earlier version left standing
    when it was turned off as well."""
    await store.ledger.file(Entry.of_group(group, NudgeKind.BOARD, period, due))


async def turned_off(store: Store, group: Group, now: datetime) -> Group:
    """It is kept up to date no more, so what stands is taken away: it would name people as they are no longer. Where a message can only
    be emptied, it is not to stay pinned, if it was."""
    board = await store.sent.to_group(group.id, group.board_message_id) if group.board_message_id else None
    if board:
        await store.posts.hide(group.id, board.message_id, now)
        if await store.sent.is_told(NudgeKind.PIN, board.id):
            await store.ledger.file(Entry.of_group(group, NudgeKind.UNPIN, f"{board.id}", now, board.id))
    return await store.groups.change(group.id, board_on=False, board_message_id="")


async def turned_on(store: Store, group: Group, now: datetime) -> None:
    """It is posted at once: nothing stands since it was turned off, and the next day or digest may be far."""
    await store.ledger.file(Entry.of_group(group, NudgeKind.BOARD, f"on.{now.timestamp():.0f}", now))
