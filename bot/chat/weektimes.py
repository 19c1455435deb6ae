"""PURE: a weekday, a time of day and quiet hours as people type them; None for what is none."""

import calendar
import re
from datetime import datetime, time

FORMS = ("%H:%M", "%H.%M", "%I:%M%p", "%I%p", "%H")


def weekday_in(said: str) -> int | None:
    """From Monday = 0, by its first three letters or more."""
    days = [day.casefold() for day in calendar.day_name]
    said = said.removesuffix("s") if said.removesuffix("s") in days else said
    return next((index for index, day in enumerate(days) if len(said) > 2 and day.startswith(said)), None)


def time_in(said: str) -> time | None:
    """A time of day, written without spaces: "18:00", "9am"."""
    for form in FORMS:
        try:
            return datetime.strptime(said, form).time()  # noqa: DTZ007 - a time of day has no zone
        except ValueError:
            continue
    return None


def hours_in(said: str) -> tuple[time, time] | None:
    """From (inclusive) and to (exclusive), written without spaces; they may span midnight."""
    ends = [time_in(end) for end in re.split("[-–]|to", said)]
    match ends:
        case [time() as start, time() as end] if start != end:
            return start, end
    return None
