"""The look at study groups: enters what the day asks of each group that has come due, and moves it on to its next look.

Entering and moving on are one transaction, so that a crash leaves both or neither; two processes never look at one
group at a time. A group that cannot be looked at is put off, and holds up no other.
"""

from collections.abc import Sequence
from datetime import date, datetime
from functools import partial

import structlog

from bot.chat.library import find_roadmaps
from bot.nudges.agenda import (
    day_of_look,
    finds_partners,
    has_digest,
    is_stale,
    missed,
    next_look,
    posts,
    unpaired,
)
from bot.nudges.bugs import Bugs
from bot.nudges.due_ones import Looks, look_at
from bot.nudges.group.direct import EXPIRED, tell_asker
from bot.nudges.group.entries import help_changed
from bot.nudges.partner.pairs import pairs
from bot.nudges.partner.questions import questions
from bot.nudges.partner.returned import those_back_meet
from bot.nudges.partner.surroundings import Look
from bot.nudges.partner.watch import silences
from bot.nudges.put_off import groups_put_off
from bot.nudges.when import SHELF_LIFE, week_of
from bot.store import Database, Group, HelpRequest, NudgeKind, Store
from bot.store.ledger import Entry
from roadmap.group.helpers import EXPIRES

log = structlog.get_logger()

BATCH = 100
"""Groups looked at in one transaction."""


async def look(database: Database, default_zone: str, bugs: Bugs) -> int:
    """Look at every group that is due now and return how many rows were entered. See ``look_at``."""
    entered = await look_at(
        database, Looks(_due, partial(_look, default_zone), partial(groups_put_off, default_zone), BATCH), bugs
    )
    if entered:
        log.info("groups.entered", count=entered)
    return entered


async def _due(store: Store, now: datetime, most: int) -> Sequence[Group]:
    return await store.groups.due(now, most)


async def _look(default_zone: str, store: Store, due: Sequence[Group], now: datetime) -> int:
    stale = [group for group in due if is_stale(_moment(group, now), now)]
    fresh = [group for group in due if group not in stale]
    await _expire(store, due, now)
    following = {group.id: next_look(group, max(_moment(group, now), now - SHELF_LIFE), default_zone) for group in due}
    entries: list[Entry] = []
    for group in stale:
        entries += missed(group, _moment(group, now), now - SHELF_LIFE, default_zone)
        entries += unpaired(group, _day(group, now, default_zone), following[group.id], default_zone)
    entries += [entry for group in fresh for entry in posts(group, _moment(group, now), default_zone)]
    entries += await _questions(store, fresh, now, default_zone)
    entries += await _between_partners(store, fresh, now, default_zone)
    entered = await store.ledger.file(*entries)
    await store.groups.set_next_looks(following)
    return entered


async def _expire(store: Store, groups: Sequence[Group], now: datetime) -> None:
    """A question that nobody settled in two weeks is closed; its post says so, and who asked hears it directly."""
    looked_at = {group.id: group for group in groups}
    for request in await store.helping.close_older(looked_at, now - EXPIRES, now):
        await help_changed(store, looked_at[request.group_id], request, EXPIRED, now)
        await tell_asker(store, request, EXPIRED, now)


async def _questions(store: Store, groups: Sequence[Group], now: datetime, default_zone: str) -> list[Entry]:
    """Before a digest sends anybody to a question, its post is brought up to date: so it is noticed if somebody deleted it."""
    with_digest = {group.id: group for group in groups if has_digest(group, _moment(group, now), default_zone)}
    waiting = await store.helping.open(list(with_digest)) if with_digest else ()
    return [_to_look_at(request, with_digest[request.group_id], now, default_zone) for request in waiting]


def _to_look_at(request: HelpRequest, group: Group, now: datetime, default_zone: str) -> Entry:
    due = _moment(group, now)
    period = f"{request.id}.{week_of(due, group.zone_or(default_zone))}"
    return Entry.of_group(group, NudgeKind.HELP, period, due, request.id)


async def _between_partners(store: Store, groups: Sequence[Group], now: datetime, default_zone: str) -> list[Entry]:
    """Who is silent is looked for before new pairs are made: a note is of the pair that there was. New pairs are made as the week begins,
    or on a later day where that went wrong, and on any other day of those whose pause is over."""
    days = {group.id: _day(group, now, default_zone) for group in groups}
    roadmaps = await find_roadmaps(store, {group.roadmap for group in groups if group.roadmap})
    around = Look(store, now, default_zone, roadmaps)
    entries = await silences(around, groups)
    entries += await questions(around, days)
    late = await store.partners.still_to_find([one.id for one in groups], now)
    beginning = {one: days[one.id] for one in groups if finds_partners(days[one.id]) or one.id in late}
    await those_back_meet(around, [group for group in groups if group not in beginning])
    return [*entries, *await pairs(around, beginning)]


def _moment(group: Group, now: datetime) -> datetime:
    return group.next_look_at or now


def _day(group: Group, now: datetime, default_zone: str) -> date:
    return day_of_look(group, _moment(group, now), default_zone)
