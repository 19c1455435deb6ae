"""How a promise went: asked on the evening of its last day, in the zone of whoever promised."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta

from bot.nudges.agenda import asks_how_it_went
from bot.nudges.partner.addressees import Reaching, reaching
from bot.nudges.partner.surroundings import Look
from bot.nudges.when import DAY, after_quiet, moment
from bot.store import NudgeKind, Promise, Seen, Store
from bot.store.ledger import Entry
from roadmap.group.promises import PromiseOutcome
from roadmap.streak import monday

EVENING = time(19)
NOON = time(12)

BEFORE_QUIET = timedelta(hours=1)
"""How long before quiet hours that begin earlier."""

FIRST_DONE = timedelta(hours=2)
"""After how long at the earliest a promise is asked about that is made on its last evening."""

AGAIN = "#"
"""What the period of a question goes on with, where it was asked before and promised anew for the same day."""


async def questions(look: Look, days: Mapping[int, date]) -> list[Entry]:
    """The questions on the promises that end on these days of groups, by their ids, or on the days behind them, where nobody has said yet
    how they went."""
    entries: list[Entry] = []
    for week, groups in _by_week(days).items():
        made = await look.store.partners.promised(groups, week)
        open_ones = [
            one
            for one in made
            if one.outcome is PromiseOutcome.OPEN and asks_how_it_went(one.last_day, days[one.group_id])
        ]
        if not open_ones:
            continue
        seen = await look.store.members.seen({one.group_id for one in open_ones}, {one.account_id for one in open_ones})
        members = {(one.membership.group_id, one.membership.account_id): one for all_ in seen.values() for one in all_}
        reach = await reaching(look.store, list(members.values()))
        entries += [
            _question(one, member, reach, asked_once(one), evening_of(one, member, look.default_zone))
            for one in open_ones
            if (member := members.get((one.group_id, one.account_id)))
        ]
    return entries


async def will_be_asked(store: Store, promise: Promise, now: datetime, default_zone: str) -> None:
    """Enter the question on a promise that is made as its time ends, when those of the others may be entered already. Promised anew after
    that was settled, it is asked again."""
    for member in (await store.members.seen([promise.group_id], [promise.account_id]))[promise.group_id]:
        reach = await reaching(store, [member])
        settled = await store.ledger.settled(member.contact.learner.id, NudgeKind.PROMISE, promise.id)
        before = sum(asks_about(one, promise) for one in settled)
        period = f"{asked_once(promise)}{AGAIN}{before}" if before else asked_once(promise)
        due = max(evening_of(promise, member, default_zone), now + FIRST_DONE)
        await store.ledger.file(_question(promise, member, reach, period, due))


def _question(promise: Promise, member: Seen, reach: Reaching, period: str, due: datetime) -> Entry:
    return reach.entry(member, NudgeKind.PROMISE, period, due, promise.id)


def asked_once(promise: Promise) -> str:
    """The period of the first question; promised anew until another day, it is another one."""
    own = f".{promise.day}" if promise.day else ""
    return f"{promise.week}.{promise.id}{own}"


def asks_about(period: str, promise: Promise) -> bool:
    """Whether a question of that period is on a promise as it is now, and not on another day that it was for."""
    return period.partition(AGAIN)[0] == asked_once(promise)


def evening_of(promise: Promise, member: Seen, default_zone: str) -> datetime:
    """Seven on its last day, or an hour before quiet hours that begin earlier in the afternoon."""
    learner, last = member.contact.learner, promise.last_day
    zone = learner.zone_or(default_zone)
    due = moment(last, EVENING, zone)
    if learner.quiet is None or after_quiet(due, learner.quiet, zone) == due or not NOON < learner.quiet[0] <= EVENING:
        return due
    return moment(last, learner.quiet[0], zone) - BEFORE_QUIET


def _by_week(days: Mapping[int, date]) -> dict[date, list[int]]:
    """The groups by the weeks of their days, and of the days behind those."""
    found: dict[date, list[int]] = {}
    for group, day in days.items():
        for week in sorted({monday(day), monday(day + DAY)}):
            found.setdefault(week, []).append(group)
    return found
