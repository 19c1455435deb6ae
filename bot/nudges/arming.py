"""Arming: the learner who speaks has their next moment set from what is known now, and what waits for them is entered."""

from datetime import datetime, time, timedelta

from bot.chat.context import Context
from bot.nudges.group.sights import asked_anew
from bot.nudges.hush import after_a_word
from bot.nudges.late import late
from bot.nudges.schedules import SCHEDULES, Schedule, due_at, wanted_after
from bot.nudges.study_times import stamp_of, study_time_after
from bot.nudges.when import after_quiet, moment
from bot.nudges.whom import whom
from bot.store import Account, Learner, NudgeKind
from bot.store.ledger import Entry
from bot.store.values import UNTIL_A_WORD


async def arm(context: Context, was: Learner | None = None) -> None:
    """Set when something comes by the calendar next; once the farewell was said nothing does. ``was`` is the learner before
    their settings were changed, by whoever has just done so: what has come due is what was set by then."""
    contact, enrolment = context.enrolled()
    learner, zone, now = contact.learner, context.zone, context.now
    plan, current, before = await context.plan(), learner.next_nudge_at, was or learner
    if current and current <= now:
        # It has come due, and the tick has not seen it yet; what becomes of it is judged when it is sent.
        for one in due_at(before, current, before.zone_or(context.default_zone)):
            await enter(context, one.kind, one.period(current, zone), current)
    schedules = () if plan.finished and enrolment.farewell_at else SCHEDULES
    wanted = [(one, wanted_after(one, learner, enrolment, plan.progress, zone=zone, now=now)) for one in schedules]
    if min((due for _, due in wanted if due), default=None) != current:
        free = [await _first_free(context, one, due) for one, due in wanted if due]
        owed = late(current, before, learner, enrolment, plan.progress, default_zone=context.default_zone, now=now)
        await context.change(next_nudge_at=min([*free, *([owed] if owed and free else [])], default=None))
    await _arm_study_time(context, before, is_over=not schedules)


async def _arm_study_time(context: Context, was: Learner, *, is_over: bool) -> None:
    """The same for the next study time: what has come due is entered, and the first that is wanted and new to the ledger is
    next."""
    learner, current, kind = context.enrolled()[0].learner, was.next_study_at, NudgeKind.STUDY_TIME
    if current and current <= context.now:
        await enter(context, kind, stamp_of(current, was.zone_or(context.default_zone)), current)
    due = None if is_over else await study_time_to_come(context)
    while due and await context.store.ledger.has(learner.id, kind, stamp_of(due, context.zone)):
        due = study_time_after(learner, context.zone, due)
    if due != learner.next_study_at:
        await context.change(next_study_at=due)


async def study_time_to_come(context: Context) -> datetime | None:
    """The next study time that is not before the first day of the plan, nor in a pause; None while nudges are off."""
    learner, zone, progress = context.enrolled()[0].learner, context.zone, await context.progress()
    if learner.study is None or not learner.nudges_on:
        return None
    start = moment(progress.first_day, time.min, zone) - timedelta.resolution
    due = study_time_after(learner, zone, max(context.now, start))
    while due and (pause := progress.pause_on(due.astimezone(zone).date())):
        if pause.back is None:
            return None
        due = study_time_after(learner, zone, moment(pause.back, time.min, zone) - timedelta.resolution)
    return due


async def _first_free(context: Context, schedule: Schedule, due: datetime) -> datetime:
    """The schedule's first moment from ``due`` on whose period is not in the ledger, for its row would never come; and
    which no snooze stands for."""
    learner, zone, ledger = context.enrolled()[0].learner, context.zone, context.store.ledger
    if schedule.kind is NudgeKind.WEEKLY and (snoozed := await ledger.last_due(learner.id, NudgeKind.SNOOZE)):
        while due <= snoozed:
            due = schedule.after(learner, zone, due)
    while await ledger.has(learner.id, schedule.kind, schedule.period(due, zone)):
        due = schedule.after(learner, zone, due)
    return due


async def enter(context: Context, kind: NudgeKind, period: str, due: datetime, subject: int | None = None) -> bool:
    """Enter a row for the account that the learner is reached by; whether its period is new to the ledger."""
    account = await _reached_by(context, kind)
    entry = Entry(account.learner_id, account.id, account.platform, kind, period, due, subject)
    return bool(await context.store.ledger.file(entry))


async def _reached_by(context: Context, kind: NudgeKind) -> Account:
    contact = context.enrolled()[0]
    accounts = await context.store.learners.accounts([contact.learner.id])
    return whom(contact.learner, accounts[contact.learner.id], kind) or contact.account


async def next_nudge(context: Context) -> datetime | None:
    """When the learner is nudged next: by the calendar, or what waits in the ledger before it, but not in quiet hours; study times are
    none of it."""
    learner = context.learner
    if learner is None or not learner.nudges_on:
        return None
    moments = (learner.next_nudge_at, await context.store.ledger.upcoming(learner.id))
    first = min((one for one in moments if one), default=None)
    return after_quiet(first, learner.quiet, context.zone) if first else None


async def returning(context: Context) -> None:
    """An account that could not be written to, or its learner after a silence, has spoken again: nudges go on. Whether the account can
    be written to, no page tells."""
    if context.contact is None:
        return
    learner = context.contact.learner
    if learner.hush in UNTIL_A_WORD and (changes := after_a_word(learner, context.now)):
        await context.change(**changes)
    if context.contact.account.unreachable_at is None or context.place.on_page:
        return
    await context.store.learners.set_unreachable(context.contact.account.id, None)
    await asked_anew(context.store, context.contact.account, context.now)
    if context.enrolment:
        await arm(context)
