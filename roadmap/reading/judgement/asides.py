"""Headings of what a document says of itself, by their words in all languages, folded."""

from roadmap.names import folded
from roadmap.words.documents import each

ABOUT = frozenset(map(folded, each("about")))
_BEGINNINGS = tuple(
    folded(word) + ("" if word.endswith("-") or word >= "\u0900" else " ") for word in each("beginning")
)


def is_about(name: str) -> bool:
    """Whether a folded heading is of such things, by all of it or by its beginning."""
    return name in ABOUT or f"{name} ".startswith(_BEGINNINGS)


LEVELS = frozenset(map(folded, (*each("levels"), *each("stage"))))
"""Names of stages that say nothing of what is learnt there; numbers apart."""

MAIN = frozenset(map(folded, each("main")))
"""Headings that the roadmap itself stands under."""

PARTS = frozenset(map(folded, each("part_words")))
"""Headings of the parts that every stage has: goals, topics, project."""
