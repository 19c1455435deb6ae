"""The laws of reading: a line is covered exactly, no word is dropped, what a button types is understood, nothing is written."""

import random
import re
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

import bot.texts
from bot.chat.command import Command, Where
from bot.chat.intake import understood
from bot.chat.platform import Speaker, Spoken
from bot.chat.request import Request
from bot.commands import COMMANDS
from bot.errors import Asked, Refusal, SmallTalk, UnknownCommand
from bot.said.clause_reading import COMMANDS as DEEDS
from bot.said.lexicon import LEXICON
from bot.said.lines import lines_of, quotable
from bot.said.readings import CORRECT, Told
from bot.said.spans import Spans
from bot.said.text import Text
from bot.said.tokens import MOST_TOKENS, tokens_of
from bot.said.tokens import folded as folded_word
from bot.said.values import Call, Direction
from bot.said.world import World
from bot.store import Database
from roadmap.model import Roadmap
from roadmap.names import folded
from tests.laws import tried_on
from tests.said.making import Maker, hostile
from tests.said.reading import (
    AMONG,
    BY_NAME,
    DIRECT,
    NOW,
    SHIPPED,
    calls,
    heard,
    lessons,
    options,
    read,
    requests,
    studying,
    world,
)
from tests.said.walking import LINES, Example, examples

STORING = frozenset({*DEEDS.values(), CORRECT})
TEXTS = Path(bot.texts.__file__).parent
QUOTED = re.compile(r"<code>(/[^<{}\n\"]+)</code>")
SEASONS = [datetime(2027, month, 9, 18, 30, tzinfo=UTC) for month in (1, 4, 7, 11)]


@cache
def every_example() -> tuple[Example, ...]:
    return tuple(example for path in sorted(LINES.glob("*.jsonl")) for example in examples(path))


@cache
def every_line() -> tuple[tuple[str, datetime], ...]:
    """The lines of the examples, each with its moment."""
    return tuple((line, one.now) for one in every_example() for line in (one.line, *one.before))


def stored(line: str, now: datetime = NOW) -> tuple[Request, ...]:
    """What of a message is about to be stored; nothing where it is asked about, refused, or only shows something."""
    try:
        found = requests(line, world(now=now))
    except Refusal:
        return ()
    lacking = any(one.command.grammar.needs_topic and not one.call.topics for one in found)
    return () if lacking else tuple(one for one in found if one.command.name in STORING)


# A line is covered exactly


def assert_covered(line: str, roadmap: Roadmap = SHIPPED) -> None:
    text = Text(line, LEXICON, roadmap.names)
    tokens, cover = text.tokens, Spans(text, roadmap, LEXICON).cover()
    assert "".join(token.text for token in tokens) == "".join(line[token.start : token.end] for token in tokens)
    ends = [0, *(token.end for token in tokens)]
    starts = [*(token.start for token in tokens), len(line)]
    assert all(not line[end:start].strip() for end, start in zip(ends, starts, strict=True)), "only blanks between"
    assert [span.first for span in cover[:1]] == [0] * bool(tokens)
    assert [span.last for span in cover[-1:]] == [len(tokens)] * bool(tokens)
    assert all(one.last == other.first for one, other in pairwise(cover))
    assert all(span.first < span.last for span in cover)


@tried_on(24, deadline=None)
@given(st.text(max_size=120) | st.text("0123456789.,:/-'\"#[]()<> \n&+%aehms", max_size=80))
def test_any_text_is_covered_by_neighbours_from_its_first_token_to_its_last(line: str) -> None:
    assert_covered(line)


@pytest.mark.drill
def test_every_line_of_the_examples_and_every_hostile_one_is_covered() -> None:
    for line in (*(line for line, _ in every_line()), *hostile().values()):
        assert_covered(line)
        assert len(tokens_of(line)) <= MOST_TOKENS + 1


@tried_on(18, deadline=None)
@given(st.integers(0, 10**6))
def test_lines_made_from_the_grammar_are_covered(seed: int) -> None:
    assert_covered(Maker(seed).line())


# No word is dropped


KNOWN = LEXICON.known | SHIPPED.names.single_words
LONG_ENOUGH = tuple(word for word in KNOWN if len(word) > 3)
FRAMES = (
    *("{}", "{}", "{}", "{},", "({})", '"{}"', "{}!", "*{}*", "{}:", "#{}", "@{}", "{}?", "- {} -", "{}/x", "{}-b"),
    *("\n{}\n", "{}\n", "https://{}.example/x", "… {}", "«{}»", "🦉{}", "{} and", "and {}"),
)


