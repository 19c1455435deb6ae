"""Boxes that are ticked in a real browser and not sent yet, while something is said in a chat; and what stays of a form that was sent."""

import pytest
from playwright.async_api import expect

from tests.conftest import BOTH_WHEN_LONG
from tests.web.chromium import needed
from tests.web.own_pages import with_steps
from tests.web.test_in_chromium import signed_in, talk

ENGINES = BOTH_WHEN_LONG

pytestmark = needed

__all__ = ["talk"]


async def live(talk, opening, path):
    """Ann's page at this path, which hears what is said elsewhere."""
    page = await signed_in(talk, await opening())
    async with page.expect_response("**/live?*"):
        await page.goto(f"{talk.public_url}{path}")
    return page


@pytest.mark.drill
async def test_a_box_that_is_ticked_stays_with_its_step_while_the_list_changes(talk, opening):
    await with_steps(talk, "/steps nlp:\nReading\nAttention\nExercises\nProject")
    page = await live(talk, opening, "/topic/nlp")
    await page.get_by_label("Attention").check()
    ticked = page.locator(":checked")
    for line, name in (("drop 1", "1. Attention"), ("move 1 to 3", "3. Attention")):
        await talk.hear(f"/steps nlp {line}")
        await expect(page.get_by_label("Attention")).to_have_accessible_name(name)
        await expect(ticked).to_have_count(1)
        await expect(ticked).to_have_accessible_name(name)
    await page.get_by_role("button", name="Save").click()
    await expect(page.get_by_role("status")).to_contain_text("Attention")
    assert "☑ 3. Attention" in await talk.hear("/steps nlp")


@pytest.mark.drill
async def test_a_box_that_is_ticked_stays_with_its_topic_while_the_plan_changes(talk, opening):
    page = await live(talk, opening, "/topics")
    await page.get_by_label("Choose NLP").check()
    shown = await talk.say("/edit remove deep learning")
    await talk.press(shown.keys[0].data)
    await expect(page.get_by_role("main")).not_to_contain_text("Deep Learning")
    ticked = page.locator(":checked")
    await expect(ticked).to_have_count(1)
    await expect(ticked).to_have_accessible_name("Choose NLP")


@pytest.mark.drill
async def test_a_box_that_is_ticked_in_an_answer_is_not_ticked_in_the_next_one(talk, opening):
    await with_steps(talk, "/steps nlp: 9 lessons")
    await with_steps(talk, "/steps deep learning: 9 lessons")
    page = await live(talk, opening, "/")
    for line, title in (("/steps nlp", "NLP"), ("/steps deep learning", "Deep Learning")):
        await page.locator("#line").fill(line)
        await page.keyboard.press("Enter")
        await expect(page.get_by_role("status").get_by_role("heading")).to_contain_text(title)
        await expect(page.locator("#told :checked")).to_have_count(0)
        await page.get_by_role("status").get_by_role("checkbox").nth(2).check()
    await talk.hear("/tick nlp 1")  # the page comes anew, with the same answer
    await expect(page.get_by_role("main")).to_contain_text("1 of 9")
    await expect(page.locator("#told :checked")).to_have_count(1)


@pytest.mark.drill
async def test_what_was_sent_is_not_ticked_or_filled_in_any_more(talk, opening):
    page = await live(talk, opening, "/topics")
    await page.get_by_label("Choose NLP").check()
    await page.get_by_role("button", name="Done").click()
    await expect(page.get_by_role("status")).to_contain_text("NLP")
    await expect(page.locator(":checked")).to_have_count(0)
    await page.goto(f"{talk.public_url}/log")
    minutes = page.get_by_placeholder("45")
    await minutes.fill("25")
    await page.locator("form.fill button").click()
    await expect(page.get_by_role("status")).to_be_visible()
    await expect(minutes).to_have_value("")
