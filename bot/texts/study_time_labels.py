"""The labels of the buttons below study times."""

from collections.abc import Sequence
from datetime import time

from bot.texts.phrases import clock, day_names
from bot.texts.sentence import plain


def days_at(weekdays: Sequence[int], at: time) -> str:
    """ "Mon, Wed and Fri 19:00"."""
    return plain("{days} {at}", days=day_names(list(weekdays)), at=clock(at))


def every_day_at(at: time) -> str:
    return plain("Every day {at}", at=clock(at))


def on_days(weekdays: Sequence[int]) -> str:
    """ "Mon–Fri", "Every day"."""
    return plain("Every day") if len(weekdays) == 7 else day_names(list(weekdays))


def at_label(at: time) -> str:
    return clock(at)


def word_at(word: str, at: time) -> str:
    """Another time that a word may mean: "After dinner 20:00"; an hour says itself."""
    return clock(at) if word[:1].isdecimal() else plain("{word} {at}", word=word.capitalize(), at=clock(at))


def times_off() -> str:
    return plain("⏰ Study times off")


def not_now() -> str:
    return plain("Not now")


def start() -> str:
    return plain("▶ Start")


def did_it() -> str:
    return plain("☑ Did it")


def later_today() -> str:
    return plain("Later today")


def skip() -> str:
    return plain("Skip")


def skip_next() -> str:
    return plain("Skip the next")


def keep() -> str:
    return plain("Keep")


def move() -> str:
    return plain("Move")


def only_weekly() -> str:
    return plain("Only weekly")


def yes() -> str:
    return plain("Yes")


def change() -> str:
    return plain("Change")


def earlier_hour() -> str:
    return plain("1 h earlier")


def later_hour() -> str:
    return plain("1 h later")


def only_at(days: str) -> str:
    """Behind a change to a day that has no study time; ``days`` as ``days_at`` says them."""
    return plain("Only {days}", days=days)


def also_at(days: str) -> str:
    return plain("{days} as well", days=days)


def only_today() -> str:
    return plain("Only today")


def from_now_on() -> str:
    return plain("From now on")


def anyway() -> str:
    return plain("Remind me anyway")


def unless_studied() -> str:
    return plain("Not if I studied")
