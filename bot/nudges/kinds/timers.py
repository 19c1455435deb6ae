"""A focus is over: how much was it? And a break is over. The period is the place of the focus among the facts."""

from bot.chat.library import find_roadmaps
from bot.chat.reply import Button, Reply, Style
from bot.nudges.errands import Errand
from bot.nudges.kinds.scenes import ToChat
from bot.nudges.timers import told_at
from bot.nudges.when import SHELF_LIFE
from bot.reasons import Reason
from bot.store import NudgeState, Outcome
from bot.store.timers import place_in
from bot.texts import focus as texts
from roadmap import focus


async def focus_over(scene: ToChat) -> Errand | Outcome:
    """Nothing where it was taken back or answered by now."""
    told = await scene.store.timers.focus(*place_in(scene.nudge.period))
    if told is None:
        return scene.skip(Reason.CALLED_OFF)
    if scene.now - scene.nudge.first_due_at > SHELF_LIFE:
        return scene.skip(Reason.TOO_LATE)
    fact, slug = told
    moment = told_at(fact, scene.now, scene.contact.learner, scene.default_zone)
    if moment > scene.now:
        return Outcome(scene.nudge, NudgeState.DUE, Reason.QUIET_HOURS, due_at=moment)
    roadmap = (await find_roadmaps(scene.store, [slug])).get(slug)
    topic = roadmap.by_slug.get(fact.topic) if roadmap else None
    today = scene.now.astimezone(scene.contact.learner.zone_or(scene.default_zone)).date()
    minutes, title = focus.length(fact), topic.title if topic else ""
    text = texts.how_much(minutes, title, fact.day, today)
    return await scene.letter(
        Reply(text=text, buttons=answers(scene.nudge.period, minutes, fact.minutes or focus.USUAL))
    )


def answers(place: str, minutes: int, more: int = 0) -> tuple[Button, ...]:
    """What may be said of a focus; also that it goes on for so many ``more``, or that a break is due, where there are some."""
    head = f"/focus {place}"
    much = (
        Button(texts.all_of_it(minutes), f"{head} {minutes}", Style.MAIN),
        *((Button(texts.less(), f"{head} less"),) if minutes > 1 else ()),
        Button(texts.not_at_all(), f"{head} none"),
    )
    return (*much, *on_from(place, more)) if more else much


def on_from(place: str, more: int) -> tuple[Button, ...]:
    """What may follow a focus: another one, or a break."""
    return (
        Button(texts.more(more), f"/focus {place} more"),
        Button(texts.break_(focus.BREAK), f"/focus {place} break"),
    )


async def break_over(scene: ToChat) -> Errand | Outcome:
    """Nothing where somebody went on before, or it is long ago."""
    if await scene.store.timers.on(scene.contact.learner.id, scene.now):
        return scene.skip(Reason.CALLED_OFF)
    if scene.now - scene.nudge.first_due_at > SHELF_LIFE:
        return scene.skip(Reason.TOO_LATE)
    return await scene.letter(Reply(text=texts.break_over(), buttons=(Button(texts.go_on(), "/focus", Style.MAIN),)))
