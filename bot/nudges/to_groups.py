"""A batch of groups' rows: how each is judged, and composed by its kind."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import datetime
from functools import partial

from bot.chat.library import find_roadmaps
from bot.chat.limits import Limit
from bot.nudges.errands import Errand, Ready
from bot.nudges.group.board import board
from bot.nudges.group.digest import digest
from bot.nudges.group.greeting import greeting
from bot.nudges.group.helping import helping
from bot.nudges.group.joining import joined
from bot.nudges.group.mending import erase, notice, pin
from bot.nudges.group.rooms import opening, room
from bot.nudges.group.scene import Scene
from bot.nudges.group.thanking import thanking
from bot.nudges.settling import settle_group
from bot.store import Nudge, NudgeKind, NudgeState, Outcome, Store

COMPOSERS: Mapping[NudgeKind, Callable[[Scene], Awaitable[Errand | Outcome]]] = {
    NudgeKind.GREETING: greeting,
    NudgeKind.JOINED: joined,
    NudgeKind.DIGEST: digest,
    NudgeKind.BOARD: board,
    NudgeKind.HELP: helping,
    NudgeKind.THANKS: thanking,
    NudgeKind.ROOM: room,
    NudgeKind.OPENING: opening,
    NudgeKind.PIN: pin,
    NudgeKind.ERASE: erase,
    NudgeKind.NOTICE: notice,
}


async def to_groups(
    store: Store, nudges: Sequence[Nudge], now: datetime, default_zone: str, limit: Limit
) -> list[Ready | Outcome]:
    """Each row ready to leave, or what becomes of it instead."""
    groups = await store.groups.by_ids([nudge.group_id for nudge in nudges if nudge.group_id])
    roadmaps = await find_roadmaps(store, {group.roadmap for group in groups.values() if group.roadmap})
    found: list[Ready | Outcome] = []
    for nudge in nudges:
        group = groups.get(nudge.group_id or 0)
        if group is None:
            found.append(Outcome(nudge, NudgeState.SKIPPED, "group gone"))
        elif outcome := settle_group(nudge, group, roadmaps, now, default_zone):
            found.append(outcome)
        else:
            pack = partial(_pack, nudge, group.id, default_zone)
            found.append(Ready(nudge, f"{group.platform}:{group.chat_id}", limit.group_interval, pack))
    return found


async def _pack(nudge: Nudge, group_id: int, default_zone: str, store: Store, now: datetime) -> Errand | Outcome:
    """The group is read anew: a row before this one in the batch may have changed it."""
    group = (await store.groups.by_ids([group_id]))[group_id]
    return await COMPOSERS[nudge.kind](Scene(store, nudge, group, now, default_zone))
