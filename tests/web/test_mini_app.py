"""The page as Telegram opens it: who Telegram vouches for is signed in, once for each opening, by a secret that is shown with all that the
page asks for; and nobody else is."""

import asyncio
import re
from collections.abc import AsyncIterator
from datetime import timedelta

import httpx
import pytest

from bot.app import App, platforms
from bot.chat.reply import NO_PAGE, Page
from bot.platforms.telegram.init_data import AHEAD, FRESH
from bot.settings import whole
from bot.store import Database
from bot.web.mini_app import MOST, PATH
from tests.bot.conftest import BEN
from tests.conftest import BOTH_WHEN_LONG
from tests.platforms.test_init_data import TOKEN, signed
from tests.web.browser import HERE, browser
from tests.web.in_telegram import InTelegram, MiniApp

ENGINES = BOTH_WHEN_LONG


@pytest.fixture
async def talk(database: Database) -> InTelegram:
    study = InTelegram(database)
    await study.write("/start ml-data today")
    return study


@pytest.fixture
async def mini_app(talk: InTelegram) -> AsyncIterator[MiniApp]:
    page = MiniApp.on(talk.site())
    yield page
    await page.client.aclose()


@pytest.mark.drill
async def test_who_opens_the_page_in_telegram_ticks_there_and_it_is_heard_in_the_chat(talk, mini_app):
    page = await mini_app.open(talk.init_data())
    assert "Begin with Deep Learning" in page.text
    told = await mini_app.send(page, "Begin")
    assert "Deep Learning: begun today" in told.text
    assert "🟡 1. Deep Learning" in await talk.read("/topic 1")


@pytest.mark.drill
@pytest.mark.parametrize(
    "more",
    [
        {"query_id": "", "chat_instance": "-3788475317572404878", "chat_type": "group", "start_param": "abc"},
        {"signature": "zL-ucjNyREiHDE8aihFwpfR9aggP2xiAo3NSpfe-p7I"},
        {"user": '{"id":10,"photo_url":"https:\\/\\/t.me\\/i\\/7.svg"}'},
    ],
)
async def test_whatever_fields_a_client_sends_signed_it_signs_in(talk, mini_app, more):
    assert "Today" in (await mini_app.open(talk.init_data(**more))).text


@pytest.mark.drill
async def test_a_client_that_sends_no_query_id_signs_in(talk, mini_app):
    at = str(int(talk.clock().timestamp()))
    assert "Today" in (await mini_app.open(signed({"auth_date": at, "user": '{"id":10}'}))).text


def _spoilt(said: str) -> dict[str, str]:
    """What a client says, made wrong in each way there is."""
    at = dict(part.split("=", 1) for part in said.split("&"))["auth_date"]
    own = {"user": '{"id":10}', "auth_date": at}
    return {
        "one byte": said.replace("Ann", "Bnn"),
        "added": f"{said}&more=1",
        "missing": "&".join(part for part in said.split("&") if not part.startswith("query_id")),
        "a key twice": f"{said}&auth_date={at}",
        "no hash": said.partition("&hash=")[0],
        "too old": signed({**own, "auth_date": str(int(at) - int(FRESH.total_seconds()))}),
        "from the future": signed({**own, "auth_date": str(int(at) + int(AHEAD.total_seconds()) + 1)}),
        "another bot's": signed(own, TOKEN.replace("AAH5", "AAH6")),
        "nothing": "",
        "no text": "%ff" * 100,
        "long": signed({**own, "more": "x" * 5000}),
    }


WRONG = tuple(_spoilt("user=x&auth_date=1&query_id=x&hash=x"))


@pytest.mark.parametrize("how", WRONG)
async def test_what_telegram_does_not_vouch_for_is_refused_and_nothing_is_stored(talk, mini_app, how):
    before = await talk.rows()
    answer = await mini_app.exchange(_spoilt(talk.init_data())[how])
    assert (answer.status_code, "open it again from our chat" in answer.text) == (401, True)
    assert await talk.rows() == before


async def test_an_opening_signs_in_once_even_where_it_is_shown_twice_at_once(talk, mini_app):
    said = talk.init_data()
    answers = await asyncio.gather(*(mini_app.exchange(said) for _ in range(3)))
    assert sorted(answer.status_code for answer in answers) == [200, 401, 401]
    talk.wait(FRESH - timedelta(seconds=1))
    assert (await mini_app.exchange(said)).status_code == 401


