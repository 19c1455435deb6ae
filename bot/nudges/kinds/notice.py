"""The note to a group of what does not work there, by its cause, or that nobody is left who looks after it."""

from bot.chat.library import find_roadmaps
from bot.chat.reply import Reply
from bot.nudges.errands import Errand
from bot.nudges.group.company import title_of
from bot.nudges.group.entries import ALONE
from bot.nudges.kinds.scenes import ToGroup
from bot.reasons import Reason
from bot.send_errors import Ability
from bot.store import Outcome
from bot.texts import group_notices as texts
from bot.texts import group_order


async def compose(scene: ToGroup) -> Errand | Outcome:
    """The cause is the row's period."""
    if scene.nudge.period.startswith(f"{ALONE}."):
        return await _alone(scene)
    match scene.nudge.period:
        case Ability.PIN | Ability.OPEN_ROOMS as ability:
            return await scene.post(Reply(text=texts.lacking(Ability(ability), scene.group.platform)))
    return await scene.post(Reply(text=texts.thread_gone()))


async def _alone(scene: ToGroup) -> Errand | Outcome:
    """Nothing where somebody set the group by now."""
    slug = scene.group.roadmap or ""
    roadmap = (await find_roadmaps(scene.store, [slug])).get(slug)
    if roadmap is None or await scene.store.keepers.of_group(scene.group.id, 1):
        return scene.skip(Reason.NOTHING_NEW)
    return await scene.post(Reply(text=group_order.no_leader(title_of(scene.group, roadmap))))
