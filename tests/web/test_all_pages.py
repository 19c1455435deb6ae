"""What holds of all of a learner's own pages: their buttons are lines, looking stores nothing, strangers' words are text, they ask little."""

from datetime import timedelta
from urllib.parse import parse_qsl

import pytest

from bot.web.forms import Fields
from tests.bot.test_queries import statements
from tests.conftest import BOTH_WHEN_LONG
from tests.web.browser import Page
from tests.web.own_pages import HOSTILE, PAGES, bring, with_steps

ENGINES = BOTH_WHEN_LONG

EXAMPLES = {
    "part": "berlin",
    "part *m": "45",
    "part until": "2027-02-01",
    "part finish by": "2027-09-01",
    "part :": "a note",
}
"""What is filled in where a field is empty."""


def _lines(shown: Page) -> list[str]:
    """What the forms of a page say, filled in; not what somebody types by themselves, nor a menu left alone."""
    forms = [form for form in shown.forms if form.action == "/say" and form.label != "Send"]
    return [Fields([(name, value or EXAMPLES.get(name, "")) for name, value in form.fields]).line for form in forms]


REFUSED = ("I don't understand", "I don't know what to make of", "There is no command", "Try <code>")


@pytest.mark.parametrize("path", PAGES)
async def test_every_button_of_a_page_types_a_line_that_the_bot_takes(talk, page, path):
    browser, _ = page
    await with_steps(talk)
    await talk.hear("/begin deep learning")
    await talk.hear("/times mon wed 19:00")
    lines = _lines(await browser.open(path))
    assert lines
    for line in lines:
        talk.wait(timedelta(seconds=3))  # so many at once would be left out
        message = await talk.say(line)
        assert message, line
        assert not [said for said in REFUSED if said in message.text], (line, message.text)


@pytest.mark.parametrize("path", PAGES)
async def test_looking_at_a_page_stores_nothing(talk, page, path):
    browser, _ = page
    before = await talk.rows()
    await browser.open(path)
    assert await talk.rows() == before


@pytest.mark.parametrize("path", PAGES)
async def test_titles_and_notes_of_strangers_are_text_on_every_page(talk, page, path):
    browser, _ = page
    steps = [{"title": HOSTILE}, {"title": "Second"}]
    topics = [{"title": HOSTILE, "stage": HOSTILE, "duration_weeks": 2, "steps": steps}]
    await bring(talk, [*topics, {"title": "שלום", "stage": HOSTILE}], HOSTILE)
    await talk.say(f"/log 20m 1 : {HOSTILE}")
    own = next(link for link in (await browser.open("/topics")).links if link.startswith("/topic/"))
    shown = await browser.open(path.replace("/topic/nlp", own))
    assert "<script>alert" not in shown.answer.text
    assert "49" not in shown.text
    assert "alert(1)" in shown.text or path in {"/settings", "/you"}


MOST = {
    "/": 12,
    "/timeline": 12,
    "/topics": 9,
    "/stage/1": 6,
    "/topic/nlp": 8,
    "/log": 12,
    "/certificates": 8,
    "/settings": 12,
    "/you": 12,
}
"""Statements that a page may take, whatever stands on it."""


@pytest.mark.drill
@pytest.mark.parametrize("path", PAGES)
async def test_a_page_asks_as_often_however_much_there_is(talk, page, path):
    browser, _ = page
    await browser.open(path)
    await talk.say("/log 19m nlp : a page is made anew when something is told")
    with statements(talk.database) as few:
        await browser.open(path)
    for day in range(12):
        await talk.say(f"/log {20 + day}m nlp : note {day}")
    for number in (1, 2, 3, 5):
        await talk.say(f"/done {number}")
    await with_steps(talk, "/steps 4: 30 lessons")
    with statements(talk.database) as many:
        await browser.open(path)
    assert len(many) <= len(few) + 1, many
    assert len(many) <= MOST[path], many


@pytest.mark.drill
async def test_a_roadmap_of_two_thousand_topics_comes_in_parts(talk, page):
    browser, _ = page
    topics = [{"title": f"Topic of {n}", "stage": f"Stage {n // 20}", "duration_weeks": 1} for n in range(2000)]
    await bring(talk, topics)
    for path in ("/", "/timeline", "/topics", "/topics/3", "/stage/40", "/log", "/settings", "/you"):
        shown = await browser.open(path)
        assert shown.status == 200
        assert len(shown.answer.content) < 60_000, path
    assert "Page 2 of 4" in (await browser.open("/topics/2")).text


def test_what_is_ticked_together_goes_behind_the_line_of_its_form():
    sent = "line=/steps+chosen+%23nlp&part=n1&part=n2&part=&part+until=+&part+%3A=a%0D%0Ab"
    assert Fields(parse_qsl(sent, keep_blank_values=True)).line == "/steps chosen #nlp n1 n2 : a b"
    assert Fields([("line", "/import\n- a\n- b")]).line == "/import\n- a\n- b"
