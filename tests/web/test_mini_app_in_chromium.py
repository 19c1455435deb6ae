"""The page as Telegram's web client has it, in a real browser: in a frame of another origin, with a stand-in for Telegram's script."""

import asyncio
import json
import re
import socket
from collections.abc import AsyncIterator
from contextlib import suppress
from datetime import timedelta
from typing import Any
from urllib.parse import parse_qsl, quote

import pytest
import pytest_asyncio
from playwright.async_api import Frame, Page, Route, expect

from bot.chat.platform import Place, Right
from bot.http.server import Server
from bot.store import Database
from bot.web.mini_app import PATH, SCRIPT
from bot.web.site import Site
from tests.conftest import BOTH_WHEN_LONG
from tests.web.chromium import WIDTHS, Opening, needed, violations
from tests.web.in_telegram import InTelegram, vouches
from tests.web.telegram_client import DARK, LIGHT, stand_in

ENGINES = BOTH_WHEN_LONG

pytestmark = needed

CLIENT = "https://web.telegram.org/a/"


@pytest_asyncio.fixture(loop_scope="session")
async def talk(database: Database) -> AsyncIterator[InTelegram]:
    """Ann in a chat of Telegram, beside her page at an address of this machine."""
    line = socket.create_server(("127.0.0.1", 0))
    url = f"http://127.0.0.1:{line.getsockname()[1]}"
    study = InTelegram(database, public_url=url)
    site = Site(study.dispatcher, database, study.clock, "UTC", url, vouches=vouches())
    serving = asyncio.create_task(Server(database, routes=site.routes, line=line, beside=[site.watch.run]).run())
    await study.write("/start ml-data today")
    yield study
    serving.cancel()
    with suppress(asyncio.CancelledError):
        await serving


async def opened(
    talk: InTelegram,
    opening: Opening,
    theme: dict[str, str] = LIGHT,
    *,
    client: str = CLIENT,
    link: dict[str, str] | None = None,
    **options: Any,
) -> tuple[Page, Frame]:
    """Telegram's client with the page in a frame, for Ann; ``link`` is what she followed there."""
    context = await opening(**options)
    said = talk.init_data(**link or {})
    given = stand_in(said, theme)
    address = f"{talk.public_url}{PATH}#tgWebAppData={quote(said)}&amp;tgWebAppVersion=8.0"

    async def script(route: Route) -> None:
        await route.fulfill(body=given, content_type="text/javascript")

    async def around(route: Route) -> None:
        frame = f'<iframe src="{address}" width="320" height="600" title="Mini App"></iframe>'
        await route.fulfill(body=f"<!doctype html><html lang=en><title>T</title>{frame}", content_type="text/html")

    await context.route(SCRIPT, script)
    await context.route(f"{client}*", around)
    page = await context.new_page()
    await page.goto(client)
    await page.wait_for_function("frames.length === 1")
    (frame,) = [one for one in page.frames if one is not page.main_frame]
    return page, frame


@pytest.mark.drill
async def test_in_a_frame_of_telegrams_it_signs_in_ticks_and_shows_the_answer(talk, opening):
    page, frame = await opened(talk, opening)
    await frame.get_by_role("button", name="Begin").first.click()
    await expect(frame.get_by_role("status")).to_contain_text("Deep Learning: begun today")
    assert "🟡 1. Deep Learning" in await talk.read("/topic 1")
    assert await page.context.cookies() == []
    assert await frame.evaluate("JSON.stringify({...localStorage, ...sessionStorage})") == "{}"


@pytest.mark.drill
async def test_what_telegram_says_of_who_opened_it_leaves_the_address_once_it_is_spent(talk, opening):
    page, frame = await opened(talk, opening)
    await frame.get_by_role("button", name="Begin").first.wait_for()
    assert await frame.evaluate("location.href") == f"{talk.public_url}{PATH}"
    assert await page.evaluate("history.length") <= 2


