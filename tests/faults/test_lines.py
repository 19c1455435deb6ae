"""Lines made from the grammar and garbled, by the thousand: no incident, and none that takes long."""

from functools import partial

import pytest

from bot.chat.platform import Place, Speaker, Spoken
from bot.chat.request import LONGEST_LINE
from bot.commands import COMMANDS
from bot.platforms.console.renderer import plain
from bot.store import Database
from roadmap.reading.limits import MOST_TOPICS
from tests.bot.conftest import Talk
from tests.said.making import LARGEST, Maker, hostile, largest, milliseconds
from tests.said.reading import SHIPPED, outcome, world
from tests.said.test_cost import HEADS, SLACK, WORST, WORST_ON_LARGEST, too_slow

UNREADABLE = 10 * LONGEST_LINE
REFUSED = "I can't read that"
TAKERS = frozenset(one.name for one in COMMANDS if any(param.kind == "document" for param in one.params))
"""Commands behind which a whole document may be pasted."""


@pytest.fixture
def many(long_form: bool) -> int:
    return 100_000 if long_form else 1000


@pytest.fixture
async def talk(sqlite_url: str):
    database = Database(sqlite_url)
    yield Talk(database)
    await database.close()


def slow_lines(maker: Maker, count: int, form: str, within: float) -> dict[str, float]:
    """Of so many lines those that take longer, with their milliseconds."""
    where = world(largest(form)) if form else world()
    outcome("/done deep larning", where)  # the names are folded once
    found = {}
    for line in (maker.line() for _ in range(count)):
        time = milliseconds(partial(outcome, line, where), within=within)
        if time > within:
            found[line] = round(time, 1)
    return found


@pytest.mark.drill
def test_no_made_line_breaks_the_reading_or_takes_long(many: int) -> None:
    assert slow_lines(Maker(1), many, "", WORST * SLACK) == {}


@pytest.mark.drill
@pytest.mark.parametrize("form", LARGEST)
def test_no_made_line_takes_long_on_the_largest_roadmaps(form: str, many: int) -> None:
    roadmap = largest(form)
    assert len(roadmap.topics) == MOST_TOPICS
    assert slow_lines(Maker(2, roadmap), many // 40, form, WORST_ON_LARGEST * SLACK) == {}


@pytest.mark.parametrize("form", ["", *LARGEST])
def test_no_hostile_line_takes_long_behind_any_command(form: str, long_form: bool) -> None:
    heads = (*HEADS, *(f"/{one.name} " for one in COMMANDS), "") if long_form else ("/pause ", "")
    within = (WORST_ON_LARGEST if form else WORST) * SLACK
    kinds = list(hostile(form)) if long_form else ["a;", "digits", "near-misses, each another"]
    assert [slow for kind in kinds if (slow := too_slow(form, kind, heads, within))] == []


async def test_made_lines_go_through_the_dispatcher_without_an_incident(talk: Talk, long_form: bool) -> None:
    maker = Maker(3, SHIPPED)
    await talk.say("/start ml-data 2026-12-01")
    for number in range(3000 if long_form else 100):
        line = maker.line()
        answer = await _answer(talk, line, number)
        assert "incident" not in answer, line


async def test_lines_of_ten_thousand_characters_are_refused_as_unreadable(talk: Talk, long_form: bool) -> None:
    maker = Maker(4, SHIPPED)
    await talk.say("/start ml-data 2026-12-01")
    before = await talk.rows()
    for number in range(1000 if long_form else 25):
        line = maker.long_line(UNREADABLE)
        if line.removeprefix("/").split()[0].casefold() not in TAKERS:
            assert REFUSED in await _answer(talk, line, number), line[:100]
    assert await talk.rows() == before


async def _answer(talk: Talk, line: str, number: int) -> str:
    """What comes back; each line is said by somebody else, so that nobody says too many in a minute."""
    by = str(0x100 + number // 20)
    spoken = Spoken(Speaker("console", by), Place(by, direct=True), line, talk.clock())
    message = await talk.dispatcher.say(spoken)
    return plain(message.text) if message else ""
