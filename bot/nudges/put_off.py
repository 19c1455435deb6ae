"""Where somebody is moved on to whose look broke: what is entered goes by its day, its week or its minute, so no look is put off out of that."""

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial

import structlog

from bot.nudges.agenda import day_of_look, missed, next_look, unpaired
from bot.nudges.schedules import entries, following
from bot.nudges.study_times import stamp_of, study_time_after
from bot.nudges.when import SHELF_LIFE, week_of
from bot.nudges.whom import whom
from bot.store import Account, Group, Learner, NudgeKind, Store
from bot.store.ledger import Entry

log = structlog.get_logger()

Due = tuple[Learner, Sequence[Account]]
"""A learner whose moment has come, and where they are reached."""

Moved = tuple[list[Entry], datetime | None]
"""What is entered by itself, as it would be lost, and when the next look is."""


async def groups_put_off(default_zone: str, store: Store, groups: Sequence[Group], until: datetime) -> None:
    """Put the looks at groups off until then."""
    for group in groups:
        ways = (partial(way, group, until, default_zone) for way in (_group, _group_by_the_hour))
        left, at = _or_blindly(until, *ways)
        await store.ledger.file(*left)
        await store.groups.set_next_looks({group.id: at})


async def weekly_put_off(default_zone: str, store: Store, due: Sequence[Due], until: datetime) -> None:
    """The same of weekly nudges."""
    for learner, accounts in due:
        left, at = _or_blindly(until, partial(_weekly, learner, accounts, until, default_zone))
        await store.ledger.file(*left)
        await store.learners.set_next_nudges({learner.id: at})


async def study_times_put_off(default_zone: str, store: Store, due: Sequence[Due], until: datetime) -> None:
    """The same of study times."""
    for learner, accounts in due:
        left, at = _or_blindly(until, partial(_study_time, learner, accounts, until, default_zone))
        await store.ledger.file(*left)
        await store.learners.set_next_studies({learner.id: at})


def _group(group: Group, until: datetime, default_zone: str) -> Moved:
    """A look stays within its day; after that the day's digest goes without the rest, and partners are found by a later look."""
    at = group.next_look_at or until
    day = day_of_look(group, at, default_zone)
    if day == day_of_look(group, until, default_zone):
        return [], until
    following = next_look(group, max(at, until - SHELF_LIFE), default_zone)
    left = [*missed(group, at, until, default_zone), *unpaired(group, day, following, default_zone)]
    return left, following


def _group_by_the_hour(group: Group, until: datetime, default_zone: str) -> Moved:
    """Where it breaks what its next look is: partners are found by whichever look goes first."""
    day = day_of_look(group, group.next_look_at or until, default_zone)
    return [*unpaired(group, day, until, default_zone)], until


def _weekly(learner: Learner, accounts: Sequence[Account], until: datetime, default_zone: str) -> Moved:
    """A nudge stays within its week."""
    at, zone = learner.next_nudge_at or until, learner.zone_or(default_zone)
    if week_of(at, zone) == week_of(until, zone):
        return [], until
    account = whom(learner, accounts)
    left = entries(learner, account, at, zone) if account else []
    return left, following(learner, zone, max(at, until - SHELF_LIFE))


def _study_time(learner: Learner, accounts: Sequence[Account], until: datetime, default_zone: str) -> Moved:
    """A study time is of its minute: it goes at once."""
    at, zone = learner.next_study_at or until, learner.zone_or(default_zone)
    account = whom(learner, accounts, NudgeKind.STUDY_TIME)
    if account is None:
        return [], None
    entry = Entry(learner.id, account.id, account.platform, NudgeKind.STUDY_TIME, stamp_of(at, zone), at)
    return [entry], study_time_after(learner, zone, max(at, until - SHELF_LIFE))


def _or_blindly(until: datetime, *ways: Callable[[], Moved]) -> Moved:
    """The first of these ways that goes. What broke the look may break each of them: then until that moment all the same, for nobody else is
    held up."""
    for moved in ways:
        try:
            return moved()
        except Exception:
            log.exception("nudges.put_off_blindly")
    return [], until
