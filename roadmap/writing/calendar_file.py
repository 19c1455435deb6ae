"""A plan written as an iCalendar file (RFC 5545): an all-day event for each window, the same UID every time."""

import re
from collections.abc import Sequence
from datetime import datetime, timedelta

from icalendar import Calendar, Event, vText
from icalendar.enums import TRANSP

from roadmap.plan import Plan
from roadmap.writing.windows import Book, WindowEntry, entries_of

PRODUCT = "-//Roadmate//A learning roadmap//EN"
DAY = timedelta(days=1)
CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")


def write_calendar(plan: Plan, *, learner: int, stamp: datetime) -> bytes:
    """The windows of all topics that are not finished, each from its first day to its limit day, both inclusive.

    Days are dates without a zone, so that they are the same days wherever the calendar is opened.
    """
    return write_entries(Book(plan.roadmap.slug, plan.roadmap.title, learner, stamp), tuple(entries_of(plan)))


def write_entries(book: Book, entries: Sequence[WindowEntry]) -> bytes:
    """The file of these windows."""
    events = [_event(book, entry) for entry in entries]
    calendar = new_calendar(book.title, f"{book.slug}.{book.learner}@roadmate")
    for event in events:
        calendar.add_component(event)
    return bytes(calendar.to_ical())


def new_calendar(name: str, uid: str) -> Calendar:
    """A calendar of that name, to which what it has is added."""
    calendar = Calendar.new(prodid=PRODUCT, uid=uid)
    for key in ("NAME", "X-WR-CALNAME"):  # as texts, as which icalendar's own way does not escape them
        calendar[key] = vText(text_of(name))
    return calendar


def text_of(said: str) -> str:
    """What may stand in a text: of controls line ends and tabs alone (RFC 5545 3.1)."""
    return CONTROLS.sub("", said.replace("\r\n", "\n").replace("\r", "\n"))


def _event(book: Book, entry: WindowEntry) -> Event:
    return Event.new(
        uid=f"{book.slug}.{entry.slug}.{book.learner}@roadmate",
        stamp=book.stamp,
        summary=text_of(entry.summary),
        description=text_of(described(entry)),
        start=entry.start,
        end=entry.limit + DAY,
        transparency=TRANSP.TRANSPARENT,
        url=entry.links[0][1] if entry.links else None,
    )


def described(entry: WindowEntry) -> str:
    """What stands below an event of a window: its days, and the links of its resources."""
    days = f"Target day: {entry.target.isoformat()}. Limit day: {entry.limit.isoformat()}."
    if entry.wished:
        days = f"You want it done by {entry.limit.isoformat()}."
    return "\n".join([days, *(f"{name}: {link}" for name, link in entry.links)])