def is_a_word_of_its_own(word: str) -> bool:
    """Whether it is none of a table's or a title's, and none that one of these may be meant by."""
    plain, key = folded_word(word), folded(word)
    if not key or {plain, plain.replace("'", "")} & KNOWN or any(character.isdecimal() for character in plain):
        return False
    names = SHIPPED.names
    if names.exactly(key) or names.joined(key) or names.abbreviated(key):
        return False
    return not any(OSA.distance(plain, known, score_cutoff=2) <= 2 for known in LONG_ENOUGH if len(plain) > 3)


@cache
def storing_lines() -> tuple[tuple[str, datetime], ...]:
    """The lines of the examples that store something."""
    return tuple((line, now) for line, now in dict.fromkeys(every_line()) if stored(line, now))


@cache
def pool() -> tuple[str, ...]:
    """Words of no table: of letters that English has, and of others."""
    chance = random.Random(3)
    alphabets = ("abcdefghijklmnopqrstuvwxyz", "abcdefghijklmnopqrstuvwxyz", "äöüßéñабвгдежзикλμνש", "数学語言かな")
    made = ("".join(chance.choices(chance.choice(alphabets), k=chance.randint(1, 9))) for _ in range(400))
    own = ("wombat", "Xylophone", "QWRTZ", "kraken", "hullabaloo", "zz", "спасибо", "हिन्दी", "e\u0301te\u0301x")
    return tuple(word for word in (*own, *made) if is_a_word_of_its_own(word))


def put_into(line: str, said: str, place: int) -> str:
    """The line with words more at one of the places where words begin or end."""
    places = [0, *(match.start() for match in re.finditer(r"\s", line)), len(line)]
    at = places[place % len(places)]
    return f"{line[:at]} {said} {line[at:]}".strip(" ")


@pytest.mark.drill
@tried_on(45, deadline=None)
@given(
    st.deferred(lambda: st.sampled_from(storing_lines())),
    st.deferred(lambda: st.sampled_from(pool())),
    st.sampled_from(FRAMES),
    st.integers(0, 23),
)
def test_a_word_put_into_a_line_that_stores_is_shown_in_its_note_or_nothing_is_stored(
    known: tuple[str, datetime], word: str, frame: str, place: int
) -> None:
    line, now = known
    longer = put_into(line, frame.format(word), place)
    assert not is_dropped(word, longer, now), longer


def is_dropped(word: str, line: str, now: datetime = NOW) -> bool:
    """Whether something of a line is stored, and the word is not shown with it."""
    found = stored(line, now)
    return bool(found) and not any(_is_shown(word, one.call) for one in found)


def _is_shown(word: str, call: Call) -> bool:
    """Whether it stands in what is stored of the line as it was typed, which the answer shows."""
    return any(word in said for said in (call.note, *call.links, *call.texts))


@pytest.mark.drill
def test_a_word_is_dropped_at_no_place_of_any_line_that_stores(pytestconfig: pytest.Config) -> None:
    """In the short form at every third place, of each line at others."""
    dropped, apart = [], 1 if pytestconfig.getoption("long") else 3
    for number, (line, now) in enumerate(storing_lines()):
        for place in range(number % apart, len(line.split()) + 1, apart):
            word = pool()[(7 * number + place) % len(pool())]
            longer = put_into(line, FRAMES[(number + 5 * place) % len(FRAMES)].format(word), place)
            dropped += [longer] if is_dropped(word, longer, now) else []
    assert dropped == []


@pytest.mark.parametrize(
    ("line", "lost"),
    [
        ('i "wombat" meant yesterday', "wombat"),
        ("https://wombat.example/x no, cv", "wombat"),
        ("that #wombat should have been an hour", "wombat"),
        ("/checkin 2 days\nwombat\nago 50m", "wombat"),
        ('/checkin "watched the\nwombat\nlesson"', "wombat"),
        ("/checkin read: the paper\nwombat: 30m", "wombat"),
    ],
)
def test_a_word_that_was_once_dropped_is_dropped_no_more(line: str, lost: str) -> None:
    assert not is_dropped(lost, line)


# What is offered is understood


def kept(told: Iterable[Call]) -> list[Call]:
    """The calls as they are carried out: of a check-in each topic is one, a note is on one line."""
    found = []
    for one in told:
        call = replace(one, note=quotable(one.note))
        if call.command == "checkin" and len(call.topics) > 1:
            found += [
                replace(call, topics=(topic,), note="" if at else call.note) for at, topic in enumerate(call.topics)
            ]
        else:
            found.append(call)
    return found


def assert_each_option_reads_back(line: str, now: datetime = NOW) -> int:
    where = world(now=now)
    offered = options(line, where)
    for option in offered:
        typed = lines_of(option)
        try:
            again = calls(typed, where)
        except Refusal as refused:
            pytest.fail(
                f"{line!r} offers {typed!r}, which is {type(refused).__name__}: {getattr(refused, 'reading', '')}"
            )
        assert kept(again) == kept(option), (line, typed)
        assert not any(is_to_come(call, now) for call in option), f"{line!r} offers {typed!r}, which has not been yet"
    return len(offered)


