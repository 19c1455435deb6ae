"""What a group means to do together, in plain words: "20 sessions in january", "30 topics by 31 march". None for what is none."""

import re
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from bot.said.ends import last_day_in, month_in
from bot.said.settings import LONGEST, is_off
from bot.said.world import World
from roadmap.group.common_goal import MOST, CommonGoal, Counts
from roadmap.streak import WEEK, monday

MOST_AHEAD = relativedelta(years=2)

UNITS = {
    Counts.SESSIONS: r"(?:study )?(?:sessions?|sittings?)|check-?ins?|times",
    Counts.TOPICS: r"topics?|topics completed|completed topics",
}
AMOUNT = re.compile(
    rf"(?P<amount>\d{{1,6}}|[a-z]+) (?:more )?(?:(?P<sessions>{UNITS[Counts.SESSIONS]})|(?P<topics>{UNITS[Counts.TOPICS]}))"
    r"(?: together)?(?: (?P<period>.+))?"
)
UNTIL = re.compile(r"(?:from today )?(?P<side>by|before|until|till|til|up to|no later than) (?P<day>.+)")
FROM_TO = re.compile(r"(?:from|between) (?P<first>.+?) (?:to|until|till|and|-|–) (?P<last>.+)")
FROM = re.compile(r"(?:from|since|starting|beginning) (?P<day>.+?)(?: on)?")
WITHIN = re.compile(r"(?:in|within|over)(?: the)?(?: next)? (?P<length>.+)")
LEADING = re.compile(r"(?:in|for|during|over) (?:the )?")
DAY = timedelta(days=1)


ENDS = frozenset({"end", "stop", "remove", "delete", "no goal"})


def is_ended(said: str) -> bool:
    """Whether there is to be no goal any more: "off", "none"."""
    return is_off(said) or said in ENDS


def goal_asked(said: str, world: World) -> CommonGoal | None:
    """The goal of a whole text, by the day it is in the group. Raises NoSuchDay."""
    plain = " ".join(said.casefold().split()).rstrip(" .!?")
    match = AMOUNT.fullmatch(plain) if len(plain) <= LONGEST else None
    amount = _number(match["amount"], world) if match else None
    if match is None or amount is None or not 1 <= amount <= MOST:
        return None
    counts = Counts.SESSIONS if match["sessions"] else Counts.TOPICS
    today = world.now.date()
    if match["period"] is None:
        return CommonGoal(counts, amount, today)
    span = _span(match["period"], world)
    if span is None:
        return None
    first, last = span
    if (last or first) > today + MOST_AHEAD or (last and last < max(first, today)):
        return None
    return CommonGoal(counts, amount, first, last)


def _number(said: str, world: World) -> int | None:
    return int(said) if said.isdecimal() else world.lexicon.words.amounts.numbers.get(said)


def _span(said: str, world: World) -> tuple[date, date | None] | None:
    """The first and the last day of what is named; what has no first day begins today, and what has no last one goes on."""
    today = world.now.date()
    if whole := _named(LEADING.sub("", said, count=1), world):
        return whole
    if match := UNTIL.fullmatch(said):
        last = last_day_in(match["day"], world)
        if match["side"] == "before":
            last = month_in(match["day"], world) or last
        return (today, last - DAY if match["side"] == "before" else last) if last else None
    if match := FROM_TO.fullmatch(said):
        first, last = (
            month_in(match["first"], world) or last_day_in(match["first"], world),
            last_day_in(match["last"], world),
        )
        return (first, last) if first and last else None
    if match := FROM.fullmatch(said):
        first = month_in(match["day"], world) or last_day_in(match["day"], world)
        return (first, None) if first else None
    if match := WITHIN.fullmatch(said):
        last = last_day_in(match["length"], world)
        return (today, last) if last else None
    return None


def _named(said: str, world: World) -> tuple[date, date] | None:
    """A whole month, week or year that is named."""
    today = world.now.date()
    first_of_month, days = today.replace(day=1), world.lexicon.words.days
    if first := month_in(said, world):
        return first, first + relativedelta(months=1) - DAY
    if said in days.this_week:
        return monday(today), monday(today) + WEEK - DAY
    if said in days.next_week:
        return monday(today) + WEEK, monday(today) + 2 * WEEK - DAY
    match said.split():
        case [which, "month"] if which in days.this:
            return first_of_month, first_of_month + relativedelta(months=1) - DAY
        case [which, "month"] if which in days.next:
            return first_of_month + relativedelta(months=1), first_of_month + relativedelta(months=2) - DAY
        case [which, "year"] if which in days.this:
            return date(today.year, 1, 1), date(today.year, 12, 31)
    return None
