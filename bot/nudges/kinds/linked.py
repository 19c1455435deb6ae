"""Chats were linked or parted: each of the others hears of it."""

from bot.chat.reply import Button, Reply, Style
from bot.nudges.alerts import platform_in
from bot.nudges.errands import Errand
from bot.nudges.kinds.scenes import ToChat
from bot.texts import alerts as texts
from bot.texts import shelf_labels


async def linked(scene: ToChat) -> Errand:
    return await scene.letter(Reply(text=texts.linked(platform_in(scene.nudge.period)), buttons=unlink()))


async def unlinked(scene: ToChat) -> Errand:
    return await scene.letter(Reply(text=texts.unlinked(platform_in(scene.nudge.period))))


def unlink() -> tuple[Button, ...]:
    """The way out for a chat that does not want this."""
    return (Button(shelf_labels.unlink_this(), "/unlink", Style.DANGER),)
