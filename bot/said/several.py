"""Many topics that are named at once: those from one number to another, and all of a stage."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.said.lexicon import Lexicon
from bot.said.text import Text
from bot.said.tokens import Form
from roadmap.model import Roadmap, Topic
from roadmap.names import folded
from roadmap.own_numbers import FIGURES, is_own_number
from roadmap.stages import Stage

LONGEST_NAME = 12
"""Words of the name of a stage that are looked at in a line."""

LONGEST_PHRASE = 5
"""Words by which all of something is meant."""

MOST_LOOKS = 3
"""Places of a line at which a part of the name of a stage is looked for; each is compared to all of them."""

_END = rf"#?{FIGURES}|#[a-z0-9]+(?:-[a-z0-9]+)*|#?\d{{1,4}}"
_RANGE = re.compile(
    rf"(?P<first>{_END})\s*(?:[-–—]|\.\.\.?|…|\b(?:to|through|thru|until|till|up to)\b)\s*(?P<last>{_END})(?![\w-])",
    re.IGNORECASE,
)
_REFERENCE = re.compile(r"stage #(?P<slug>[a-z0-9]+(?:-[a-z0-9]+)*)(?![\w-])", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Several:
    """The sets of topics that may be meant by what ends before the token ``end``. What is ``shy`` may be a day, or a time
    of day, as well."""

    end: int
    options: tuple[tuple[Topic, ...], ...]
    shy: bool = False


def counted_from_to(said: str, roadmap: Roadmap) -> tuple[Topic, ...]:
    """The topics from one to another, both inclusive, that the whole of a text names: "61-70", "5 to 8"; none where one of
    both ends is no topic, or does not come before the other."""
    match = _RANGE.fullmatch(said.strip())
    return _between(match, roadmap) if match else ()


def _between(match: re.Match[str], roadmap: Roadmap) -> tuple[Topic, ...]:
    first, last = _topic(match["first"], roadmap), _topic(match["last"], roadmap)
    if first is None or last is None or is_own_number(match["first"]) != is_own_number(match["last"]):
        return ()
    if _is_number(match["first"]) and _is_number(match["last"]):
        found = roadmap.names.numbered_from(first.number, last.number)
        return found if len(found) > 1 else ()
    places = {topic.slug: place for place, topic in enumerate(roadmap.topics)}
    start, end = places[first.slug], places[last.slug]
    return roadmap.topics[start : end + 1] if start < end else ()


def _topic(said: str, roadmap: Roadmap) -> Topic | None:
    """A topic by what stands at the end of a range: its reference, or its number, which may be the document's own."""
    bare = said.removeprefix("#")
    if said != bare and (topic := roadmap.by_slug.get(bare)):
        return topic
    if is_own_number(bare):
        topics = roadmap.names.own_numbers.of(bare)
        return topics[0] if len(topics) == 1 else None
    return next(iter(roadmap.names.numbered(int(bare))), None) if _is_number(said) else None


def _is_number(said: str) -> bool:
    return said.removeprefix("#").isdecimal()


def _may_be_a_day(match: re.Match[str]) -> bool:
    """Whether both ends are numbers of a day and a month, or of hours."""
    ends = sorted(int(match[end]) if match[end].isdecimal() else 99 for end in ("first", "last"))
    return ends[0] <= 12 and ends[1] <= 31


def referred_stage(said: str, roadmap: Roadmap) -> Stage | None:
    """The stage that the whole of a text refers to: the one that the topic in it stands under."""
    match = _REFERENCE.fullmatch(said.strip())
    topic = roadmap.by_slug.get(match["slug"]) if match else None
    return roadmap.stages.of(topic) if topic else None


