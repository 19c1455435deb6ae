"""A kind word from somebody who leads a group to a member of it who lets them see how it goes."""

from bot.chat.library import find_roadmaps
from bot.chat.reply import Reply
from bot.nudges.group.company import title_of
from bot.nudges.group.names import names_in
from bot.nudges.kinds.scenes import ToLearner
from bot.reasons import Reason
from bot.store import Store
from bot.texts import group_leaders as texts
from roadmap.group.sight import Level

BY = "by"
"""In front of the account of who leads, at the end of a period."""


async def compose(scene: ToLearner) -> Reply | Reason:
    """The subject is the member's membership, and the period ends in who leads. Nothing where the member has left, or lets nothing be
    seen any more, and nothing in the name of somebody who leads no more."""
    subject = scene.nudge.subject or 0
    member = (await scene.store.members.by_ids([subject])).get(subject)
    if member is None or member.level == Level.NOTHING:
        return Reason.NOT_SEEN
    leader = await _leader(scene.store, scene.nudge.period.rpartition(".")[2])
    if leader is None or not await scene.store.leaders.has_led(member.group_id, leader):
        return Reason.LEADS_NO_MORE
    group = (await scene.store.groups.by_ids([member.group_id]))[member.group_id]
    slug = group.roadmap or ""
    roadmap = (await find_roadmaps(scene.store, [slug])).get(slug)
    if roadmap is None:
        return Reason.NO_ROADMAP
    who = (await names_in(scene.store, group.id)).get(leader)
    return Reply(text=texts.kind_word(who, title_of(group, roadmap)))


async def _leader(store: Store, said: str) -> int | None:
    """The account of who leads; older rows have their membership, if they had one. None for who is there no more."""
    if said.startswith(BY):
        return int(said.removeprefix(BY))
    found = (await store.members.by_ids([int(said)])).get(int(said))
    return found.account_id if found else None
