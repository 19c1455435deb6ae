"""The log on the web is turned by links, as any list is."""

from datetime import timedelta

import pytest

from tests.conftest import BOTH_WHEN_LONG
from tests.web.browser import Browser
from tests.web.conftest import Study

ENGINES = BOTH_WHEN_LONG


@pytest.fixture
async def reader(talk: Study, page) -> Browser:
    """A browser of somebody who studied on 23 days."""
    for number in range(1, 24):
        await talk.hear(f"/log {number}m nlp : note-{number}-")
        talk.wait(timedelta(days=1))
    return page[0]


@pytest.mark.drill
async def test_older_pages_of_the_log_are_links(reader):
    first = await reader.open("/log")
    assert "note-23-" in first.text
    assert "note-13-" not in first.text
    assert not [form for form in first.forms if "Page" in form.label]
    assert "/log/2" in first.links
    second = await reader.open("/log/2")
    assert "note-13-" in second.text
    assert "note-3-" not in second.text
    assert {"/log/1", "/log/3", "/log"} <= set(second.links)
    assert second.text.count("Page 2 of 3") == 2  # its title, and between its links


@pytest.mark.drill
async def test_a_page_of_the_log_that_there_is_not_is_the_nearest(reader):
    for path, shown in (("/log/999999999", "note-1-"), ("/log/0", "note-23-")):
        assert shown in (await reader.open(path)).text
    for path in ("/log/x", "/log/9999999999"):
        assert (await reader.open(path)).status == 404


@pytest.mark.drill
async def test_what_is_pressed_on_an_older_page_comes_back_there(reader):
    second = await reader.open("/log/2")
    told = await reader.send(second.form("Notes as a file"))
    assert told.answer.url.path == "/log/2"


@pytest.mark.drill
async def test_who_has_studied_nothing_has_one_page(page):
    browser, _ = page
    for path in ("/log", "/log/2"):
        shown = await browser.open(path)
        assert shown.status == 200
        assert "Page 1" not in shown.text
