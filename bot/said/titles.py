"""The names of topics that stand in a line: whole ones, parts that only one topic has, and odd spellings."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate

from bot.said.lexicon import Lexicon
from bot.said.text import Text
from roadmap.model import Roadmap, Topic
from roadmap.names import MOST_PARTS, folded

AND = "and"
MOST_WORDS = 40
"""Words of a name that can be typed."""

LONGEST_PART = 8
"""Words of a part of a name."""


@dataclass(frozen=True, slots=True)
class Name:
    """A name that ends before the word ``last``, the topics that may be meant, and whether it is a word of the tables as
    well, so that it may mean something else."""

    last: int
    topics: tuple[Topic, ...]
    shy: bool = False


class NamesIn:
    """The names in one line."""

    def __init__(self, text: Text, roadmap: Roadmap, lexicon: Lexicon) -> None:
        self.text, self._roadmap, self._lexicon = text, roadmap, lexicon
        self._names = roadmap.names
        self._keys = [folded(token.plain) for token in text.spoken]
        self._joined = " ".join(self._keys)
        self._begins = list(accumulate((len(key) + 1 for key in self._keys), initial=0))
        self._run_ends, self._next_words = self._ends_of_runs(), self._words_ahead()
        self._numbers = self._names.own_numbers
        self._looks = 0

    def referred(self, said: str) -> tuple[Topic, ...]:
        """The topics that "#3", "#3.1" or "#deep-learning" refer to, by what stands behind the sign."""
        topic = self._roadmap.by_slug.get(said)
        if topic:
            return (topic,)
        if topics := self._numbers.of(said):
            return topics
        return self._names.numbered(int(said)) if said.isdecimal() and len(said) < 7 else ()

    def at(self, index: int) -> Iterator[Name]:
        """The names that begin with the spoken word of this index."""
        begin, longest = self._begins[index], self._names.longest
        for last in range(index, min(self._run_ends[index], index + MOST_WORDS)):
            end = self._begins[last] + len(self._keys[last])
            if end - begin > longest:
                break
            key = self._joined[begin:end]
            topics = self._names.exactly(key)
            if topics:
                if key.isdecimal():
                    topics = tuple(dict.fromkeys((*self._names.numbered(int(key[:9])), *topics)))
                shy = last == index and key in self._lexicon.known and not key.isdecimal()
                yield Name(last + 1, topics, shy)
        if self._numbers and (topics := self._numbers.of(self.text.spoken[index].plain)):
            yield Name(index + 1, topics, shy=True)
        yield from self._parts_of_names(index)
        yield from self._odd_names(index)

    def _ends_of_runs(self) -> list[int]:
        """For each word where the words end, from it on, that stand in names; "and" may stand among them."""
        known, ends = self._names.single_words, [0] * len(self._keys)
        end = len(self._keys)
        for index in range(len(self._keys) - 1, -1, -1):
            if not all(word in known or word == AND for word in self._keys[index].split()):
                end = index
            ends[index] = end
        return ends

    def _words_ahead(self) -> list[int]:
        """For each word the next that is more than figures, itself or one behind it."""
        ahead, found = [0] * len(self._keys), len(self._keys)
        for index in range(len(self._keys) - 1, -1, -1):
            found = found if self._keys[index].isdecimal() else index
            ahead[index] = found
        return ahead

    def _parts_of_names(self, index: int) -> Iterator[Name]:
        """Two words and more that stand in the name of one topic, and of no other."""
        shortest = max(index + 1, self._next_words[index])  # figures alone count topics
        for last in range(min(self._run_ends[index], index + LONGEST_PART), shortest, -1):
            if self._looks >= MOST_PARTS or not self._names_something(index, last):
                continue
            self._looks += 1
            if self._is_amount(index, last):
                continue
            key = " ".join(self._keys[index:last])
            topics = () if self._names.exactly(key) else self._names.named_by_part(key)
            if topics:
                yield Name(last, topics)
                return

    def _is_amount(self, index: int, last: int) -> bool:
        """Whether the words are a length or a number of days, whatever name they stand in: "30 days"."""
        plain, begin, amounts = self.text.plain, self.text.begins[index], self._lexicon.amounts
        found = (amounts.span_at(plain, begin), amounts.length_at(plain, begin))
        return any(one and self.text.last_of(one[0]) == last - 1 for one in found)

    def _names_something(self, index: int, last: int) -> bool:
        """Whether the words of a part are more than little words of every line, at both of its ends above all."""
        fillers = self._lexicon.words.fillers | self._lexicon.words.before_topic
        words = self._keys[index:last]
        ends = words[0] not in fillers and words[-1] not in fillers
        return ends and any(word.isdecimal() or word not in self._lexicon.known for word in words)

    def _odd_names(self, index: int) -> Iterator[Name]:
        """A name without its blanks, and initials."""
        key = self._keys[index]
        topics = self._names.joined(key)
        if topics or (
            not self._names.exactly(key) and key not in self._lexicon.known and (topics := self._names.abbreviated(key))
        ):
            yield Name(index + 1, topics)
