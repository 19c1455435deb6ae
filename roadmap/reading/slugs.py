"""Stable one-word ids for titles; its law: as many different slugs as there are titles, whatever they are."""

import re
from collections.abc import Collection, Iterable
from functools import lru_cache

from slugify import slugify

from roadmap.reading.limits import LONGEST_SLUG

LONGEST = 80
"""Characters of a slug before its suffix."""

_SPOKEN = (("++", " plus plus "), ("c#", "c sharp "), ("C#", "c sharp "), ("F#", "f sharp "), ("f#", "f sharp "))


_PLAIN = re.compile(r"[^&',\x80-\U0010ffff]*")
"""What a title is made of where nothing in it has to be looked up: no entity, no quote, no comma within a number."""

_WORDS = re.compile(r"[a-z0-9]+")


def load() -> None:
    """Load what spelling letters in ASCII takes, for a process that can load little later on."""
    slug_of("é")


def spelt(title: str, longest: int = 0) -> str:
    """A title in a-z, 0-9 and hyphens, of at most ``longest`` characters, or of any length where that is 0.

    The table of letters is named: left to choose, the library takes another one where Unidecode is installed as well,
    and learners would find their topics under other ids. A plain title that need not be cut is the same words with hyphens.
    """
    if _PLAIN.fullmatch(title) and (not longest or len(title) < longest):
        return "-".join(_WORDS.findall(title.lower()))
    return slugify(title, max_length=longest, word_boundary=True, backend="text-unidecode")


@lru_cache(maxsize=4096)
def slug_of(title: str) -> str:
    """The slug of a title by itself; empty where nothing in it can be spelt. C, C++ and C# are three."""
    for sign, spoken in _SPOKEN:
        title = title.replace(sign, spoken)
    return spelt(title, LONGEST)


def unique_slugs(titles: Iterable[str]) -> tuple[str, ...]:
    """A slug for each title in turn; one that is taken goes on as "-2", and one that cannot be spelt is "topic-7"."""
    taken: set[str] = set()
    last: dict[str, int] = {}
    slugs: list[str] = []
    for place, title in enumerate(titles, 1):
        bare = slug = slug_of(title) or f"topic-{place}"
        while slug in taken:
            last[bare] = last.get(bare, 1) + 1
            slug = f"{bare}-{last[bare]}"
        taken.add(slug)
        slugs.append(slug)
    return tuple(slugs)


def free_slug(title: str, taken: Collection[str], otherwise: str) -> str:
    """The slug of one title more, within what facts are kept under; ``otherwise`` is that of one that cannot be spelt."""
    bare = slug_of(title) or otherwise
    number, slug = 2, bare
    while slug in taken:
        tail = f"-{number}"
        slug, number = f"{bare[: LONGEST_SLUG - len(tail)].rstrip('-')}{tail}", number + 1
    return slug
