"""A block, and its end. Whoever is blocked leaves every group, so that no post carries their words any more."""

from markupsafe import Markup

from bot.commands.operators.desk import Desk, Whom, whom
from bot.nudges.group.entries import left_alone
from bot.nudges.partner.anew import leaving
from bot.operating import ActKind
from bot.texts import operators as texts

BLOCKS = ("/block telegram:123", "/block 17")
UNBLOCKS = ("/unblock telegram:123", "/unblock 17")


async def block(desk: Desk, said: str) -> Markup:
    """Let an account, or all those of a learner, be answered no more."""
    found = await whom(desk, said, BLOCKS)
    if found is None:
        return texts.nobody(said)
    if any((one.platform, one.user_id) in found.owned for one in desk.operators):
        return texts.an_operator()
    new = [one for one in found.owned if await desk.store.operating.blocks.add(*one, desk.now)]
    if not new:
        return texts.blocked_already()
    left = await _leave_groups(desk, found)
    await desk.note(ActKind.BLOCK, to=new, subject=left or None)
    return texts.blocked(len(new), left, _names(found), is_known=bool(found.accounts))


async def unblock(desk: Desk, said: str) -> Markup:
    """Let them be answered again."""
    found = await whom(desk, said, UNBLOCKS)
    if found is None:
        return texts.nobody(said)
    lifted = [one for one in found.owned if await desk.store.operating.blocks.lift(*one)]
    if not lifted:
        return texts.not_blocked()
    await desk.note(ActKind.UNBLOCK, to=lifted)
    return texts.unblocked(len(lifted), _names(found))


async def _leave_groups(desk: Desk, found: Whom) -> int:
    """What they said in groups goes with their membership, and groups that they kept hear where nobody else does; how many they had
    joined."""
    store, count = desk.store, 0
    for account in found.accounts:
        for group in await store.groups.of_account(account.id):
            async with leaving(store, [account.id], desk.now, desk.zone.key, of=group):
                count += await store.members.leave(group.id, account.id, desk.now)
        kept = await store.groups.by_ids(await store.keepers.of_account(account.id))
        for group in kept.values():
            await store.keepers.drop(group.id, account.id)
            if group.roadmap:
                await left_alone(store, group, account.id, desk.now)
    return count


def _names(found: Whom) -> tuple[str, ...]:
    return tuple(f"{platform}:{user_id}" for platform, user_id in found.owned)
