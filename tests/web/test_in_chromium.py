"""What a learner does in a real browser: sign in from a chat, tick, read; with a keyboard, without script, in both themes."""

import asyncio
import re
import socket
from collections.abc import AsyncIterator, Sequence
from contextlib import suppress

import pytest
import pytest_asyncio
from playwright.async_api import BrowserContext, Page, Route, expect

from bot.http.server import Server
from bot.store import Database
from bot.web.site import Site
from tests.bot.conftest import ANN, BEN
from tests.conftest import BOTH_WHEN_LONG
from tests.web.chromium import WIDTHS, needed, violations
from tests.web.conftest import ManagedBy, Study
from tests.web.own_pages import bring, with_steps

ENGINES = BOTH_WHEN_LONG

pytestmark = needed

PAGES = (
    "/",
    "/timeline",
    "/topics",
    "/stage/1",
    "/topic/nlp",
    "/log",
    "/log/2",
    "/certificates",
    "/settings",
    "/you",
    "/import",
    "/edit",
    "/portfolio",
    "/roadmap/ml-data",
)
"""Every page of somebody who is signed in, and follows a roadmap of ours."""

OWN_PAGES = ("/", "/topics", "/stage/1", "/topic/owls", "/edit", "/edit/topic/owls", "/import")
"""Those that have more to show to who follows one of their own, and is about to bring another."""

STEPS = [{"title": "By their calls"}, {"title": "By their feathers"}]
OWN = [{"title": "Owls", "stage": "Night", "duration_weeks": 2, "steps": STEPS}, {"title": "Gulls", "stage": "Day"}]
DRAFT = "/import\n# Trees\n\n## Summer\n\n- [ ] Oak\n- [x] Beech\n\n## Winter\n\n- [ ] Fir\n"


@pytest_asyncio.fixture(loop_scope="session")
async def talk(database: Database) -> AsyncIterator[Study]:
    """Ann in a chat, beside her page at an address of this machine."""
    line = socket.create_server(("127.0.0.1", 0))
    url = f"http://127.0.0.1:{line.getsockname()[1]}"
    study = Study(database, public_url=url)
    site = Site(study.dispatcher, database, study.clock, "UTC", url, wardens={"console": ManagedBy(ANN)})
    serving = asyncio.create_task(Server(database, routes=site.routes, beside=[site.watch.run], line=line).run())
    await study.hear("/start ml-data today")
    study.watch = site.watch
    yield study
    serving.cancel()
    with suppress(asyncio.CancelledError):
        await serving


async def way_in(talk: Study, by: str = ANN) -> str:
    """The address of a link that signs in, as the chat gives it."""
    message = await talk.say("/web", by=by)
    assert message
    return message.text.partition("<code>")[2].partition("</code>")[0]


async def signed_in(talk: Study, context: BrowserContext) -> Page:
    """A tab in which Ann has just signed in by a link from the chat."""
    page = await context.new_page()
    await page.goto(await way_in(talk))
    await page.get_by_role("button", name="Sign in here").click()
    await page.wait_for_url(f"{talk.public_url}/")
    assert await page.evaluate("document.referrer") == ""
    return page


async def all_pages(talk: Study, page: Page) -> AsyncIterator[str]:
    """The path of each page while it is open, with all unfolded that folds: with a life to show, then with a roadmap of one's own."""
    await with_steps(talk)
    for line in ("/log 45m nlp : backprop", "/done deep learning", "/certificates earned fast.ai", "/times mon 19:00"):
        await talk.hear(line)
    await talk.hear("/portfolio show topics links certificates minutes weeks remembered notes")
    (shown,) = re.findall(r"/portfolio/[\w-]{20,}", await talk.hear("/portfolio on"))
    async for path in _opened(talk, page, (*PAGES, shown)):
        yield path
    await bring(talk, OWN)
    assert "I took each box as a topic" in await talk.hear(DRAFT)
    async for path in _opened(talk, page, OWN_PAGES):
        yield f"{path} of one's own"


async def _opened(talk: Study, page: Page, paths: Sequence[str]) -> AsyncIterator[str]:
    for path in paths:
        answer = await page.goto(f"{talk.public_url}{path}")
        assert answer
        assert answer.status == 200, path
        await page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
        yield path


@pytest.mark.drill
async def test_what_is_pressed_in_a_browser_is_heard_in_the_chat_and_the_other_way_round(talk, opening):
    page = await signed_in(talk, await opening())
    await page.get_by_role("button", name="Begin").first.click()
    await expect(page.get_by_role("status")).to_contain_text("Deep Learning: begun today")
    assert "🟡 1. Deep Learning" in await talk.hear("/topic 1")
    await talk.hear("/done deep learning")
    await page.goto(f"{talk.public_url}/")
    await expect(page.get_by_role("main")).to_contain_text("Begin with Time Series Forecasting")


