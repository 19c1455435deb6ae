"""A kind word from somebody who leads a group to a member of it who lets them see how it goes."""

from bot.chat.library import find_roadmaps
from bot.chat.reply import Reply
from bot.nudges.group.company import title_of
from bot.nudges.group.names import names_in
from bot.nudges.kinds.scenes import ToLearner
from bot.reasons import Reason
from bot.texts import group_leaders as texts
from roadmap.group.sight import Level


async def compose(scene: ToLearner) -> Reply | Reason:
    """The subject is the member's membership, and the period ends in that of who leads, 0 where they have none. Nothing where
    the member has left, or lets nothing be seen any more."""
    subject, leader = scene.nudge.subject or 0, int(scene.nudge.period.rpartition(".")[2])
    found = await scene.store.members.by_ids([subject, leader])
    member = found.get(subject)
    if member is None or member.level == Level.NOTHING:
        return Reason.NOT_SEEN
    group = (await scene.store.groups.by_ids([member.group_id]))[member.group_id]
    slug = group.roadmap or ""
    roadmap = (await find_roadmaps(scene.store, [slug])).get(slug)
    if roadmap is None:
        return Reason.NO_ROADMAP
    names = await names_in(scene.store, group.id)
    who = names.get(found[leader].account_id) if leader in found else None
    return Reply(text=texts.kind_word(who, title_of(group, roadmap)))
