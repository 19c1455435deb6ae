"""Labels such as "Prerequisites: A, B", in lines below a heading or a list item or in brackets behind a title."""

import re
from functools import lru_cache

from roadmap.reading.values.durations import read_time
from roadmap.reading.values.roles import Field, Role, field_of
from roadmap.reading.values.words import Words

_LABEL = re.compile(r"[^\w(（]{0,4}([^:：]{2,40}?)\s*[:：](?!//)\s*(?=\S)")
_BRACKETED = re.compile(r"\s*(?:[(（]([^()（）]{1,200})[)）]|\[([^\[\]]{2,40}::[^\[\]]{1,200})\])$")
"""Also as an inline field of Obsidian: "[estimate:: 2 weeks]"."""

_OPEN = re.compile(r"[(（][^)）]*$")
"""A bracket that stays open: the sign behind it is no label's."""

_DIGITS = re.compile(r"\d+")
"""Whatever number a label has in it, what it stands for is looked up but once."""

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


@lru_cache(maxsize=4096)
def label_of(words: Words) -> tuple[Field, Words] | None:
    """The field a line's label stands for and the rest of the line; None where the line has no label we know. Each
    reading of a document asks for it again."""
    found = _LABEL.match(words.text)
    if not found or len(found[1].split()) > 4 or _OPEN.search(found[1]):
        return None
    field, rest = field_of(_DIGITS.sub("0", found[1])), words.part(found.end())
    if field.role is Role.TIME and (field.position or "time" in found[1].casefold()) and not read_time(rest.said):
        return None  # "Time complexity: O(n)" and "Week: Loops" are about something else
    return (field, rest) if field.role in _SAID else None


def label_in_brackets(words: Words) -> tuple[Words, tuple[Field, Words] | None]:
    """A title without the label it ends with in brackets ("(requires: Python)"), and that label."""
    found = _BRACKETED.search(words.text) if words.text.endswith((")", "）", "]")) else None
    inside = 1 if found and found[1] else 2
    if found and found.start() and (label := label_of(words.part(found.start(inside), found.end(inside)))):
        return words.part(0, found.start()), label
    return words, None