@pytest.mark.drill
async def test_a_browser_is_somebody_elses_only_once_its_reader_was_warned(talk, opening):
    page, theirs = await signed_in(talk, await opening()), await way_in(talk, BEN)
    await talk.hear("/begin nlp")
    await page.goto(theirs)
    await expect(page.get_by_role("main")).to_contain_text("This browser is signed in as somebody else now")
    await page.get_by_role("link", name="Leave it as it is").click()
    await expect(page.get_by_role("main")).to_contain_text("NLP")
    await page.goto(theirs)
    await page.get_by_role("button", name="Sign in all the same").click()
    await page.wait_for_url(f"{talk.public_url}/")
    await expect(page.get_by_role("main")).to_contain_text("on no roadmap yet")
    assert "One browser is signed in" not in await talk.hear("/web"), "Ann's is signed out"


@pytest.mark.drill
async def test_all_of_it_works_without_script(talk, opening):
    page = await signed_in(talk, await opening(java_script_enabled=False))
    await page.get_by_label("Say something").fill("/begin nlp")
    await page.get_by_role("button", name="Send").click()
    await expect(page.locator("#told")).to_contain_text("NLP: begun today")
    assert "🟡 3. NLP" in await talk.hear("/topic nlp")


@pytest.mark.drill
async def test_all_of_it_works_by_keyboard_alone(talk, opening):
    page = await signed_in(talk, await opening())
    await page.keyboard.press("Tab")
    await expect(page.get_by_role("link", name="Skip to the content")).to_be_focused()
    await page.keyboard.press("Enter")
    for _ in range(40):
        await page.keyboard.press("Tab")
        if await page.evaluate("document.activeElement.name") == "line":
            break
    await page.keyboard.type("/begin nlp")
    await page.keyboard.press("Enter")
    await expect(page.locator("#told")).to_contain_text("NLP: begun today")


@pytest.mark.drill
@pytest.mark.parametrize("theme", ["light", "dark"])
async def test_axe_finds_nothing_on_any_page(talk, opening, theme):
    page = await signed_in(talk, await opening(color_scheme=theme, viewport={"width": WIDTHS["phone"], "height": 700}))
    found = {path: await violations(page) async for path in all_pages(talk, page)}
    assert len(found) == len(PAGES) + 1 + len(OWN_PAGES)
    await page.goto(str(talk.public_url))
    await page.get_by_label("Say something").fill("/sitting")
    await page.get_by_role("button", name="Send").click()
    await expect(page.get_by_role("heading", name="What you studied")).to_be_visible()
    found["an answer that asks"] = await violations(page)
    found["a way in"] = await _violations(page, await way_in(talk))
    found["a way in of somebody else"] = await _violations(page, await way_in(talk, BEN))
    found["no page"] = await _violations(page, f"{talk.public_url}/static/none")
    assert found == {place: [] for place in found}


@pytest.mark.drill
async def test_no_page_is_wider_than_the_screen_and_what_is_pressed_is_large_enough(talk, opening):
    await talk.hear("/begin deep learning")
    await talk.hear('/log 25m deep learning "Pneumonoultramicroscopicsilicovolcanoconiosispneumonoultramicroscopic"')
    page = await signed_in(talk, await opening())
    async for path in all_pages(talk, page):
        for width in WIDTHS.values():
            await page.set_viewport_size({"width": width, "height": 700})
            assert await page.evaluate("document.documentElement.scrollWidth") <= width, (path, width)
            heights = await page.evaluate("[...document.querySelectorAll('button')].map(one => one.offsetHeight)")
            assert all(height >= 44 for height in heights), (path, width)


@pytest.mark.drill
async def test_on_paper_there_is_nothing_to_press_or_to_fill_in(talk, opening):
    page = await signed_in(talk, await opening())
    await page.emulate_media(media="print")
    async for path in all_pages(talk, page):
        assert await page.locator("button, input, select, textarea, nav").filter(visible=True).count() == 0, path


@pytest.mark.drill
async def test_no_page_breaks_its_own_policy_or_asks_anybody_else(talk, opening):
    context, said, asked = await opening(), [], []
    context.on("request", lambda request: asked.append(request.url))
    context.on("console", lambda message: said.append(f"{message.text} {message.location}"))
    page = await signed_in(talk, context)
    async for path in all_pages(talk, page):
        assert said == [], path
    assert {url for url in asked if not url.startswith(str(talk.public_url))} == set()


@pytest.mark.drill
async def test_no_address_is_told_to_the_page_that_a_link_or_a_form_leads_to(talk, opening):
    page = await signed_in(talk, await opening(java_script_enabled=False))
    for role, name, leads in (
        ("link", "Topics", "**/topics"),
        ("link", "3. NLP", "**/topic/nlp"),
        ("button", "Begin", "**/topic/nlp?*"),
    ):
        await page.get_by_role(role, name=name).first.click()
        await page.wait_for_url(leads)
        assert await page.evaluate("document.referrer") == "", leads