@pytest.mark.drill
async def test_by_a_groups_link_it_opens_on_the_page_of_that_group_with_a_way_back_to_ones_own(talk, opening):
    owls = Place("-600", direct=False, rights=frozenset({Right.MANAGE_GROUP}), title="The Owls")
    for line in ("/group start", "/join yes"):
        await talk.write(line, place=owls)
    async with talk.database.store() as store:
        await store.signposts.put_up(1, "w" * 22, talk.clock())
    _, frame = await opened(talk, opening, link={"start_param": "w" * 22})
    await expect(frame.get_by_role("heading", level=1)).to_have_text("The Owls")
    assert await frame.evaluate("Telegram.WebApp.isBackShown")
    await frame.evaluate("Telegram.WebApp.say('back')")
    await expect(frame.get_by_role("main")).to_contain_text("Begin with Deep Learning")


@pytest.mark.drill
async def test_what_is_said_in_the_chat_comes_to_the_open_page_by_itself(talk, opening):
    _, frame = await opened(talk, opening)
    await expect(frame.get_by_role("main")).to_contain_text("Begin with Deep Learning")
    for line, then in (("/done deep learning", "Time Series Forecasting"), ("/done time series", "NLP")):
        await talk.write(line)
        await expect(frame.get_by_role("main")).to_contain_text(f"Begin with {then}")


@pytest.mark.drill
async def test_what_somebody_is_typing_is_not_taken_away_by_what_comes(talk, opening):
    _, frame = await opened(talk, opening)
    line = frame.get_by_label("Say something")
    await line.fill("finished le")
    await talk.write("/done deep learning")
    await asyncio.sleep(1.5)
    await expect(line).to_have_value("finished le")
    await line.fill("")
    await expect(frame.get_by_role("main")).to_contain_text("Begin with Time Series Forecasting")


@pytest.mark.drill
async def test_what_somebody_has_chosen_in_a_menu_is_not_taken_away_by_what_comes(talk, opening):
    _, frame = await opened(talk, opening)
    await frame.get_by_role("link", name="Log").click()
    menu = frame.locator("select").first
    await menu.select_option(label="NLP")
    await talk.write("/log 25m nlp")
    await asyncio.sleep(1.5)
    assert await menu.evaluate("one => one.selectedOptions[0].label") == "NLP"
    await menu.select_option(index=0)
    await expect(frame.get_by_role("main")).to_contain_text("25 min")


@pytest.mark.drill
async def test_what_somebody_has_ticked_stays_and_all_else_follows(talk, opening):
    _, frame = await opened(talk, opening)
    await frame.get_by_role("link", name="Topics", exact=True).click()
    await frame.get_by_label("Choose NLP").check()
    done = frame.get_by_role("listitem").filter(has_text="Deep Learning").first
    await talk.write("/done deep learning")
    await expect(done).to_contain_text("completed", timeout=15_000)
    await expect(frame.locator(":checked")).to_have_count(1)
    await expect(frame.get_by_label("Choose NLP")).to_be_checked()


@pytest.mark.drill
async def test_a_form_that_an_answer_asks_is_sent_from_within_telegram(talk, opening):
    _, frame = await opened(talk, opening)
    await frame.get_by_label("Say something").fill("/sitting")
    await frame.get_by_role("button", name="Send").click()
    await frame.get_by_role("textbox", name="How long was it?").fill("1h30")
    await frame.get_by_label("What you learned").fill("a first step")
    await frame.get_by_role("button", name="That's it").click()
    await expect(frame.get_by_role("button", name="That's it")).to_have_count(0)
    await expect(frame.get_by_role("status")).to_contain_text("1 h 30")
    assert "a first step" in await talk.read("/log")


