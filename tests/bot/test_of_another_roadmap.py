"""A topic of another roadmap is none of this one: steps and sittings told of it say so, with a button that goes there."""

import pytest

from bot.chat.reply import Message
from tests.bot.conftest import Talk
from tests.bot.test_dispatch import data_of
from tests.bot.test_importing import take
from tests.conftest import SQLITE

ENGINES = SQLITE


@pytest.fixture
async def elsewhere(talk: Talk) -> Talk:
    """Ann is on the shipped roadmap too, and on one of her own now."""
    await talk.say("/start ml-data today")
    await take(talk, "# Path\n\n- [ ] Sets\n- [ ] Maps\n- [ ] Graphs\n")
    return talk


@pytest.mark.parametrize(
    "line",
    [
        "/steps nlp: 9 lessons",
        "/steps deep learning 9 lessons",
        "/checkin 30m deep learning",
        "studied deep learning 30 min",
        "/log 30m nlp yesterday",
    ],
)
async def test_it_is_said_whose_topic_it_is(elsewhere: Talk, line: str) -> None:
    shown = await elsewhere.say(line)
    assert shown
    assert "belongs to <b>Machine learning and data</b>" in shown.text
    await elsewhere.press(data_of(shown, "👉 Machine learning"))
    assert "30 min" not in await elsewhere.hear("/log"), "nothing was stored"
    again = await elsewhere.say(line)
    assert again
    assert "belongs to" not in again.text


async def test_the_words_can_be_noted_all_the_same(elsewhere: Talk) -> None:
    shown = await elsewhere.say("/checkin 30m deep learning")
    assert shown
    answer = await elsewhere.press(data_of(shown, "Only a note"))
    assert isinstance(answer, Message)
    assert "30 min · “deep learning”" in answer.text


@pytest.mark.parametrize(
    "line", ['/checkin 30m "deep learning"', "/checkin 30m read of learning deeply", "/log 30m sets"]
)
async def test_what_is_a_note_beyond_doubt_is_kept(elsewhere: Talk, line: str) -> None:
    assert "30 min" in await elsewhere.hear(line)
    assert "30 min" in await elsewhere.hear("/log")
