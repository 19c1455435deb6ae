"""What a cell of prerequisites means: topics of the same table, and skills from outside it.

Topics are named by title, by slug or as "#1" and "Topic 1"; every other name is a skill. A name that begins with
a character reference ("&#78;LP") is a skill whatever it looks like, and a separator that is escaped separates nothing.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from roadmap.errors import FaultKind
from roadmap.reading.own.meanings import NOTHING, Meaning
from roadmap.reading.values.words import ENTITY, Words

_SEPARATOR = re.compile(r",(?:\s*and\s)?|\sand\s|\s\+\s|(?<=\w)\+(?=\w)")
_REFERENCE = re.compile(r"(?:#|topic\s+#?)([0-9]+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Needs:
    """The prerequisites a cell names: slugs of topics, and skills, each once and in the order of the cell."""

    topics: tuple[str, ...] = ()
    skills: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Names:
    """What the topics of a table can be called: the slug by title, small title or slug, and by number."""

    by_name: Mapping[str, str]
    by_number: Mapping[str, str]

    def find(self, words: Words) -> str | None:
        """The slug of the topic these words name."""
        if words.shape.startswith(ENTITY):
            return None
        return self.by_name.get(words.said) or self.by_name.get(words.said.casefold())


def names_of(topics: Iterable[tuple[int, str, str]]) -> Names:
    """The names of topics given as (number, title, slug); where two share a name, the first has it."""
    known = tuple(topics)
    by_name: dict[str, str] = {}
    for name in (
        *((title, slug) for _, title, slug in known),
        *((title.casefold(), slug) for _, title, slug in known),
        *((slug, slug) for _, _, slug in known),
    ):
        by_name.setdefault(*name)
    by_number: dict[str, str] = {}
    for number, _, slug in known:
        by_number.setdefault(str(number), slug)
    return Names(by_name, by_number)


def read_prerequisites(lines: Sequence[Words], names: Names) -> Meaning[Needs]:
    """The prerequisites; faults: "unknown prerequisite", a number that no topic has."""
    topics: list[str] = []
    skills: list[str] = []
    unknown: list[tuple[FaultKind, str]] = []
    for part in (part for line in lines for part in _parts(line.unbulleted(), names)):
        slug, number = names.find(part), _REFERENCE.fullmatch(part.shape)
        if slug is None and number:
            slug = names.by_number.get(number[1].lstrip("0"))
        if slug is not None:
            topics.append(slug)
        elif number:
            unknown.append((FaultKind.UNKNOWN_PREREQUISITE, part.said))
        elif not NOTHING.fullmatch(part.shape):
            skills.append(part.said)
    return Meaning(Needs(tuple(dict.fromkeys(topics)), tuple(dict.fromkeys(skills))), tuple(unknown))


def _parts(line: Words, names: Names) -> Iterator[Words]:
    if names.find(line):
        yield line
    else:
        yield from line.split(_SEPARATOR)