class SeveralIn:
    """What of one line names many topics."""

    def __init__(self, text: Text, roadmap: Roadmap, lexicon: Lexicon) -> None:
        self._text, self._roadmap, self._words = text, roadmap, lexicon.words
        self._keys = [folded(token.plain) for token in text.spoken]
        self._ends = {token.start + len(token.text): place + 1 for place, token in enumerate(text.tokens)}
        self._looks = 0

    def at(self, index: int) -> Iterator[Several]:
        """What begins with this spoken word."""
        yield from self._of_stage(index)
        place = self._text.places[index]
        start = self._text.tokens[place].start
        yield from self.from_to(place)
        if self._keys[index] in self._words.stages and (match := _REFERENCE.match(self._text.line, start)):
            stage, end = referred_stage(match[0], self._roadmap), self._ends.get(match.end())
            if stage and end is not None:
                yield Several(end, (stage.topics,))

    def from_to(self, place: int) -> Iterator[Several]:
        """The topics from one to another, where such a range begins at this token."""
        token = self._text.tokens[place]
        may_begin = token.form in {Form.NUMBER, Form.REFERENCE} or token.text.startswith("#")
        may_begin = may_begin and not is_own_number(token.text)  # which may be days, and pauses have two of them
        match = _RANGE.match(self._text.line, token.start) if may_begin else None
        end = self._ends.get(match.end()) if match else None
        if match and end is not None and (topics := _between(match, self._roadmap)):
            yield Several(end, (topics,), shy=_may_be_a_day(match) and not self._is_labelled(place))

    def _is_labelled(self, place: int) -> bool:
        """Whether the word before says that topics are counted: "topics 3-5"."""
        return place > 0 and self._text.tokens[place - 1].plain in self._words.labels

    def _of_stage(self, index: int) -> Iterator[Several]:
        """ "all of arrays", "everything in the arrays stage", "stage 9", "arrays stage"."""
        behind, is_sure = self._wholly(index)
        start = self._skip(behind, self._words.before_stage) if behind > index else index
        name = self._skip(start, self._words.stages)
        is_said, is_labelled = behind > index, name > start
        found = self._numbered(start, name) if is_labelled else None
        found = found or self._named(name, is_said=is_said or is_labelled)
        if found is None:
            return
        last, stages = found
        end = self._skip(last, self._words.stages)
        if not (is_said or is_labelled or end > last):
            return
        options = [stage.topics for stage in stages]
        if not (is_sure or is_labelled or end > last):
            options += [(topic,) for topic in self._roadmap.names.exactly(" ".join(self._keys[name:last]))]
        yield Several(self._text.places[end - 1] + 1, tuple(dict.fromkeys(options)))

    def _wholly(self, index: int) -> tuple[int, bool]:
        """The word behind "all of" and its like, and whether that says that many are meant, as "everything in" does."""
        for last in range(min(index + LONGEST_PHRASE, len(self._keys)), index, -1):
            said = " ".join(self._keys[index:last])
            if said in self._words.everything:
                return last, True
            if said in self._words.wholly:
                return last, False
        return index, False

    def _skip(self, index: int, words: frozenset[str]) -> int:
        return index + 1 if index < len(self._keys) and self._keys[index] in words else index

    def _numbered(self, start: int, at: int) -> tuple[int, tuple[Stage, ...]] | None:
        """ "stage 9": the one of which the document says so, or else the ninth."""
        if at >= len(self._keys) or not self._keys[at].isdecimal():
            return None
        stages = self._roadmap.stages
        stage = stages.numbered(int(self._keys[at][:4]))
        found = stages.called(" ".join(self._keys[start : at + 1])) or ((stage,) if stage else ())
        return (at + 1, found) if found else None

    def _named(self, start: int, *, is_said: bool) -> tuple[int, tuple[Stage, ...]] | None:
        """The longest name of a stage that stands there; a part of one only where a stage is spoken of."""
        stages = self._roadmap.stages
        ends = range(min(len(self._keys), start + LONGEST_NAME), start, -1)
        keys = [(last, " ".join(self._keys[start:last])) for last in ends]
        known = [(last, key) for last, key in keys if len(key) <= stages.longest]
        for last, key in known:
            if found := stages.exactly(key):
                return last, found
        if not is_said or self._looks >= MOST_LOOKS:
            return None
        self._looks += 1
        for last, key in known:
            if not self._roadmap.names.exactly(key) and (found := stages.called(key)):
                return last, found
        return None
