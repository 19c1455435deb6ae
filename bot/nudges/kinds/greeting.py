"""The greeting: the one paragraph a group hears when the bot is added."""

from bot.chat.reply import Reply
from bot.nudges.errands import Errand
from bot.nudges.kinds.scenes import ToGroup
from bot.reasons import Reason
from bot.store import Outcome
from bot.texts import group as texts


async def compose(scene: ToGroup) -> Errand | Outcome:
    """Nothing where an admin was quicker, and be it in a thread."""
    groups = await scene.store.groups.of_chat(scene.group.platform, scene.group.chat_id)
    if any(group.roadmap for group in groups):
        return scene.skip(Reason.STARTED_ALREADY)
    return await scene.post(Reply(text=texts.greeting()))
