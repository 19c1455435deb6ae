"""A common goal was reached: told once in the group, which did it together. The subject is the goal."""

from bot.chat.reply import Reply
from bot.nudges.errands import Errand
from bot.nudges.kinds.scenes import ToGroup
from bot.reasons import Reason
from bot.store import Outcome
from bot.texts import common_goals as texts


async def compose(scene: ToGroup) -> Errand | Outcome:
    """Nothing where the group has another goal by now, or none."""
    found = await scene.store.common_goals.of(scene.group.id)
    if found is None or found.id != scene.nudge.subject:
        return scene.skip(Reason.NOTHING_NEW)
    today = scene.now.astimezone(scene.group.zone_or(scene.default_zone)).date()
    return await scene.post(Reply(text=texts.reached(found.goal, today)))
