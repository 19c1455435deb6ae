"""A page that stands open in a real browser and is told that it is old: it comes anew whatever stands in the way, loses nothing that
somebody has begun, and shows nothing that is no more so."""

import asyncio
from datetime import timedelta

import pytest
from playwright.async_api import Page, Route, expect

from tests.conftest import BOTH_WHEN_LONG
from tests.web.chromium import needed
from tests.web.own_pages import with_steps
from tests.web.test_in_chromium import signed_in, talk
from tests.web.test_ticking_in_chromium import live

ENGINES = BOTH_WHEN_LONG

pytestmark = needed

__all__ = ["talk"]


@pytest.mark.drill
async def test_a_box_that_was_ticked_and_unticked_by_hand_follows_what_is_said_afterwards(talk, opening):
    await with_steps(talk, "/steps nlp:\nReading\nAttention")
    page = await live(talk, opening, "/topic/nlp")
    box = page.get_by_label("Attention")
    await box.check()
    await box.uncheck()
    for line, ticked in (("/tick attention", True), ("/undo", False)):
        await talk.hear(line)
        await expect(box).to_be_checked(checked=ticked)


@pytest.mark.drill
async def test_what_is_ticked_by_hand_stays_whatever_is_said_of_another(talk, opening):
    await with_steps(talk, "/steps nlp:\nExercises\nAttention")
    page = await live(talk, opening, "/topic/nlp")
    await page.get_by_label("Attention").check()
    await talk.hear("/tick exercises")
    await expect(page.get_by_label("Exercises")).to_be_checked()
    await expect(page.get_by_label("Attention")).to_be_checked()


@pytest.mark.drill
async def test_a_choice_and_words_that_are_not_sent_stay_and_others_follow(talk, opening):
    page = await live(talk, opening, "/settings")
    await page.locator("#at").fill("10:15")
    await page.locator("#often").select_option("monthly")
    await page.locator("#goal").select_option("3")
    await page.locator("#goal").select_option("off")  # as it was
    await page.locator("#city").focus()
    await talk.hear("/nudges mon 18:00")
    await talk.hear("/nudges quiet 23:00-06:00")
    await talk.hear("/nudges fortnightly")
    await talk.hear("/goal 5")
    await expect(page.locator("#goal")).to_have_value("5")
    await expect(page.locator("#from")).to_have_value("23:00")
    await expect(page.locator("#at")).to_have_value("10:15")
    await expect(page.locator("#often")).to_have_value("monthly")
    await expect(page.locator("#city")).to_be_focused()


@pytest.mark.drill
async def test_a_choice_of_a_menu_stays_what_it_is_while_its_order_changes(talk, opening):
    page = await live(talk, opening, "/log")
    topic = page.get_by_label("Which topic")
    await topic.select_option("#nlp")
    await talk.hear("/begin ml oops")  # which stands in front from now on
    await expect(topic.locator("option").nth(1)).to_contain_text("ML OOPs")
    await expect(topic).to_have_value("#nlp")


@pytest.mark.drill
async def test_what_is_typed_elsewhere_stays_while_a_form_is_sent(talk, opening):
    page = await live(talk, opening, "/settings")
    await page.locator("#city").fill("Ber")
    await page.locator("#at").fill("07:00")
    await page.locator("form", has=page.locator("#at")).get_by_role("button").click()
    await expect(page.get_by_role("status")).to_be_visible()
    await expect(page.locator("#city")).to_have_value("Ber")


async def _meanwhile(talk, page):
    """Another tab of the same browser is answered: the answer of this page is kept no more."""
    other = await page.context.new_page()
    await other.goto(talk.public_url)
    await other.locator("#line").fill("/begin nlp")
    await other.keyboard.press("Enter")
    await expect(other.get_by_role("status")).to_be_visible()
    await other.close()


async def _later(talk, page):
    """The answer is too old to be kept."""
    talk.wait(timedelta(minutes=11))
    await talk.hear("/begin nlp")


@pytest.mark.drill
@pytest.mark.parametrize("gone", [_meanwhile, _later])
async def test_a_form_of_an_answer_that_is_half_filled_in_stays_until_it_is_sent(talk, opening, gone):
    page = await live(talk, opening, "/")
    told = page.get_by_role("status")
    await page.locator("#line").fill("/sitting")
    await page.keyboard.press("Enter")
    note = told.locator("textarea")
    await note.fill("long words that took a while")
    await page.locator("#line").focus()
    async with page.expect_response(lambda one: one.request.method == "GET" and "told=" in one.url):
        await gone(talk, page)
    await asyncio.sleep(0.5)  # for what came to be taken
    await expect(note).to_have_value("long words that took a while")
    await told.get_by_role("textbox", name="How long").fill("25")
    await told.get_by_role("button", name="That's it").click()
    await expect(told).to_contain_text("long words")
    await expect(page.get_by_role("main")).to_contain_text("NLP")
    assert "long words that took a while" in await talk.hear("/log")


