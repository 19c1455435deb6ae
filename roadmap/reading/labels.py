"""Lines such as "Prerequisites: A, B" or "⏱ 4 weeks" below a heading or a list item, read into the draft above them."""

import re

from roadmap.reading.drafts import Draft
from roadmap.reading.durations import read_time, wholly_time
from roadmap.reading.filling import say_of
from roadmap.reading.roles import Field, Role, field_of
from roadmap.reading.words import Words

_LABEL = re.compile(r"[^\w(（]{0,4}([^:：]{2,40}?)\s*[:：]\s*(?=\S)")
_SAID = frozenset(
    (
        Role.TIME,
        Role.NEEDS,
        Role.HELPS,
        Role.STATUS,
        Role.DONE,
        Role.RESOURCES,
        Role.CERTIFICATIONS,
        Role.DIFFICULTY,
        Role.OPTIONAL,
    )
)


def label_of(words: Words) -> tuple[Field, Words] | None:
    """The field a line's label stands for and the rest of the line; None where the line has no label we know."""
    found = _LABEL.match(words.text)
    if not found or len(found[1].split()) > 4:
        return None
    field, rest = field_of(found[1]), words.part(found.end())
    if field.role is Role.TIME and "time" in found[1].casefold() and not read_time(rest.said):
        return None  # "Time complexity: O(n)" is about something else
    return (field, rest) if field.role in _SAID else None


def labelled(draft: Draft, words: Words) -> bool:
    """Take what a line says of the draft, where it has a label or is nothing but a span of time."""
    if label := label_of(words):
        say_of(draft, *label)
        return True
    time = wholly_time(words.said)
    if time is not None and time:
        draft.time = draft.time.filled(time)
    return bool(time)