@pytest.mark.drill
async def test_a_form_of_an_answer_that_is_half_filled_in_stays_until_it_is_sent(talk, opening):
    _, frame = await opened(talk, opening)
    await frame.get_by_label("Say something").fill("/sitting")
    await frame.get_by_role("button", name="Send").click()
    await frame.get_by_role("textbox", name="How long was it?").fill("1h30")
    await frame.get_by_label("What you learned").fill("a first step")
    await frame.get_by_label("Say something").focus()
    talk.wait(timedelta(minutes=11))  # the answer is kept no more
    await talk.write("/done deep learning")
    await asyncio.sleep(1.5)
    await expect(frame.get_by_label("What you learned")).to_have_value("a first step")
    await frame.get_by_role("button", name="That's it").click()
    await expect(frame.get_by_role("status")).to_contain_text("1 h 30")
    await expect(frame.get_by_role("main")).to_contain_text("Begin with Time Series Forecasting")
    assert "a first step" in await talk.read("/log")


@pytest.mark.drill
async def test_what_a_form_says_stands_in_the_order_of_the_page(talk, opening):
    page, frame = await opened(talk, opening)
    await frame.get_by_role("link", name="Topics").click()
    await frame.get_by_label("Choose NLP").check()
    await frame.evaluate(
        """const form = document.getElementById("chosen"); form.prepend(form.querySelector(".buttons"))"""
    )
    async with page.expect_request(lambda request: request.method == "POST") as sent:
        await frame.get_by_role("button", name="Begin").click()
    fields = parse_qsl((await sent.value).post_data or "")
    assert fields == [("part", "#nlp"), ("line", "/begin"), ("then", "/topics/1")]


@pytest.mark.drill
async def test_a_press_is_heard_while_the_page_is_looked_at_anew(talk, opening):
    _, frame = await opened(talk, opening)
    await frame.get_by_role("button", name="Begin").first.wait_for()
    await frame.evaluate(
        """document.dispatchEvent(new Event("visibilitychange"));
           [...document.querySelectorAll("button")].find((one) => one.textContent.includes("Begin")).click()"""
    )
    await expect(frame.get_by_role("status")).to_contain_text("Deep Learning: begun today")


@pytest.mark.drill
async def test_what_is_said_in_the_chat_is_there_when_the_page_is_seen_again(talk, opening):
    _, frame = await opened(talk, opening)
    await expect(frame.get_by_role("main")).to_contain_text("Begin with Deep Learning")
    await talk.write("/done deep learning")
    await frame.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    await expect(frame.get_by_role("main")).to_contain_text("Begin with Time Series Forecasting")


@pytest.mark.drill
async def test_a_line_is_typed_and_a_picture_comes_though_it_needs_the_secret_too(talk, opening):
    _, frame = await opened(talk, opening)
    await frame.get_by_label("Say something").fill("/chart")
    await frame.get_by_role("button", name="Send").click()
    picture = frame.locator("#told img")
    await expect(picture).to_have_attribute("src", re.compile("^blob:"))
    assert await picture.evaluate("one => one.decode().then(() => one.naturalWidth)") > 0


@pytest.mark.drill
async def test_links_elsewhere_are_telegrams_to_open(talk, opening):
    _, frame = await opened(talk, opening)
    await frame.get_by_role("button", name="Begin").first.wait_for()
    await frame.evaluate(
        """for (const url of ["https://elsewhere.example/x", "https://t.me/roadmate_bot"]) {
             const link = Object.assign(document.createElement("a"), { href: url, textContent: url });
             document.getElementById("main").append(link); link.click(); }"""
    )
    assert await frame.evaluate("Telegram.WebApp.opened") == [
        "https://elsewhere.example/x",
        "https://t.me/roadmate_bot",
    ]


@pytest.mark.drill
async def test_a_way_in_is_telegrams_to_open_in_a_browser(talk, opening):
    _, frame = await opened(talk, opening)
    await frame.get_by_role("button", name="Begin").first.wait_for()
    way_in = f"{talk.public_url}/in/{'w' * 22}"
    await frame.evaluate(
        """(url) => {
             const link = Object.assign(document.createElement("a"), { href: url, textContent: url });
             document.getElementById("main").append(link); link.click(); }""",
        way_in,
    )
    assert await frame.evaluate("Telegram.WebApp.opened") == [way_in]
    await expect(frame.get_by_role("button", name="Begin").first).to_be_visible()


