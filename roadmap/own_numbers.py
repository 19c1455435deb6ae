"""The numbers by which a document calls its topics: "3.1", "2.4.1"; its law: a number is found whole, never a part of it."""

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from roadmap.model import Topic

FIGURES = r"\d{1,3}(?:\.\d{1,3})+"
"""A number with points in it. One without any counts the topics."""

_WHOLE = re.compile(rf"[#§]?({FIGURES})\.?")
_LEADING = re.compile(rf"({FIGURES})[.):]?\s")


def is_own_number(said: str) -> bool:
    """Whether a text is such a number and nothing else, whatever topics there are."""
    return _WHOLE.fullmatch(said.strip()) is not None


class OwnNumbers:
    """Which topics go by which number: by an alias of theirs, or else by what their title begins with."""

    def __init__(self, topics: "Sequence[Topic]") -> None:
        aliased: dict[str, list[Topic]] = {}
        titled: dict[str, list[Topic]] = {}
        for topic in topics:
            for alias in filter(is_own_number, topic.aliases):
                aliased.setdefault(_bare(alias), []).append(topic)
            if match := _LEADING.match(topic.title):
                titled.setdefault(match[1], []).append(topic)
        self._topics = {number: tuple(found) for number, found in {**titled, **aliased}.items()}

    def __bool__(self) -> bool:
        return bool(self._topics)

    def of(self, said: str) -> "tuple[Topic, ...]":
        """The topics of the number that the whole of a text is; several where each stage counts anew."""
        return self._topics.get(_bare(said), ())

    def beside(self, said: str) -> "tuple[Topic, ...]":
        """The topics of the chapter that a number belongs to, each once: of "3.7" those of "3.1" and "3.2"."""
        chapter, point, _ = _bare(said).rpartition(".")
        return tuple(dict.fromkeys(self._beginning(f"{chapter}.") if point else ()))

    def _beginning(self, part: str) -> "Iterator[Topic]":
        return (topic for number, found in self._topics.items() if number.startswith(part) for topic in found)


def _bare(said: str) -> str:
    """A number without the sign before it and the point behind it; empty for what is none."""
    match = _WHOLE.fullmatch(said.strip())
    return match[1] if match else ""
