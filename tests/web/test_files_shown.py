"""Pictures and PDFs stay where they were sent: a page that speaks of one says where it is seen."""

from datetime import timedelta

import pytest

from bot.chat.exhibit import Exhibit
from bot.chat.platform import Place, Speaker, Spoken
from tests.bot.conftest import ANN
from tests.conftest import BOTH_WHEN_LONG

ENGINES = BOTH_WHEN_LONG

THERE = "Files are shown in the terminal: ask me there."

LATER = timedelta(minutes=1)
"""Beyond what is taken for one line said twice."""


async def _show(talk, line: str) -> None:
    """A picture with these words."""
    place, speaker = Place(ANN, direct=True), Speaker("console", ANN)
    told = await talk.dispatcher.say(
        Spoken(speaker, place, line, talk.clock(), exhibit=Exhibit("console", "photo one"))
    )
    assert told
    assert "📎 Kept for" in told.text


@pytest.mark.parametrize(
    ("line", "asked"),
    [
        ("/done nlp", "/topic nlp"),
        ("/done nlp", "/certificates nlp"),
        ("certificate GCP BigQuery Badges", "/certificates 9"),
    ],
)
async def test_an_answer_that_speaks_of_files_says_where_they_are_seen(talk, page, line, asked):
    browser, first = page
    assert THERE not in (await browser.send(first.form("Send"), line=asked)).text
    await _show(talk, line)
    talk.wait(LATER)
    told = await browser.send(first.form("Send"), line=asked)
    assert f"📎 One file of yours {THERE}" in told.text


async def test_the_page_of_a_topic_says_where_its_files_are_seen(talk, page):
    browser, _ = page
    await _show(talk, "/done nlp")
    assert f"📎 One file of yours {THERE}" in (await browser.open("/topic/nlp")).text
    assert THERE not in (await browser.open("/topic/deep-learning")).text
