"""What the bot lacks in a group, told to one who keeps it: once, and a last word when the group is not tried any more."""

from bot.chat.library import find_roadmaps
from bot.chat.reply import Reply
from bot.nudges.errands import Errand
from bot.nudges.kinds.scenes import ToChat
from bot.nudges.when import after_quiet
from bot.reasons import Reason
from bot.send_errors import Ability
from bot.store import Group, NudgeState, Outcome
from bot.texts import group, group_abilities
from bot.texts.names import chat_called


async def lacks(scene: ToChat) -> Errand | Outcome:
    """The period says what for, or since when no post is taken; nothing where that is over."""
    kept = await _group(scene)
    cause = scene.nudge.period.partition(".")[2]
    if kept is None:
        return scene.skip(Reason.GROUP_GONE)
    if cause in {*Ability}:
        return await _told(scene, kept, Ability(cause))
    if kept.refused_at is None or kept.gone_at is not None:
        return scene.skip(Reason.TAKES_POSTS)
    return await _told(scene, kept, Ability(kept.lacks))


async def closed(scene: ToChat) -> Errand | Outcome:
    """Nothing where the group is written to again."""
    kept = await _group(scene)
    if kept is None or kept.gone_at is None:
        return scene.skip(Reason.TAKES_POSTS)
    ability = Ability(kept.lacks) if kept.lacks else None
    text = group_abilities.closed(await title_of(scene, kept), ability, kept.platform)
    return await in_daytime(scene, Reply(text=text))


async def _told(scene: ToChat, kept: Group, ability: Ability) -> Errand | Outcome:
    text = group_abilities.lacking_there(await title_of(scene, kept), ability, kept.platform)
    return await in_daytime(scene, Reply(text=text))


async def in_daytime(scene: ToChat, reply: Reply) -> Errand | Outcome:
    """It may wait until the quiet hours of whom it is for are over."""
    learner = scene.contact.learner
    moment = after_quiet(scene.now, learner.quiet, learner.zone_or(scene.default_zone))
    if moment > scene.now:
        return Outcome(scene.nudge, NudgeState.DUE, Reason.QUIET_HOURS, due_at=moment)
    return await scene.letter(reply)


async def title_of(scene: ToChat, told: Group) -> str:
    """What a group is called; by its roadmap where the platform has told no name."""
    slug = told.roadmap or ""
    roadmap = (await find_roadmaps(scene.store, [slug])).get(slug)
    return chat_called(told.title, roadmap.title if roadmap else group.this_group())


async def _group(scene: ToChat) -> Group | None:
    subject = scene.nudge.subject or 0
    return (await scene.store.groups.by_ids([subject])).get(subject)