@pytest.mark.drill
async def test_a_page_that_waited_for_a_form_comes_once_nothing_is_filled_in_any_more(talk, opening):
    page = await signed_in(talk, await opening())
    await page.clock.install()
    async with page.expect_response("**/live?*"):
        await page.goto(talk.public_url)
    await page.locator("#line").fill("/sitting")
    await page.keyboard.press("Enter")
    note = page.locator("#told textarea")
    await note.fill("oops")
    talk.wait(timedelta(minutes=11))
    for line in ("/done nlp", "/done deep learning"):
        async with page.expect_response(lambda one: one.request.method == "GET" and "told=" in one.url):
            await talk.hear(line)
    asked: list[str] = []
    page.on("request", lambda one: asked.append(one.url) if "told=" in one.url else None)
    await page.clock.run_for(41_000)
    await _is(asked, 1)
    await asyncio.sleep(0.3)
    await expect(note).to_have_value("oops")
    assert len(asked) == 1, "however often it was told that it is old"
    await note.fill("")
    await page.clock.run_for(41_000)
    await expect(note).to_have_count(0)
    await expect(page.get_by_role("main")).to_contain_text("1. Deep Learning done")


@pytest.mark.drill
async def test_a_form_of_an_answer_that_is_as_it_came_goes_with_its_answer(talk, opening):
    page = await live(talk, opening, "/")
    await page.locator("#line").fill("/sitting")
    await page.keyboard.press("Enter")
    await expect(page.locator("#told form.fill")).to_be_visible()
    await _meanwhile(talk, page)
    await expect(page.locator("#told form.fill")).to_have_count(0)


@pytest.mark.drill
@pytest.mark.parametrize("status", [429, 503, None])
async def test_a_page_that_could_not_be_had_anew_asks_until_it_is_there(talk, opening, status):
    page = await signed_in(talk, await opening())
    await page.clock.install()
    async with page.expect_response("**/live?*"):
        await page.goto(f"{talk.public_url}/topics")
    asked: list[str] = []

    async def refuse(route: Route) -> None:
        asked.append(route.request.url)
        await (route.fulfill(status=status, body="<p>No") if status else route.abort())

    await page.route("**/topics", refuse, times=3)
    await talk.hear("/done nlp")
    await _is(asked, 1)
    sign = page.get_by_role("listitem").filter(has_text="NLP").first
    passed = 0
    while len(asked) < 3 and passed < 60:
        await page.clock.run_for(2_500)
        await asyncio.sleep(0.1)
        passed += 2.5
    assert 10 <= passed <= 25
    await page.clock.run_for(12_000)
    await expect(sign).to_contain_text("completed")


@pytest.mark.drill
async def test_a_page_heeds_when_it_is_told_to_come_again(talk, opening):
    page = await signed_in(talk, await opening())
    await page.clock.install()
    async with page.expect_response("**/live?*"):
        await page.goto(f"{talk.public_url}/topics")
    asked: list[str] = []

    async def refuse(route: Route) -> None:
        asked.append(route.request.url)
        await route.fulfill(status=429, headers={"Retry-After": "60"}, body="<p>No")

    await page.route("**/topics", refuse, times=1)
    page.on(
        "response", lambda answer: asked.append(answer.url) if answer.url.endswith("/topics") and answer.ok else None
    )
    await talk.hear("/done nlp")
    await _is(asked, 1)
    await page.clock.run_for(55_000)
    await asyncio.sleep(0.2)
    assert len(asked) == 1
    await page.clock.run_for(70_000)
    await _is(asked, 2)


async def _is(asked: list[str], count: int) -> None:
    """Wait until so much was asked."""
    async with asyncio.timeout(5):
        while len(asked) < count:
            await asyncio.sleep(0.02)


@pytest.mark.drill
async def test_a_page_that_gave_way_to_what_was_not_to_be_had_comes_anew_all_the_same(talk, opening):
    page = await live(talk, opening, "/topics")
    await page.route("**/say", lambda route: _after(route, page))
    await page.get_by_label("Choose Deep Learning").check()
    await page.get_by_role("button", name="Done").click()
    await talk.hear("/done nlp")
    await expect(page.get_by_role("listitem").filter(has_text="NLP").first).to_contain_text("completed", timeout=15_000)


async def _after(route: Route, page: Page) -> None:
    """What takes a second and does not come."""
    await asyncio.sleep(1)
    await route.abort()
