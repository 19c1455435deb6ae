"""Whole texts as one value: a day, a span, weekly hours, weekdays, times. None for what is none."""

import re
from datetime import datetime, time, timedelta
from enum import StrEnum

from bot.said.calendar import Today
from bot.said.clocks import Week
from bot.said.lexicon import LEXICON
from bot.said.small_talk import LONGEST_TALK, trimmed
from bot.said.tokens import folded, tokens_of
from bot.said.values import Days, Direction, Order
from roadmap.words import Words

LONGEST = 80
"""Characters of a text that may be one value."""

HOURS = re.compile(
    r"(?P<hours>\d{1,3}(?:[.,]\d{1,2})?) ?(?:h|hrs?|hours?)?(?: ?(?:/|a|per|each|every) ?(?:week|wk)| weekly)?",
    re.IGNORECASE,
)
DAYS = "days"
"""What an amount is of where it is not of steps."""

MOST_DIGITS = 5

WEEKLY_DAYS = re.compile(
    r"(?P<days>\d{1,3}|[a-z]{3,5})(?: ?x| ?times| ?study days?| ?days?)?(?: ?(?:/|a|per|each|every|in a) ?(?:week|wk)| weekly)?"
)
RHYTHMS = {
    "weekly": frozenset({"weekly", "every week", "each week", "once a week"}),
    "fortnightly": frozenset(
        {"every two weeks", "every 2 weeks", "every other week", "every second week", "fortnightly", "biweekly"}
    ),
    "monthly": frozenset({"monthly", "every month", "each month", "once a month", "every four weeks", "every 4 weeks"}),
}
"""How often something comes, and the words for it."""

_LEADING = ("until ", "till ", "til ", "on ", "from ", "since ", "by ", "for ", "in ", "the ")


def day_in(said: str, now: datetime, *, look: Direction, order: Order | None = None) -> Days | None:
    """The whole as a day, "until", "on" and their like in front of it left out. Raises NoSuchDay."""
    plain = _plain(said)
    for candidate in (plain, *(plain.removeprefix(word) for word in _LEADING if plain.startswith(word))):
        found = LEXICON.days.at(candidate, 0)
        if found and found[0] == len(candidate):
            return found[1](Today(now, look, order))
    return None


def span_in(said: str) -> timedelta | None:
    """The whole as a length of days or weeks: "2d", "a week", "for 3 days"."""
    plain = _plain(said).removeprefix("for ").removeprefix("in ")
    found = LEXICON.amounts.span_at(plain, 0)
    return found[1] if found and found[0] == len(plain) else None


def weekly_minutes_in(said: str) -> int | None:
    """The minutes of "6", "7.5 hours", "10h a week". They may be 0, or more than fit."""
    match = HOURS.fullmatch(said.strip())
    return round(float(match["hours"].replace(",", ".")) * 60) if match else None


def amount_in(said: str) -> tuple[int, str] | None:
    """How much is meant, and of what: "2", "two lessons" and "just one" are of whatever is on (empty), "3 study days" are DAYS; else
    what stands behind the number as it is."""
    number, _, of = said.strip().casefold().removeprefix("just ").removeprefix("only ").partition(" ")
    count = (
        int(number) if number.isdecimal() and len(number) < MOST_DIGITS else LEXICON.words.amounts.numbers.get(number)
    )
    if count is None:
        return None
    of = of.strip().removeprefix("study ")
    if of in {"day", DAYS}:
        return count, DAYS
    return count, "" if of.removesuffix("s") in LEXICON.words.countable else of


def weekly_days_in(said: str) -> int | None:
    """The days of "3", "three days", "3 days a week", "3x/week", "daily". They may be none, or more than a week has."""
    line = folded(said.strip()) if len(said) <= LONGEST else ""
    if named := LEXICON.words.study_times.days.get(line):
        return named.bit_count()
    match = WEEKLY_DAYS.fullmatch(line)
    if match is None:
        return None
    number = match["days"]
    return int(number) if number.isdecimal() else LEXICON.words.amounts.numbers.get(number)


def goal_in(said: str, words: Words) -> str | None:
    """What stands for the days of a line about a goal of so many a week, empty where it names none; None for another line."""
    lines = trimmed(" ".join(folded(said).split()).rstrip(" .!?"), words.around) if len(said) <= LONGEST_TALK else []
    found = (match for line in lines for pattern in words.goals if (match := re.fullmatch(pattern, line)))
    for match in found:
        days = match.groupdict().get("days") or ""
        if not days or weekly_days_in(days) is not None:
            return days
    return None


def week_in(said: str) -> Week | None:
    """The days of "mon-fri", "mon, wed and sat", "weekends", as bits, Monday 1; or how the weeks of durations are meant, "the
    weeks stay", "longer"; or both."""
    return LEXICON.clocks.week(said)


def weekly_in(said: str) -> tuple[int | None, time | None] | None:
    """A weekday, Monday 0, a time of day, or both: "Mondays at 09:00", "18h30"."""
    return LEXICON.clocks.weekly(said)


def rhythm_in(said: str) -> str | None:
    """How often, of the whole: "weekly", "fortnightly" or "monthly"."""
    return next((rhythm for rhythm, words in RHYTHMS.items() if _plain(said) in words), None)


class Until(StrEnum):
    """What ends a quiet that was asked for."""

    WRITING = "writing"
    STUDY = "study"


def until_in(said: str) -> Until | None:
    """What the whole asks to be quiet until, or nearly so."""
    return next((until for until, words in QUIET.items() if _plain(said) in words), None)


def hours_in(said: str) -> tuple[time, time] | None:
    """From (inclusive) and to (exclusive); they may span midnight."""
    return LEXICON.clocks.hours(said)


QUIET = {
    Until.WRITING: frozenset({"quiet until i write", "until i write", "be quiet until i write", "quiet until i say"}),
    Until.STUDY: frozenset({"once a month until i study", "monthly until i study"}),
}
"""The words for it."""


def is_off(said: str) -> bool:
    """Whether something is to be set to nothing: "off", "none"."""
    return LEXICON.clocks.is_off(said)


def _plain(said: str) -> str:
    """As lines are looked up: folded words with single blanks."""
    if len(said) > LONGEST:
        return ""
    return " ".join(folded(token.text) for token in tokens_of(said) if token.form.value not in {"joint", "mark"})
