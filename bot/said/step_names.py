"""The steps of topics, and the resources whose steps they are, that stand in a line by their names."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from bot.said.text import Text
from bot.said.world import World
from roadmap.model import Step, Topic
from roadmap.names import folded

LONGEST = 40
"""Words of a name that are looked at in a line."""

Within = tuple[Topic, Step]
"""A step, and the topic it is in."""


@dataclass(frozen=True, slots=True)
class StepName:
    """A name that ends before the spoken word ``last``: of ``steps``, or of the ``resources`` that may be meant, folded."""

    last: int
    steps: tuple[Within, ...] = ()
    resources: frozenset[str] = frozenset()


class StepsIn:
    """The steps that are named in one line, of the topics that may be meant there."""

    def __init__(self, text: Text, world: World) -> None:
        self._world = world
        self._keys = [folded(token.plain) for token in text.spoken]
        self._by_first: dict[str, dict[str, list[Within]]] = {}
        self._looked_for: set[str] = set()

    def look_for(self, topics: Iterable[Topic]) -> None:
        """The steps of these topics are looked for, where any word of theirs is in the line."""
        said = set(self._keys)
        for topic in topics:
            if topic.slug in self._looked_for:
                continue
            self._looked_for.add(topic.slug)
            for first, name, step in _names(self._world.inside(topic).steps):
                if first in said and self._is_a_name(name.split()):
                    self._by_first.setdefault(first, {}).setdefault(name, []).append((topic, step))

    def _is_a_name(self, words: Sequence[str]) -> bool:
        """Whether it is more than one word that says something else: "done", or a number."""
        known = self._world.lexicon
        return len(words) > 1 or not (words[0] in known.alone or words[0].isdecimal())

    def at(self, index: int) -> Iterator[StepName]:
        """The names that begin with the spoken word of this index."""
        names = self._by_first.get(self._keys[index], {})
        if not names:
            return
        said, last = "", index
        for last in range(index, min(len(self._keys), index + LONGEST)):
            said = f"{said} {self._keys[last]}".strip()
            if found := names.get(said):
                titled = tuple(one for one in found if folded(one[1].title) == said)
                others = frozenset(folded(step.resource) for _, step in found)
                yield StepName(last + 1, titled, frozenset() if titled else others)

    def referred(self, said: str) -> tuple[Within, ...]:
        """The step that "nlp/lesson-4" refers to, by the slugs of the topic and of the step."""
        topic, _, slug = said.partition("/")
        found = self._world.roadmap.by_slug.get(topic)
        steps = self._world.inside(found).steps if found else ()
        return tuple((found, step) for step in steps if found and step.slug == slug)


@lru_cache(32)
def _names(steps: tuple[Step, ...]) -> tuple[tuple[str, str, Step], ...]:
    """What the steps of one list go by, each behind its first word: their titles, and their resources."""
    found = ((name, step) for step in steps for name in {folded(step.title), *_called(folded(step.resource))})
    return tuple((name.split(" ", 1)[0], name, step) for name, step in found if name)


def _called(resource: str) -> Iterator[str]:
    """What a resource is called: its name, and what that begins with: "fast.ai" for "Fast.ai DL"."""
    words = resource.split()
    yield from (" ".join(words[:count]) for count in range(1, len(words) + 1))
