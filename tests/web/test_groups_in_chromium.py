"""The pages of groups in a real browser: in both themes and at each width, and a meeting that is moved by its form."""

import pytest
import pytest_asyncio
from playwright.async_api import expect

from tests.bot.conftest import OWLS
from tests.conftest import BOTH_WHEN_LONG
from tests.web.chromium import WIDTHS, chromium, needed, opening, violations
from tests.web.test_in_chromium import signed_in, talk

ENGINES = BOTH_WHEN_LONG

pytestmark = needed

__all__ = ["chromium", "opening", "talk"]  # fixtures


@pytest_asyncio.fixture(loop_scope="session")
async def owls(talk):
    """Ann leads the Owls, who have a goal and a meeting every week."""
    for line in (
        "/group start",
        "/join yes",
        "/group how",
        "/group goal 20 sessions in january",
        "/meet every thu 19:00",
    ):
        await talk.say(line, place=OWLS)
    return talk


@pytest.mark.parametrize("theme", ["light", "dark"])
async def test_axe_finds_nothing_wrong_and_nothing_is_wider_than_a_phone(owls, opening, theme):
    page = await signed_in(owls, await opening(color_scheme=theme))
    for path in ("/groups", "/groups/1"):
        await page.goto(f"{owls.public_url}{path}")
        await page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
        for width in WIDTHS.values():
            await page.set_viewport_size({"width": width, "height": 800})
            assert await page.evaluate("document.documentElement.scrollWidth <= innerWidth"), (path, width)
            assert await violations(page) == [], (path, width)


async def test_a_meeting_is_moved_by_its_form_without_script(owls, opening):
    page = await signed_in(owls, await opening(java_script_enabled=False))
    await page.goto(f"{owls.public_url}/groups")
    await page.get_by_role("link", name="The Owls").click()
    await page.get_by_text("Move it, or call it off").click()
    await page.get_by_label("Day").fill("2027-01-08")
    await page.get_by_role("button", name="Move it from now on").click()
    await expect(page.get_by_role("status")).to_contain_text("It moves to Fri 8 Jan, 19:00")
    await page.get_by_role("button", name="Not this time").click()
    await expect(page.get_by_role("status")).to_contain_text("Next time, perhaps.")