@pytest.mark.drill
async def test_an_opening_is_remembered_only_for_as_long_as_it_would_be_taken(talk, mini_app):
    await mini_app.open(talk.init_data())
    talk.wait(FRESH)
    await mini_app.open(talk.init_data())
    assert len((await talk.rows())["web_openings"]) == 1


@pytest.mark.parametrize(
    "headers",
    [
        {"sec_fetch_site": "cross-site", "origin": "https://elsewhere.example"},
        {"sec_fetch_site": "same-site", "origin": "https://elsewhere.study.example"},
        {"sec_fetch_site": "none"},
        {"sec_fetch_site": None, "origin": "null"},
        {"sec_fetch_site": None, "origin": None},
    ],
)
async def test_what_another_site_sends_is_not_exchanged(talk, mini_app, headers):
    assert (await mini_app.exchange(talk.init_data(), **headers)).status_code == 403


@pytest.mark.drill
async def test_a_form_of_another_site_is_refused_with_the_secret_as_well(talk, mini_app):
    await mini_app.open(talk.init_data())
    headers = {"authorization": f"Bearer {mini_app.secret}", "origin": "https://elsewhere.example"}
    answer = await mini_app.client.post(
        "/say",
        content="line=/begin+nlp",
        headers={**headers, "content-type": "application/x-www-form-urlencoded", "sec-fetch-site": "cross-site"},
    )
    assert answer.status_code == 403


@pytest.mark.parametrize("scheme", ["Bearer", "", "tma2"])
async def test_it_is_exchanged_under_its_own_name_only(talk, mini_app, scheme):
    assert (await mini_app.exchange(talk.init_data(), scheme)).status_code == 401


@pytest.mark.drill
@pytest.mark.parametrize("line", ["/web off", "/forget"])
async def test_signing_out_in_the_chat_ends_the_page_at_once(talk, mini_app, line):
    page = await mini_app.open(talk.init_data())
    message = await talk.write(line)
    if line == "/forget":
        message = await talk.touch(message, "Delete everything")
    assert message.page == NO_PAGE
    looked, sent = await mini_app.look(), await mini_app.send(page, "Begin")
    assert (looked.status, sent.status) == (401, 401)
    assert "open it again from our chat" in looked.text


@pytest.mark.drill
async def test_an_opening_stays_spent_when_who_opened_it_is_forgotten_and_nobody_is_named_by_it(talk, mini_app):
    said = talk.init_data()
    await mini_app.open(said)
    await talk.touch(await talk.write("/forget"), "Delete everything")
    before = await talk.rows()
    assert not before["web_sessions"]
    ((_, digest, until),) = before["web_openings"]
    assert len(digest) == 64
    assert (await mini_app.exchange(said)).status_code == 401
    assert await talk.rows() == before, "who was forgotten is not met again by it"
    talk.wait(until - talk.clock())
    assert (await mini_app.exchange(said)).status_code == 401


@pytest.mark.drill
async def test_a_wrong_secret_is_nobody_though_a_cookie_would_be_somebody(talk, mini_app):
    await mini_app.open(talk.init_data())
    cookie = {"cookie": f"__Host-roadmate={mini_app.secret}"}
    for wrong in (
        "Bearer",
        "Bearer wrong",
        f"Bearer {mini_app.secret}x",
        "Bearer " + "x" * 500,
    ):
        answer = await mini_app.client.get("/", headers={"authorization": wrong, **cookie})
        assert answer.status_code == 401, wrong


async def test_who_is_blocked_is_not_let_in_known_or_not(talk, mini_app):
    async with talk.database.store() as store:
        for who in ("10", "77"):
            await store.operating.blocks.add("telegram", who, talk.clock())
    before = await talk.rows()
    for who in ("10", "77"):
        answer = await mini_app.exchange(talk.init_data(who))
        assert (answer.status_code, "/export" in answer.text) == (403, True)
    assert await talk.rows() == before


@pytest.mark.drill
async def test_whoever_opens_it_before_they_wrote_is_led_to_the_chat_and_nothing_is_kept_of_them(talk, mini_app):
    before = await talk.rows()
    answer = await mini_app.exchange(talk.init_data(BEN))
    assert answer.status_code == 401
    assert "close this page and say <code>/start</code> in our chat" in answer.text
    assert await talk.rows() == before
    await talk.write("/start ml-data today", BEN)
    assert "Begin with Deep Learning" in (await mini_app.open(talk.init_data(BEN))).text


