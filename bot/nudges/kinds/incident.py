"""Incidents, as an operator is told of them: from the row's subject on up to its moment, in one message however many."""

from bot.chat.reply import Reply
from bot.nudges.errands import Errand
from bot.nudges.kinds.scenes import ToChat
from bot.reasons import Reason
from bot.store import Outcome
from bot.texts import operators as texts


async def compose(scene: ToChat) -> Errand | Outcome:
    """Nothing where they are kept no longer."""
    nudge = scene.nudge
    found = await scene.store.operating.incidents.from_to(nudge.subject or 0, nudge.first_due_at)
    if not found:
        return scene.skip(Reason.TOO_LATE)
    zone = scene.contact.learner.zone_or(scene.default_zone)
    numbers = tuple(one.number for one in found)
    text = texts.incidents(numbers, found[0].at, found[-1].at, zone, scene.now.astimezone(zone).date())
    return await scene.letter(Reply(text=text))
