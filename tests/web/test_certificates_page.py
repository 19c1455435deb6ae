"""All certificates are reached on the web, by links from page to page, and those of a chat's answer by its buttons."""

import pytest

from tests.conftest import BOTH_WHEN_LONG
from tests.web.browser import Browser
from tests.web.own_pages import bring

ENGINES = BOTH_WHEN_LONG


@pytest.fixture
async def reader(talk, page) -> Browser:
    """A browser of somebody whose roadmap names 23 certifications."""
    topics = [{"title": f"Topic {number}", "certifications": [f"Exam-{number}-"]} for number in range(1, 24)]
    await bring(talk, topics)
    return page[0]


async def walked(reader: Browser, path: str) -> list[str]:
    """The texts of the pages from this one on, each the next of the one before."""
    seen = []
    while path:
        shown = await reader.open(path)
        assert shown.status == 200
        seen.append(shown.text)
        number = int(path.rpartition("/")[2]) if path[-1].isdigit() else 1
        path = next((link for link in shown.links if link == f"/certificates/{number + 1}"), "")
    return seen


@pytest.mark.parametrize("first", ["/log", "/certificates"])
async def test_every_certificate_is_reached_by_links(reader, first):
    pages = await walked(reader, first)
    assert len(pages) == 3
    for number in range(1, 24):
        on = [index for index, text in enumerate(pages) if f"Exam-{number}-" in text]
        assert on == [(number - 1) // 10]
    assert pages[1].count("Page 2 of 3") == 2  # its title, and between its links


async def test_no_button_turns_what_links_turn(reader):
    for path in ("/log", "/certificates", "/certificates/2"):
        assert not [form for form in (await reader.open(path)).forms if "Page" in form.label]


async def test_a_page_of_them_that_there_is_not_is_the_nearest(reader):
    for path, shown in (("/certificates/999999999", "Exam-23-"), ("/certificates/0", "Exam-1-")):
        assert shown in (await reader.open(path)).text
    assert (await reader.open("/certificates/x")).status == 404


async def test_what_is_pressed_on_a_later_page_comes_back_there(reader):
    page = await reader.open("/certificates/2")
    menu = next(form for form in page.forms if form.label == "Go")
    told = await reader.post(menu.action, [("line", "/certificates 14"), *menu.fields[:1]])
    assert told.answer.url.path == "/certificates/2"
    assert "Of Topic 14" in told.text
    told = await reader.send(told.form("Earned"))
    assert told.answer.url.path == "/certificates/2"
    assert "🎓 14. Exam-14-" in told.text


async def test_the_chats_answer_is_turned_by_its_buttons_on_the_page_too(reader):
    page = await reader.send((await reader.open("/")).form("Send"), line="/certificates")
    seen = []
    while True:
        seen += [number for number in range(1, 24) if f"Exam-{number}-" in page.text.partition("Your plan")[0]]
        later = [form for form in page.forms if "▸" in form.label or "Page" in form.label]
        ahead = [form for form in later if f"Page {len(seen) // 10 + 1}" in form.label]
        if len(seen) >= 23 or not ahead:
            break
        page = await reader.send(ahead[0])
    assert seen == list(range(1, 24))


async def test_a_roadmap_without_any_says_how_one_goes_in_and_has_no_links(talk, page):
    browser, _ = page
    await bring(talk, [{"title": "Alone"}])
    for path in ("/log", "/certificates", "/certificates/3"):
        shown = await browser.open(path)
        assert "names no certification" in shown.text
        assert "Page 1" not in shown.text
