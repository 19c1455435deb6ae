"""A line behind /edit, read: a verb, the topic, and what is to become of it."""

from collections.abc import Callable, Sequence
from itertools import islice

from bot.said.edits.addition import Adding
from bot.said.edits.move import Moving
from bot.said.edits.parts import (
    AROUND,
    MOST_TAIL,
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
from bot.said.edits.question import of_one, which_title
from bot.said.edits.step import Stepping
from bot.said.edits.wishes import HowLong, Meant, Shown, Unread, Which, Wish
from roadmap.edits import Add, Length, Remove, Rename
from roadmap.errors import EditRefused
from roadmap.inside import with_own_steps
from roadmap.model import Roadmap, Topic
from roadmap.progress import Progress
from roadmap.words import EditWords

MOST_LOOSE = 6
"""Names that are looked for by a slip or a part, of one line."""

SURE = "yes"


def read_edit(said: str, roadmap: Roadmap, words: EditWords) -> Wish:
    """What a line wants to be edited. Raises UnknownPlace, UnknownStep, LengthOutOfBounds."""
    return _Line(roadmap, words).read(plainly(said, words))


def is_edit(said: str, roadmap: Roadmap, words: EditWords, progress: Progress | None = None) -> bool:
    """Whether a line without a command begins with a verb of an edit, and all of it is one that names a topic there is, and a
    step that is shown of it."""
    line = plainly(said, words)
    if behind(line, (*words.rename, *words.move, *words.add, *words.remove)) is None:
        return False
    try:
        wish = _Line(with_own_steps(roadmap, progress) if progress else roadmap, words).read(line)
    except EditRefused:
        return False
    is_anywhere = isinstance(wish, Meant) and isinstance(wish.edit, Add) and wish.edit.to is None
    return isinstance(wish, Meant | Shown) and not is_anywhere


def plainly(said: str, words: EditWords) -> str:
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
        if topics := exactly(self._roadmap, line):
            return self._shown(line, topics)
        if wish := self._takes(line, exactly):  # "Set theory 2 weeks" begins with no verb
            return wish
        for verbs, read in self._verbs():
            rest = behind(line, verbs)
            if rest is not None and not isinstance(wish := read(rest), Unread):
                return wish
        wish = self._without_verb(line)
        return self._of_nothing(line) if isinstance(wish, Unread) else wish

    def _verbs(self) -> Sequence[tuple[Sequence[str], Callable[[str], Wish]]]:
        """What each verb is read by: of a step first, which says that it is one."""
        words, step = self._words, Stepping(self._roadmap, self._words)
        return (
            (words.rename, step.rename),
            (words.move, step.move),
            (words.add, step.add),
            (words.remove, step.remove),
            (words.length, step.length),
            (words.of_length, step.length),
            (words.rename, self._rename),
            (words.move, Moving(self._roadmap, words).read),
            (words.add, Adding(self._roadmap, words).read),
            (words.remove, self._remove),
            (words.length, self._length),
            (words.of_length, self._length),
        )

    def _without_verb(self, line: str) -> Wish:
        wish = self._length(line)
        if isinstance(wish, Meant | HowLong):
            return wish
        signs = [sign for sign in self._words.to if not sign[0].isalpha()]
        if arrow := self._heads([*partings(line, signs)]):
            return self._titled(line, arrow)
        changed = behind(line, self._words.length)
        found = self._heads([*partings(changed, self._words.to)]) if changed else []
        if found:
            return which_title(line, found)
        wish = self._one(line, named(self._roadmap, line), Shown, lambda name: name)
        return Unread(line) if isinstance(wish, Which) and not wish.options else wish

    def _shown(self, line: str, topics: Sequence[Topic]) -> Wish:
        if not topics:
            return Unread(line)
        return self._one(line, topics, Shown, lambda name: name)

    def _one(
        self, said: str, topics: Sequence[Topic], then: Callable[[Topic], Wish], line: Callable[[str], str]
    ) -> Wish:
        return of_one(self._roadmap, said, topics, then, line)

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
        if found := self._heads(parted):
            return self._titled(rest, found)
        head, title = parted[0]
        return self._one(head, (), Shown, lambda name: f"rename {name} to {title}")

    def _titled(self, said: str, found: Sequence[tuple[Topic, str]]) -> Wish:
        if len(found) > 1:
            return which_title(said, found)
        topic, title = found[0]
        return Meant(Rename(topic.slug, unquoted(title)))

    def _remove(self, rest: str) -> Wish:
        """Only by its whole name: what goes is not guessed."""
        head, sure = before(rest, (SURE,)), True
        topics = exactly(self._roadmap, head) if head is not None else ()
        if not topics:
            head, sure, topics = rest, False, exactly(self._roadmap, rest)
        return self._one(
            head or rest, topics, lambda one: Meant(Remove(one.slug), sure=sure), lambda name: f"remove {name}"
        )

    def _length(self, rest: str) -> Wish:
        said = behind(rest, self._words.of_length)
        said = rest if said is None else said
        return self._takes(said, exactly) or self._takes(said, named, most=MOST_LOOSE) or Unread(rest)

    def _takes(
        self, said: str, find: Callable[[Roadmap, str], Sequence[Topic]], *, most: int = MOST_TAIL
    ) -> Wish | None:
        """A topic and its length, wherever the line may be parted between them."""
        for head, tail in islice(tails(said), most):
            name = before(head, self._words.takes) or head.strip(AROUND)
            if wish := self._lasting(name, find(self._roadmap, name), tail):
                return wish
        return None

    def _of_nothing(self, line: str) -> Wish:
        """A length, and no topic of that name."""
        rest = next(
            (rest for verbs in (self._words.of_length, self._words.length) if (rest := behind(line, verbs))), ""
        )
        said = behind(rest, self._words.of_length) or rest
        parted = next((one for one in tails(said) if length_in(one[1], self._words.no_length) is not None), None)
        if parted is None:
            return Unread(line)
        head, tail = parted
        name = before(head, self._words.takes) or head.strip(AROUND)
        return self._one(name, (), Shown, lambda one: f"length {one} {tail}")

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
