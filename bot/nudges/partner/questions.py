"""How a promise went: asked on the evening of its last day, in the zone of whoever promised."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta

from bot.nudges.partner.addressees import Reaching, reaching
from bot.nudges.partner.surroundings import Look
from bot.nudges.when import after_quiet, moment
from bot.store import Group, NudgeKind, Promise, Seen, Store
from bot.store.ledger import Entry
from roadmap.group.promises import PromiseOutcome

EVENING = time(19)
NOON = time(12)

BEFORE_QUIET = timedelta(hours=1)
"""How long before quiet hours that begin earlier."""

FIRST_DONE = timedelta(hours=2)
"""After how long at the earliest a promise is asked about that is made on its last evening."""


async def questions(look: Look, days: Mapping[Group, date]) -> list[Entry]:
    """The questions on the promises of the week that ends on, or after, these days, where nobody has said yet how they went. Of those with a
    day of their own they were entered as they were made."""
    entries: list[Entry] = []
    for week, groups in _by_week(days).items():
        made = await look.store.partners.promised(groups, week)
        open_ones = [one for one in made if one.outcome is PromiseOutcome.OPEN and one.day is None]
        if not open_ones:
            continue
        seen = await look.store.members.seen(groups, {one.account_id for one in open_ones})
        members = {(one.membership.group_id, one.membership.account_id): one for all_ in seen.values() for one in all_}
        reach = await reaching(look.store, list(members.values()))
        entries += [
            _question(one, member, reach, look.default_zone)
            for one in open_ones
            if (member := members.get((one.group_id, one.account_id)))
        ]
    return entries


async def will_be_asked(store: Store, promise: Promise, now: datetime, default_zone: str) -> None:
    """Enter the question on a promise that has a day of its own, or is made as its week ends, when those of the others may be entered
    already."""
    for member in (await store.members.seen([promise.group_id], [promise.account_id]))[promise.group_id]:
        reach = await reaching(store, [member])
        await store.ledger.file(_question(promise, member, reach, default_zone, earliest=now + FIRST_DONE))


def _question(
    promise: Promise, member: Seen, reach: Reaching, default_zone: str, *, earliest: datetime | None = None
) -> Entry:
    due = evening_of(promise, member, default_zone)
    due = max(due, earliest) if earliest else due
    return reach.entry(member, NudgeKind.PROMISE, asked_once(promise), due, promise.id)


def asked_once(promise: Promise) -> str:
    """The period of the question; promised anew until another day, it is another one."""
    own = f".{promise.day}" if promise.day else ""
    return f"{promise.week}.{promise.id}{own}"


def evening_of(promise: Promise, member: Seen, default_zone: str) -> datetime:
    """Seven on its last day, or an hour before quiet hours that begin earlier in the afternoon."""
    learner, last = member.contact.learner, promise.last_day
    zone = learner.zone_or(default_zone)
    due = moment(last, EVENING, zone)
    if learner.quiet is None or after_quiet(due, learner.quiet, zone) == due or not NOON < learner.quiet[0] <= EVENING:
        return due
    return moment(last, learner.quiet[0], zone) - BEFORE_QUIET


def _by_week(days: Mapping[Group, date]) -> dict[date, list[int]]:
    found: dict[date, list[int]] = {}
    for group, day in days.items():
        found.setdefault(day - timedelta(days=day.weekday()), []).append(group.id)
    return found