@pytest.mark.drill
@pytest.mark.parametrize(
    "theme", [LIGHT, DARK, {}, {"bg_color": "red", "text_color": "#fff"}], ids=["light", "dark", "none", "unreadable"]
)
async def test_axe_finds_nothing_in_any_theme_of_telegrams(talk, opening, theme):
    page, frame = await opened(talk, opening, theme)
    await frame.get_by_role("button", name="Begin").first.click()
    await frame.get_by_role("status").wait_for()
    assert [one for one in await violations(page) if "<html lang=" not in one and "iframe" not in one] == []
    ground = await frame.evaluate("getComputedStyle(document.body).backgroundColor")
    wanted = {"#f4f4f5": "rgb(244, 244, 245)", "#0f0f0f": "rgb(15, 15, 15)"}
    assert ground == wanted.get(theme.get("secondary_bg_color", ""), "rgb(251, 250, 247)")


@pytest.mark.drill
async def test_a_theme_that_changes_changes_the_page(talk, opening):
    _, frame = await opened(talk, opening, LIGHT)
    await frame.get_by_role("button", name="Begin").first.wait_for()
    await frame.evaluate(f"Telegram.WebApp.themeParams = {json.dumps(DARK)}; Telegram.WebApp.say('themeChanged')")
    assert await frame.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(15, 15, 15)"
    assert await frame.evaluate("document.documentElement.dataset.theme") == "dark"


@pytest.mark.drill
async def test_an_opening_that_was_spent_says_how_to_go_on(talk, opening):
    _, frame = await opened(talk, opening)
    await frame.get_by_role("button", name="Begin").first.wait_for()
    await frame.goto(f"{talk.public_url}{PATH}")
    await expect(frame.get_by_role("main")).to_contain_text("open it again from our chat")


@pytest.mark.drill
async def test_signed_out_in_the_chat_it_says_so_by_itself(talk, opening):
    _, frame = await opened(talk, opening)
    await frame.get_by_role("button", name="Begin").first.wait_for()
    await talk.write("/web off")
    await expect(frame.get_by_role("main")).to_contain_text("You are signed out here")


@pytest.mark.drill
async def test_what_is_said_as_everything_is_deleted_stays_for_as_long_as_the_page_is_open(talk, opening):
    _, frame = await opened(talk, opening)
    await frame.get_by_role("link", name="You").click()
    await frame.get_by_role("button", name="Delete everything").click()
    await frame.get_by_role("status").get_by_role("button", name="Delete everything").click()
    await expect(frame.get_by_role("status")).to_contain_text("All gone")
    assert not await frame.evaluate("Telegram.WebApp.isBackShown")
    await frame.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    await asyncio.sleep(1)  # in which a page that is looked at anew would have come
    await expect(frame.get_by_role("status")).to_contain_text("All gone")


@pytest.mark.drill
async def test_without_telegram_around_it_says_how_to_sign_in(talk, opening):
    context = await opening(viewport={"width": WIDTHS["phone"], "height": 700})
    await context.route(SCRIPT, lambda route: route.abort())
    page = await context.new_page()
    await page.goto(f"{talk.public_url}{PATH}")
    await expect(page.get_by_role("main")).to_contain_text("/web in a chat with me")
    await expect(page.get_by_role("main")).not_to_contain_text("Opening")
    assert await violations(page) == []


@pytest.mark.drill
async def test_nobody_else_has_it_in_a_frame(talk, opening):
    _, frame = await opened(talk, opening, client="https://elsewhere.example/")
    await frame.wait_for_load_state()
    assert not frame.url.startswith(str(talk.public_url))
