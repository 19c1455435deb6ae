"""Somebody can help: who asked is told directly, in their own chat, and can tap the name; where they cannot be written to, the
group tells them by name. The subject is the offer."""

from bot.chat.library import find_roadmaps
from bot.chat.reply import Reply
from bot.nudges.errands import Errand
from bot.nudges.group.company import title_of
from bot.nudges.group.names import names_in, people, person
from bot.nudges.kinds.scenes import Scene, ToChat, ToGroup
from bot.nudges.when import SHELF_LIFE, after_quiet
from bot.reasons import Reason
from bot.store import Group, HelpRequest, Membership, NudgeState, Outcome
from bot.texts import group_help as texts
from bot.texts.stages import told_apart
from roadmap.model import Roadmap


async def compose(scene: ToChat) -> Errand | Outcome:
    """Nothing where the question is settled by now, one of the two has left, or the other is muted; it waits for the end of quiet hours."""
    found = await _open(scene)
    if found is None:
        return scene.skip(Reason.SETTLED_ALREADY)
    if await _is_muted(scene, found[1]):
        return scene.skip(Reason.MUTED)
    if scene.now - scene.nudge.first_due_at > SHELF_LIFE:
        return scene.skip(Reason.TOO_LATE)
    learner = scene.contact.learner
    moment = after_quiet(scene.now, learner.quiet, learner.zone_or(scene.default_zone))
    if moment > scene.now:
        return Outcome(scene.nudge, NudgeState.DUE, Reason.QUIET_HOURS, due_at=moment)
    request, helper, group, roadmap = found
    topic = told_apart(roadmap, roadmap.by_slug[request.topic])
    return await scene.letter(
        Reply(text=texts.can_help(await person(scene.store, helper), topic, title_of(group, roadmap)))
    )


async def in_the_group(scene: ToGroup) -> Errand | Outcome:
    """The same as a post, which reaches nobody but the asker."""
    found = await _open(scene)
    if found is None:
        return scene.skip(Reason.SETTLED_ALREADY)
    if await _is_muted(scene, found[1]):
        return scene.skip(Reason.MUTED)
    request, helper, group, roadmap = found
    names = await names_in(scene.store, group.id)
    (asker,) = await people(scene.store, [names[request.account_id]])
    topic = told_apart(roadmap, roadmap.by_slug[request.topic])
    return await scene.post(Reply(text=texts.can_help_you(asker, names[helper.account_id], topic)))


async def _is_muted(scene: Scene, helper: Membership) -> bool:
    """Whether an admin lets nothing be told for who can help, be it that they said so before."""
    return helper.account_id in await scene.store.orders.muted(helper.group_id, scene.now)


async def _open(scene: Scene) -> tuple[HelpRequest, Membership, Group, Roadmap] | None:
    """The request, while it is open and its topic there, who can help, and the group with its roadmap."""
    offered = await scene.store.helping.offered(scene.nudge.subject or 0)
    if offered is None or offered[0].closed_at:
        return None
    request, helper = offered
    group = (await scene.store.groups.by_ids([request.group_id]))[request.group_id]
    slug = group.roadmap or ""
    roadmap = (await find_roadmaps(scene.store, [slug])).get(slug)
    return (request, helper, group, roadmap) if roadmap and request.topic in roadmap.by_slug else None
