"""A line behind /steps, read: a topic to show, a list of steps, a number of them, or an edit of one."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.said.edits.edit_line import plainly
from bot.said.edits.parts import AROUND, behind, exactly, named, unquoted, with_length
from bot.said.edits.step import Stepping
from bot.said.edits.wishes import Meant, Option, Which
from bot.said.patterns import any_of
from bot.said.spans import link_in
from bot.said.tokens import Form, tokens_of
from roadmap.errors import EditRefused
from roadmap.model import Roadmap, Topic, Written
from roadmap.names import folded, reference
from roadmap.steps import StepEdit
from roadmap.words import Words

MOST_HEAD = 12
"""Words of the name of a topic that are looked at."""

_MARK = re.compile(r"^\s*(?:[-*+•–—]|\d{1,3}[.)])?\s*(?:\[[ xX]\]|[☐☑✅✔])?\s*")
_LABELLED = re.compile(r"\[(?P<label>[^\]]{1,200})\]\((?P<link>[^)\s]+)\)")


@dataclass(frozen=True, slots=True)
class Page:
    """The steps of a topic are to be shown, from where it stands or a page of them."""

    topic: Topic
    number: int | None = None


@dataclass(frozen=True, slots=True)
class Listed:
    """A topic is to have these steps, which ``resource`` consists of (empty: none); none at all: it goes without."""

    topic: Topic
    steps: tuple[Written, ...]
    resource: str = ""


@dataclass(frozen=True, slots=True)
class Edited:
    """One step of a topic is to be another."""

    topic: Topic
    edit: StepEdit


@dataclass(frozen=True, slots=True)
class NoTopic:
    """No topic is called so."""

    said: str


StepsWish = Page | Listed | Edited | Which | NoTopic
"""What comes of it."""


def read_steps(said: str, roadmap: Roadmap, on: Sequence[Topic], words: Words) -> StepsWish:
    """What a line wants; ``on`` are the topics that may be meant where none is named. Raises EditRefused."""
    first, *others = said.splitlines()
    if others:
        return _of_lines(first, others, roadmap)
    line = first.strip()
    if len(whole := exactly(roadmap, line)) == 1:
        return Page(whole[0])
    if wish := _Line(roadmap, words, on).read(line):
        return wish
    if found := named(roadmap, line):
        return Page(found[0]) if len(found) == 1 else _which(line, found, "")
    return NoTopic(unquoted(line))


def _of_lines(first: str, others: Sequence[str], roadmap: Roadmap) -> StepsWish:
    head = first.strip(AROUND)
    topics = exactly(roadmap, head) or named(roadmap, head)
    if len(topics) != 1:
        return NoTopic(head)
    return Listed(topics[0], tuple(_written(line) for line in others if _MARK.sub("", line).strip()))


def _which(said: str, topics: Sequence[Topic], rest: str) -> Which:
    return Which(said, tuple(Option(f"{reference(topic)} {rest}".strip(), topic) for topic in topics))


def _written(line: str) -> Written:
    """One line of a list as a step: without its mark, its length and its link apart."""
    bare, link = _MARK.sub("", line).strip(), ""
    if labelled := _LABELLED.search(bare):
        bare, link = bare.replace(labelled[0], labelled["label"]), labelled["link"]
    for token in tokens_of(bare):
        if token.form is Form.LINK and not link:
            bare, link = f"{bare[: token.start]} {bare[token.end :]}".strip(AROUND + "–—-"), link_in(token.text)
            break
    title, minutes = _timed(bare)
    return Written(title, minutes, link)


def _numbered(noun: str, count: int) -> tuple[Written, ...]:
    """ "Lesson 1", "Lesson 2" …"""
    return tuple(Written(f"{noun} {at}") for at in range(1, count + 1))


def _timed(said: str) -> tuple[str, int | None]:
    """A title, and the minutes that stand behind it; a length of weeks is a part of the title."""
    try:
        bare, lasting = with_length(said, ())
    except EditRefused:
        return said, None
    if not lasting or not lasting.total_hours or lasting.duration or lasting.weekly_hours:
        return said, None
    return bare, max(1, round(60 * lasting.total_hours.long))


def splits(said: str, roadmap: Roadmap, on: Sequence[Topic], words: Words) -> str | None:
    """What of a line without a command is a line behind /steps: all of it makes so many steps of a topic there is ("please split
    nlp into 9 lessons"). None for any other."""
    line = plainly(said, words.edits)
    if behind(line, words.edits.split) is None:
        return None
    wish = _Line(roadmap, words, on).split(line)
    return line if isinstance(wish, Listed | Which) else None


def edits_step(said: str, roadmap: Roadmap, on: Sequence[Topic], words: Words) -> str | None:
    """What of a line without a command is a line behind /steps: it changes a counted step of the one topic that goes on and has it
    ("rename lesson 2 to Attention", "remove lesson 3"). None for any other; of ``roadmap`` the topics have the learner's steps."""
    line, edits = plainly(said, words.edits), words.edits
    rest = behind(line, (*edits.rename, *edits.move, *edits.remove))
    if rest is None or behind(rest, words.countable) is None:
        return None
    found = {wish.topic.slug: wish for topic in on if (wish := _edited(line, roadmap, topic, words))}
    return f"{reference(next(iter(found.values())).topic)} {line}" if len(found) == 1 else None


def _edited(line: str, roadmap: Roadmap, topic: Topic, words: Words) -> Edited | None:
    """The edit that a line is of a step of this topic, or of another one that it names."""
    try:
        wish = _Line(roadmap, words, (topic,)).read(line)
    except EditRefused:
        return None
    return wish if isinstance(wish, Edited) else None


class _Line:
    """One line, which names the topic in front, or behind what is to be done."""

    def __init__(self, roadmap: Roadmap, words: Words, on: Sequence[Topic]) -> None:
        self._roadmap, self._words, self._on = roadmap, words, on
        self._stepping = Stepping(roadmap, words.edits)
        nouns, verbs = any_of(words.countable), any_of(words.edits.split)
        self._count = re.compile(
            rf"(?:(?:{verbs}) (?:it )?)?(?:in)?(?:to )?(?P<count>\d{{1,4}}) (?P<noun>{nouns})s?(?: of (?P<resource>.{{1,80}}))?",
            re.IGNORECASE,
        )
        counted = rf"(?P<count>\d{{1,4}}) (?P<noun>{nouns})s?"
        self._count_behind = re.compile(rf"(?P<resource>.{{1,80}}?)[,:]? {counted}", re.IGNORECASE)
        self._count_before = re.compile(rf"{counted},? (?P<resource>.{{1,80}})", re.IGNORECASE)
        units = any_of(sorted(words.amounts.units))
        self._count_any = re.compile(rf"(?P<count>\d{{1,3}}) (?!(?:{units})\b)(?P<noun>[^\W\d_]+)s", re.IGNORECASE)
        self._split = re.compile(
            rf"(?:{verbs}) (?P<topic>.+?)(?: up| down)? (?P<rest>(?:in)?to \d{{1,4}} .+)", re.IGNORECASE
        )

    def read(self, line: str) -> StepsWish | None:
        """What it wants; None where it only names a topic, or nothing."""
        if split := self.split(line):
            return split
        for head, tail in _heads(line):
            topics = exactly(self._roadmap, head)
            if len(topics) == 1 and (wish := self._rest(topics[0], tail)):
                return wish
        return self._edit(line) or self._of_one_on(line)

    def split(self, line: str) -> StepsWish | None:
        """ "split nlp into 9 lessons"; None for any other line."""
        split = self._split.fullmatch(line)
        return self._of_topic(split["topic"], split["rest"]) if split else None

    def _of_topic(self, said: str, rest: str) -> StepsWish | None:
        topics = self._on if said.casefold() == "it" else named(self._roadmap, said)
        if len(topics) != 1:
            return _which(said, topics, rest) if topics else NoTopic(said)
        return self._rest(topics[0], rest)

    def _of_one_on(self, line: str) -> StepsWish | None:
        """What is said of the one topic that goes on: "add Attention", "2"."""
        return self._rest(self._on[0], line) if len(self._on) == 1 else None

    def _rest(self, topic: Topic, tail: str) -> StepsWish | None:
        """What stands behind the name of a topic."""
        bare = tail.strip(AROUND)
        if bare.isdecimal() and len(bare) < 4:
            return Page(topic, int(bare))
        if listed := self._of_resource(topic, bare):
            return listed
        if match := self._count.fullmatch(bare):
            noun, resource = match["noun"].capitalize(), (match["resource"] or "").strip()
            return Listed(topic, _numbered(noun, int(match["count"])), resource)
        if tail.lstrip().startswith(":") and (match := self._count_any.fullmatch(bare)):
            return Listed(topic, _numbered(match["noun"].capitalize(), int(match["count"])))
        if bare.casefold() in {"none", "no steps"}:
            return Listed(topic, ())
        if tail.lstrip().startswith(":") or ";" in bare:
            return Listed(topic, tuple(_written(one) for one in bare.split(";") if one.strip()))
        return self._edit_of(topic, bare)

    def _of_resource(self, topic: Topic, tail: str) -> Listed | None:
        """ "Fast.ai 9 lessons", "9 lessons Fast.ai": of a resource that the topic names, with no word between."""
        for pattern in (self._count_behind, self._count_before):
            match = pattern.fullmatch(tail)
            if match and any(_is_called(one.name, match["resource"]) for one in topic.resources):
                noun = match["noun"].capitalize()
                return Listed(topic, _numbered(noun, int(match["count"])), match["resource"].strip(AROUND))
        return None

    def _edit_of(self, topic: Topic, tail: str) -> StepsWish | None:
        """ "add Attention, 45 min", "rename 2 to Attention", "move 3 to 1", "drop 2"."""
        edits, named_as = self._words.edits, reference(topic)
        if (title := behind(tail, edits.add)) is not None:
            bare = behind(title, edits.new_step)
            return self._meant(self._stepping.add(f"step {title if bare is None else bare} to {named_as}"))
        if (which := behind(tail, edits.remove)) is not None:
            return self._meant(self._stepping.remove(f"step {self._bare(which)} of {named_as}"))
        for verbs, read in ((edits.rename, self._stepping.rename), (edits.move, self._stepping.move)):
            if (rest := behind(tail, verbs)) is not None:
                which, _, place = self._bare(rest).partition(" ")
                return self._meant(read(f"step {which} of {named_as} {place}"))
        return None

    def _bare(self, rest: str) -> str:
        """What is behind the word for a step, where a number follows a noun: "lesson 2 to Attention"."""
        said = behind(rest, (*self._words.edits.step, *self._words.countable))
        is_counted = said is not None and said[:1].isdecimal()
        return said if said is not None and (is_counted or behind(rest, self._words.edits.step) is not None) else rest

    def _edit(self, line: str) -> StepsWish | None:
        """The same with the topic behind: "rename step 2 of nlp to Attention"."""
        edits = self._words.edits
        for verbs, read in (
            (edits.rename, self._stepping.rename),
            (edits.move, self._stepping.move),
            (edits.add, self._stepping.add),
            (edits.remove, self._stepping.remove),
        ):
            if (rest := behind(line, verbs)) is not None:
                said = rest if behind(rest, (*edits.step, *edits.new_step)) is not None else f"step {rest}"
                return self._meant(read(said))
        return None

    def _meant(self, wish: object) -> StepsWish | None:
        if isinstance(wish, Meant) and isinstance(wish.edit, StepEdit):
            return Edited(self._roadmap.by_slug[wish.edit.slug], wish.edit)
        return None


def _is_called(name: str, said: str) -> bool:
    """Whether a resource goes by this: its name, or what that begins with."""
    key = folded(said.strip(AROUND))
    return bool(key) and f"{folded(name)} ".startswith(f"{key} ")


def _heads(line: str) -> Iterator[tuple[str, str]]:
    """What may be the name of a topic, and what stands behind it; the longest name first."""
    if ":" in line:
        head, _, tail = line.partition(":")
        yield head, f":{tail}"
    words = line.split()
    for at in range(min(MOST_HEAD, len(words) - 1), 0, -1):
        yield " ".join(words[:at]), " ".join(words[at:])