@pytest.mark.drill
async def test_what_is_said_in_the_chat_comes_to_the_open_page_and_leaves_what_is_typed_there(talk, opening):
    page = await signed_in(talk, await opening())
    async with page.expect_response("**/live?*"):
        await page.reload()
    line = page.get_by_label("Say something")
    await line.fill("half a li")
    await page.evaluate("window.stays = true")
    await talk.hear("/begin nlp")
    await expect(page.get_by_role("main")).to_contain_text("NLP · week 1")
    await talk.hear("/done nlp")
    await expect(page.get_by_role("main")).not_to_contain_text("NLP · week 1")
    await expect(line).to_have_value("half a li")
    await expect(line).to_be_focused()
    assert await page.evaluate("window.stays")  # it was not loaded again


@pytest.mark.drill
@pytest.mark.parametrize("status", [429, 503, None])
async def test_a_page_that_got_no_stream_asks_again_after_a_minute(talk, opening, status):
    page = await signed_in(talk, await opening())
    await page.goto("about:blank")
    await page.clock.install()

    async def refuse(route: Route) -> None:
        await (route.fulfill(status=status, body="<p>No") if status else route.abort())

    await page.route("**/live?*", refuse, times=2)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if "/live?" in request.url else None)
    await page.goto(str(talk.public_url))
    passed = 0
    while len(asked) < 3 and passed < 200:
        await page.clock.run_for(5_000)
        await asyncio.sleep(0.02)
        passed += 5
    assert 90 <= passed <= 170
    await talk.hear("/begin nlp")
    await expect(page.get_by_role("main")).to_contain_text("NLP · week 1")


async def test_what_is_pressed_is_answered_in_place_and_heard_of_afterwards(talk, opening):
    page = await signed_in(talk, await opening())
    await page.evaluate("window.stays = true")
    async with page.expect_response("**/live?*"):
        await page.get_by_role("button", name="Begin").first.click()
    await expect(page.get_by_role("status")).to_contain_text("Deep Learning: begun today")
    await expect(page.get_by_role("status")).to_be_focused()
    await talk.hear("/web off")
    await expect(page.get_by_role("main")).to_contain_text("You are not signed in here")
    assert await page.evaluate("window.stays")


@pytest.mark.drill
async def test_whoever_deletes_everything_on_the_page_reads_what_becomes_of_it(talk, opening):
    page = await signed_in(talk, await opening())
    await page.goto(f"{talk.public_url}/you")
    await page.get_by_role("button", name="Delete everything").click()
    await page.get_by_role("status").get_by_role("button", name="Delete everything").click()
    await expect(page.get_by_role("status")).to_contain_text("All gone")
    await expect(page.get_by_role("status")).to_be_focused()
    assert await violations(page) == []
    await page.reload()
    await expect(page.get_by_role("main")).to_contain_text("You are not signed in here")


HIDE = "Object.defineProperty(document, 'hidden', {value: true, configurable: true})"
TELL = "document.dispatchEvent(new Event('visibilitychange'))"


async def _nobody_hears(talk: Study) -> None:
    """Wait until no page hears of anything any more."""
    assert talk.watch
    async with asyncio.timeout(5):
        while talk.watch.is_wanted:
            await asyncio.sleep(0.02)


@pytest.mark.drill
async def test_a_page_that_nobody_sees_is_told_nothing_until_it_is_looked_at(talk, opening):
    page = await signed_in(talk, await opening())
    async with page.expect_response("**/live?*"):
        await page.reload()
    await page.evaluate(f"{HIDE}; {TELL}")
    await _nobody_hears(talk)
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    await talk.hear("/begin nlp")
    await asyncio.sleep(1)  # in which a page that is seen would have come anew
    assert asked == []
    await page.evaluate(f"delete document.hidden; {TELL}")
    await expect(page.get_by_role("main")).to_contain_text("NLP · week 1")


@pytest.mark.drill
async def test_a_page_that_is_opened_out_of_sight_hears_nothing_until_it_is_looked_at(talk, opening):
    page = await signed_in(talk, await opening())
    await page.goto("about:blank")
    await _nobody_hears(talk)
    await page.add_init_script(HIDE)
    async with page.expect_response("**/live?*"):
        await page.goto(str(talk.public_url))
    await _nobody_hears(talk)
    await talk.hear("/begin nlp")
    await page.evaluate(f"delete document.hidden; {TELL}")
    await expect(page.get_by_role("main")).to_contain_text("NLP · week 1")


async def _violations(page: Page, url: str) -> list[str]:
    await page.goto(url)
    return await violations(page)