def is_to_come(call: Call, now: datetime) -> bool:
    """Whether it is a fact of a day to come, which is refused."""
    return call.day is not None and call.day > now.date() and BY_NAME[call.command].grammar.day is Direction.BACK


@pytest.mark.drill
@pytest.mark.parametrize("path", sorted(LINES.glob("*.jsonl")), ids=lambda path: path.stem)
def test_every_line_that_a_question_about_an_example_offers_is_understood_as_what_it_offers(path: Path) -> None:
    of_path = [(line, one.now) for one in examples(path) for line in (one.line, *one.before)]
    assert sum(assert_each_option_reads_back(line, now) for line, now in of_path) > 5


@tried_on(36, deadline=None)
@given(st.integers(0, 10**6))
def test_every_line_that_a_question_about_a_made_line_offers_is_understood_as_what_it_offers(seed: int) -> None:
    assert_each_option_reads_back(Maker(seed).line())


@pytest.mark.parametrize(
    "line",
    [
        *("/pause 15 jan", "/checkin nlp dl 3/4", "/checkin nlp dl 20 30", "nlp dl 45m wombat", "/topic nlp cv wombat"),
        *("/done 3.1", "/done half of nlp", "nlp", "/pause monday", "/done nlp last week", "/done nlp ml"),
        *(
            "/checkin 1h 30m 45m",
            "finish nlp",
            "/done nlp monday cv",
            "/pause until 2029-01-01",
            "45 minutes of nlp done",
        ),
        *(
            '/checkin nlp 3/4 "quoted “twice”"',
            "/done nlp 3/4: a note\nof two lines",
            "/done nlp 3/4 https://a.example/b",
        ),
        *("/resume 2031-03-01", "back wombat in march 2031"),
        *("/plan wombat #3", "/status wombat #3", "/roadmap #3 and wombat", "/plan 2027-06-11 #3 wombat"),
        "/remember computer vision ٣\ncomputer vision topic 3",
        "/remember nlp 99 cv",
        *("/sitting end of june\nstarting\n3.1", "/member ann\ngot started on the 15th 99 3/4!"),
        *(
            "finished wombat nlp tomorrow",
            "/begin mlo tomorrow",
            "/checkin nlp cv 20 30 tomorrow",
            "wombat\n/done nlp tomorrow",
        ),
        "/resume object-oriented programming(in march! 31 april! DE: 9999 - 3 & ",
    ],
)
def test_what_is_offered_for_a_line_is_understood(line: str) -> None:
    assert_each_option_reads_back(line)


def quoted_lines() -> list[str]:
    """Every line that a text quotes as an example."""
    found = (QUOTED.findall(path.read_text(encoding="utf-8")) for path in sorted(TEXTS.rglob("*.py")))
    return sorted({line for lines in found for line in lines})


def with_lessons(now: datetime) -> World:
    return studying(("nlp", lessons(9)), now=now)


def is_understood(line: str, now: datetime, place_of: Command | None) -> bool:
    where = place_of is not None and place_of.where is Where.GROUP
    try:
        found = requests(line, with_lessons(now), AMONG if where else DIRECT)
    except (Asked, SmallTalk, UnknownCommand):
        return False
    return all(one.call.topics or not one.command.grammar.needs_topic or _is_bare(line) for one in found)


def _is_bare(line: str) -> bool:
    """Whether a command stands alone, which then asks what it is about."""
    return len(line.split()) == 1


@pytest.mark.parametrize("now", SEASONS, ids=lambda now: f"{now:%B}")
def test_every_example_is_understood_at_any_time_of_the_year(now: datetime) -> None:
    lines = [*(example for command in COMMANDS for example in command.examples), *quoted_lines()]
    assert len(lines) > 100
    names = ((line, BY_NAME.get(line.removeprefix("/").split()[0])) for line in lines)
    assert [line for line, command in names if not is_understood(line, now, command)] == []


@pytest.mark.parametrize("line", ["finished nlp yesterday", "studied 45 min of deep learning", "ill since tuesday"])
def test_the_sentences_that_help_shows_are_understood(line: str) -> None:
    assert isinstance(read(line), Told)


# Reading never writes


async def test_reading_never_writes(sqlite_url: str) -> None:
    database = Database(sqlite_url)
    try:
        async with database.reading() as store:  # where a write raises
            for line, now in every_line():
                spoken = Spoken(Speaker("console", "1"), DIRECT, line, now)
                with suppress(Refusal):
                    await understood(heard(spoken), BY_NAME, store, world(now=now))
    finally:
        await database.close()
