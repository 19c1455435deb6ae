"""What a group is told, and what is stored of it, where the bot may not do something there.

A group that takes no posts in its own place is tried again with one of what waits for it, more rarely each time, for a week.
Its keepers hear of it once, and whoever asked for help how their question stands. The next post that arrives ends it.
"""

from collections.abc import Iterable
from datetime import datetime

from bot.chat.platform import Post
from bot.nudges.errands import Parcel
from bot.nudges.group.direct import IN_VAIN, WAITS, tell_asker, tell_keepers
from bot.nudges.next_try import REFUSED_FOR, tried_again_at
from bot.reasons import Reason
from bot.send_errors import TO_WRITE, Ability
from bot.store import Group, Nudge, NudgeKind, NudgeState, Outcome, Store
from bot.store.groups import TAKES_POSTS
from bot.store.ledger import Entry


async def lacks(store: Store, group: Group, parcel: Parcel, ability: Ability, now: datetime) -> None:
    """The bot may not do this in the group; an admin can let it."""
    what, nudge = parcel.errand.what, parcel.nudge
    if ability is Ability.PLAN_EVENTS:
        return  # it is there where the right is
    if ability not in TO_WRITE:
        if not await tell_keepers(store, group, NudgeKind.LACKS, ability.value, now):
            await notified(store, group, ability.value, now)
    elif isinstance(what, Post) and what.thread_id == group.thread_id:
        await refused(store, group, ability, now)
    elif isinstance(what, Post) and nudge.kind is NudgeKind.HELP:
        await _asker_told(store, nudge, WAITS, now)


async def refused(store: Store, group: Group, ability: Ability, now: datetime, *, is_told: bool = True) -> None:
    """A post was not taken in the group's own place, or is known not to be; its keepers are told at first, unless they know."""
    since = group.refused_at or now
    if now - since >= REFUSED_FOR:
        await given_up(store, group, now, ability)
        return
    again = tried_again_at(since, now)
    await store.groups.change(group.id, refused_at=since, retry_at=again, lacks=ability.value)
    await store.held.hold(group.id, again)
    if group.refused_at is None:
        if is_told:
            await tell_keepers(store, group, NudgeKind.LACKS, _stamp(since), now)
        for nudge in await store.held.waiting_in(group.id, NudgeKind.HELP):
            await _asker_told(store, nudge, WAITS, now)


async def given_up(
    store: Store, group: Group, now: datetime, ability: Ability | None = None, *, is_told: bool = True
) -> None:
    """The group is not tried any more, until it is heard of: with a last word to its keepers, unless they know. What waits
    for it comes to its end."""
    await store.groups.change(group.id, lacks=ability.value if ability else "")
    await store.groups.set_gone(group.id, now)
    await store.held.release(group.id, now)
    if is_told:
        await tell_keepers(store, group, NudgeKind.CLOSED, _stamp(group.refused_at or now), now)


async def taken(store: Store, arrived: Iterable[Parcel], now: datetime) -> None:
    """These have arrived. Where one was a post in a group's own place, which had refused such, it takes all that waits."""
    posts = [
        (one.nudge.group_id or 0, one.errand.what.thread_id) for one in arrived if isinstance(one.errand.what, Post)
    ]
    groups = await store.groups.by_ids({group_id for group_id, _ in posts}) if posts else {}
    for group in groups.values():
        if group.refused_at and (group.id, group.thread_id) in posts:
            await store.groups.change(group.id, **TAKES_POSTS)
            await store.held.release(group.id, now)


async def ended(store: Store, outcome: Outcome, now: datetime) -> None:
    """A row of a group came to its end without having been sent: a room may be wanted again, and whoever asked is told."""
    nudge = outcome.nudge
    is_lost = outcome.state in {NudgeState.FAILED, NudgeState.UNREACHABLE} or outcome.reason == Reason.TOO_LATE
    if nudge.kind is NudgeKind.ROOM and is_lost:
        await store.rooms.forget_unopened(nudge.subject or 0)
    if nudge.kind is NudgeKind.HELP and is_lost:
        await _asker_told(store, nudge, IN_VAIN, now)


async def notified(store: Store, group: Group, cause: str, now: datetime) -> None:
    """Let the group's admins know in the group, once for each cause."""
    await store.ledger.file(Entry.of_group(group, NudgeKind.NOTICE, cause, now))


async def _asker_told(store: Store, nudge: Nudge, standing: str, now: datetime) -> None:
    """Let who asked know how it stands, of the row that first asks and of no other: an open question alone waits."""
    request = await store.helping.find(nudge.subject or 0)
    if request and request.closed_at is None and nudge.period == f"{request.id}":
        await tell_asker(store, request, standing, now)


def _stamp(since: datetime) -> str:
    """Since when a group takes no posts, as the cause of a word about it: one a refusal."""
    return f"{int(since.timestamp())}"
