"""PURE: what a day asks of a study group, and when it is looked at next."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, time, timedelta

from bot.nudges.when import DAY, SETTLING, SHELF_LIFE, moment, next_daily, week_of
from bot.platforms.packs import traits_of
from bot.store import Group, NudgeKind
from bot.store.ledger import Entry

MONDAY = 0
WEEK = timedelta(weeks=1)


def finds_partners(day: date) -> bool:
    """Partners are found as the week begins."""
    return day.weekday() == MONDAY


def asks_how_it_went(last: date, today: date) -> bool:
    """What is asked of promises on the evening of their last day is entered on the day before, for that day is there somewhere by then; and
    on the day itself for promises made since. No earlier, for whoever promised may have another zone or account by then."""
    return last - DAY <= today <= last


def has_digest(group: Group, due: datetime, default_zone: str) -> bool:
    """Whether the day of a look is that of the digest."""
    day = day_of_look(group, due, default_zone)
    return day.weekday() == group.digest_weekday and not _is_new(group, day)


def posts(group: Group, due: datetime, default_zone: str) -> Iterator[Entry]:
    """The posts that the day of a look asks for: the digest on its weekday, by the ISO week, but not in the first days
    of a group; the board every day, to be brought up to date, or where edits are throttled a fresh one with the digest."""
    zone = group.zone_or(default_zone)
    day, week = due.astimezone(zone).date(), week_of(due, zone)
    is_digest_day = has_digest(group, due, default_zone)
    if is_digest_day:
        yield Entry.of_group(group, NudgeKind.DIGEST, week, due)
    if group.board_on and traits_of(group.platform).edits_freely:
        yield Entry.of_group(group, NudgeKind.BOARD, day.isoformat(), due)
    elif group.board_on and is_digest_day:
        yield Entry.of_group(group, NudgeKind.BOARD, week, due)


def missed(group: Group, due: datetime, before: datetime, default_zone: str) -> Iterator[Entry]:
    """The first digest that came due from the day of a look on and ``before`` a moment, and was not entered: it is entered by itself,
    to be skipped where it comes too late, so that the ledger tells of it."""
    zone = group.zone_or(default_zone)
    day = due.astimezone(zone).date()
    day += DAY * ((group.digest_weekday - day.weekday()) % 7)
    digest = moment(day, group.digest_time, zone)
    if digest < before and not _is_new(group, day):
        yield Entry.of_group(group, NudgeKind.DIGEST, week_of(digest, zone), digest)


def unpaired(group: Group, left_out: date, following: datetime | None, default_zone: str) -> Iterator[Entry]:
    """That partners are still to be found in a week, where the looks from that of a day on that is ``left_out`` up to the ``following`` one are
    not made and its Monday is among them. It waits until the week is over."""
    if following is None:
        return
    zone = group.zone_or(default_zone)
    day = following.astimezone(zone).date()
    monday = day - DAY * day.weekday()
    if left_out <= monday < day:
        yield Entry.of_group(group, NudgeKind.PAIRING, week_of(following, zone), moment(monday + WEEK, time.min, zone))


def first_left_out(group: Group, default_zone: str) -> date | None:
    """The day of the first look at a group as it was that is not made, as it is set anew or is there again; None where it was not started."""
    due = next_look(replace(group, gone_at=None), group.gone_at, default_zone) if group.gone_at else group.next_look_at
    return day_of_look(group, due, default_zone) if due else None


def day_of_look(group: Group, due: datetime, default_zone: str) -> date:
    """By the group's own calendar."""
    return due.astimezone(group.zone_or(default_zone)).date()


def _is_new(group: Group, day: date) -> bool:
    """Whether a group was started so lately that there is nothing to tell of it yet."""
    return group.first_day is not None and day < group.first_day + SETTLING


def is_stale(due: datetime, now: datetime) -> bool:
    """Whether a look comes so late that nothing of its day would be sent any more."""
    return now - due > SHELF_LIFE


def next_look(group: Group, after: datetime, default_zone: str) -> datetime | None:
    """When a group is looked at next: daily at the time of its digest. None for one that was not started or is gone."""
    if group.roadmap is None or group.gone_at:
        return None
    return next_daily(group.digest_time, group.zone_or(default_zone), after)
