"""A call as the line that types it: what buttons carry, and what is read back as the same call."""

import re
from datetime import date

from bot.said.values import Call, End, Stretch
from roadmap.names import reference

WITHIN = re.compile(r"“[^“”\n]+”")
"""A quotation within a note."""


def line_of(call: Call) -> str:
    """The line of a call, such as ``/done #nlp 2027-01-13``."""
    stretch = _stretch(call.stretch) if call.stretch else ""
    pieces = (
        f"/{call.command}",
        f"{call.minutes}m" if call.minutes else "",
        *_about(call),
        call.stage.reference if call.stage else "",
        stretch,
        _end(call.end) if call.end else "",
        call.day.isoformat() if call.day else "",
        *call.links,
        *call.texts,
        str(call.number) if call.number is not None else "",
        f"“{quotable(call.note)}”" if call.note else "",
        "yes" if call.sure else "",
    )
    return " ".join(piece for piece in pieces if piece)


def lines_of(calls: tuple[Call, ...]) -> str:
    """The lines of several calls, one below the other."""
    return "\n".join(map(line_of, calls))


def _about(call: Call) -> tuple[str, ...]:
    if call.steps:
        return tuple(f"{reference(call.topics[0])}/{step.slug}" for step in call.steps)
    return (call.refers,) if call.refers else tuple(map(reference, call.topics))


def _stretch(stretch: Stretch) -> str:
    if stretch.back is None:
        return f"since {_day(stretch.first)}"
    return f"from {_day(stretch.first)} until {_day(stretch.back)}"


def _end(end: End) -> str:
    if end.count:
        return f"{end.count} a day" if end.daily else f"{end.count} a week"
    if not end.day:
        return f"finish by {end.unread}" if end.unread else "no end"
    return f"finish by {_day(end.day)}"


def _day(day: date) -> str:
    return day.isoformat()


def quotable(note: str) -> str:
    """The note without what would end its quotation, on one line. Quotations within it that end where they should are kept."""
    rest = WITHIN.sub("", note)
    said = note if "“" not in rest and "”" not in rest else note.replace("“", "'").replace("”", "'")
    return " ".join(said.split())
