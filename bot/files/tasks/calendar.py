"""The calendar file of a plan's windows."""

import json
from typing import Any

from bot.files.tasks import Done, Lock
from roadmap.reading.encodings import decoded
from roadmap.writing.calendar_file import write_entries
from roadmap.writing.windows import book_in, entry_in

ANY = {
    "book": ["any", "Any", 0, "2027-01-04T08:00:00+00:00"],
    "entries": [["any", "Any", *["2027-01-04"] * 3, [["Any", "https://example.org"]], False]],
}
"""A calendar file, see ``roadmap.writing.windows``."""


def calendar(content: bytes, lock: Lock) -> Done:
    """The windows as a calendar file."""
    _written(ANY)  # whatever that loads, it loads now
    text = decoded(content)
    lock()
    return {}, _written(json.loads(text))


def _written(asked: dict[str, Any]) -> bytes:
    return write_entries(book_in(asked["book"]), [entry_in(one) for one in asked["entries"]])
