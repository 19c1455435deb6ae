"""What is pressed and typed on a page is a line of that learner's, and nothing that comes from elsewhere is."""

from datetime import timedelta

import pytest

from bot.store.web_sessions import SHOWN
from tests.conftest import BOTH_WHEN_LONG

ENGINES = BOTH_WHEN_LONG


@pytest.mark.drill
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


@pytest.mark.drill
async def test_an_answer_is_shown_for_ten_minutes_with_its_files(talk, page):
    browser, first = page
    told = await browser.send(first.form("Send"), line="/export csv")
    (file,) = [link for link in told.links if link.startswith("/answer/")]
    talk.wait(SHOWN - timedelta(seconds=1))
    assert (await browser.open(str(told.answer.url))).text == told.text
    assert (await browser.open(file)).status == 200
    talk.wait(timedelta(seconds=1))
    assert 'id="told"' not in (await browser.open(str(told.answer.url))).answer.text
    assert (await browser.open(file)).status == 404


@pytest.mark.drill
async def test_a_page_of_an_earlier_answer_shows_none_of_a_later_one(talk, page):
    """As it is in another tab, or when one goes back."""
    browser, first = page
    earlier = await browser.send(first.form("Send"), line="/export csv")
    later = await browser.send(first.form("Send"), line="/export json")
    files = [[link for link in one.links if link.startswith("/answer/")] for one in (earlier, later)]
    for path in (str(earlier.answer.url), "/?told", "/?told=", "/"):
        assert 'id="told"' not in (await browser.open(path)).answer.text, path
    assert [(await browser.open(link)).status for (link,) in files] == [404, 200]


@pytest.mark.parametrize("name", ["%00", "%ED%A0%80", "x" * 17, "x" * 5000, "..", "%F0%9F%94%92"])
async def test_what_is_no_name_of_an_answer_is_asked_of_nobody(page, name):
    browser, _ = page
    assert (await browser.open(f"/?told={name}")).status == 200
    assert (await browser.open(f"/answer/{name}/0")).status == 404


@pytest.mark.drill
async def test_no_export_has_the_answer_before_it(talk, page):
    browser, first = page
    await browser.send(first.form("Send"), line="/log 25m nlp told-on-a-page")
    exported = (await talk.say("/export everything")).attachments[-1].content
    assert b'"answer"' not in exported.partition(b'"web_sessions"')[2].partition(b"]")[0]
    assert b"told_at" not in exported


async def test_a_file_of_another_release_is_kept_by_no_browser(page):
    browser, first = page
    (own,) = (path for path in first.loads if "style.css" in path)
    for path, kept in (
        (own, "immutable"),
        ("/static/style.css?another", "no-store"),
        ("/static/style.css", "no-store"),
    ):
        assert kept in (await browser.open(path)).answer.headers["cache-control"]
