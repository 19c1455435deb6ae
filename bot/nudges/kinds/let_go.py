"""A learner's partner has taken another one."""

from bot.chat.reply import Reply
from bot.nudges.group.names import person
from bot.nudges.kinds.scenes import ToLearner
from bot.reasons import Reason
from bot.texts import partner as texts


async def compose(scene: ToLearner) -> Reply | Reason:
    """The subject is the membership of who took the rematch."""
    subject = scene.nudge.subject or 0
    gone = (await scene.store.members.by_ids([subject])).get(subject)
    return Reply(text=texts.let_go(await person(scene.store, gone))) if gone else Reason.NO_PARTNER
