"""The note to a group's admins of what does not work there, by its cause."""

from bot.chat.reply import Reply
from bot.nudges.errands import Errand
from bot.nudges.kinds.scenes import ToGroup
from bot.send_errors import Ability
from bot.store import Outcome
from bot.texts import group_notices as texts


async def compose(scene: ToGroup) -> Errand | Outcome:
    """The cause is the row's period."""
    match scene.nudge.period:
        case Ability.PIN | Ability.OPEN_ROOMS as ability:
            return await scene.post(Reply(text=texts.lacking(Ability(ability), scene.group.platform)))
    return await scene.post(Reply(text=texts.thread_gone()))
