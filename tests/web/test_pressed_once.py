"""A button of an answer counts once, however many windows show it, as one that stands in a chat does."""

import asyncio
from datetime import timedelta

import pytest

from bot.store.web_sessions import SHOWN
from tests.conftest import BOTH_WHEN_LONG
from tests.web.browser import Page

ENGINES = BOTH_WHEN_LONG

ALREADY = "You answered this already. It counted once."


@pytest.fixture
async def question(talk, page) -> Page:
    """Two topics are under way, and half an hour was said of neither."""
    browser, first = page
    await talk.hear("/begin nlp")
    await talk.hear("/begin deep learning")
    return await browser.send(first.form("Send"), line="30m")


async def sittings(talk) -> int:
    return sum(row[5] == "checked in" for row in (await talk.rows())["progress_events"])


@pytest.mark.drill
async def test_what_was_answered_in_one_window_is_answered_in_the_other_hours_later_too(talk, page, question):
    browser, _ = page
    assert "30 min this week" in (await browser.send(question.form("30 min"))).text
    talk.wait(timedelta(hours=3))
    assert ALREADY in (await browser.send(question.form("30 min"))).text
    assert await sittings(talk) == 1


@pytest.mark.drill
async def test_so_is_another_answer_to_the_same_question(talk, page, question):
    browser, _ = page
    await browser.send(question.form("Nothing"))
    assert ALREADY in (await browser.send(question.form("30 min"))).text
    assert await sittings(talk) == 0


@pytest.mark.drill
@pytest.mark.parametrize("after", ["something else was said", "ten minutes"])
async def test_so_is_another_answer_when_the_browser_was_told_something_since(talk, page, question, after):
    browser, first = page
    if after == "ten minutes":
        talk.wait(SHOWN + timedelta(minutes=1))
    else:
        await browser.send(first.form("Send"), line="/today")
    presses = [form for form in question.forms if form.action == "/press"]
    told = [(await browser.send(form)).text for form in presses]
    assert [ALREADY in text for text in told] == [False] + [True] * (len(presses) - 1)
    assert len(presses) > 1
    assert await sittings(talk) == 1


@pytest.mark.drill
async def test_of_two_presses_at_once_one_counts(talk, page, question):
    browser, _ = page
    await asyncio.gather(*(browser.send(question.form("30 min")) for _ in range(2)))
    assert await sittings(talk) == 1


@pytest.mark.drill
async def test_the_same_question_asked_anew_is_another_one(talk, page, question):
    browser, first = page
    await browser.send(question.form("30 min"))
    talk.wait(timedelta(hours=3))
    again = await browser.send(first.form("Send"), line="30m")
    assert ALREADY not in (await browser.send(again.form("30 min"))).text
    assert await sittings(talk) == 2


@pytest.mark.drill
async def test_what_is_to_be_chosen_in_a_menu_counts_once_as_well(talk, page):
    browser, first = page
    asked = await browser.send(first.form("Send"), line="/timezone utc+1")
    menu = next(form for form in asked.forms if form.action == "/press" and form.label == "Go")
    assert ALREADY not in (await browser.send(menu)).text
    assert ALREADY in (await browser.send(menu)).text


@pytest.mark.drill
@pytest.mark.parametrize("name", ["", "%00", "x" * 17, "x" * 5000, "\0", "nobody's"])
async def test_a_press_that_names_no_answer_is_heard_as_one_of_a_page_of_before(talk, page, question, name):
    browser, _ = page
    form = question.form("30 min")
    fields = [(key, name if key == "told" else value) for key, value in form.fields]
    assert "30 min this week" in (await browser.post(form.action, fields)).text
