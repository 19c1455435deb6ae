"""Prerequisites as people write them, cut into what may each be one; which topics they name is told in ``naming``.

A link is one name whatever stands in it. "A, B", "A + B" and "A and B" are several, "A or B" is one; "corequisite: A"
and "A (recommended)" are soft. A piece remembers the whole line, because a title may have commas of its own.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from roadmap.reading.values.words import ESCAPED, Words
from roadmap.words.documents import each

_LINES = re.compile(r"[;；]\s+|\n|[；]")
_UNSPACED = "\u2e80"
"""The first character of the scripts in which such words stand between names without blanks."""


def _between(kind: str) -> str:
    """A pattern for a word of this kind between two names."""
    words = {re.escape(word) for word in each(kind)}
    spaced = "|".join(sorted(word for word in words if word < _UNSPACED))
    joined = "|".join(sorted(word for word in words if word >= _UNSPACED))
    return rf"\s+(?:{spaced})\s+|\s*(?:{joined})\s*"


_BOTH = "|".join(sorted(re.escape(word) for word in each("both") if word < _UNSPACED))
COMMA = re.compile(rf"\s*[,，、،](?=\s|\S)(?:\s*(?:{_BOTH})\s+(?=\S))?\s*")
_AND = re.compile(rf"{_between('both')}|\s+\+\s+|(?<=\w)\+(?=\w)")
_AMPERSAND = re.compile(r"\s+&\s+|\s+/\s+|\s*和\s*")
_OR = re.compile(_between("either"), re.IGNORECASE)
_PARTING = frozenset(word.lower().split()[0] for kind in ("both", "either") for word in each(kind))
"""The words that part names, each by its first; what has no spaces around it is in no ASCII."""

_CLOSED = (")", "）", "]")
_SOFT = re.compile(
    r"^(?:(?:co-?\s?requisites?|recommended|ideally|recomendad[oa]s?)\s*(?:[:：-]\s*|\s+)"
    r"|(?:optional|helpful|suggested|nice to have|opcional)\s*[:：]\s*)(?=\S)",
    re.IGNORECASE,
)
_SOFT_END = re.compile(
    r"\s*[(\[]\s*(?:co-?requisite|recommended|optional|helpful|nice to have|recomendado)\s*[)\]]$", re.IGNORECASE
)
_HARD = re.compile(
    r"^(?:(?:required|prerequisites?|requires)\s*[:：]\s*|(?:requires|completion of)\s+)(?=\S)", re.IGNORECASE
)
_ANY_OF = re.compile(r"^(?:one|any|either)(?:\s+of)?\s*(?:[:：]\s*|\s+)", re.IGNORECASE)
_NOTHING = "|".join(sorted(map(re.escape, each("nothing")), key=len, reverse=True))
_NONE = re.compile(
    rf"(?:[-–—.]+|{_NOTHING}|no(?:ne|thing)?|n/?a|no (?:prior |formal )?(?:prerequisites?|requirements?|knowledge|experience)(?: (?:required|needed))?"
    r"|null|nenhum[a]?|nada|ning[uú]n[oa]?|sin requisitos|sem pré-requisitos|keine|aucune?|无|無|没有|なし|없음|لا يوجد|אין)\.?",
    re.IGNORECASE,
)
_COMMENT = re.compile(r"\s*[(（][^()（）]{40,}[)）]\s*$")
_ADDRESSED = re.compile(r"\s*[(（](https?://[^()（）\s]+)[)）]$")
_FROM_TO = re.compile(r"(#?[A-Za-z]{0,4}-?)(\d{1,3})\s*[-–—]\s*\1(\d{1,3})")
"""From one number or id to another: "1–3", "T2-T4"."""

MOST_IN_RANGE = 50
_BRACKETED = re.compile(r"[(（\[][^()（）\[\]]*[)）\]]")


@dataclass(frozen=True, slots=True)
class Need:
    """One name, or several in ``parts`` of which each may be one; ``urls`` are the links among the words.

    Of ``choice`` parts one is enough; ``loose`` parts are one name unless one of them names a topic ("A & B"). A ``skill``
    names no topic, whatever it looks like.
    """

    text: str
    urls: tuple[str, ...] = ()
    soft: bool = False
    choice: bool = False
    parts: "tuple[Need, ...]" = ()
    loose: bool = False
    skill: bool = False


def read_needs(lines: Sequence[Words], *, soft: bool = False) -> tuple[Need, ...]:
    """The prerequisites of a cell, a line at a time."""
    pieces = (part for words in lines for part in atomic(words).unbulleted().split(_LINES))
    return tuple(need for piece in pieces if piece.said for need in _needs(piece, soft))


def atomic(words: Words) -> Words:
    """The words with each link's name and each bracket marked as text that separates nothing."""
    shape = _BRACKETED.sub(lambda found: ESCAPED * len(found[0]), words.shape)
    for name in (link.name for link in words.links):
        start = words.text.find(name)
        if name and start >= 0:
            shape = shape[:start] + ESCAPED * len(name) + shape[start + len(name) :]
    return Words(words.text, shape, words.links)


