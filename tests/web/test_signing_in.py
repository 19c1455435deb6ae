"""The way in from a chat: once, for ten minutes, for one learner; and out again, everywhere."""

from datetime import timedelta

import pytest

from bot.chat.platform import Place, Speaker, Spoken
from bot.store.web_sessions import IDLE, SELDOM
from tests.bot.conftest import ANN, BEN
from tests.conftest import BOTH_WHEN_LONG

ENGINES = BOTH_WHEN_LONG

MINUTES = timedelta(minutes=1)


async def test_a_link_from_a_chat_signs_in_by_its_button_once(talk, open_browser):
    way_in, mine, other = await talk.way_in(), open_browser(), open_browser()
    asked = await mine.open(way_in)
    page = await mine.send(asked.form("Sign in"))
    assert "Today" in page.text
    assert str(page.answer.url).endswith("study.example/")  # no secret stays in the address
    again = await other.send(asked.form("Sign in"))
    assert (again.status, "used, or too old" in again.text) == (410, True)


@pytest.mark.drill
async def test_a_hundred_looks_at_a_link_spend_nothing(talk, open_browser):
    way_in, before = await talk.way_in(), await talk.rows()
    for _ in range(100):
        await open_browser().open(way_in)
    assert await talk.rows() == before
    browser = open_browser()
    assert (await browser.send((await browser.open(way_in)).form("Sign in"))).status == 200


async def test_a_link_is_too_old_after_ten_minutes(talk, open_browser):
    browser = open_browser()
    asked = await browser.open(await talk.way_in())
    talk.wait(10 * MINUTES)
    assert (await browser.send(asked.form("Sign in"))).status == 410


async def test_a_new_link_ends_the_one_before(talk, open_browser):
    browser = open_browser()
    first = await browser.open(await talk.way_in())
    await talk.way_in()
    assert (await browser.send(first.form("Sign in"))).status == 410


@pytest.mark.drill
async def test_signing_out_in_a_chat_ends_every_browser_and_the_link_at_once(talk, open_browser):
    browsers = [open_browser() for _ in range(3)]
    for browser in browsers:
        await browser.send((await browser.open(await talk.way_in())).form("Sign in"))
    unused = await talk.way_in()
    assert "Signed out of 3 browsers" in await talk.hear("/web off")
    assert {(await browser.open("/")).status for browser in browsers} == {401}
    assert (await browsers[0].send((await browsers[0].open(unused)).form("Sign in"))).status == 410


@pytest.mark.drill
async def test_who_is_forgotten_is_signed_out(talk, page):
    browser, _ = page
    message = await talk.say("/forget")
    await talk.press(message.keys[0].data)
    assert (await browser.open("/")).status == 401


@pytest.mark.drill
async def test_a_browser_that_signs_in_as_somebody_else_is_the_first_no_more(talk, page):
    browser, _ = page
    before = dict(browser.client.cookies)
    (secret,) = before.values()
    await browser.send((await browser.open(await talk.way_in(by=BEN))).form("Sign in"))
    assert dict(browser.client.cookies) != before
    async with talk.database.reading() as store:
        assert await store.web.behind(secret, talk.clock()) is None
    assert len((await talk.rows())["web_sessions"]) == 1


@pytest.mark.drill
async def test_whoever_would_sign_in_over_somebody_else_is_warned_and_nothing_is_spent(talk, page):
    browser, _ = page
    way_in, before = await talk.way_in(by=BEN), await talk.rows()
    asked = await browser.open(way_in)
    assert "This browser is signed in as somebody else now, with an account in the terminal." in asked.text
    assert "The other is signed out here." in asked.text
    assert [form.label for form in asked.forms] == ["Sign in all the same"]
    assert "/" in asked.links
    assert await talk.rows() == before
    assert (await browser.open("/topic/nlp")).status == 200, "the other is signed in until the button is pressed"
    await talk.hear("/begin nlp", by=BEN)
    page = await browser.send(asked.form("Sign in all the same"))
    assert "NLP" in page.text.partition("Your plan")[0], "it is Ben's page from then on"


@pytest.mark.drill
async def test_the_platforms_of_both_accounts_are_said_and_no_name(talk, page):
    browser, _ = page
    eve = Speaker("discord", "77", "Eve")
    said = Spoken(eve, Place("77", direct=True), "/web", talk.clock())
    message = await talk.dispatcher.say(said)
    asked = await browser.open("/in/" + message.text.partition("/in/")[2].partition('"')[0])
    assert "with an account in the terminal. This link is for an account on Discord." in asked.text
    assert "Eve" not in asked.answer.text


@pytest.mark.drill
async def test_who_signs_in_anew_as_the_same_learner_is_not_warned(talk, page):
    browser, _ = page
    asked = await browser.open(await talk.way_in())
    assert "somebody else" not in asked.text
    assert [form.label for form in asked.forms] == ["Sign in here"]
    assert (await browser.send(asked.form("Sign in"))).status == 200


