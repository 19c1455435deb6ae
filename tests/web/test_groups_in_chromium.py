"""The pages of groups in a real browser: in both themes and at each width, and a meeting that is moved by its form."""

import pytest
import pytest_asyncio
from playwright.async_api import expect

from tests.bot.conftest import BEN, OWLS
from tests.conftest import BOTH_WHEN_LONG
from tests.web.chromium import WIDTHS, needed, violations
from tests.web.test_in_chromium import signed_in, talk

ENGINES = BOTH_WHEN_LONG

pytestmark = needed

__all__ = ["talk"]  # fixtures


@pytest_asyncio.fixture(loop_scope="session")
async def owls(talk):
    """Ann leads the Owls, who have a goal and a meeting every week."""
    for line in (
        "/group start",
        "/join yes",
        "/group how",
        "/group goal 20 sessions in january",
        "/meet every thu 19:00",
        "/helpme nlp how do I read an attention map?",
    ):
        await talk.say(line, place=OWLS)
    return talk


@pytest.mark.drill
@pytest.mark.parametrize("theme", ["light", "dark"])
async def test_axe_finds_nothing_wrong_and_nothing_is_wider_than_a_phone(owls, opening, theme):
    page = await signed_in(owls, await opening(color_scheme=theme))
    for path in ("/groups", "/groups/1", "/settings"):
        await page.goto(f"{owls.public_url}{path}")
        await page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
        for width in WIDTHS.values():
            await page.set_viewport_size({"width": width, "height": 800})
            assert await page.evaluate("document.documentElement.scrollWidth <= innerWidth"), (path, width)
            assert await violations(page) == [], (path, width)


@pytest.mark.drill
async def test_a_meeting_is_moved_by_its_form_without_script(owls, opening):
    page = await signed_in(owls, await opening(java_script_enabled=False))
    await page.goto(f"{owls.public_url}/groups")
    await page.get_by_role("link", name="The Owls").click()
    await page.get_by_text("Move it, or call it off").click()
    await page.get_by_label("Day").first.fill("2027-01-08")
    await page.get_by_role("button", name="Move it from now on").click()
    await expect(page.get_by_role("status")).to_contain_text("It moves to Fri 8 Jan, 19:00")
    await page.get_by_role("button", name="Not this time").click()
    await expect(page.get_by_role("status")).to_contain_text("Next time, perhaps.")


@pytest.mark.drill
async def test_the_goal_is_changed_by_its_form(owls, opening):
    page = await signed_in(owls, await opening())
    await page.goto(f"{owls.public_url}/groups/1")
    await page.get_by_text("Change the goal, or end it").click()
    await page.get_by_label("How many").fill("30")
    await page.get_by_role("region", name="Our goal").get_by_role("button", name="Set").click()
    await expect(page.get_by_role("status")).to_contain_text("Together in January: 0 of 30 sessions")
    await page.get_by_role("button", name="End the goal").click()
    await expect(page.get_by_role("status")).to_contain_text("The common goal has ended.")


@pytest.mark.drill
@pytest.mark.parametrize("script", [True, False])
async def test_a_meeting_is_called_by_the_keyboard_alone(owls, opening, script):
    page = await signed_in(owls, await opening(java_script_enabled=script))
    await page.goto(f"{owls.public_url}/groups/1")
    await page.get_by_text("Call a meeting").focus()
    await page.keyboard.press("Enter")
    await page.get_by_label("Day").last.fill("2027-01-09")
    topic = page.get_by_label("On which topic?")
    await topic.focus()
    await page.keyboard.type("NLP")
    await page.get_by_role("button", name="Ask who is in").focus()
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("status")).to_be_visible()
    await expect(page.get_by_role("main")).to_contain_text("Sat 9 Jan, 19:00")
    await expect(page.get_by_role("main")).to_contain_text("1 h on NLP")


@pytest.mark.drill
async def test_what_is_said_in_the_group_comes_to_the_open_page_and_a_form_that_is_filled_in_stays(owls, opening):
    page = await signed_in(owls, await opening())
    await page.goto(f"{owls.public_url}/groups/1")
    await page.get_by_text("Call a meeting").click()
    day = page.get_by_label("Day").last
    await day.fill("2027-01-09")
    await owls.say("/join yes", by=BEN, place=OWLS)
    await expect(page.get_by_role("main")).to_contain_text("2 members")
    await expect(day).to_have_value("2027-01-09")
    await owls.say("/leave", place=OWLS)
    await expect(page.get_by_role("main")).not_to_contain_text("The Owls")


@pytest.mark.drill
async def test_what_those_who_lead_see_is_set_without_script(owls, opening):
    page = await signed_in(owls, await opening(java_script_enabled=False))
    await page.goto(f"{owls.public_url}/groups/1")
    await page.get_by_label("Those who lead see").select_option(label="Topic and standing")
    await page.get_by_role("button", name="Set", exact=True).click()
    await expect(page.get_by_role("status")).to_contain_text("Those who lead The Owls see of you")
    await expect(page.get_by_label("Those who lead see")).to_have_value("topic")
