"""Which topic a name means: exactly, in short form, by id or link, or misspelt; its law: in doubt it is none.

A name that agrees in letters but not in case means a topic only where that topic stands before: "probability" in an
early course is no pointer to an elective called Probability further down.
"""

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import TypeVar

from rapidfuzz import fuzz, process

from roadmap.names import folded
from roadmap.reading.assembly.drafts import Draft
from roadmap.reading.values.needs import COMMA

T = TypeVar("T")

CUTOFF = 92
"""Likeness (rapidfuzz ratio, 0 to 100) from which a misspelt name is that topic."""

LOOKUPS = 2_000_000
"""The most comparisons made for names with a number in one document, and for misspelt ones; beyond it they are skills."""

LONGEST_LIST = 12
"""The most pieces of a title with commas in it that are looked for."""

_PART = frozenset(("part", "parte", "teil", "partie", "vol", "volume"))
_ROMAN = {"i": "1", "ii": "2", "iii": "3", "iv": "4", "v": "5", "vi": "6"}
_SEGMENT = re.compile(r"\s*[:：]\s+|\s+[-–—|]\s+|：")
_BRACKETS = re.compile(r"\s*[(（]([^()（）]*)[)）]")
_GROUP = re.compile(
    r"(?:phase|stage|part|module|unit|section|level|week|block|chapter|fase|etapa|teil|parte|partie|étape|этап|часть)s?\s*#?0*(\d{1,3})",
    re.IGNORECASE,
)
REFERENCE = re.compile(r"(?:#|topic\s+#?|no\.?\s*)0*([0-9]{1,6})", re.IGNORECASE)


class Titles:
    """The topics of one document by everything they may be called; places are their positions, from 0."""

    def __init__(self, drafts: Sequence[Draft], slugs: Sequence[str], numbers: Sequence[int]) -> None:
        self._exact = _firsts((_bare(draft.title), place) for place, draft in enumerate(drafts))
        self._idents = _firsts(
            (name.casefold(), place)
            for names in (
                [(draft.ident, place) for place, draft in enumerate(drafts)],
                [(name, place) for place, draft in enumerate(drafts) for name in draft.teaches],
                [(slug, place) for place, slug in enumerate(slugs) if "-" in slug],
            )
            for name, place in names
            if name
        )
        self._numbers = {str(number): place for place, number in enumerate(numbers)}
        self._groups: dict[str, list[int]] = {}
        for place, draft in enumerate(drafts):
            if draft.group:
                self._groups.setdefault(draft.group, []).append(place)
        self._links = _firsts((link.url, place) for place, draft in enumerate(drafts) for link in draft.resources[:1])
        self._folded: dict[str, list[int]] = {}
        self._short: dict[str, list[int]] = {}
        for place, draft in enumerate(drafts):
            self._folded.setdefault(_plain(draft.title), []).append(place)
            for name in _short_names(draft.title):
                self._short.setdefault(name, []).append(place)
        self._tokens = [_tokens(draft.title) for draft in drafts]
        self._misspelt: dict[str, int | None] = {}
        self._compared = 0
        self.tired = False
        """Whether a name was called none that would have been looked up, had there been fewer before."""
        self._by_number: dict[tuple[str, ...], list[int]] = {}
        for place, tokens in enumerate(self._tokens):
            if own := _numbers(tokens):
                self._by_number.setdefault((tokens[0], *own), []).append(place)
        self._listed = _firsts(
            (pieces, place)
            for place, draft in enumerate(drafts)
            if len(pieces := tuple(map(_plain, COMMA.split(draft.title)))) > 1
        )

    def group(self, text: str, before: int) -> list[int]:
        """The places of all topics of a stage called by its number ("Phase 1"), but for the one at place ``before``'s own."""
        found = _GROUP.fullmatch(text)
        places = self._groups.get(found[1], []) if found else []
        return [] if before in places else places

    def listed(self, texts: Sequence[str]) -> tuple[int, int] | None:
        """The place of the topic whose title, cut at its commas, these texts begin with, and how many it takes."""
        if not self._listed or len(texts) < 2:
            return None
        plain = tuple(map(_plain, texts[:LONGEST_LIST]))
        return next(
            ((self._listed[head], n) for n in range(len(plain), 1, -1) if (head := plain[:n]) in self._listed), None
        )

    def exactly(self, text: str) -> int | None:
        """The place of the topic with this very title."""
        return self._exact.get(_bare(text))

    def find(self, text: str, before: int, urls: Sequence[str] = ()) -> int | None:
        """The place of the topic meant by a name in the topic at place ``before``; a number behind # means no title."""
        number = REFERENCE.fullmatch(text)
        place = self._numbers.get(number[1]) if number and text.startswith("#") else None
        if place is None:
            place = self.exactly(text)
        if place is None:
            place = self._idents.get(text.casefold())
        if place is None and number:
            place = self._numbers.get(number[1])
        if place is None:
            place = next((self._links[url] for url in urls if url in self._links), None)
        return self._nearly(text, before) if place is None else place

    def _nearly(self, text: str, before: int) -> int | None:
        plain = _plain(text)
        if not plain:
            return None
        if same := self._folded.get(plain):
            earlier = bisect_left(same, before)
            return same[earlier - 1] if earlier else None
        short = self._short.get(plain) or self._short.get(text)
        if short:
            return short[0] if len(short) == 1 and short[0] != before else None
        return self._numbered(plain, before) if any(_numbers(_tokens(text))) else self._alike(plain, before)

    def _numbered(self, plain: str, before: int) -> int | None:
        """A name with a number in it means the one topic with that number whose title has all its words."""
        tokens = _tokens(plain)
        places = self._by_number.get((tokens[0], *_numbers(tokens)), ())
        self._compared += len(places)
        if self._compared > LOOKUPS:
            self.tired = True
            return None
        found = [place for place in places if place != before and set(tokens).issubset(self._tokens[place])]
        return found[0] if len(found) == 1 else self._alike(plain, before)

    def _alike(self, plain: str, before: int) -> int | None:
        if len(plain) < 5:
            return None
        if plain not in self._misspelt:
            names = len(self._folded) + len(self._short)
            allowed = (len(self._misspelt) + 1) * names <= LOOKUPS
            self.tired = self.tired or not allowed
            self._misspelt[plain] = self._likest(plain) if allowed else None
        place = self._misspelt[plain]
        return place if place is not None and place < before else None

    def _likest(self, plain: str) -> int | None:
        numbers = _numbers(_tokens(plain))
        best: tuple[float, int] | None = None
        for names in (self._folded, self._short):
            for name, score, _ in process.extract(
                plain, names.keys(), scorer=fuzz.ratio, score_cutoff=CUTOFF - 4, limit=5
            ):
                theirs = _numbers(_tokens(name))
                whole = theirs == numbers and score >= (CUTOFF if not numbers else CUTOFF - 4)
                if whole and len(names[name]) == 1 and (best is None or score > best[0]):
                    best = score, names[name][0]
        return best[1] if best else self._first_part(plain)

    def _first_part(self, plain: str) -> int | None:
        """ "X Part I" means X where X has no number of its own."""
        tokens = _tokens(plain)
        if _numbers(tokens) != ("1",) or tokens[-1] != "1":
            return None
        bare = " ".join(tokens[:-1])
        places = self._folded.get(bare) or self._short.get(bare) or []
        return places[0] if len(places) == 1 else None


