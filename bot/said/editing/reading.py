"""A line behind /edit, read: a verb, the topic, and what is to become of it."""

from collections.abc import Callable, Sequence

from bot.said.editing.adding import Adding
from bot.said.editing.finding import (
    AROUND,
    MOST_FOUND,
    Parted,
    before,
    behind,
    exactly,
    length_in,
    named,
    partings,
    tails,
    unquoted,
)
from bot.said.editing.placing import Inside, at_number, beside, by_steps, ends, inside, steps
from bot.said.editing.wishes import HowLong, Meant, Option, Shown, Unread, Which, Wish
from roadmap.edits import Add, Beside, Length, Move, Place, Remove, Rename, Within
from roadmap.errors import EditRefused, UnknownPlace
from roadmap.model import Roadmap, Topic
from roadmap.names import reference
from roadmap.words import EditWords

MOST_LOOSE = 6
"""Names that are looked for by a slip or a part, of one line."""

SURE = "yes"


def read_edit(said: str, roadmap: Roadmap, words: EditWords) -> Wish:
    """What a line wants to be edited. Raises UnknownPlace, LengthOutOfBounds."""
    return _Line(roadmap, words).read(_plain(said, words))


def is_edit(said: str, roadmap: Roadmap, words: EditWords) -> bool:
    """Whether a line without a command begins with a verb of an edit, and all of it is one that names a topic there is."""
    line = _plain(said, words)
    if behind(line, (*words.rename, *words.move, *words.add, *words.remove)) is None:
        return False
    try:
        wish = _Line(roadmap, words).read(line)
    except EditRefused:
        return False
    is_anywhere = isinstance(wish, Meant) and isinstance(wish.edit, Add) and wish.edit.to is None
    return isinstance(wish, Meant) and not is_anywhere


def _plain(said: str, words: EditWords) -> str:
    """The line with single blanks, and without what is only polite."""
    line = " ".join(said.split()).strip(AROUND)
    while (rest := behind(line, words.around)) is not None:
        line = rest
    while (rest := before(line, words.around)) is not None:
        line = rest
    return line


