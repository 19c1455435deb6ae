"""An answer that asks a form has it on the page as it is in a window of a chat, and what is filled in is the same line."""

import json
import re

import pytest

from bot.chat.form import IN_LINE, Blank, Field, Form, Into, Option, data_of, into_of
from bot.chat.kept import form_packed, form_unpacked
from tests.conftest import BOTH_WHEN_LONG
from tests.web.browser import Form as Sent
from tests.web.browser import Page
from tests.web.own_pages import with_steps

ENGINES = BOTH_WHEN_LONG

EVERY_QUESTION = Form(
    "Title",
    "~sign:/line",
    (
        Blank(label="Words", into=Into("note", None), longest=20, hint="h", lines=True, offers=(Option("A", "a"),)),
        Field("Some", (Option("B", "b", True), Option("C", "c")), several=True, into=Into("by", "by the")),
        Field("One", (Option("D", "d"),), required=False),
    ),
    at_once=True,
)


def test_a_form_that_is_kept_comes_back_whole():
    assert form_unpacked(json.loads(json.dumps(form_packed(EVERY_QUESTION)))) == EVERY_QUESTION


@pytest.mark.parametrize("into", [IN_LINE, Into("minutes", None), Into("by", "until: the"), Into("", "a:b")])
def test_where_an_answer_goes_is_read_back_from_its_question(into):
    assert into_of(data_of(3, into)) == into


def window(page: Page) -> Sent:
    """The form that the answer asks, which has no boxes ticked that were not."""
    return page.form("That's it")


def name(form: Sent, question: str) -> str:
    """Under which the answer to a question is sent."""
    return next(key for key, _ in form.fields if key.startswith("answer ") and question in key)


async def test_a_sitting_is_filled_into_the_answer_that_asks_for_it(talk, page):
    browser, first = page
    asked = await browser.send(first.form("Send"), line="/sitting")
    assert "What you studied" in asked.text
    form = window(asked)
    values = {name(form, "minutes"): "1h30", name(form, "topics"): "#nlp", name(form, "note"): "3 lessons: done"}
    told = await browser.send(form, **values)
    assert "NLP" in told.text
    log = await talk.hear("/log")
    assert "1 h 30" in log
    assert "3 lessons: done" in log


async def test_the_same_questions_are_there_one_at_a_time(page):
    browser, first = page
    asked = await browser.send(first.form("Send"), line="/sitting")
    assert "Or one at a time" in asked.text
    next_one = await browser.send(asked.form("Go"))
    assert "Which topic was it?" in next_one.text


async def test_boxes_of_a_list_are_one_answer_and_none_ticked_is_one_as_well(talk, page):
    browser, first = page
    await with_steps(talk)
    asked = await browser.send(first.form("Send"), line="/steps nlp")
    form = window(asked)
    boxes = name(form, "0:")
    kept = [*form.fields, (boxes, "n0"), (boxes, "n2")]
    await browser.post(form.action, kept)
    assert "2 of 9" in await talk.hear("/steps nlp")
    again = window(await browser.send(first.form("Send"), line="/steps nlp"))
    assert [value for key, value in again.fields if key == boxes] == ["", "n0", "n2"]
    await browser.post(again.action, [pair for pair in again.fields if pair not in {(boxes, "n0"), (boxes, "n2")}])
    assert "0 of 9" in await talk.hear("/steps nlp")


async def test_a_form_that_is_refused_can_be_filled_in_again_with_all_that_was_typed(page):
    browser, first = page
    form = window(await browser.send(first.form("Send"), line="/sitting"))
    refused = await browser.send(form, **{name(form, "minutes"): "soon", name(form, "note"): "attention & <b>"})
    again = window(await browser.send(refused.form("Fill it in again")))
    assert dict(again.fields)[name(again, "minutes")] == "soon"
    assert dict(again.fields)[name(again, "note")] == "attention & <b>"


async def test_no_field_of_an_answer_is_taken_for_one_of_another_but_that_of_the_same_one_is_known_again(talk, page):
    browser, first = page
    await with_steps(talk, "/steps nlp: 9 lessons")
    await with_steps(talk, "/steps deep learning: 9 lessons")
    one = await browser.send(first.form("Send"), line="/steps nlp")
    again = await browser.open(f"/?{one.answer.url.query.decode()}")
    other = await browser.send(first.form("Send"), line="/steps deep learning")
    assert len(fields_of(one)) == 9
    assert fields_of(again) == fields_of(one)
    assert not fields_of(other) & fields_of(one)


def fields_of(page: Page) -> set[str]:
    """By which the fields of the answer's form are known."""
    return set(re.findall(r'id="([^"]+)" name="answer ', page.answer.text))


async def test_answers_to_somebody_elses_form_are_refused(talk, page, open_browser):
    browser, first = page
    form = window(await browser.send(first.form("Send"), line="/sitting"))
    await talk.hear("/start ml-data today", by="5")
    other = open_browser()
    await other.send((await other.open(await talk.way_in(by="5"))).form("Sign in"))
    before = (await talk.rows())["progress_events"]
    await other.send(form, **{name(form, "minutes"): "45"})
    assert (await talk.rows())["progress_events"] == before


async def test_more_than_a_line_may_hold_is_refused(page):
    browser, first = page
    form = window(await browser.send(first.form("Send"), line="/sitting"))
    assert (await browser.send(form, **{name(form, "note"): "x" * 200_001})).status == 413
