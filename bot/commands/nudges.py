"""/nudges and /snooze: when the bot speaks unasked."""

from datetime import time, timedelta
from typing import Annotated

from markupsafe import Markup

from bot.chat.command import Arg, command
from bot.chat.context import Context
from bot.chat.reply import Button, Reply
from bot.commands.announcements import switched
from bot.commands.quiet import answered
from bot.commands.routes import ANY, chosen, readdress, route, ways
from bot.errors import Choice, NotUnderstood
from bot.nudges.arming import arm, enter, next_nudge, study_time_to_come
from bot.nudges.schedules import put_off
from bot.nudges.when import after_quiet, day_of, moment
from bot.platforms import packs
from bot.said.settings import hours_in, is_off, rhythm_in, span_in, weekly_in
from bot.said.values import Direction
from bot.store import Hush, Learner, NudgeKind, NudgeState
from bot.texts import announcements, helps, labels, ledger, standing
from bot.texts import settings as texts

EXAMPLES = ("/nudges monday 09:00", "/nudges every two weeks", "/nudges quiet 22:00-07:30", "/nudges off")
SNOOZES = ("/snooze 2d", "/snooze 1 week", "/snooze until friday")
OFTEN = ("weekly", "fortnightly", "monthly")
SHORTEST_SNOOZE, LONGEST_SNOOZE = timedelta(days=1), timedelta(days=60)
SHOWN = 10
UNDER_WAY = frozenset({NudgeState.DUE, NudgeState.SENDING})


@command("nudges", helps.NUDGES, "/nudges", *EXAMPLES)
async def nudges(context: Context, setting: str | None = None) -> Reply:
    if setting and (answer := await switched(context, setting)):
        return answer
    contact, _ = context.enrolled()
    if setting is None:
        return await _shown(context, contact.learner)
    if answer := await answered(context, setting):
        return answer
    place = _place(setting)
    await context.change(**({"nudges_on": True, **await chosen(context, place)} if place else _read(setting)))
    await arm(context, contact.learner)
    await readdress(context)
    learner = context.enrolled()[0].learner
    upcoming = standing.nudge(await next_nudge(context), context.zone, context.today)
    lines = (*settings_lines(learner), *await route(context))
    return Reply(text=texts.nudges_set(lines, upcoming), buttons=(_switch(learner),))


def settings_lines(learner: Learner) -> tuple[Markup, ...]:
    """How a learner's nudges are set, a line each."""
    lines = (
        texts.nudge_time(learner.nudges_on, learner.nudge_weekday, learner.nudge_time, learner.rhythm),
        texts.quiet_hours(learner.quiet),
        *(() if learner.announcements else (announcements.off(),)),
    )
    if learner.nudges_on and learner.quiet and _within(learner.nudge_time, learner.quiet):
        return (*lines, texts.waits_for_quiet(learner.nudge_time, learner.quiet))
    return lines


def _within(at: time, quiet: tuple[time, time]) -> bool:
    start, end = quiet
    return start <= at < end if start <= end else at >= start or at < end


def _switch(learner: Learner) -> Button:
    return Button(labels.off(), "/nudges off") if learner.nudges_on else Button(labels.on(), "/nudges on")


async def _shown(context: Context, learner: Learner) -> Reply:
    past = [
        ledger.row(
            nudge.sent_at or nudge.first_due_at,
            context.zone,
            context.today,
            kind=nudge.kind,
            outcome=nudge.state,
            reason=nudge.reason,
        )
        for nudge in await context.store.ledger.last(learner.id, SHOWN, alerts=False)
        if nudge.state not in UNDER_WAY
    ]
    upcoming = standing.nudge(await next_nudge(context), context.zone, context.today)
    lines = (*settings_lines(learner), *await route(context))
    return Reply(text=texts.nudges(lines, upcoming, tuple(past)), buttons=(_switch(learner), *await ways(context)))


def _place(setting: str) -> str | None:
    """The platform that nudges are to go to, if it is that what is set."""
    match setting.casefold().split():
        case ["on", place] if place in {ANY, *packs.names()}:
            return place
    return None


def _read(setting: str) -> dict[str, object]:
    """The columns that a setting as typed stands for. Raises NotUnderstood."""
    match (
        setting.casefold().removeprefix("nudges: ").replace("quiet hours", "quiet").replace("quiet:", "quiet").split()
    ):
        case ["on" | "off" as switch]:
            return {"nudges_on": switch == "on"}
        case ["quiet", *hours]:
            return _quiet(setting, " ".join(hours))
    if rhythm := rhythm_in(setting):
        return {"nudges_on": True, "rhythm": rhythm, "hush": Hush.NONE.value}
    weekly = weekly_in(setting.casefold().removeprefix("nudges:"))
    if weekly is None:
        raise NotUnderstood(setting, EXAMPLES)
    weekday, at = weekly
    columns: dict[str, object] = {"nudges_on": True}
    columns |= {} if weekday is None else {"nudge_weekday": weekday}
    return columns if at is None else {**columns, "nudge_time": at}


def _quiet(setting: str, hours: str) -> dict[str, object]:
    if is_off(hours):
        return {"quiet_from": None, "quiet_to": None}
    if (quiet := hours_in(hours)) is None:
        raise NotUnderstood(setting, EXAMPLES)
    return {"quiet_from": quiet[0], "quiet_to": quiet[1]}


async def _spans(_: Context) -> list[Choice]:
    return [Choice(said, said) for said in ("1 day", "2 days", "3 days", "1 week", "2 weeks")]


def _length(context: Context, said: str) -> timedelta:
    """One to sixty days: "2d", "a week", "friday", "until friday". Raises NotUnderstood, NotADay."""
    length = span_in(said)
    if length is None and (day := context.day(said, Direction.AHEAD)):
        length = day - context.today
    if length is None or not SHORTEST_SNOOZE <= length <= LONGEST_SNOOZE:
        raise NotUnderstood(said, SNOOZES)
    return length


@command("snooze", helps.SNOOZE, "/snooze", *SNOOZES)
async def snooze(context: Context, span: Annotated[str, Arg(suggest=_spans)] = "2d") -> Reply:
    contact, _ = context.enrolled()
    learner, length = contact.learner, _length(context, span)
    if not learner.nudges_on:
        return Reply(text=texts.nudges_are_off(), buttons=(_switch(learner),))
    plan = await context.plan()
    if plan.finished or plan.progress.pause_on(context.today):
        return Reply(text=standing.paused(plan) or texts.nothing_to_snooze())
    local = context.now.astimezone(context.zone) + length
    due = after_quiet(moment(local.date(), learner.nudge_time, context.zone), learner.quiet, context.zone)
    if not await enter(context, NudgeKind.SNOOZE, day_of(due, context.zone), due):
        return Reply(text=texts.snoozed_already(local.date(), context.today))
    if learner.next_nudge_at and learner.next_nudge_at <= due:
        # The snoozed nudge says the same a little later; both would be one too many.
        await context.change(
            next_nudge_at=put_off(learner, context.zone, context.now, kind=NudgeKind.WEEKLY, until=due)
        )
    study = await study_time_to_come(context)
    before = study if study and study < due else None
    return Reply(text=texts.snoozed(due, before, context.zone, context.today))