@pytest.mark.drill
async def test_the_button_that_stays_beside_the_chat_makes_no_learner_again_of_who_is_forgotten(talk, mini_app):
    """As it does where the deletion was asked for on the page, or in a linked chat on another platform."""
    page = await mini_app.open(talk.init_data())
    await mini_app.send(await mini_app.send(page, "Send", line="/forget"), "Delete everything")
    answer = await mini_app.exchange(talk.init_data())
    assert (answer.status_code, "/start" in answer.text) == (401, True)
    after = await talk.rows()
    assert (after["learners"], after["accounts"], after["web_sessions"]) == ([], [], [])


@pytest.mark.drill
async def test_a_way_in_is_not_spent_on_the_page_within_telegram_but_stays_for_a_browser(talk, mini_app):
    await mini_app.open(talk.init_data())
    found = re.search(rf"{HERE}(/in/[\w-]+)", (await talk.write("/web")).text)
    assert found
    before = await talk.rows()
    refused = await mini_app.send(await mini_app.look(found[1]), "Sign in")
    assert (refused.status, "I left it alone" in refused.text) == (409, True)
    assert await talk.rows() == before
    other = browser(talk.site())
    page = await other.send((await other.open(found[1])).form("Sign in"))
    assert (page.status, "Today" in page.text) == (200, True)
    await other.client.aclose()


@pytest.mark.drill
async def test_opening_it_often_signs_no_browser_out(talk, mini_app):
    async with talk.database.store() as store:
        contact = await store.learners.by_account("telegram", "10")
        assert contact
        await store.web.begin(contact.account.id, "a browser's", "link", talk.clock())
    for _ in range(MOST + 2):
        talk.wait(timedelta(minutes=1))
        await mini_app.open(talk.init_data())
    through = [row[3] for row in (await talk.rows())["web_sessions"]]
    assert sorted(through) == ["link", *["telegram"] * MOST]


@pytest.mark.drill
async def test_only_digests_are_kept_and_no_export_has_them(talk, mini_app):
    said = talk.init_data()
    await mini_app.open(said)
    kept = repr(await talk.rows())
    assert mini_app.secret not in kept
    assert said.rpartition("hash=")[2] not in kept
    exported = (await talk.write("/export everything")).attachments[-1].content
    assert b"web_openings" not in exported
    assert b'"through": "telegram"' in exported


async def test_the_page_itself_is_framed_by_telegram_alone_and_loads_its_script_and_ours(talk, mini_app):
    page = await mini_app.look(PATH)
    policy = page.answer.headers["content-security-policy"]
    assert "script-src 'self' https://telegram.org;" in policy
    assert "frame-ancestors https://web.telegram.org https://*.telegram.org" in policy
    assert "unsafe" not in policy.replace("unsafe-none", "")
    assert page.answer.headers["cross-origin-opener-policy"] == "unsafe-none"
    assert "https://telegram.org/js/telegram-web-app.js" in page.loads
    assert "/web" in page.text  # what to do where it is not Telegram that opened it
    other = await mini_app.look("/static/style.css")
    assert "frame-ancestors 'none'" in other.answer.headers["content-security-policy"]


async def test_the_chat_gives_the_page_beside_the_link_where_it_is_to_be_had(talk):
    assert (await talk.write("/web")).page == Page("My page", f"{HERE}{PATH}")
    assert (await talk.write("/web off")).page == NO_PAGE
    talk.public_url = "http://127.0.0.1:8080"
    talk.__post_init__()
    assert (await talk.write("/web")).page is None


@pytest.mark.parametrize(
    ("url", "token", "status"),
    [
        (HERE, TOKEN, 200),
        ("http://127.0.0.1:8080", TOKEN, 404),
        (HERE, None, 404),
    ],
)
async def test_the_program_has_it_where_it_serves_telegram_and_is_found_by_https(sqlite_url, url, token, status):
    settings = whole()(_env_file=None, telegram_token=token, discord_token="x.y.z", public_url=url)
    app = App(settings, database_url=sqlite_url, serves=True)
    server = app.server(platforms(app))
    assert server
    async with httpx.AsyncClient(transport=httpx.ASGITransport(server._door), base_url=HERE) as client:
        assert (await client.get(PATH)).status_code == status
    await app.close()
