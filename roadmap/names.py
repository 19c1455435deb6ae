"""What topics are called: every name of a roadmap folded once, and found by the whole of it, by a part, or by likeness."""

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property, lru_cache
from itertools import islice
from typing import TYPE_CHECKING

from rapidfuzz import fuzz, process

from roadmap.own_numbers import OwnNumbers, is_own_number

if TYPE_CHECKING:
    from roadmap.model import Topic

LONGEST = 100
"""Characters of a name, and of what may be one, that are compared by likeness."""

LIKE = 60
"""Likeness (rapidfuzz, 0 to 100) from which a name is worth offering."""

MOST_NAMES = 20_000
"""Names of a roadmap that are known: titles and slugs of all topics, and aliases as far as there is room."""

MOST_LIKE = 6_000
"""Names that are compared by likeness: those of the first topics, where there are more."""

MOST_PARTS = 12
"""Of what is looked for within names in one line; each is compared to all of them."""

SHORT = 4
"""The letters of a name without its blanks from which it is known joined: "deeplearning"."""

_AMPERSAND = re.compile(r"\s&\s")
_WORDS = re.compile(r"[a-z0-9+#]+")


class Names:
    """The names of these topics: titles, slugs, aliases and initials, each as the folded words of it."""

    def __init__(self, topics: "Sequence[Topic]") -> None:
        self._topics = topics
        self.longest = 0
        """Characters of the longest name."""
        self._exact: dict[str, tuple[int, ...]] = {}
        self._initials: dict[str, tuple[int, ...]] = {}
        room = MOST_NAMES - 4 * len(topics)
        self._keys: list[list[str]] = []
        """The names of each topic."""
        repeated = Counter(topic.title for topic in topics)
        for place, topic in enumerate(topics):
            room -= len(topic.aliases)
            self._keys.append(_keys(names(topic) if room > 0 else (topic.title, topic.slug)))
            if topic.stage and repeated[topic.title] > 1:
                self._keys[-1] += _with_stage(topic)
            for key in self._keys[-1]:
                self._exact[key] = (*self._exact.get(key, ()), place)
                self.longest = max(self.longest, len(key))
            if letters := initials(topic):
                self._initials[letters] = (*self._initials.get(letters, ()), place)

    def ready(self) -> None:
        """Work out all that is looked up."""
        for index in (
            "vocabulary",
            "single_words",
            "titles",
            "_joined",
            "_padded",
            "_begins",
            "_numbers",
            "_counted",
            "own_numbers",
            "_by_short",
            "_short_keys",
        ):
            getattr(self, index)

    def exactly(self, key: str) -> "tuple[Topic, ...]":
        """The topics of this name, which is folded."""
        places = self._exact.get(key)
        return tuple(self._topics[place] for place in places) if places else ()

    def abbreviated(self, key: str) -> "tuple[Topic, ...]":
        """The topics with these initials."""
        return tuple(self._topics[place] for place in self._initials.get(key, ()))

    def joined(self, key: str) -> "tuple[Topic, ...]":
        """The topics of a name of several words, written without blanks."""
        return tuple(self._topics[place] for place in self._joined.get(key, ()))

    def containing(self, key: str) -> "tuple[Topic, ...]":
        """The topics that have these words, one behind the other, in a name."""
        return tuple(self._topics[place] for place in self._places_of(f" {key} "))

    def holding(self, letters: str) -> "tuple[Topic, ...]":
        """The topics that have these letters, in a row, in a name: what is typed of one so far."""
        return tuple(self._topics[place] for place in self._places_of(letters))

    def named_by_part(self, key: str) -> "tuple[Topic, ...]":
        """The one topic that has these words, one behind the other, in a name; none where several have."""
        found = list(islice(self._places_of(f" {key} "), 2))
        return (self._topics[found[0]],) if len(found) == 1 else ()

    def numbered(self, number: int) -> "tuple[Topic, ...]":
        """The topic of this number, which counts them."""
        return self._numbers.get(number, ())

    def numbered_from(self, first: int, last: int) -> "tuple[Topic, ...]":
        """The topics of the numbers from one to another, both inclusive, which count them."""
        start, end = bisect_left(self._counted, first), bisect_right(self._counted, last)
        return tuple(topic for number in self._counted[start:end] for topic in self._numbers[number])

    def nearest(self, said: str, most: int) -> "tuple[Topic, ...]":
        """The topics with a name that is like what was said, the likest first; none where nothing is."""
        key = folded(said[:LONGEST])
        if not key:
            return ()
        found = process.extract(key, self._short_keys, scorer=fuzz.ratio, score_cutoff=LIKE, limit=3 * most)
        if len(key) > SHORT:
            found += process.extract(
                key, self._short_keys, scorer=fuzz.token_set_ratio, score_cutoff=LIKE, limit=3 * most
            )
        ranked = sorted(found, key=lambda one: -one[1])
        places = dict.fromkeys(place for name, *_ in ranked for place in self._exact[self._by_short[name]])
        return tuple(self._topics[place] for place in list(places)[:most])

    @cached_property
    def titles(self) -> dict[str, str]:
        """The titles folded, each with the stage it stands under, by the number as it is typed."""
        return {str(topic.number): folded(f"{topic.title} {topic.stage}") for topic in self._topics}

    @cached_property
    def vocabulary(self) -> dict[str, tuple[str, ...]]:
        """The words of five letters and more that names consist of, by their first letter."""
        words = {word for key in self._exact for word in key.split() if len(word) > SHORT}
        by_letter: dict[str, list[str]] = {}
        for word in sorted(words):
            by_letter.setdefault(word[0], []).append(word)
        return {letter: tuple(found) for letter, found in by_letter.items()}

    @cached_property
    def single_words(self) -> frozenset[str]:
        """Every word of every name."""
        return frozenset(word for key in self._exact for word in key.split())

    @cached_property
    def _joined(self) -> dict[str, tuple[int, ...]]:
        several = ((key.replace(" ", ""), places) for key, places in self._exact.items() if " " in key)
        return {joined: places for joined, places in several if len(joined) > SHORT}

    def _places_of(self, part: str) -> Iterator[int]:
        """The places of the topics that have this in a name, in order."""
        at = self._padded.find(part)
        while at >= 0:
            place = bisect_right(self._begins, at) - 1
            yield place
            at = self._padded.find(part, self._begins[place + 1]) if place + 1 < len(self._begins) else -1

    @cached_property
    def _padded(self) -> str:
        """The names of each topic on a line, with blanks around each."""
        return "\n".join(f" {' | '.join(keys)} " for keys in self._keys)

    @cached_property
    def _begins(self) -> tuple[int, ...]:
        """Where the line of each topic begins."""
        return (0, *(found.end() for found in re.finditer("\n", self._padded)))

    @cached_property
    def _numbers(self) -> "dict[int, tuple[Topic, ...]]":
        return {topic.number: (topic,) for topic in self._topics}

    @cached_property
    def _counted(self) -> tuple[int, ...]:
        """All numbers, in their order."""
        return tuple(sorted(self._numbers))

    @cached_property
    def own_numbers(self) -> OwnNumbers:
        """The numbers by which the document calls them."""
        return OwnNumbers(self._topics)

    @cached_property
    def _by_short(self) -> dict[str, str]:
        return {key[:LONGEST]: key for key in self._exact}

    @cached_property
    def _short_keys(self) -> tuple[str, ...]:
        return tuple(self._by_short)[:MOST_LIKE]