def _needs(words: Words, soft: bool) -> Iterator[Need]:
    if found := _SOFT.match(words.shape):
        words, soft = words.part(found.end()), True
    if _NONE.fullmatch(words.shape):
        return
    if (any_of := _ANY_OF.match(words.shape)) and _OR.search(words.shape):
        yield _choice(words.part(any_of.end()), soft, words)
        return
    pieces = [piece for piece in words.split(COMMA) if piece.said]
    if len(pieces) > 1:
        yield Need(words.said, soft=soft, parts=tuple(part for piece in pieces for part in _pair(piece, soft)))
    else:
        yield from _pair(words, soft)


@lru_cache(4096)
def _pair(words: Words, soft: bool) -> tuple[Need, ...]:
    """What one piece between commas names; the same few are named by many topics."""
    if words.verbatim:
        return (Need(words.said, soft=soft, skill=True),)
    words, soft = _without_prefix(words, soft)
    if words.text.endswith(_CLOSED) and (address := _ADDRESSED.search(words.text)):
        words = words.part(0, address.start())
    if not words.said or _NONE.fullmatch(words.shape):
        return ()
    if not _may_part(words.shape):
        return (_one(words, soft),)
    if _OR.search(words.shape):
        return (_choice(words, soft, words),)
    if len(pieces := _pieces(words, _AND)) > 1:
        return (Need(words.said, soft=soft, parts=tuple(_one(piece, soft) for piece in pieces)),)
    if len(pieces := _pieces(words, _AMPERSAND)) > 1:
        return (Need(words.said, soft=soft, parts=tuple(_one(piece, soft) for piece in pieces), loose=True),)
    return (_one(words, soft),)


def _may_part(shape: str) -> bool:
    """Whether there is anything by which names are parted: looking for it is a hundred times as quick as for where."""
    return not shape.isascii() or not _PARTING.isdisjoint(shape.lower().split()) or any(map(shape.__contains__, "+&/"))


def _pieces(words: Words, separator: re.Pattern[str]) -> list[Words]:
    """What stands between a separator and says something; none where there is no separator."""
    return [piece for piece in words.split(separator) if piece.said] if separator.search(words.shape) else []


def _choice(words: Words, soft: bool, whole: Words) -> Need:
    parts = tuple(_one(piece, soft) for half in words.split(COMMA) for piece in half.split(_OR) if piece.said)
    return Need(whole.said, soft=soft, choice=True, parts=parts)


def _one(words: Words, soft: bool) -> Need:
    words, soft = _without_prefix(words, soft)
    if (ends := _FROM_TO.fullmatch(words.said)) and 0 < (long := int(ends[3]) - int(ends[2])) < MOST_IN_RANGE:
        parts = (Need(f"{ends[1]}{int(ends[2]) + place}", soft=soft) for place in range(long + 1))
        return Need(words.said, soft=soft, parts=tuple(parts), loose=True)
    said = words.said
    text = (_COMMENT.sub("", said) if said.endswith((")", "）")) else said) or said
    urls = tuple(link.url for link in words.links if link.name and link.name in words.text)
    return Need(text if text.endswith("..") else text.rstrip(". "), urls, soft)


def _without_prefix(words: Words, soft: bool) -> tuple[Words, bool]:
    if found := _SOFT.match(words.shape):
        return words.part(found.end()), True
    if words.text.endswith(_CLOSED) and (found := _SOFT_END.search(words.text)):
        return words.part(0, found.start()), True
    found = _HARD.match(words.shape)
    return (words.part(found.end()), soft) if found else (words, soft)
