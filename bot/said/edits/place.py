"""Where in a roadmap something is to stand, as people say it."""

from collections.abc import Iterator
from dataclasses import dataclass

from bot.said.edits.parts import before, behind, partings, stage_in, unquoted
from roadmap.edits import Beside, Place
from roadmap.errors import UnknownPlace
from roadmap.model import Roadmap, Topic
from roadmap.words import EditWords


def ends(roadmap: Roadmap, said: str, words: EditWords) -> tuple[str, Place] | None:
    """What stands before "first", "to the end" and their like, and that place; None where none of them stands there."""
    found = ends_by(said, words, 1)
    if found is None:
        return None
    head, by = found
    return head, Beside(roadmap.topics[0].slug, after=False) if by < 0 else Beside(roadmap.topics[-1].slug)


def number_in(said: str, words: EditWords) -> int | None:
    """The number of a place, whether or not it is called one."""
    bare = (behind(said, words.place) or said).removeprefix("#")
    return int(bare) if bare.isdecimal() and len(bare) < 7 else None


def ends_by(said: str, words: EditWords, far: int) -> tuple[str, int] | None:
    """What stands before "to the top" and its like, and by how many places that goes, of ``far``."""
    for phrases, by in ((words.first, -far), (words.last, far)):
        head = before(said, [f"{into} {phrase}" for into in words.into for phrase in phrases])
        if head is not None:
            return head, by
    return None


def up_or_down(said: str, words: EditWords, far: int) -> tuple[str, int] | None:
    """What stands before "up", "down", "first" and "last" alone, and by how many places that goes, of ``far``."""
    for phrases, by in ((words.up, -1), (words.down, 1), (words.first, -far), (words.last, far)):
        if (head := before(said, phrases)) is not None:
            return head, by
    return None


def at_number(roadmap: Roadmap, topic: Topic, number: int) -> Place:
    """The place by which this topic becomes the one of that number, counted from 1. Raises UnknownPlace."""
    if not 1 <= number <= len(roadmap.topics):
        raise UnknownPlace(str(number))
    now, then = roadmap.topics.index(topic), number - 1
    return Beside(roadmap.topics[then].slug, after=then > now)


def by_places(roadmap: Roadmap, topic: Topic, by: int) -> Place:
    """So many places further down, or up, as far as there are places."""
    then = max(0, min(len(roadmap.topics) - 1, roadmap.topics.index(topic) + by))
    return at_number(roadmap, topic, then + 1)


def beside(said: str, words: EditWords) -> Iterator[tuple[str, str, bool]]:
    """What stands before "after" or "before", what behind it, and whether it was "after"; the last of them first."""
    found = [(*parted, True) for parted in partings(said, words.after)]
    found += [(*parted, False) for parted in partings(said, words.before)]
    yield from sorted(found, key=lambda one: -len(one[0]))


@dataclass(frozen=True, slots=True)
class Inside:
    """What stands before "to" and its like, what behind it, the stage that this is, if it is one, and whether it is called
    a stage."""

    head: str
    tail: str
    stage: str
    is_called_one: bool


def inside(roadmap: Roadmap, said: str, words: EditWords) -> Iterator[Inside]:
    """The places of "to" and its like, the last first."""
    for head, tail in sorted(partings(said, words.into), key=lambda one: -len(one[0])):
        name = behind(tail, words.stage)
        yield Inside(head, tail, stage_in(roadmap, name) if name else _of_name(roadmap, tail), bool(name))


def _of_name(roadmap: Roadmap, said: str) -> str:
    """The stage of this very name, for which it need not be called one; a number is a place."""
    bare = unquoted(said)
    return "" if bare.isdecimal() else stage_in(roadmap, bare)
