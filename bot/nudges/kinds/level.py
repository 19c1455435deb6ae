"""What may those who lead see? Asked of who has just joined, with their own figures, and once in the group of those who
joined before each was asked."""

from collections.abc import Mapping
from dataclasses import replace

from markupsafe import Markup

from bot.chat.library import find_roadmaps
from bot.chat.reply import Button, Reply, Style, asking
from bot.nudges.errands import Errand
from bot.nudges.group.company import title_of
from bot.nudges.group.sights import OnTheirs, on_theirs
from bot.nudges.kinds.scenes import ToChat, ToGroup
from bot.reasons import Reason
from bot.store import Outcome
from bot.texts import group_sight as texts
from bot.texts import leader_labels as labels
from roadmap.group.sight import Level

LEVELS: Mapping[str, Level] = {"nothing": Level.NOTHING, "topic": Level.STANDING, "day": Level.STUDY_DAY}
"""As they are typed."""


async def compose(scene: ToChat) -> Errand | Outcome:
    """The subject is the membership. Nothing where it is over, or the question was answered by now."""
    subject = scene.nudge.subject or 0
    member = (await scene.store.members.by_ids([subject])).get(subject)
    if member is None or member.level != Level.NOTHING:
        return scene.skip(Reason.SETTLED_ALREADY)
    group = (await scene.store.groups.by_ids([member.group_id]))[member.group_id]
    there = await on_theirs(scene.store, group, member, scene.now, scene.default_zone)
    if there is None:
        return scene.skip(Reason.SETTLED_ALREADY)
    buttons = asking(*(replace(one, line=f"{one.line} {group.id}") for one in to_choose()))
    text = texts.asked(title_of(group, there.roadmap), shown_by_level(there))
    return await scene.letter(Reply(text=text, buttons=buttons))


async def in_the_group(scene: ToGroup) -> Errand | Outcome:
    """Whoever taps is shown their own figures alone."""
    slug = scene.group.roadmap or ""
    roadmap = (await find_roadmaps(scene.store, [slug])).get(slug)
    if roadmap is None:
        return scene.skip(Reason.NO_ROADMAP)
    button = Button(labels.what_is_seen(), "/leaders", Style.MAIN)
    return await scene.post(Reply(text=texts.asked_of_all(title_of(scene.group, roadmap)), buttons=(button,)))


def shown_by_level(there: OnTheirs) -> dict[Level, Markup]:
    """What each level but nothing would show of a member."""
    levels = (Level.STANDING, Level.STUDY_DAY)
    return {level: texts.seen_of(there.sight(level), level, there.roadmap, there.today) for level in levels}


def to_choose(now: Level | None = None) -> tuple[Button, ...]:
    """A button for each level but the one that is set."""
    return tuple(Button(labels.level(level), f"/leaders {word}") for word, level in LEVELS.items() if level is not now)
