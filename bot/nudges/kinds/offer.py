"""Somebody can help: who asked is told directly, in their own chat, and can tap the name. The subject is the offer."""

from bot.chat.library import find_roadmaps
from bot.chat.reply import Reply
from bot.nudges.errands import Errand
from bot.nudges.group.company import title_of
from bot.nudges.group.names import person
from bot.nudges.kinds.scenes import ToChat
from bot.nudges.when import SHELF_LIFE, after_quiet
from bot.reasons import Reason
from bot.store import NudgeState, Outcome
from bot.texts import group_help as texts
from bot.texts.stages import told_apart


async def compose(scene: ToChat) -> Errand | Outcome:
    """Nothing where the question is settled by now, or one of the two has left; it waits for the end of quiet hours."""
    store, learner = scene.store, scene.contact.learner
    offered = await store.helping.offered(scene.nudge.subject or 0)
    if offered is None or offered[0].closed_at:
        return scene.skip(Reason.SETTLED_ALREADY)
    if scene.now - scene.nudge.first_due_at > SHELF_LIFE:
        return scene.skip(Reason.TOO_LATE)
    moment = after_quiet(scene.now, learner.quiet, learner.zone_or(scene.default_zone))
    if moment > scene.now:
        return Outcome(scene.nudge, NudgeState.DUE, Reason.QUIET_HOURS, due_at=moment)
    request, helper = offered
    group = (await store.groups.by_ids([request.group_id]))[request.group_id]
    roadmap = (await find_roadmaps(store, [group.roadmap or ""])).get(group.roadmap or "")
    if roadmap is None or request.topic not in roadmap.by_slug:
        return scene.skip(Reason.SETTLED_ALREADY)
    topic = told_apart(roadmap, roadmap.by_slug[request.topic])
    return await scene.letter(Reply(text=texts.can_help(await person(store, helper), topic, title_of(group, roadmap))))