def reference(topic: "Topic") -> str:
    """What names this topic and no other, in whatever version of its roadmap; in another roadmap it names none."""
    return f"#{topic.slug}"


def names(topic: "Topic") -> tuple[str, ...]:
    """What a topic is called in words: title, slug, aliases."""
    return (topic.title, topic.slug, *(alias for alias in topic.aliases if not is_own_number(alias)))


def _with_stage(topic: "Topic") -> list[str]:
    """What tells a topic from others of its title: "implement sails", "sails implement"."""
    title, stage = folded(topic.title), folded(topic.stage)
    return [f"{title} {stage}", f"{stage} {title}"] if title and stage else []


def initials(topic: "Topic") -> str:
    """The first letters of a title's words ("dl" for Deep Learning); empty for a title of one word."""
    words = folded(topic.title).split()
    return "".join(word[0] for word in words) if len(words) > 1 else ""


@lru_cache(maxsize=4096)
def folded(text: str) -> str:
    """The text without case, accents and punctuation, single-spaced; + and # stay, for C++ and C#."""
    if text.isascii():
        return " ".join(_WORDS.findall(text.casefold()))
    bare = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    spaced = "".join(c if _is_of_word(c) else " " for c in bare if not unicodedata.combining(c))
    return " ".join(spaced.split())


def _is_of_word(c: str) -> bool:
    """Letters, digits and the signs of vowels, which are marks in many scripts."""
    return c.isalnum() or c in "+#" or unicodedata.category(c).startswith("M")


def _keys(called: Iterable[str]) -> list[str]:
    """The names folded, each once; an "&" may be said as "and" or not at all, and an "and" left out."""
    keys: dict[str, None] = {}
    for name in called:
        keys[folded(name)] = None
        if "&" in name:
            keys[folded(_AMPERSAND.sub(" and ", name))] = None
    keys.update(dict.fromkeys([key.replace(" and ", " ") for key in keys if " and " in key]))
    return [key for key in keys if key]
