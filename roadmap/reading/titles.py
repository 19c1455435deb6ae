"""A title as people write it, and what they put around it: numbers, weeks, durations, kinds, signs and notes."""

import re
from dataclasses import dataclass

from roadmap.model import Status
from roadmap.reading.durations import Time, folded, wholly_time
from roadmap.reading.statuses import LEADING, by_sign
from roadmap.reading.timewords import MONTHS_FROM, PLACE, WEEKS_FROM, Unit
from roadmap.reading.words import Words

_SIGNS = (
    "\U0001f000-\U0001faff\u2600-\u27bf\u2b00-\u2bff\u23e9-\u23fa\u2190-\u21ff\ufe0f\u200d\u20e3\U000e0020-\U000e007f"
)
_EMOJI = re.compile(rf"^[{_SIGNS}]+\s*|\s*[{_SIGNS}]+$")
_SHORT_CODE = re.compile(r"^(?::[a-z0-9_+-]{2,40}:\s*)+")
_NUMBERED = re.compile(r"^(?:\d{1,3}(?:\.\d{1,3})*[.)]\s+|\d{1,3}(?:\.\d{1,3})*\s+[-–—:]\s+|\(\d{1,3}\)\s+)(?=\S)")
_NOTE_MARK = re.compile(r"(?:\s*\[\^?[\w*]{1,4}\]|(?<=[^\s*])[*†‡¹²³]{1,3})$")
_KIND = re.compile(
    r"^(?:course(?: series)?|book|project|video|article|tutorial|paper|lecture|playlist|podcast|specialization|reading|blog"
    r"|curso|livro|libro|projeto|proyecto|vídeo|artigo|artículo)s?\s*:\s+(?=\S)",
    re.IGNORECASE,
)
_BRACKET = re.compile(r"\s*[(\[（【]([^()\[\]（）]{1,80})[)\]）】]\s*$")
_TAIL = re.compile(r"\s*(?:\s[-–—|~]|[:：,;·•]|\s@)\s*([^:：,;·•|–—]{1,60})$")
_SEPARATED = re.compile(r"^\s*(?:[:：.)\]|,]|[-–—]+)\s*|^\s+")
_OPTIONAL = re.compile(r"[(\[（]?\s*\b(?:optional|opcional|elective|optativa)\b|选修|可选", re.IGNORECASE)
_BETWEEN_LINKS = re.compile(r"[\s()\[\]/|,;*&+·•–—-]+|\b(?:and|or)\b")


NO_TIME = Time()

MOST_SPANS = 4
"""Spans of time that a title may end with, one after another."""


@dataclass(frozen=True, slots=True)
class Title:
    """The bare title, and what stood around it; ``placed`` is the unit of the position it began with, if any."""

    text: str
    note: str = ""
    time: Time = NO_TIME
    status: Status | None = None
    optional: bool = False
    placed: Unit | None = None


def read_title(words: Words) -> Title:
    """The title of a topic, as a cell, a heading or a list item says it."""
    whole = words.said
    sign = LEADING.match(whole)
    bare = _NUMBERED.sub("", _SHORT_CODE.sub("", _EMOJI.sub("", _EMOJI.sub("", whole))))
    bare, unit, placed = without_position(bare)
    text, note = _linked(_KIND.sub("", bare), words)
    time = Time()
    for _ in range(MOST_SPANS):
        if not (ends := _timed_end(text)):
            break
        text, more = ends
        time = time.filled(more)
    return Title(
        _EMOJI.sub("", _NOTE_MARK.sub("", text)).strip(" :：") or whole,
        note,
        time.filled(placed),
        by_sign(sign[1]) if sign else None,
        bool(_OPTIONAL.search(whole)),
        unit,
    )


def without_position(text: str) -> tuple[str, Unit | None, Time]:
    """A text without the week, month or day it begins with, which of these that was, and what it says about time."""
    plain = folded(text)
    for unit, pattern in ((Unit.WEEKS, WEEKS_FROM), (Unit.MONTHS, MONTHS_FROM), (Unit.DAYS, PLACE)):
        found = pattern.match(plain)
        if not found or len(plain) != len(" ".join(text.split())):
            continue
        rest = text[found.end() :]
        if bracket := re.match(r"\s*\(([^()]*)\)", rest):
            rest = rest[bracket.end() :]
        separator = _SEPARATED.match(rest)
        if not rest or separator:
            bare = rest[separator.end() :] if separator else ""
            return bare, unit, wholly_time(text[: found.end()]) or NO_TIME
    return text, None, NO_TIME


def _linked(text: str, words: Words) -> tuple[str, str]:
    """Only the first link's name where the text is that link with other links or a note behind it; and the note."""
    name = words.links[0].name if words.links else ""
    if not name or not text.startswith(name):
        return text, ""
    rest = text[len(name) :]
    if note := re.match(r"\s*[-–—:]\s+(?=\S)", rest):
        return name, rest[note.end() :]
    for link in words.links[1:]:
        rest = rest.replace(link.name, "", 1) if link.name else rest
    return (name, "") if not _BETWEEN_LINKS.sub("", rest) else (text, "")


def _timed_end(text: str) -> tuple[str, Time] | None:
    """The text without the span of time it ends with, and that span."""
    for pattern in (_BRACKET, _TAIL):
        found = pattern.search(text)
        if found and found.start() and (time := wholly_time(found[1])) is not None:
            return text[: found.start()], time
    return None


def shortened(text: str, most: int) -> str:
    """The text in at most so many characters."""
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"
