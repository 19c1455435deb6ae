"""A title as people write it, and what they put around it: numbers, weeks, durations, kinds, signs and notes."""

import re
from dataclasses import dataclass
from functools import lru_cache

from roadmap.model import Hours, Status
from roadmap.reading.values.dressing import bared, before_a_day, behind_days
from roadmap.reading.values.durations import Time, folded, may_name_time, wholly_time
from roadmap.reading.values.plain import origins, plain
from roadmap.reading.values.statuses import by_sign
from roadmap.reading.values.timewords import LETTERS, MONTHS_FROM, PLACE, WEEKS_FROM, Unit
from roadmap.reading.values.words import LEADING, Words
from roadmap.words.documents import each

_SIGNS = "\U0001f000-\U0001faff\u2300-\u23ff\u2600-\u27bf\u2b00-\u2bff\u23e9-\u23fa\u2190-\u21ff\ufe0f\u200d\u20e3\U000e0020-\U000e007f"
_EMOJI = re.compile(rf"^(?:[0-9#*]\ufe0f?\u20e3|[{_SIGNS}])+\s*|\s*[{_SIGNS}]+$")
_SHORT_CODE = re.compile(r"^(?::[a-z0-9_+-]{2,40}:\s*)+")
_NUMBERED = re.compile(
    r"^(?:(?P<number>\d{1,3}(?:\.\d{1,3})*)(?:[.)]\s+|\s+[-–—:|]\s+|\s*[>»→]\s+)|(?P<dotted>\d{1,3}(?:\.\d{1,3})+)\s+|\(\d{1,3}\)\s+|#\d{1,6}\s+)(?=\S)"
)
_NOTE_MARK = re.compile(r"(?:\s*\[\^?[\w*]{1,6}\]|(?<=[^\s*])[*†‡¹²³⁴⁵⁶⁷⁸⁹⁰]{1,3}|\s+[*†‡¹²³⁴⁵⁶⁷⁸⁹⁰]{1,3})$")
_NOTE_MARKS = frozenset("]*†‡¹²³⁴⁵⁶⁷⁸⁹⁰")
"""What a foot-note mark ends with."""

_HIDDEN = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u061c\u00ad]")
_UNFINISHED = re.compile(
    r"\s*[(\[（【]\s*(?:under|in|em|en|im|in)?\s*(?:construction|construção|construcción|progress|aufbau|arbeit|wip|work in progress|tbd|tba"
    r"|coming soon|soon|draft|todo|建设中|施工中|準備中|作成中|в разработке|скоро)\s*[)\]）】]\s*",
    re.IGNORECASE,
)
_TAGGED = re.compile(
    r"(?:\s+(?:#[^\W\d_][\w/-]*|[⏫🔼🔽🔺⏬]\ufe0f?|[➕⏳🛫📅✅❌🔁]\ufe0f?\s*\d{4}-\d\d-\d\d|🔁[^\n🔁⏫📅#]{0,40}+))+$"
)
_KIND = re.compile(
    r"^(?:course(?: series)?|book|project|video|article|tutorial|paper|lecture|playlist|podcast|specialization|reading|blog"
    r"|curso|livro|libro|projeto|proyecto|vídeo|artigo|artículo)s?\s*:\s+(?=\S)",
    re.IGNORECASE,
)
_BRACKET = re.compile(r"\s*[(\[（【]([^()\[\]（）]{1,80})[)\]）】]\s*$")
_SPAN = re.compile(r"\s*\(([^()]{1,40})\)$")
_TIME_FIRST = re.compile(r"[(\[]([^()\[\]]{2,30})[)\]]\s*[-–—:]?\s*(?=\S)")
_CLOCK = re.compile(r"\s*[(\[](?:(\d{1,2}):)?(\d{1,3}):(\d\d)[)\]]\s*$")
_TAIL = re.compile(r"\s*(?:\s[-–—|~]|[:：,;·•]|\s@|\s[⏱⏲⏰⏳⌛🕐🕒🕓🕔🗓📅]\ufe0f?)\s*([^:：,;·•|–—]{1,60})$")
_RANGED_TAIL = re.compile(
    r"\s*(?:\s[-–—|~]|[:：,;·•]|\s@)\s*([^:：,;·•|–—]{0,40}\d(?:[–—]|\s[–—]\s)\d[^:：,;·•|–—]{1,40})$"
)
"""A span of time of two ends, as people write it behind a dash: "Loops — 2–3 weeks"."""

