"""Where a learner stands, as documents say it: check boxes, signs and words."""

import re
from collections.abc import Sequence

from roadmap.model import Status
from roadmap.names import folded
from roadmap.words.documents import each

BOX = re.compile(r"\[(?P<mark>[ xX]?|[^\w\s\[\]()][\ufe0f\u200d]?|[~/>.-])\](?=\s|$)\s*")
"""A check box at the beginning of a list item."""

_BOX_MARK = r"\[(?:[ xX]?|[^\w\s\[\]()][\ufe0f\u200d]?|[~/>.-])\]"
MARKS = re.compile(rf"(?P<marks>(?:{_BOX_MARK})+)(?=\s|$)\s*")
"""The boxes at the beginning of a list item, one or several ("[x][ ]")."""

SIGNS = {
    Status.COMPLETED: "✅✔☑🗹☒■🏆🎉xX",
    Status.GOING_ON: "🚧⏳🔄🟡🟠🔵🏃🕒⌛▶~/.🔜",
    Status.SKIPPED: "⏭-🚫⏩🗑",
    Status.NOT_STARTED: "☐⬜❌🔴⚪🔲❏❑◻□✘✗✖> ",
}
BOX_SIGN = re.compile("([☐☑✅✔⬜🔲☒🗹❏❑◻□■])\ufe0f?\\s+(?=\\S)")
"""The sign of a box at the beginning of a line that stands in no list."""

_BY_SIGN = {sign: status for status, signs in SIGNS.items() for sign in signs}
_KINDS = {
    Status.NOT_STARTED: "not_started",
    Status.SKIPPED: "skipped",
    Status.GOING_ON: "going_on",
    Status.COMPLETED: "completed",
}
_BY_WORD = {folded(word): status for status, kind in _KINDS.items() for word in each(kind)}
_BARE_PERCENT = re.compile(r"[2-9]|[1-9]\d|100")
_PERCENT = re.compile(r"(\d{1,3})\s*[%٪]")

_DATE = re.compile(
    r"\W*(?:\d{4}-\d\d-\d\d\b.{0,30}|\d{1,2}[./]\d{1,2}[./]\d{2,4}\b.{0,20}|[^\W\d_]{3,9}\.? \d{1,2},? \d{4}\b.{0,20})"
)
"""A day, and the time of day that may stand behind it."""

_AGREED = frozenset(map(folded, each("agreed")))

AUTHORS_WORDS = frozenset(("beta", "deprecated", "draft", "published", "wip", "stable", "alpha", "archived"))
"""Words about the document's own upkeep: where one stands, the column says nothing about the learner."""


def by_sign(mark: str) -> Status | None:
    """What a sign or the mark in a check box says; an empty box is not started."""
    bare = mark.replace("\ufe0f", "").strip() or " "
    return _BY_SIGN.get(bare[0])


def by_marks(marks: Sequence[str]) -> Status | None:
    """What the boxes of an entry say together; None where one is not understood."""
    found = {by_sign(mark) for mark in marks}
    if len(found) == 1:
        return found.pop()
    return None if None in found else Status.GOING_ON


def read_status(text: str) -> Status | None:
    """What a cell says: a sign, a check box, a percentage or words; None where it is not understood."""
    said = text.strip()
    if box := BOX.match(said):
        return by_sign(box["mark"])
    if percent := _PERCENT.search(said):
        return _by_percent(int(percent[1]))
    if _BARE_PERCENT.fullmatch(said):
        return _by_percent(int(said))
    for character in said:
        if character not in "xX-/.~> " and (status := by_sign(character)):
            return status
    return _BY_WORD.get(folded(said)) or (by_sign(said) if len(said) == 1 else None)


def read_tick(text: str) -> Status | None:
    """What a cell of a column to tick says: the same, or the day on which it was ticked."""
    return Status.COMPLETED if _DATE.fullmatch(text) else read_status(text)


def is_agreement(text: str) -> bool:
    """Whether a cell says only yes or no, which may be about anything."""
    return folded(text) in _AGREED


def _by_percent(percent: int) -> Status:
    if percent >= 100:
        return Status.COMPLETED
    return Status.GOING_ON if percent else Status.NOT_STARTED
