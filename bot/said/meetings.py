"""What a line says of a meeting: when, for how long, in which blocks, on what; and whether it comes every week."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from datetime import time

from bot.said.lexicon import LEXICON
from bot.said.patterns import any_of
from bot.said.study_time_groups import HALF_A_DAY, TONIGHT, is_either, is_of_night, may_be_of, time_of, typed_of_night
from bot.said.study_time_tokens import Piece, Sort, pieces_of, plainly
from roadmap.model import Roadmap
from roadmap.names import folded, reference

LONGEST = 300
"""Characters of a line that is read."""


def _word(phrases: str) -> re.Pattern[str]:
    """These where they are words of their own: "now" in "now 25m", not in "#now-what"."""
    return re.compile(rf"(?<![\w#'-])(?:{phrases})(?![\w'-])")


WEEKLY = _word("(?:every|each) week|weekly|once a week")
NOT_WEEKLY = _word("(?:only )?once|just this time")
NOW = _word("(?:right )?now")
LENGTHS = re.compile(r"(?<![\d:.])(?P<focus>\d{1,3}) ?[/+] ?(?P<pause>\d{1,2})(?![\d:.])")
FIRST_OF_LINE = re.compile(r" *(?P<one>\d{1,2})/(?P<other>\d{1,2}) (?:at )?\d{1,2}(?:[:.h]\d| ?[ap]m)")
"""Two numbers that stand in front of a clock and before all else."""

LEAST_FOCUS, FIVES = 15, 5
"""Usual lengths are so many minutes of focus or more, and go by fives: "25/5"."""

LAST_MONTH, LAST_DAY = 12, 31

MOST_WORDS = 12
"""Words of a name that is looked for in a line."""

AHEAD = "in"
"""In front of a length it says in how long."""

_NUMBERED = re.compile(rf"\b(?:{any_of(LEXICON.words.parts)}) \d+\b")
"""A part by its number, which is a name: "part 2"."""

BEFORE_DAY = re.compile(r"\b(?:(?:starting|beginning|from|as of|on|of)\s+)+$")
"""Leads to a day, and says nothing by itself."""

_WORD = re.compile(r"[^\s,;]+")
_COLON = re.compile(r":(?=\s|$)")
_END = re.compile(r"(?<! )(?=[,;])(?!(?<=\d),\d)")
"""Where a comma is behind a word, but for that of "1,5"."""

_OF_DAYS = frozenset({Sort.WORD, Sort.HOUR, Sort.DAYS, Sort.PART, Sort.NOTHING})


@dataclass(frozen=True, slots=True)
class Proposal:
    """``weekday`` counts from Monday = 0, ``day`` is what names another day: "tomorrow", "12 jan". ``ahead`` are minutes from now, 0
    for now. What is not said is None, or empty. ``either`` says that ``at`` may be twelve hours earlier as well, and ``of_night`` that it lies
    after midnight, in the night which begins on the day or before it: "12 at night"."""

    weekday: int | None = None
    day: str = ""
    at: time | None = None
    ahead: int | None = None
    minutes: int | None = None
    focus: int | None = None
    pause: int | None = None
    weekly: bool = False
    topic: str = ""
    either: bool = False
    of_night: bool = False

    @property
    def is_timed(self) -> bool:
        """Whether it says when."""
        return self.at is not None or self.ahead is not None

    @property
    def has_figure(self) -> bool:
        """Whether something in the place of the topic may be a time or a length."""
        return any(one.isdecimal() for one in _NUMBERED.sub("", self.topic))


def read_meeting(said: str) -> Proposal:
    """The proposal that a line is; what has no other place in it names its topic. One that is too long names nothing but that."""
    line = _COLON.sub(" ", plainly(said))
    if len(line) > LONGEST:
        return Proposal(topic=line)
    is_once, line = _without(line, NOT_WEEKLY)
    weekly, line = _without(line, WEEKLY)
    now, line = _without(line, NOW)
    lengths = None if not now and _begins_with_date(line) else LENGTHS.search(line)
    line = LENGTHS.sub(" ", line, count=1) if lengths else line
    day, from_then_on, line = _day_in(line)
    found = _read(pieces_of(line, LEXICON.words.study_times), now=now, tonight=day in LEXICON.words.days.tonight)
    return Proposal(
        found.weekday,
        day,
        found.at,
        0 if now else found.ahead,
        found.minutes,
        int(lengths["focus"]) if lengths else None,
        int(lengths["pause"]) if lengths else None,
        weekly=(found.weekly or weekly or from_then_on) and not is_once,
        topic=found.topic,
        either=found.either,
        of_night=found.of_night,
    )


def with_reference(said: str, roadmap: Roadmap) -> str:
    """The line with "#slug" for the name of a topic in it that would say something of the time: "Monday blues", "Weekly review"."""
    words = said.split() if len(said) <= LONGEST else []
    for first in range(len(words)):
        for end in range(min(len(words), first + MOST_WORDS), first + 1, -1):
            name = folded(" ".join(words[first:end]))
            topics = roadmap.names.exactly(name)
            if len(topics) == 1 and folded(read_meeting(name).topic) != name:
                return " ".join([*words[:first], reference(topics[0]), *words[end:]])
    return said


def typed(meant: Proposal) -> str:
    """The line that is read as this proposal again."""
    weekday = LEXICON.clocks.weekday_word(meant.weekday) if meant.weekday is not None else ""
    pieces = (
        ", ".join(one for one in (weekday, meant.day) if one),
        _clock(meant.at, meant) if meant.at else "",
        f"{AHEAD} {meant.ahead}m" if meant.ahead else "now" if meant.ahead == 0 else "",
        f"{meant.minutes}m" if meant.minutes else "",
        f"{meant.focus}/{meant.pause}" if meant.focus is not None else "",
        "weekly" if meant.weekly else "",
        meant.topic,
    )
    return " ".join(piece for piece in pieces if piece)


def _begins_with_date(line: str) -> bool:
    """Whether two numbers in front of a clock are a date, whichever of them is the month: "14/1 19:00". They are none where they are usual
    lengths, be there such a day: "25/5 19:00"."""
    if not (found := FIRST_OF_LINE.match(line)):
        return False
    one, other = int(found["one"]), int(found["other"])
    is_day = 1 <= min(one, other) <= LAST_MONTH and max(one, other) <= LAST_DAY
    is_usual = one >= max(LEAST_FOCUS, other) and one % FIVES == other % FIVES == 0
    return is_day and not is_usual


def _clock(at: time, meant: Proposal) -> str:
    if meant.of_night:
        return typed_of_night(at)
    if not meant.either:
        return f"{at:%H:%M}"
    return f"at {at.hour - HALF_A_DAY}" if at.hour > HALF_A_DAY else f"{at:%H:%M} in the morning"


def _without(line: str, what: re.Pattern[str]) -> tuple[bool, str]:
    """Whether it stands in the line, and the line without it."""
    left, count = what.subn(" ", line, count=1)
    return bool(count), left


def _day_in(line: str) -> tuple[str, bool, str]:
    """What of a line names a day that is more than a weekday, whether it comes every week from then on, and the line without it; a part
    of the day stays, for it is the time."""
    words, line = LEXICON.words.study_times, _END.sub(" ", line)
    for word in _WORD.finditer(line):
        found = LEXICON.days.at(line, word.start())
        text = line[word.start() : found[0]].strip() if found else ""
        pieces = pieces_of(text, words)
        if text.isdecimal() or not (_OF_DAYS.issuperset(one.sort for one in pieces) and _is_named(pieces)):
            continue
        if any(one.sort is Sort.LENGTH for one in pieces_of(line[word.start() :], words)[:1]):
            continue  # "1.5 hours"
        before, weekly = _without_last(BEFORE_DAY.sub("", line[: word.start()]), words.every)
        times = " ".join(one.text for one in pieces if one.sort is Sort.PART)
        return text, weekly, f"{before} {times} {line[word.start() + len(text) :]}"
    return "", False, line


def _is_named(pieces: Sequence[Piece]) -> bool:
    """Whether these say more of a day than its weekday: "next", "jan"."""
    return any(one.sort is Sort.WORD for one in pieces)


def _without_last(line: str, words: Collection[str]) -> tuple[str, bool]:
    """The line without its last word, and whether that is one of these; else the line as it is."""
    head, _, last = line.rstrip().rpartition(" ")
    return (head, True) if last in words else (line, False)


@dataclass(slots=True)
class _Reading:
    """A proposal as its pieces come; ``tonight`` is the part of the day where the day says it. An hour alone is a time of day where
    nothing else says when, else the number of a topic."""

    is_timed: bool
    tonight: Piece | None = None
    weekday: int | None = None
    at: Piece | None = None
    part: Piece | None = None
    minutes: int | None = None
    ahead: int | None = None
    weekly: bool = False
    topic: list[Piece] = field(default_factory=list)

    def take(self, piece: Piece, before: str) -> None:
        """The next piece, and the word in front of it."""
        if not self._takes(piece, before) and (self.topic or piece.sort is not Sort.NOTHING):
            self.topic.append(self._of_topic(piece, before))

    def _of_topic(self, piece: Piece, before: str) -> Piece:
        """A piece that names the topic, be it by its number: "19:00 3". Behind "and" or directly behind a bare hour a number may be
        another time, so there it names none: "7 and 8", "7 30"."""
        is_bare = self.at and self.at.sort is Sort.HOUR and not (self.part or self.minutes or self.topic)
        is_joined = self.at and before in LEXICON.words.study_times.joints
        is_none = piece.text.isdecimal() and (is_bare or is_joined)
        return replace(piece, text=f"{before} {piece.text}") if is_none else piece

    def _takes(self, piece: Piece, before: str) -> bool:
        """Whether it has a place outside the topic."""
        words = LEXICON.words.study_times
        match piece.sort:
            case Sort.DAYS if piece.number.bit_count() == 1 and self.weekday is None:
                self.weekday = piece.number.bit_length() - 1
                self.weekly = before in words.every or piece.text.endswith(words.plurals)
            case Sort.CLOCK if self.at is None:
                self.at = piece
            case Sort.PART if self._is_own(piece):
                self.part = piece
            case Sort.HOUR if self.at is None and self.ahead is None and not (self.is_timed or self.topic):
                self.at = piece
            case Sort.LENGTH:
                return self._takes_length(piece, before)
            case _:
                return False
        return True

    def _is_own(self, part: Piece) -> bool:
        """Whether a part of the day is that of the meeting, and not of another hour: "7 in the morning and 8 in the evening"."""
        is_of_time = " " in part.text or not (self.at and self.at.sort is Sort.CLOCK)
        return self.part is None and is_of_time and not (self.topic and _is_another(self.topic[-1]))

    def _takes_length(self, piece: Piece, before: str) -> bool:
        if before == AHEAD and self.ahead is None:
            self.ahead = piece.number
            self.topic.pop()
        elif self.minutes is None:
            self.minutes = piece.number
        else:
            return False
        return True

    def proposal(self) -> Proposal:
        if self.at and all(one.sort in {Sort.PART, Sort.NOTHING} for one in self.topic):
            self.part = self.part or next((one for one in self.topic if one.sort is Sort.PART), None)
            self.topic.clear()
        while self.topic and self.topic[-1].sort is Sort.NOTHING:
            self.topic.pop()
        named = " ".join(piece.text for piece in self.topic)
        if self.at and self.part and not may_be_of(self.at, self.part):
            named = f"{self.at.text} {self.part.text}"  # "20:00 in the morning" is none that is read
        found = Proposal(self.weekday, "", self._time(), self.ahead, self.minutes, weekly=self.weekly, topic=named)
        either = bool(self.at and is_either(self.at, self.part or self.tonight))
        return replace(found, either=either, of_night=is_of_night(self.at, self.part))

    def _time(self) -> time | None:
        if self.at:
            return time_of(self.at, self.part or self.tonight)
        return self.part.at if self.part else None


def _is_another(piece: Piece) -> bool:
    """Whether it is another hour with a part of the day behind it."""
    return piece.sort is Sort.HOUR and piece.parted


def _read(pieces: Sequence[Piece], *, now: bool, tonight: bool) -> Proposal:
    is_timed, before = now or any(one.sort is Sort.CLOCK for one in pieces), ""
    reading = _Reading(is_timed, TONIGHT if tonight else None)
    for one in pieces:
        reading.take(one, before)
        before = one.text
    return reading.proposal()
