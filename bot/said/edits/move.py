"""A topic to move, and where to."""

from collections.abc import Callable, Sequence

from bot.said.edits.parts import behind, exactly, named
from bot.said.edits.place import Inside, at_number, beside, by_places, ends, inside, number_in, up_or_down
from bot.said.edits.question import of_one
from bot.said.edits.wishes import Meant, Shown, Unread, Wish
from roadmap.edits import Beside, Move, Place, Within
from roadmap.errors import UnknownPlace
from roadmap.model import Roadmap, Topic
from roadmap.names import reference
from roadmap.words import EditWords

MOST_LOOSE = 6
"""Places that are looked for by a slip or a part of a name, of one line."""


class Moving:
    """Reads what stands behind "move"."""

    def __init__(self, roadmap: Roadmap, words: EditWords) -> None:
        self._roadmap, self._words = roadmap, words

    def read(self, rest: str) -> Wish:
        """Raises UnknownPlace."""
        for read in (self._to_an_end, self._beside, self._inside):
            if (wish := read(rest)) is not None:
                return wish
        topics = named(self._roadmap, rest)
        return self._one(rest, topics, Shown, lambda name: name) if topics else Unread(rest)

    def _one(
        self, said: str, topics: Sequence[Topic], then: Callable[[Topic], Wish], line: Callable[[str], str]
    ) -> Wish:
        return of_one(self._roadmap, said, topics, then, line)

    def _to_an_end(self, rest: str) -> Wish | None:
        """ "to the top", "last", "up"."""
        if found := ends(self._roadmap, rest, self._words):
            head, place = found
            topics, tail = named(self._roadmap, head), rest[len(head) :].strip()
            return self._one(head, topics, lambda one: _moved(one, place), lambda name: f"move {name} {tail}")
        far = up_or_down(rest, self._words, len(self._roadmap.topics))
        topics = named(self._roadmap, far[0]) if far else ()
        if far is None or not topics:
            return None
        (head, by), tail = far, rest[len(far[0]) :].strip()
        return self._one(
            head,
            topics,
            lambda one: _moved(one, by_places(self._roadmap, one, by)),
            lambda name: f"move {name} {tail}",
        )

    def _beside(self, rest: str) -> Wish | None:
        found = list(beside(rest, self._words))
        for find in (exactly, named):
            for head, tail, after in found[:MOST_LOOSE]:
                topics, others = find(self._roadmap, head), find(self._roadmap, tail)
                if topics and others:
                    return self._moved_beside((head, topics), (tail, others), after=after)
        for head, tail, after in found:
            topics, others = named(self._roadmap, head), named(self._roadmap, tail)
            if topics or others:
                return self._moved_beside((head, topics), (tail, others), after=after)
        return None

    def _moved_beside(
        self, what: tuple[str, Sequence[Topic]], where: tuple[str, Sequence[Topic]], *, after: bool
    ) -> Wish:
        side = "after" if after else "before"

        def then(topic: Topic) -> Wish:
            return self._one(
                *where,
                lambda other: _moved(topic, Beside(other.slug, after=after)),
                lambda name: f"move {reference(topic)} {side} {name}",
            )

        return self._one(*what, then, lambda name: f"move {name} {side} {where[0]}")

    def _inside(self, rest: str) -> Wish | None:
        """ "to stage Basics", "to 4"."""
        found = list(inside(self._roadmap, rest, self._words))
        for one in found[:MOST_LOOSE]:
            if topics := named(self._roadmap, one.head):
                return self._moved_inside(one, topics)
        if found:
            self._check(found[-1])
            return self._one(found[-1].head, (), Shown, lambda name: f"move {name} to {found[-1].tail}")
        return None

    def _moved_inside(self, one: Inside, topics: Sequence[Topic]) -> Wish:
        place = self._at(one.stage, self._check(one) or 0)
        return self._one(
            one.head, topics, lambda topic: _moved(topic, place(topic)), lambda name: f"move {name} to {one.tail}"
        )

    def _check(self, one: Inside) -> int | None:
        """The number that it may be. Raises UnknownPlace for what is no place, whichever topic is to go there."""
        number = number_in(one.tail, self._words)
        if not one.stage and (one.is_called_one or number is None):
            raise UnknownPlace(behind(one.tail, self._words.stage) or one.tail)
        return number

    def _at(self, stage: str, number: int) -> Callable[[Topic], Place]:
        if stage:
            return lambda _: Within(stage)
        return lambda topic: at_number(self._roadmap, topic, number)


def _moved(topic: Topic, place: Place) -> Meant:
    return Meant(Move(topic.slug, place))
