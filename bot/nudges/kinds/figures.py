"""Figures of a large group that are worked out aside, so many at a time, until those of all are as they should be."""

from datetime import timedelta

from bot.chat.library import find_roadmaps
from bot.nudges.errands import Errand
from bot.nudges.group.sights import MOST_WORKED_OUT, worked_out
from bot.nudges.kinds.scenes import ToGroup
from bot.reasons import Reason
from bot.store import NudgeState, Outcome

SOON = timedelta(seconds=5)


async def compose(scene: ToGroup) -> Errand | Outcome:
    """Nothing is ever sent."""
    group, slug = scene.group, scene.group.roadmap or ""
    roadmap = (await find_roadmaps(scene.store, [slug])).get(slug)
    if roadmap is None:
        return scene.skip(Reason.NO_ROADMAP)
    today = scene.now.astimezone(group.zone_or(scene.default_zone)).date()
    if await worked_out(scene.store, group, roadmap, today, most=MOST_WORKED_OUT):
        return scene.skip(Reason.NOTHING_NEW)
    return Outcome(scene.nudge, NudgeState.DUE, Reason.MORE_LEFT, due_at=scene.now + SOON)
