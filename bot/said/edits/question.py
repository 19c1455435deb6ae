"""One topic of several that a line may mean, or a question which."""

from collections.abc import Callable, Sequence

from bot.said.edits.parts import MOST_FOUND, named, unquoted
from bot.said.edits.wishes import Option, Which, Wish
from roadmap.model import Roadmap, Topic
from roadmap.names import reference


def of_one(
    roadmap: Roadmap, said: str, topics: Sequence[Topic], then: Callable[[Topic], Wish], line: Callable[[str], str]
) -> Wish:
    """What follows of the one topic; a question where there are several, or none and some that are near. ``line`` is what
    would be typed of one, by its reference."""
    if len(topics) == 1:
        return then(topics[0])
    near = topics or named(roadmap, said) or roadmap.names.nearest(unquoted(said), MOST_FOUND)
    options = tuple(Option(line(reference(topic)), topic) for topic in near[:MOST_FOUND])
    return Which(unquoted(said), options, weak=not topics)


def which_title(said: str, found: Sequence[tuple[Topic, str]]) -> Which:
    """A question which topic is to have which title."""
    options = (Option(f"rename {reference(topic)} to {title}", topic, unquoted(title)) for topic, title in found)
    return Which(said, tuple(options)[:MOST_FOUND])
