"""A long roadmap is shown leaf by leaf."""

from dataclasses import dataclass

from roadmap.model import Topic

TOPICS = 40
"""Of a leaf."""


@dataclass(frozen=True, slots=True)
class Leaf:
    """Some topics in a row. ``number`` counts from 1 up to ``of``."""

    number: int
    of: int
    topics: tuple[Topic, ...]


def leaf(topics: tuple[Topic, ...], number: int) -> Leaf | None:
    """The leaf of this number; None where there is none such."""
    of = max(1, -(-len(topics) // TOPICS))
    if not 1 <= number <= of:
        return None
    return Leaf(number, of, topics[(number - 1) * TOPICS : number * TOPICS])
