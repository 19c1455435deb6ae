"""What the parts of a topic are called may be what topics are called: "week 1 and 2", "module 1", "reading"."""

import re
from collections.abc import Sequence

from roadmap.model import Topic
from roadmap.names import Names, folded

MOST_NUMBERS = 12
_NUMBERED = re.compile(r"(?:the )?(?P<noun>[^\d]+?)s? (?P<numbers>\d.*)")
_RANGE = re.compile(r"\d+ ?[-–] ?\d+")


def topics_of_pieces(pieces: Sequence[str], names: Names) -> tuple[tuple[Topic, ...], ...]:
    """What may be meant, the likeliest first, each as the topics of one reading; none where no topic is called so."""
    if len(pieces) != 1:
        return ()
    said = folded(pieces[0]).removeprefix("the ").removesuffix(" of")
    if exactly := names.exactly(said):
        return tuple((topic,) for topic in exactly)
    if several := _numbered(pieces[0], said, names):
        return (several,)
    return tuple((topic,) for topic in names.containing(said)[:3]) if " " in said else ()


def _numbered(piece: str, said: str, names: Names) -> tuple[Topic, ...]:
    """The topics of "weeks 1 and 2" and of "modules 1-3"; none where one of them is missing."""
    match = _NUMBERED.fullmatch(said)
    if match is None:
        return ()
    numbers = [int(number) for number in re.findall(r"\d{1,3}", match["numbers"])]
    if len(numbers) == 2 and _RANGE.search(piece):
        numbers = list(range(numbers[0], numbers[1] + 1))
    found = [_one_of(names, f"{match['noun']} {number}") for number in numbers[:MOST_NUMBERS]]
    topics = tuple(topic for topic in found if topic)
    return topics if len(topics) == len(numbers) else ()


def _one_of(names: Names, said: str) -> Topic | None:
    """The one topic that is called so, or whose name has these words."""
    found = names.exactly(said) or names.containing(said)
    return found[0] if len(found) == 1 else None
