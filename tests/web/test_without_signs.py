"""Whoever has messages without leading signs has pages without them, and nobody else."""

import unicodedata
from datetime import timedelta

import pytest

from tests.conftest import BOTH_WHEN_LONG
from tests.web.own_pages import bring, with_steps

ENGINES = BOTH_WHEN_LONG

PAGES = (
    "/",
    "/topics",
    "/stage/1",
    "/topic/nlp",
    "/log",
    "/log/2",
    "/certificates",
    "/settings",
    "/you",
    "/portfolio",
    "/edit",
    "/import",
)

LINES = (
    *("/switch ml-data", "/begin nlp", "/begin deep learning", "/done 2", "/skip 7", "/log 30m nlp"),
    *("/portfolio on", "/import\n- [ ] Owls\n- [ ] Bats\n"),
)


def signs(text: str) -> list[str]:
    return [text[max(0, at - 10) : at + 20] for at, sign in enumerate(text) if unicodedata.category(sign) == "So"]


@pytest.fixture
async def browser(talk, page):
    """Of somebody who has something to see on every page."""
    await bring(talk, [{"title": "Nets"}, {"title": "Trees"}])
    await talk.hear("/share")
    for line in LINES:
        await talk.hear(line)
    await with_steps(talk)
    talk.wait(timedelta(minutes=1))
    return page[0]


async def _shown(browser, path: str) -> str:
    """What a page says, but for its drawing: that has its signs as a chart has."""
    page = await browser.open(path)
    assert page.status == 200
    drawing = page.text.partition(" The whole plan")[0].partition("Your plan ")[2]
    return page.text.replace(drawing, "") if path == "/" else page.text


@pytest.mark.drill
@pytest.mark.parametrize("path", PAGES)
async def test_a_page_has_no_signs_for_who_wants_none(talk, browser, path):
    before = signs(await _shown(browser, path))
    await talk.hear("/settings plain")
    talk.wait(timedelta(minutes=1))
    assert signs(await _shown(browser, path)) == []
    await talk.hear("/settings emoji")
    talk.wait(timedelta(minutes=1))
    if path != "/settings":  # which says how it is set
        assert signs(await _shown(browser, path)) == before


async def test_what_a_sign_said_is_said_in_words(talk, browser):
    await talk.hear("/settings plain")
    topics = await browser.open("/topics")
    assert "2. Time Series Forecasting completed" in topics.text
    assert "Skip to" in topics.text
    assert [form.label for form in topics.forms if "Leave out" in form.label] == ["DoneBeginLeave outOpen again"]
    topic = await browser.open("/topic/nlp")
    assert "going on: 3. NLP" in topic.text
    assert "not ticked: Lesson 1" in topic.text


async def test_a_draft_that_is_seen_is_not_said_twice(talk, browser):
    await talk.hear("/settings plain")
    page = await browser.open("/import")
    seen = await browser.send(page.form("Show me"), below="- [ ] Newts\n- [ ] Toads\n")
    assert seen.text.count("1. Newts 2. Toads") == 1