_SEPARATED = re.compile(r"^\s*(?:[:：.)\]|,·•]|[-–—]+)\s*|^\s+")
_TILDE = re.compile(r"(?<=\d)~(?=\d)")
_OPTIONAL = re.compile(
    "|".join(re.escape(word) if word >= "\u0900" else rf"\b{re.escape(word)}\b" for word in each("optional_mark")),
    re.IGNORECASE,
)
_NOTED = re.compile(r"\s*[:：.]?\s*[-–—]\s+(?=\S)|\s*[:：.]\s+(?=\S)")
_OPTIONAL_WORDS = tuple(word.casefold() for word in each("optional_mark"))
_OPTIONAL_RUNS = frozenset(max(LETTERS.findall(word), key=len) for word in _OPTIONAL_WORDS if word.isascii())
"""One run of letters of each such word that may stand in a text in ASCII."""

_BY = re.compile(r"((?:,| by)\s[^-–—:]{2,60}?)\s+[-–—:]\s+(?=\S)")
"""Whom a book or a course is by, with a note behind."""

_BETWEEN_LINKS = re.compile(r"[\s()\[\]/|,;*&+·•–—-]+|\b(?:and|or)\b")


NUMBERED = re.compile(
    rf"^(?:part|phase|stage|step|module|unit|chapter|level|teil|parte|partie|fase|phase)\s+(?:\d|(?:[ivx]+|{'|'.join(each('numbers'))})\b)",
    re.IGNORECASE,
)
"""A stage by its number, which is no title of a whole document."""

NO_TIME = Time()

MOST_SPANS = 4
"""Spans of time that a title may end with, one after another."""


@dataclass(frozen=True, slots=True)
class Title:
    """The bare title, and what stood around it; ``placed`` is the unit of the position it began with, if any.

    ``bare`` is set where it was nothing but that position, ``dated`` where a day of the roadmap stands somewhere in it.
    ``number`` is the document's own, with points in it ("3.1").
    """

    text: str
    note: str = ""
    time: Time = NO_TIME
    status: Status | None = None
    optional: bool = False
    placed: Unit | None = None
    bare: bool = False
    dated: bool = False
    number: str = ""


@lru_cache(maxsize=4096)
def read_title(words: Words) -> Title:
    """The title of a topic, as a cell, a heading or a list item says it."""
    if words.verbatim:
        return _verbatim(words)
    whole = " ".join((words.text if words.text.isascii() else _HIDDEN.sub("", words.text)).split())
    sign = None if whole.isascii() else LEADING.match(_HIDDEN.sub("", words.shape))
    bare = _undressed(whole)
    bare, unit, placed = without_position(bare)
    numbered = None if unit else _NUMBERED.match(bare)
    if numbered and wholly_time(bare) is None:
        bare, unit, placed = without_position(_undressed(bare[numbered.end() :]))
    else:
        numbered = None
    if (first := _TIME_FIRST.match(bare)) and (begun := wholly_time(first[1])):
        bare, placed = bare[first.end() :], placed.filled(begun)
    text, note = _linked(_KIND.sub("", bare) if ":" in bare else bare, words)
    time = Time()
    if note and (alone := wholly_time(note)):
        note, time = "", alone
    elif note and (ends := _timed_end(note)):
        note, time = ends
    for _ in range(MOST_SPANS):
        ends = _timed_end(text)
        if ends is None and text[-1:] in _NOTE_MARKS:
            ends = _timed_end(_unmarked(text))
        if ends is None:
            break
        text, more = ends
        time = time.filled(more)
    text = _unmarked(text)
    text = (text if text.isascii() else _EMOJI.sub("", text)).strip(" :：")
    if words.links and not any(link.name for link in words.links) and not any(map(str.isalpha, text)):
        whole = text = ""
    number = (numbered["number"] or numbered["dotted"] or "") if numbered else ""
    return Title(
        text or whole,
        note,
        time.filled(placed),
        by_sign(sign[1]) if sign else None,
        _is_optional(whole),
        unit,
        bare=not text,
        dated=any(map(str.isdecimal, whole)) and (unit is not None or _is_placed(whole)),
        number=number if "." in number else "",
    )


def says_length(title: str) -> bool:
    """Whether a title, as of a stage, says how long that takes ("Stage 3 (2–4 weeks)", "Week 2: Graphs")."""
    return read_title(Words(title, title)).time.duration is not None