def _firsts(pairs: Iterable[tuple[T, int]]) -> Mapping[T, int]:
    named: dict[T, int] = {}
    for name, place in pairs:
        named.setdefault(name, place)
    return named


def _bare(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split())


@lru_cache(maxsize=4096)
def _plain(text: str) -> str:
    """Folded, with roman numbers as digits and "2" between words as "to" ("Nand2Tetris")."""
    return " ".join(_tokens(re.sub(r"(?<=[a-z])2(?=[A-Za-z])", " to ", text)))


@lru_cache(maxsize=4096)
def _tokens(text: str) -> tuple[str, ...]:
    """The words, roman numbers as digits, and without the word for "part" before a number."""
    words = folded(text).split()
    counted = [*words[:1], *(_ROMAN.get(word, word) for word in words[1:])]
    pairs = zip(counted, [*counted[1:], ""], strict=False)
    return tuple(word for word, then in pairs if not (word in _PART and then[:1].isdecimal()))


def _numbers(tokens: Sequence[str]) -> tuple[str, ...]:
    return tuple(token for token in tokens if token[:1].isdecimal())


@lru_cache(maxsize=4096)
def _short_names(title: str) -> frozenset[str]:
    """What else a title is called: without its brackets, by its first part, a later part of two words, its initials."""
    bare = _BRACKETS.sub("", title)
    parts = _SEGMENT.split(bare)
    names = {bare, *parts[:1], *(part for part in parts[1:] if len(part.split()) > 1)} - {title}
    plain = {_plain(name) for name in names} | {inside for inside in _BRACKETS.findall(title) if inside.isupper()}
    words = [word for word in folded(bare).split() if word not in ("and", "of", "the", "to", "for", "in")]
    if 3 <= len(words) <= 5:
        plain.add("".join(word[0] for word in words).upper())
    return frozenset(plain - {"", _plain(title)})
