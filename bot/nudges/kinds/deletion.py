"""A deletion was asked for in one of a learner's chats, or called off: the others hear of it, and may object."""

from dataclasses import dataclass
from datetime import datetime

from bot.chat.reply import Button, Reply, Style
from bot.nudges.alerts import platform_in
from bot.nudges.deletions import TIME_TO_OBJECT
from bot.nudges.errands import Errand
from bot.nudges.kinds.scenes import ToChat
from bot.reasons import Reason
from bot.store import Outcome, Store
from bot.texts import alerts as texts
from bot.texts import shelf_labels


async def deleting(scene: ToChat) -> Errand | Outcome:
    """Nothing where it is called off by now."""
    learner = scene.contact.learner
    deletion = await scene.store.links.deletions.of_learner(learner.id)
    if deletion is None:
        return scene.skip(Reason.CALLED_OFF)
    at, zone = max(deletion.due_at, scene.now + TIME_TO_OBJECT), learner.zone_or(scene.default_zone)
    text = texts.deleting(platform_in(scene.nudge.period), at, zone, scene.now)
    keep = Button(shelf_labels.keep_told(), "/forget keep", Style.MAIN)
    return await scene.letter(Reply(text=text, buttons=(keep,)), DeletionTold(learner.id))


async def called_off(scene: ToChat) -> Errand:
    return await scene.letter(Reply(text=texts.called_off(platform_in(scene.nudge.period))))


@dataclass(frozen=True, slots=True)
class DeletionTold:
    """However late it was told, the chat has its time to object."""

    learner_id: int

    async def keep(self, store: Store, _made: str, now: datetime) -> None:
        await store.links.deletions.not_before(self.learner_id, now + TIME_TO_OBJECT)
