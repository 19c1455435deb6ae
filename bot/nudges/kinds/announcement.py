"""What operators tell everybody; below it stands how not to hear any more of it. The row's subject is the announcement."""

from bot.chat.reply import Button, Reply
from bot.nudges.errands import Errand
from bot.nudges.kinds.scenes import ToChat
from bot.reasons import Reason
from bot.store import Outcome
from bot.texts import announcements as texts


async def compose(scene: ToChat) -> Errand | Outcome:
    """Nothing for who wants none by now, or where it is kept no longer."""
    if not scene.contact.learner.announcements:
        return scene.skip(Reason.NO_ANNOUNCEMENTS)
    announced = await scene.store.operating.announcements.find(scene.nudge.subject or 0)
    if announced is None:
        return scene.skip(Reason.TOO_LATE)
    off = Button(texts.no_more(), "/nudges announcements off")
    return await scene.letter(Reply(text=texts.announced(announced.text), buttons=(off,)))
