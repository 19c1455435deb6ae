"""What a nudge's own buttons say to /nudges: what is wanted seldom, and how quiet it shall be for who fell silent."""

from bot.chat.context import Context
from bot.chat.reply import Button, Reply
from bot.nudges.arming import next_nudge
from bot.said.settings import Until, until_in
from bot.store import Hush, Rhythm
from bot.texts import labels, nudge_labels, standing
from bot.texts import quiet as texts

MORE = "more"


async def answered(context: Context, setting: str) -> Reply | None:
    """The answer to what is none of the settings that stay; None where it is one."""
    if setting.strip().casefold() == MORE:
        return await _more(context)
    until = until_in(setting)
    if until is Until.WRITING:
        await context.change(hush=Hush.SILENT.value, hushed_at=context.now)
        return Reply(text=texts.until_you_write())
    if until is Until.STUDY:
        await context.change(hush=Hush.MONTHLY.value, hushed_at=context.now)
        return Reply(text=texts.until_you_study(), buttons=(Button(nudge_labels.weekly(), "/nudges weekly"),))
    return None


async def _more(context: Context) -> Reply:
    """What is wanted of a nudge seldom: to have it later, another plan, a pause, fewer of them."""
    plan, learner = await context.plan(), context.enrolled()[0].learner
    replan = (Button(labels.replan(), "/replan"),) if plan.is_dated else ()
    often = {
        Rhythm.WEEKLY: Button(nudge_labels.weekly(), "/nudges weekly"),
        Rhythm.FORTNIGHTLY: Button(nudge_labels.every_second(), "/nudges every two weeks"),
        Rhythm.MONTHLY: Button(nudge_labels.monthly(), "/nudges monthly"),
    }
    return Reply(
        text=texts.more(standing.nudge(await next_nudge(context), context.zone, context.today)),
        buttons=(
            Button(labels.snooze(), "/snooze 2d"),
            *replan,
            Button(labels.pause(), "/pause"),
            *(button for rhythm, button in often.items() if rhythm != learner.rhythm),
        ),
    )
