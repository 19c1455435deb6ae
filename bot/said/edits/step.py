"""A step of a topic to rename, move, add or remove, or to give a length: "step 2 of nlp"."""

from collections.abc import Callable, Iterator, Sequence

from bot.said.edits.parts import (
    AROUND,
    before,
    behind,
    exactly,
    length_in,
    named,
    partings,
    tails,
    unquoted,
    with_length,
)
from bot.said.edits.place import beside, ends_by, number_in, up_or_down
from bot.said.edits.question import of_one
from bot.said.edits.wishes import Meant, Unread, Wish
from roadmap.edits import Lasting
from roadmap.errors import LengthOutOfBounds, UnknownStep
from roadmap.model import LONGEST_WEEKS, MOST_HOURS, Roadmap, Step, Topic
from roadmap.names import folded
from roadmap.steps import AddStep, MoveStep, RemoveStep, RenameStep, StepLength
from roadmap.words import EditWords

MOST_LOOSE = 4
"""Topics that are looked for by a slip or a part of a name, of one line."""


class Stepping:
    """Reads what stands behind a verb, where it is called a step. Each raises UnknownStep, and is Unread where it is none."""

    def __init__(self, roadmap: Roadmap, words: EditWords) -> None:
        self._roadmap, self._words = roadmap, words

    def rename(self, rest: str) -> Wish:
        """ "step 2 of nlp to Tokens"."""
        return self._found(
            (
                (which, head, tail)
                for which, said in self._parted(rest)
                for head, tail in partings(said, self._words.to)
            ),
            lambda topic, step, title: Meant(RenameStep(topic.slug, step.slug, unquoted(title))),
            lambda which, name, title: f"rename step {which} of {name} to {title}",
        )

    def remove(self, rest: str) -> Wish:
        """ "step 2 of nlp"."""
        return self._found(
            ((which, said, "") for which, said in self._parted(rest)),
            lambda topic, step, _: Meant(RemoveStep(topic.slug, step.slug)),
            lambda which, name, _: f"remove step {which} of {name}",
        )

    def move(self, rest: str) -> Wish:
        """ "step 3 of nlp to 1", "step 3 of nlp after 1", "step 3 of nlp up"."""
        return self._found(
            (found for which, said in self._parted(rest) for found in self._places(which, said)),
            self._moved,
            lambda which, name, place: f"move step {which} of {name} {place}",
        )

    def length(self, rest: str) -> Wish:
        """ "step 2 of nlp 30 min"."""
        said = behind(rest, self._words.of_length)
        return self._found(
            (
                (which, before(head, self._words.takes) or head.strip(AROUND), tail)
                for which, behind_it in self._parted(rest if said is None else said)
                for head, tail in tails(behind_it)
                if length_in(tail, self._words.no_length) is not None
            ),
            lambda topic, step, tail: Meant(StepLength(topic.slug, step.slug, self._minutes(tail))),
            lambda which, name, tail: f"length step {which} of {name} {tail}",
        )

    def add(self, rest: str) -> Wish:
        """ "step Tokens to nlp, 30 min"."""
        said = behind(rest, self._words.new_step)
        if not said:
            return Unread(rest)
        bare, lasting = with_length(said, self._words.no_length)
        parted = sorted(partings(bare, self._words.of_topic), key=lambda one: -len(one[0]))
        for find in (exactly, named):
            for head, tail in parted[:MOST_LOOSE]:
                if head and (topics := find(self._roadmap, tail)):
                    return self._added(head, tail, topics, lasting)
        if not parted:
            return Unread(rest)
        head, tail = parted[0]
        return self._added(head, tail, (), lasting)

    def _added(self, title: str, said: str, topics: Sequence[Topic], lasting: Lasting | None) -> Wish:
        bare, before_it = (title, None) if lasting else with_length(title, self._words.no_length)
        minutes = _minutes_of(lasting or before_it or Lasting())
        behind_it = f", {minutes} min" if minutes else ""
        return of_one(
            self._roadmap,
            said,
            topics,
            lambda topic: Meant(AddStep(topic.slug, unquoted(bare), minutes=minutes)),
            lambda name: f"add step {bare} to {name}{behind_it}",
        )

    def _parted(self, rest: str) -> Iterator[tuple[str, str]]:
        """Which step, and what stands behind "of", where the line begins with "step"; the last "of" first."""
        said = behind(rest, self._words.step)
        if said:
            yield from sorted(partings(said, self._words.of_topic), key=lambda one: -len(one[0]))

    def _found(
        self,
        found: Iterator[tuple[str, str, str]],
        then: Callable[[Topic, Step, str], Wish],
        line: Callable[[str, str, str], str],
    ) -> Wish:
        """What follows of the first which step, topic and rest that name a topic; whole names before parts."""
        parted = list(found)
        for find, most in ((exactly, len(parted)), (named, MOST_LOOSE)):
            for one in parted[:most]:
                if topics := find(self._roadmap, one[1]):
                    return self._of(one, topics, then, line)
        return Unread("")

    def _of(
        self,
        parted: tuple[str, str, str],
        topics: Sequence[Topic],
        then: Callable[[Topic, Step, str], Wish],
        line: Callable[[str, str, str], str],
    ) -> Wish:
        which, said, rest = parted
        return of_one(
            self._roadmap,
            said,
            topics,
            lambda topic: then(topic, step_in(topic, which), rest),
            lambda name: line(which, name, rest),
        )

    def _places(self, which: str, said: str) -> Iterator[tuple[str, str, str]]:
        """The topic and the place, wherever the line may be parted between them."""
        for head, tail in tails(said):
            yield which, head, tail

    def _moved(self, topic: Topic, step: Step, place: str) -> Wish:
        number = self._number(topic, step, place)
        return Meant(MoveStep(topic.slug, step.slug, number)) if number else Unread(place)

    def _number(self, topic: Topic, step: Step, place: str) -> int | None:
        """The number that a step gets by "to 1", "up", "last" or "after 2", counted as they stand now."""
        now = topic.steps.index(step) + 1
        said, words = f"_ {place}", self._words
        if (by := ends_by(said, words, len(topic.steps))) or (by := up_or_down(said, words, len(topic.steps))):
            return max(1, min(len(topic.steps), now + by[1]))
        for _, tail, after in beside(said, words):
            then = topic.steps.index(step_in(topic, tail)) + 1
            return then + after - (now < then + after)
        for _, tail in partings(said, words.into):
            return number_in(tail, words)
        return None

    def _minutes(self, said: str) -> int | None:
        return _minutes_of(length_in(said, self._words.no_length) or Lasting())


def _minutes_of(lasting: Lasting) -> int | None:
    """The minutes of a step. Raises LengthOutOfBounds for one of weeks."""
    if lasting.duration or lasting.weekly_hours:
        raise LengthOutOfBounds(LONGEST_WEEKS, MOST_HOURS)
    return max(1, round(60 * lasting.total_hours.long)) if lasting.total_hours else None


def step_in(topic: Topic, said: str) -> Step:
    """The step of this number, or of this name, or with this in its name, where it is the only one. Raises UnknownStep."""
    bare = unquoted(said.strip(AROUND)).removeprefix("#")
    key = folded(bare)
    same = [step for step in topic.steps if folded(step.title) == key or step.slug == bare]
    if key.isdecimal() and 1 <= int(key[:6]) <= len(topic.steps):
        same = [topic.steps[int(key[:6]) - 1]]
    found = same or [step for step in topic.steps if key and f" {key} " in f" {folded(step.title)} "]
    if len(found) != 1:
        raise UnknownStep(bare, topic.title, len(topic.steps))
    return found[0]
