"""Who joined while the group had heard enough: all of them together, by name, so that each can be struck out again."""

from bot.chat.library import find_roadmaps
from bot.chat.reply import Reply
from bot.nudges.errands import Errand
from bot.nudges.group.company import title_of
from bot.nudges.group.names import names_of
from bot.nudges.kinds.scenes import ToGroup
from bot.reasons import Reason
from bot.store import Outcome
from bot.texts import group as texts


async def compose(scene: ToGroup) -> Errand | Outcome:
    """From the membership that is the subject on, whoever is there still."""
    slug = scene.group.roadmap or ""
    roadmap = (await find_roadmaps(scene.store, [slug])).get(slug)
    members = await scene.store.members.of_group(scene.group.id)
    names = names_of(members)
    new = [names[one.account_id] for one in members if one.id >= (scene.nudge.subject or 0)]
    if roadmap is None or not new:
        return scene.skip(Reason.NOBODY_STAYED)
    return await scene.post(Reply(text=texts.joined_together(new, title_of(scene.group, roadmap), len(members))))
