"""What is pressed and typed on a page is a line of that learner's, and nothing that comes from elsewhere is."""

import pytest

from tests.conftest import BOTH_WHEN_LONG

ENGINES = BOTH_WHEN_LONG


async def test_what_is_pressed_on_the_page_is_said_in_the_chat(talk, page):
    browser, first = page
    told = await browser.send(first.form("Begin"))
    assert "Deep Learning: begun today" in told.text
    assert "🟡 1. Deep Learning" in await talk.hear("/topic 1")
    await browser.send(told.form("Undo"))
    assert "⬜ 1. Deep Learning" in await talk.hear("/topic 1")


async def test_what_is_said_in_the_chat_is_on_the_page(talk, page):
    browser, _ = page
    await talk.hear("/begin nlp")
    assert "NLP" in (await browser.open("/")).text


async def test_what_is_typed_on_the_page_is_read_as_in_the_chat(talk, page):
    browser, first = page
    await browser.send(first.form("Send"), line="/begin nlp")
    assert "🟡 3. NLP" in await talk.hear("/topic nlp")


async def test_a_value_of_a_learners_is_text_wherever_it_stands(talk, page):
    browser, first = page
    told = await browser.send(first.form("Send"), line='/log 25m nlp "<script>alert(1)</script>"')
    assert "<script>alert" not in told.answer.text
    assert "<script>alert(1)</script>" in told.text


async def test_a_page_that_is_loaded_again_says_nothing_again(talk, page):
    browser, first = page
    told = await browser.send(first.form("Send"), line="/begin nlp")
    before = (await talk.rows())["progress_events"]
    again = await browser.open(str(told.answer.url))
    assert again.text == told.text
    assert (await talk.rows())["progress_events"] == before


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "https://evil.example", "sec-fetch-site": "cross-site"},
        {"origin": "https://evil.example", "sec-fetch-site": "same-origin"},
        {"origin": "null", "sec-fetch-site": "same-site"},
        {"origin": "null", "sec-fetch-site": "none"},
        {"origin": "null"},
        {},
    ],
)
async def test_a_form_from_elsewhere_is_left_alone(talk, page, headers):
    browser, _ = page
    kind = {"content-type": "application/x-www-form-urlencoded"}
    answer = await browser.client.post("/say", content="line=/done nlp", headers=kind | headers)
    assert answer.status_code == 403
    assert (await talk.rows())["progress_events"] == []


async def test_a_form_of_an_older_browser_is_known_by_its_origin(talk, page):
    browser, _ = page
    kind = {"content-type": "application/x-www-form-urlencoded"}
    answer = await browser.client.post(
        "/say", content="line=/done nlp", headers=kind | {"origin": "https://study.example"}
    )
    assert answer.status_code == 303


async def test_a_file_of_another_release_is_kept_by_no_browser(page):
    browser, first = page
    (own,) = (path for path in first.loads if "style.css" in path)
    for path, kept in (
        (own, "immutable"),
        ("/static/style.css?another", "no-store"),
        ("/static/style.css", "no-store"),
    ):
        assert kept in (await browser.open(path)).answer.headers["cache-control"]
