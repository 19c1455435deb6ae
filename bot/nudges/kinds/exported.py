"""One of a learner's chats took everything along: the others hear of it."""

from bot.chat.reply import Reply
from bot.nudges.alerts import platform_in
from bot.nudges.errands import Errand
from bot.nudges.kinds.linked import unlink
from bot.nudges.kinds.scenes import ToChat
from bot.texts import alerts as texts


async def compose(scene: ToChat) -> Errand:
    return await scene.letter(Reply(text=texts.exported(platform_in(scene.nudge.period)), buttons=unlink()))