@pytest.mark.drill
async def test_a_link_that_is_no_good_warns_of_nobody(talk, page):
    browser, _ = page
    way_in = await talk.way_in(by=BEN)
    talk.wait(10 * MINUTES)
    for path in (way_in, "/in/nothing-like-a-secret"):
        asked = await browser.open(path)
        assert (asked.status, "somebody else" in asked.text) == (200, False)


@pytest.mark.drill
async def test_whoever_was_not_warned_is_before_anything_happens(talk, page, open_browser):
    """The page with the button was loaded while nobody was signed in, or somebody else again."""
    browser, _ = page
    way_in = await talk.way_in(by=BEN)
    unwarned = (await open_browser().open(way_in)).form("Sign in")
    before = await talk.rows()
    for over in ("", "?over=0", "?over=x"):
        asked = await browser.post(unwarned.action + over, unwarned.fields)
        assert "signed in as somebody else now" in asked.text
    assert await talk.rows() == before
    assert (await browser.send(asked.form("Sign in all the same"))).status == 200


async def test_a_secret_of_somebody_elses_choice_is_never_taken_over(talk, open_browser):
    browser = open_browser()
    browser.client.cookies.set("__Host-roadmate", "chosen-by-somebody-else", domain="study.example")
    await browser.send((await browser.open(await talk.way_in())).form("Sign in"))
    assert "chosen-by-somebody-else" not in dict(browser.client.cookies).values()


async def test_only_digests_are_kept(talk, page):
    browser, _ = page
    (secret,) = dict(browser.client.cookies).values()
    way_in = (await talk.way_in()).removeprefix("/in/")
    kept = repr(await talk.rows())
    assert secret not in kept
    assert way_in not in kept


async def test_a_browser_that_stays_away_for_a_month_is_signed_out(talk, page):
    browser, _ = page
    talk.wait(timedelta(days=29))
    assert (await browser.open("/")).status == 200
    talk.wait(timedelta(days=29))
    assert (await browser.open("/")).status == 200
    talk.wait(timedelta(days=30))
    assert (await browser.open("/")).status == 401


@pytest.mark.drill
async def test_of_eleven_browsers_the_one_that_was_away_longest_is_signed_out(talk, open_browser):
    browsers = [open_browser() for _ in range(11)]
    for browser in browsers:
        talk.wait(MINUTES)
        await browser.send((await browser.open(await talk.way_in())).form("Sign in"))
    assert [(await browser.open("/")).status for browser in browsers] == [401, *[200] * 10]


async def test_the_cookie_is_for_this_host_over_https_and_no_script_sees_it(talk, open_browser):
    browser = open_browser()
    asked = await browser.open(await talk.way_in())
    answer = await browser.client.post(
        asked.form("Sign in").action,
        headers={"sec-fetch-site": "same-origin", "content-type": "application/x-www-form-urlencoded"},
    )
    cookie = answer.headers["set-cookie"]
    assert cookie.startswith("__Host-roadmate=")
    assert {"Secure", "HttpOnly", "SameSite=lax", "Path=/"} <= set(cookie.split("; "))


async def test_who_comes_again_is_given_the_cookie_for_another_thirty_days(talk, page):
    """A browser forgets it by the time it was given with, however often it shows it."""
    browser, _ = page
    before = dict(browser.client.cookies)
    own = {"sec-fetch-site": "same-origin", "content-type": "application/x-www-form-urlencoded"}
    for method, path in (("GET", "/"), ("POST", "/say"), ("GET", "/topic/nlp")):
        talk.wait(SELDOM)
        answer = await browser.client.request(method, path, headers=own)
        given = answer.headers["set-cookie"]
        assert f"Max-Age={int(IDLE.total_seconds())}" in given
        assert {"Secure", "HttpOnly", "SameSite=lax", "Path=/"} <= set(given.split("; "))
    assert dict(browser.client.cookies) == before
    assert "set-cookie" not in (await browser.client.get("/", headers=own)).headers, "as seldom as it is noted"


async def test_who_signs_out_after_a_while_is_given_no_cookie(talk, page):
    browser, _ = page
    talk.wait(SELDOM)
    await browser.post("/out", [])
    assert dict(browser.client.cookies) == {}


async def test_who_was_signed_out_is_given_no_cookie(talk, page):
    browser, _ = page
    talk.wait(IDLE)
    answer = await browser.client.get("/")
    assert (answer.status_code, "set-cookie" in answer.headers) == (401, False)


async def test_who_is_blocked_is_signed_in_nowhere(talk, page):
    browser, _ = page
    async with talk.database.store() as store:
        await store.operating.blocks.add("console", ANN, talk.clock())
    assert (await browser.open("/")).status == 401


async def test_what_a_proxy_asks_for_leaves_a_browser_signed_in(page):
    browser, _ = page
    assert (await browser.open("/", authorization="Basic b3dsczpvd2xz")).status == 200
