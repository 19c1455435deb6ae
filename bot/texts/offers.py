"""What an argument is offered by its kind, such as days and lengths; plain text, and what is fixed to choose from."""

from datetime import date, time, timedelta

from bot.texts.phrases import clock, day, spent, whole_weekday
from bot.texts.sentence import plain

DAY = timedelta(days=1)


def one_day(when: date, today: date) -> str:
    """ "Yesterday, Sun 10 Jan", "Fri 8 Jan"."""
    match when - today:
        case timedelta(days=0):
            return plain("Today, {day}", day=day(when, today))
        case timedelta(days=-1):
            return plain("Yesterday, {day}", day=day(when, today))
        case timedelta(days=1):
            return plain("Tomorrow, {day}", day=day(when, today))
    return day(when, today)


def until(back: date, today: date) -> str:
    """A pause from today on; its last day is the one before ``back``."""
    if back == today + DAY:
        return plain("Only today")
    return plain("Back on {weekday}, {day}", weekday=whole_weekday(back.weekday()), day=day(back, today))


def from_to(first: date, back: date, today: date) -> str:
    """``back`` is the first day after it."""
    return plain("From {first}, back on {back}", first=day(first, today), back=day(back, today))


def since(first: date, today: date) -> str:
    return plain("Since {first}", first=day(first, today))


def finished_by(end: date, today: date) -> str:
    return plain("Done by {end}", end=day(end, today))


def at(when: time) -> str:
    """ "18:30"."""
    return clock(when)


def length(minutes: int) -> str:
    """ "45 min", "1 h 30"."""
    return spent(minutes)
