"""A roadmap is brought on a page: pasted, seen in each of its readings, and taken as chosen, by the lines of a chat."""

import re
from datetime import timedelta

import pytest

from tests.conftest import BOTH_WHEN_LONG
from tests.web.browser import Page

ENGINES = BOTH_WHEN_LONG

DOCUMENT = "# Night\r\n\r\n## Owls\r\n\r\n- [ ] Barn owl\r\n- [x] Tawny owl\r\n\r\n## Bats\r\n\r\n- [ ] Noctule\r\n"


STAGED = "# Night\n\n## Owls\n\n- [ ] Barn owl\n- [ ] Tawny owl\n\n# Day\n\n## Gulls\n\n- [ ] Herring gull\n"
"""Two stages, however it is read."""


async def pasted(browser, document=DOCUMENT):
    """The page after a document was pasted into it."""
    page = await browser.open("/import")
    return await browser.send(page.form("Show me"), below=document)


async def test_what_is_pasted_is_shown_as_in_a_chat_and_kept_only_when_it_is_taken(talk, page):
    browser, _ = page
    shown = await pasted(browser)
    assert "As it would be taken" in shown.text
    assert "Barn owl" in shown.text
    assert (await talk.rows())["roadmaps"] == []
    taken = await browser.send(shown.form("With its 1 tick"))
    assert "is yours" in taken.text
    assert "Tawny owl" in await talk.hear("/roadmap")
    assert "As it would be taken" not in (await browser.open("/import")).text


async def test_its_readings_stand_side_by_side_and_one_is_chosen(talk, page):
    browser, _ = page
    shown = await pasted(browser)
    assert "Ways to read it" in shown.text
    assert "Boxes as topics (3)" in shown.text
    assert "Headings as topics (2)" in shown.text
    form = next(form for form in shown.forms if "Read it so" in form.label)
    other = await browser.send(form)
    seen = other.text.partition("As it would be taken")[2].partition("Ways to read it")[0]
    assert "1. Owls" in seen
    assert "1. Barn owl" not in seen


async def test_stages_are_chosen_with_check_boxes(talk, page):
    browser, _ = page
    form = (await pasted(browser)).form("Choose these")
    assert [value for name, value in form.fields if name == "part"] == ["s0", "s1"]
    chosen = await browser.post(form.action, [*form.fields[:2], ("part", "s1")])
    seen = chosen.text.partition("As it would be taken")[2]
    assert "1 stage left out" in seen
    await browser.send(chosen.form("Take it"))
    topics = await talk.hear("/roadmap")
    assert "Noctule" in topics
    assert "Barn owl" not in topics


async def test_no_check_box_of_a_reading_is_taken_for_one_of_another(talk, page):
    browser, _ = page
    shown = await pasted(browser, STAGED)
    form = next(form for form in shown.forms if "Read it so" in form.label)
    other = await browser.post(form.action, [*form.fields[:2], ("part", "1")])
    assert len(boxes(shown)) == len(boxes(other)) == 2
    assert boxes(await browser.open("/import")) == boxes(other)
    assert not boxes(other) & boxes(shown)
    talk.wait(timedelta(seconds=1))
    assert not boxes(await pasted(browser, STAGED.replace("Gulls", "Terns"))) & boxes(shown)


def boxes(page: Page) -> set[str]:
    """By which the check boxes of stages are known."""
    return set(re.findall(r'type="checkbox" id="([^"]+)"', page.answer.text))


async def test_what_came_in_a_chat_is_shown_on_the_page_and_nobody_elses(talk, page, open_browser):
    browser, _ = page
    await talk.hear("/import\n" + DOCUMENT)
    assert "Barn owl" in (await browser.open("/import")).text
    await talk.hear("/start ml-data today", by="11")
    ben = open_browser()
    await ben.send((await ben.open(await talk.way_in(by="11"))).form("Sign in"))
    assert "Barn owl" not in (await ben.open("/import")).text


async def test_what_is_no_roadmap_is_told_so(talk, page):
    browser, _ = page
    assert "found no topics" in (await pasted(browser, "Dear Ann,")).text


async def test_looking_at_a_draft_stores_nothing(talk, page):
    browser, _ = page
    await talk.hear("/import\n" + DOCUMENT)
    before = await talk.rows()
    await browser.open("/import")
    assert await talk.rows() == before


async def test_more_than_may_be_sent_is_refused(talk, page):
    browser, _ = page
    assert (await pasted(browser, "- [ ] a topic\n" * 20_000)).status == 413


@pytest.mark.drill
async def test_a_long_document_makes_a_page_that_is_bounded(talk, page):
    browser, _ = page
    stages = "".join(f"## Stage {n}\n\n" + "".join(f"- [ ] Topic {n}.{k}\n" for k in range(20)) for n in range(100))
    shown = await pasted(browser, f"# Long\n\n{stages}")
    assert "25 more stages stay as they are" in shown.text
    assert len(shown.answer.content) < 60_000


@pytest.mark.drill
async def test_stages_beyond_those_with_a_box_are_left_out_one_by_one(talk, page):
    browser, _ = page
    stages = "".join(f"## Stage {n}\n\n- [ ] Topic {n}.1\n- [ ] Topic {n}.2\n\n" for n in range(1, 81))
    shown = await pasted(browser, f"# Long\n\n{stages}")
    assert "5 more stages stay as they are" in shown.text
    listed = await browser.send(shown.form("The other stages"))
    assert "Or one at a time" not in listed.text, "no boxes of those that have theirs below"
    turned = await browser.send(listed.form("Stage 79"))
    turned = await browser.send(turned.form("Stage 80"))
    chosen = await browser.send(turned.form("Choose these"))
    assert "2 stages left out" in chosen.text
    await browser.send(next(form for form in chosen.forms if "Take it" in form.label))
    assert "2 stages left out: Stage 79; Stage 80" in await talk.hear("/roadmap")