class _Line:
    """One line being read."""

    def __init__(self, roadmap: Roadmap, words: EditWords) -> None:
        self._roadmap, self._words = roadmap, words

    def read(self, line: str) -> Wish:
        words = self._words
        if topics := exactly(self._roadmap, line):
            return self._shown(line, topics)
        for verbs, read in (
            (words.rename, self._rename),
            (words.move, self._move),
            (words.add, Adding(self._roadmap, words).read),
            (words.remove, self._remove),
            (words.length, self._length),
            (words.of_length, self._length),
        ):
            rest = behind(line, verbs)
            if rest is not None and not isinstance(wish := read(rest), Unread):
                return wish
        return self._without_verb(line)

    def _without_verb(self, line: str) -> Wish:
        wish = self._length(line)
        if isinstance(wish, Meant | HowLong):
            return wish
        changed = behind(line, self._words.length)
        found = self._heads([*partings(changed, self._words.to)]) if changed else []
        if found:
            return _titles(line, found)
        return self._shown(line, named(self._roadmap, line))

    def _shown(self, line: str, topics: Sequence[Topic]) -> Wish:
        if not topics:
            return Unread(line)
        return self._one(line, topics, Shown, lambda name: name)

    def _one(
        self, said: str, topics: Sequence[Topic], then: Callable[[Topic], Wish], line: Callable[[str], str]
    ) -> Wish:
        """What follows of the one topic; a question where there are several, or none and some that are near."""
        if len(topics) == 1:
            return then(topics[0])
        near = topics or named(self._roadmap, said) or self._roadmap.names.nearest(unquoted(said), MOST_FOUND)
        options = tuple(Option(line(reference(topic)), topic) for topic in near[:MOST_FOUND])
        return Which(unquoted(said), options, weak=not topics)

    def _heads(self, parted: Sequence[Parted]) -> list[tuple[Topic, str]]:
        """Each topic that a line names before one of its partings, and what stands behind; whole names before parts."""
        for find, some in ((exactly, parted), (named, parted[:MOST_LOOSE])):
            found = [(topic, tail) for head, tail in some if head and tail for topic in find(self._roadmap, head)]
            if found:
                return found
        return []

    def _rename(self, rest: str) -> Wish:
        parted = [*partings(rest, self._words.to), *partings(rest, (":",))]
        if not parted:
            return self._shown(rest, named(self._roadmap, rest))
        found = self._heads(parted)
        if len(found) == 1:
            topic, title = found[0]
            return Meant(Rename(topic.slug, unquoted(title)))
        if not found:
            head, title = parted[0]
            return self._one(head, (), Shown, lambda name: f"rename {name} to {title}")
        return _titles(rest, found)

    def _remove(self, rest: str) -> Wish:
        head = before(rest, (SURE,))
        if head is not None and (topics := exactly(self._roadmap, head)):
            return self._one(
                head, topics, lambda one: Meant(Remove(one.slug), sure=True), lambda name: f"remove {name}"
            )
        return self._one(
            rest, exactly(self._roadmap, rest), lambda one: Meant(Remove(one.slug)), lambda name: f"remove {name}"
        )

    # Places

    def _move(self, rest: str) -> Wish:
        for read in (self._to_an_end, self._beside, self._inside):
            if (wish := read(rest)) is not None:
                return wish
        return self._shown(rest, named(self._roadmap, rest))

    def _to_an_end(self, rest: str) -> Wish | None:
        """ "to the top", "last", "up"."""
        if found := ends(self._roadmap, rest, self._words):
            head, place = found
            topics = named(self._roadmap, head)
            tail = rest[len(head) :].strip()
            return self._one(head, topics, lambda one: _moved(one, place), lambda name: f"move {name} {tail}")
        far = steps(self._roadmap, rest, self._words)
        if far and (topics := named(self._roadmap, far[0])):
            by, tail = far[1], rest[len(far[0]) :].strip()
            return self._one(
                far[0],
                topics,
                lambda one: _moved(one, by_steps(self._roadmap, one, by)),
                lambda name: f"move {name} {tail}",
            )
        return None

    def _beside(self, rest: str) -> Wish | None:
        found = list(beside(rest, self._words))
        for find in (exactly, named):
            for head, tail, after in found[:MOST_LOOSE]:
                topics, others = find(self._roadmap, head), find(self._roadmap, tail)
                if topics and others:
                    return self._moved_beside((head, topics), (tail, others), after=after)
        for head, tail, after in found:
            if topics := named(self._roadmap, head):
                return self._moved_beside((head, topics), (tail, ()), after=after)
            if others := named(self._roadmap, tail):
                return self._moved_beside((head, ()), (tail, others), after=after)
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
            return self._one(found[-1].head, (), Shown, lambda name: f"move {name} to {found[-1].tail}")
        return None

    def _moved_inside(self, one: Inside, topics: Sequence[Topic]) -> Wish:
        number = one.tail.removeprefix("#").removeprefix("place ").removeprefix("number ")
        if not one.stage and (one.is_called_one or not number.isdecimal()):
            raise UnknownPlace(one.tail)
        place = self._at(one.stage, number)
        return self._one(
            one.head, topics, lambda topic: _moved(topic, place(topic)), lambda name: f"move {name} to {one.tail}"
        )

    def _at(self, stage: str, number: str) -> Callable[[Topic], Place]:
        if stage:
            return lambda _: Within(stage)
        return lambda topic: at_number(self._roadmap, topic, int(number[:6]))

    # Lengths

    def _length(self, rest: str) -> Wish:
        said = behind(rest, self._words.of_length)
        said = rest if said is None else said
        for find in (exactly, named):
            for count, (head, tail) in enumerate(tails(said)):
                if find is named and count == MOST_LOOSE:
                    break
                name = before(head, self._words.takes) or head.strip(AROUND)
                wish = self._lasting(name, find(self._roadmap, name), tail)
                if wish is not None:
                    return wish
        return Unread(rest)

    def _lasting(self, name: str, topics: Sequence[Topic], tail: str) -> Wish | None:
        if not topics:
            return None
        if tail.isdecimal() and len(tail) < 4:
            number = int(tail)
            return self._one(name, topics, lambda one: HowLong(one, number), lambda one: f"length {one} {tail}")
        lasting = length_in(tail, self._words.no_length)
        if lasting is None:
            return None
        return self._one(name, topics, lambda one: Meant(Length(one.slug, lasting)), lambda one: f"length {one} {tail}")


def _titles(said: str, found: Sequence[tuple[Topic, str]]) -> Which:
    """A question which topic is to have which title."""
    options = (Option(f"rename {reference(topic)} to {title}", topic, unquoted(title)) for topic, title in found)
    return Which(said, tuple(options)[:MOST_FOUND])


def _moved(topic: Topic, place: Place) -> Meant:
    return Meant(Move(topic.slug, place))