def _verbatim(words: Words) -> Title:
    """A title word for word, but for the sign before it and the span of time that it ends with in brackets."""
    sign = LEADING.match(words.shape)
    begun = sign.end() if sign else 0
    end = _SPAN.search(words.shape, begun)
    time = wholly_time(end[1]) if end and end.start() > begun else None
    bare = words.part(begun, end.start() if end and time else None)
    return Title(bare.said, time=time or NO_TIME, status=by_sign(sign[1]) if sign else None)


def _is_placed(text: str) -> bool:
    """Whether a day of the roadmap stands somewhere in a text."""
    return may_name_time(text) and bool(PLACE.compiled.search(folded(text)))


def _undressed(text: str) -> str:
    """A text without the signs, tags, addresses and remarks around it."""
    text = bared(text)
    if "(" in text or "[" in text or not text.isascii():
        text = _UNFINISHED.sub(" ", text).strip()
    if "#" in text or not text.isascii():
        text = _TAGGED.sub("", text)
    if not text.isascii():
        text = _EMOJI.sub("", _EMOJI.sub("", text))
    return _SHORT_CODE.sub("", text) if text.startswith(":") else text


def _unmarked(text: str) -> str:
    """A text without the foot-note mark it ends with."""
    return _NOTE_MARK.sub("", text) if text[-1:] in _NOTE_MARKS else text


def _is_optional(text: str) -> bool:
    plain = text.casefold()
    if plain.isascii() and _OPTIONAL_RUNS.isdisjoint(LETTERS.findall(plain)):
        return False
    return any(word in plain for word in _OPTIONAL_WORDS) and bool(_OPTIONAL.search(text))


def without_position(text: str) -> tuple[str, Unit | None, Time]:
    """A text without the week, month or day it begins with, which of these that was, and what it says about time."""
    if not any(map(str.isdecimal, text[:40])) or not may_name_time(text):
        return text, None, NO_TIME
    bare = _TILDE.sub("-", plain(text))
    for unit, pattern in ((Unit.WEEKS, WEEKS_FROM), (Unit.MONTHS, MONTHS_FROM), (Unit.DAYS, PLACE)):
        found = pattern.compiled.match(bare)
        if not found:
            continue
        end = origins(text)[found.end()]
        end = before_a_day(text, end)
        rest = text[end:]
        if bracket := re.match(r"\s*\(([^()]*)\)", rest):
            rest = rest[bracket.end() :]
        separator = _SEPARATED.match(rest)
        if not rest or separator:
            named = behind_days(rest[separator.end() :]) if separator else ""
            return named, unit, wholly_time(text[:end]) or NO_TIME
    return text, None, NO_TIME


def _linked(text: str, words: Words) -> tuple[str, str]:
    """Only the first link's name, or what is bold, where the text is that with other links or a note behind it; and the note."""
    lead = words.lead.rstrip(" :：.")
    if lead and text.startswith(lead) and (note := _NOTED.match(text, len(lead))):
        return lead, text[note.end() :]
    name = words.links[0].name if words.links else ""
    if not name or text == name or not text.startswith(name):
        return text, ""
    rest = text[len(name) :]
    if by := _BY.match(rest):
        return f"{name}{by[1].rstrip()}", rest[by.end() :].strip()
    if note := re.match(r"\s*[-–—:]\s+(?=\S)", rest):
        return name, rest[note.end() :]
    if len(rest) < 40 and wholly_time(rest):
        return f"{name} ({rest.strip()})", ""
    for link in words.links[1:]:
        rest = rest.replace(link.name, "", 1) if link.name else rest
    return (name, "") if not _BETWEEN_LINKS.sub("", rest) else (text, "")


def _timed_end(text: str) -> tuple[str, Time] | None:
    """The text without the span of time it ends with, and that span."""
    if ":" in text and (clocked := _CLOCK.search(text)):
        hours, minutes, seconds = (int(part or 0) for part in clocked.groups())
        total = round(hours + minutes / 60 + seconds / 3600, 2)
        return text[: clocked.start()], Time(total=Hours(total, total) if total else None)
    for pattern in (_BRACKET, _RANGED_TAIL, _TAIL) if may_name_time(text) else ():
        found = pattern.search(text)
        if found and found.start() and (time := wholly_time(found[1])) is not None:
            return text[: found.start()], time
    return None


def shortened(text: str, most: int) -> str:
    """The text in at most so many characters."""
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"
