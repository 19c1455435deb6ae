"""Parts of a topic as they are counted: "lesson 4", "chapters 3 to 5", "the third lecture", "the next two units"."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

from bot.said.notes import without_of
from bot.said.tokens import folded as as_typed
from roadmap.model import Step
from roadmap.names import folded
from roadmap.words import Words

MOST_COUNTED = 200
"""Parts of one topic that are named at once."""

_SIGNS = re.compile(r"\d+(?:\.\d+)?|[^\W\d_]+|[-–—…]|\.{2,}")
_STUCK = re.compile(r"(?<=[^\W\d_])(?=\d)")
_ORDINAL = re.compile(r"(\d{1,3})(?:st|nd|rd|th)")


@dataclass(frozen=True, slots=True)
class Counted:
    """Parts of the kind ``noun`` (empty: whatever it is called) by their ``numbers``; or, where there are none, the ``following``
    ones that are not done yet, ``every`` one, or so many at the end (``final``)."""

    noun: str
    numbers: tuple[int, ...] = ()
    following: int = 0
    paired: bool = False
    """Whether they stand as "8/9", which may be the eighth of nine."""
    every: bool = False
    final: int = 0
    remaining: bool = False
    """Whether all are meant that are not done yet."""
    total: int | None = None
    """How many there are, where it was said along: "4 of 9"."""
    loose: bool = False
    """Whether it says how many, and not which."""


@dataclass(frozen=True, slots=True)
class Fitting:
    """The steps that may be meant; ``sure`` says that no other kind of part may be."""

    steps: tuple[Step, ...]
    sure: bool = True


def counted(piece: str, words: Words) -> Counted | None:
    """A part of a topic by its kind and number; None where it is not counted: "half of", "some lessons", "the last page"."""
    said = _STUCK.sub(" ", without_of(as_typed(piece)).removeprefix("the "))
    first = next((noun for noun in _longest(words.parts) if said == noun or said.startswith(f"{noun} ")), "")
    if first:
        numbers = _numbers(said.removeprefix(first), words, first)
        return _paired(Counted(_one(first, words), numbers), said) if numbers else None
    if bare := _numbers(said, words):
        return _paired(Counted("", bare), said)
    if said in words.final:
        return Counted("", final=1)
    head, _, noun = said.rpartition(" ")
    if noun not in words.parts:
        return None
    return _ranked(head, _one(noun, words), words)


def _paired(meant: Counted, said: str) -> Counted | None:
    """The same, where a stroke stands between numbers; None for "4/9", which are not both meant."""
    if "/" not in said:
        return meant
    is_next = len(meant.numbers) == 2 and meant.numbers[0] + 1 == meant.numbers[1]
    return replace(meant, paired=True) if is_next else None


def _ranked(head: str, noun: str, words: Words) -> Counted | None:
    """ "third", "3rd", "next", "first 3", "next two"."""
    first, _, count = head.partition(" ")
    ordinal = _ORDINAL.fullmatch(head)
    if head in words.ranks or ordinal:
        return Counted(noun, (words.ranks.get(head) or int(ordinal[1] if ordinal else 0),))
    number = int(count[:3]) if count.isdecimal() else words.amounts.numbers.get(count, 0)
    if head in words.following or (first in words.following and number):
        return Counted(noun, following=number or 1)
    if head in words.every:
        return Counted(noun, every=True)
    if head in words.final or (first in words.final and number):
        return Counted(noun, final=number or 1)
    if words.ranks.get(first) == 1 and 0 < number <= MOST_COUNTED:
        return Counted(noun, tuple(range(1, number + 1)))
    return None


def _longest(nouns: frozenset[str]) -> Iterator[str]:
    return iter(sorted(nouns, key=len, reverse=True))


def _one(noun: str, words: Words) -> str:
    """The name of one of them: "lesson"."""
    return noun[:-1] if noun.endswith("s") and noun[:-1] in words.parts else noun


def _numbers(said: str, words: Words, noun: str = "") -> tuple[int, ...]:
    """ "4", "4 and 5", "4-6", "four to six", "6 to lesson 8"; none where anything else is among them."""
    found: list[int] = []
    is_range = False
    for sign in _SIGNS.findall(said):
        value = int(sign[:4]) if sign.isdecimal() else words.amounts.numbers.get(sign)
        if value is None:
            if is_range and noun and _one(sign, words) == _one(noun, words):
                continue
            if not (sign in _AMONG or ranges(sign)):
                return ()
            is_range = is_range or ranges(sign)
            continue
        if is_range and found and value < found[-1]:
            return ()
        found += range(found[-1] + 1, value + 1) if is_range and found else [value]
        is_range = False
        if len(found) > MOST_COUNTED:
            return ()
    return tuple(dict.fromkeys(found))


_RANGING = frozenset({"-", "–", "—", "…", "to", "through", "thru", "until", "till", "til", "up to"})
_AMONG = frozenset({"and", "plus", "no", "number", "up"})


def ranges(sign: str) -> bool:
    """Whether it stands between both ends of a range: "4 to 6", "4..6"."""
    return sign in _RANGING or (len(sign) > 1 and not sign.strip("."))


def fitting(meant: Counted, steps: tuple[Step, ...], left: Sequence[Step], words: Words) -> Fitting | None:
    """The steps of one list that are counted so; ``left`` are those that are not done. None where one of them is not
    there. What another kind of part has in its titles is not sure: "lesson 2", where they are chapters."""
    numbering = _numbering(steps)
    kinds = numbering.kinds & words.parts
    is_any = not meant.noun or meant.noun in words.any_part
    is_sure = is_any or meant.noun in kinds or (not kinds and meant.noun in words.countable)
    if meant.loose and not (is_sure and meant.total in {None, len(steps)}):
        return None
    is_sure = is_sure and not meant.loose
    if meant.remaining:
        return Fitting(tuple(left), is_sure) if left else None
    if meant.every:
        return Fitting(steps, is_sure) if is_sure and steps else None
    if meant.following:
        return Fitting(tuple(left[: meant.following]), is_sure) if len(left) >= meant.following else None
    if meant.final:
        return Fitting(steps[-meant.final :], sure=False) if is_sure and len(steps) >= meant.final else None
    if meant.paired and meant.numbers[-1] == len(steps):
        is_sure = False
    by_title = [numbering.titled(meant.noun, number) for number in meant.numbers]
    if all(by_title):
        return Fitting(tuple(step for step in by_title if step), is_sure or not (meant.paired or meant.loose))
    if not is_any and (meant.noun in kinds or meant.noun not in words.countable):
        return None
    found = [numbering.at(number) for number in meant.numbers]
    return Fitting(tuple(step for step in found if step), is_sure) if all(found) else None


class _Numbering:
    """How the steps of one list are numbered: by their places, and in their titles."""

    def __init__(self, steps: tuple[Step, ...]) -> None:
        self._steps, self._titled, self._first = (
            steps,
            defaultdict[tuple[str, str], list[Step]](list),
            dict[int, Step](),
        )
        titles = [folded(step.title).split() for step in steps]
        for step, title in zip(steps, titles, strict=True):
            for pair in pairwise(title):
                if pair[1].isdecimal():
                    self._titled[pair].append(step)
        numbers = [int(title[0][:9]) for title in titles if title[:1] and title[0].isdecimal()]
        if len(numbers) == len(set(numbers)) == len(steps):
            self._first = dict(zip(numbers, steps, strict=True))

    @property
    def kinds(self) -> frozenset[str]:
        """The words that stand before a number in a title: "lesson" for "Lesson 4: Trees"."""
        return frozenset(word for word, _ in self._titled)

    def titled(self, noun: str, number: int) -> Step | None:
        """The one step that has its kind and number in its title."""
        found = self._titled.get((noun, str(number)), [])
        return found[0] if len(found) == 1 else None

    def at(self, number: int) -> Step | None:
        """The step of this number: the one whose title begins with it, where all titles do, else the one in that place."""
        if self._first:
            return self._first.get(number)
        return self._steps[number - 1] if 1 <= number <= len(self._steps) else None


_numbering = lru_cache(32)(_Numbering)
"""Remembered, for a list stays the same from line to line."""
