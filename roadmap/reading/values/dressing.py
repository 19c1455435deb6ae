"""What stands around a title that people did not mean as its words: addresses, ids, pages, struck words, days, moments."""

import re

from roadmap.words.documents import each

MONTH = rf"(?:{'|'.join(sorted(map(re.escape, each('month_names'))))})[^\W\d_]*\.?"
"""The name of a month, or its first letters."""

_DAY = rf"(?:{MONTH}\s+\d{{1,2}}|\d{{1,2}}\.?\s+{MONTH}|\d{{1,2}}[./]\d{{1,2}}\.?)(?:,?\s+\d{{4}}|[./]\d{{2,4}})?"
_DATED = re.compile(
    rf"[(\[]?{_DAY}(?:\s*[-–—]\s*(?:{_DAY}|\d{{1,2}}))?[)\]]?\s*(?:[·•:：|]|\s[-–—]\s)\s*(?=\S)", re.IGNORECASE
)
"""The days of a week, between its number and what is learnt in it."""

_SPACED = re.compile(r"(?<=\d)\s+[-–—]\s+\d{1,4}$")
_WORD = re.compile(r"\.?\s+[^\W\d_]")
_LEADER = re.compile(r"\s*(?:\.\s?){3,}\s*(?:\d{1,4}|[ivxlc]{1,7})$|\s*…+\s*\d{1,4}$")
"""The dots before the number of a page in a table of contents."""

_CHAPTER = re.compile(r"^\d{1,3}\s+(?=\S)")
_PROGRAMS_ID = re.compile(r"\s+[0-9a-f]{32}$")
_BLOCK_ID = re.compile(r"\s\^[a-z0-9-]{3,40}$")
_STRUCK = re.compile(r"~~(?=\S)(.{1,300}?)(?<=\S)~~")
_ADDRESS = re.compile(r"(?:\s+[-–—:|]|\s*[:：|(<])?\s*<?(?<!\]\()https?://[^\s<>()]+[>)]?")
_IN_BRACKETS = re.compile(
    r"\s*(?<!\])[(（]([^()（）]{0,80}?)[\s,;:–—-]*(?:\b(?:see|siehe|via|at|voir|ver)\b)?[\s:]*https?://[^\s()（）]+[)）]"
)
_CLOCKED_FIRST = re.compile(
    r"^[(\[]?(?:\d{1,2}:)?\d{1,2}:\d\d[)\]]?(?:\s*[-–—]\s*(?:\d{1,2}:)?\d{1,2}:\d\d)?\s*[-–—]?\s+(?=[^\W\d])(?![ap]\.?m\b)",
    re.IGNORECASE,
)
"""The moment in a film at which something begins."""


def bared(text: str) -> str:
    """A text without the addresses, the page, the ids and the moment of a film that stand around it."""
    if "://" in text:
        text = without_addresses(text)
    if ":" in text:
        text = _CLOCKED_FIRST.sub("", text)
    if ".." in text or "…" in text or ". ." in text:
        text = _without_leader(text)
    if text[-1:].isalnum():
        text = _BLOCK_ID.sub("", without_id(text))
    return _STRUCK.sub(r"\1", text) if "~~" in text else text


def without_addresses(text: str) -> str:
    """A text without the bare addresses in it; the same where it says nothing else."""
    text = _IN_BRACKETS.sub(lambda found: f" ({found[1]})" if found[1].strip() else " ", text) if "(" in text else text
    rest = " ".join(_ADDRESS.sub(" ", text).split()).rstrip(" -–—:：|")
    return rest if any(map(str.isalpha, rest)) else text


def without_id(text: str) -> str:
    """A name without the id that a program put behind it, of 32 hexadecimal digits."""
    return _PROGRAMS_ID.sub("", text)


def _without_leader(text: str) -> str:
    """A line of a table of contents without its dots, its page and the number of its chapter."""
    bare = _LEADER.sub("", text)
    return _CHAPTER.sub("", bare) if bare != text else text


def before_a_day(text: str, end: int) -> int:
    """Where the place ends that a text begins with, up to ``end``, where that took the number of a day for its end:
    "Week 4 - 27 Jan" is one week."""
    found = _SPACED.search(text[:end]) if _WORD.match(text, end) else None
    return found.start() if found else end


def behind_days(text: str) -> str:
    """A text without the days that it begins with."""
    found = _DATED.match(text)
    return text[found.end() :] if found else text
