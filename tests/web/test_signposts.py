"""/web in a group: a link to its page that says which group is meant and nothing else; whoever is no member sees none of it."""

import re
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from bot.chat.reply import Message
from bot.platforms.console.renderer import plain
from bot.store.signposts import LASTS, MOST
from tests.bot.chats import rows_of
from tests.bot.gathering import ANN, BEN, EVE, GUS, ZOE
from tests.bot.group_stage import CHAT
from tests.conftest import BOTH_WHEN_LONG
from tests.web.browser import HERE, Page
from tests.web.hall import OPENS, Hall
from tests.web.in_telegram import MiniApp, said_by

ENGINES = BOTH_WHEN_LONG


@pytest.fixture
def platform() -> str:
    return "telegram"


@pytest.fixture
async def hall(database_url: str, platform: str) -> AsyncIterator[Hall]:
    """The Owls, which Ann manages without having joined; Ben and Gus have."""
    hall = Hall(database_url, platform)
    await hall.begin(BEN, GUS)
    yield hall
    await hall.close()


async def asked(hall: Hall, user: str = BEN, chat: str = CHAT) -> Message:
    """What /web says in the group."""
    message = await hall.say(user, "/web", chat)
    assert message
    return message


async def word(hall: Hall, user: str = BEN, chat: str = CHAT) -> str:
    """Of the link that /web gives there."""
    page = (await asked(hall, user, chat)).page
    assert page
    assert page.address.startswith(OPENS)
    return page.address.removeprefix(OPENS)


async def followed(hall: Hall, user: str, said: str) -> Page:
    """The page that somebody's Telegram opens by a link with this word."""
    app = MiniApp.on(hall.site)
    return await app.open(said_by(user, hall.clock(), start_param=said))


async def test_in_a_group_of_telegram_a_link_that_all_may_see_opens_its_page_for_each_member(hall):
    message = await asked(hall)
    assert not message.private
    assert "The Owls has a page for its members" in plain(message.text)
    assert "/in/" not in message.text
    assert message.page
    assert message.page.open_to_all
    for user in (BEN, GUS):
        page = await followed(hall, user, message.page.address.removeprefix(OPENS))
        assert (page.status, page.answer.url.path) == (200, "/groups/1")
        assert "The Owls 2 members" in page.text


@pytest.mark.parametrize("user", [ANN, EVE], ids=["who manages the group", "somebody else"])
async def test_whoever_is_no_member_sees_no_more_than_by_a_word_that_leads_nowhere(hall, user):
    await hall.say(EVE, "/start ml-data today", None)
    refused = await followed(hall, user, await word(hall))
    nowhere = await followed(hall, user, "n" * 22)
    assert (refused.status, refused.answer.text) == (404, nowhere.answer.text)
    assert "opens a group's page for its members" in refused.text
    assert "Owls" not in refused.answer.text


async def test_a_stranger_is_led_to_the_chat_whether_or_not_there_is_such_a_group(hall):
    app, words = MiniApp.on(hall.site), (await word(hall), "n" * 22)
    pages = [await app.exchange(said_by(EVE, hall.clock(), start_param=said)) for said in words]
    assert [page.status_code for page in pages] == [401, 401]
    assert pages[0].text == pages[1].text
    assert "/start" in pages[0].text


@pytest.mark.drill
async def test_whoever_left_is_refused_and_whoever_joined_is_let_in_by_the_same_link(hall):
    said = await word(hall)
    await hall.say(GUS, "/leave")
    assert (await followed(hall, GUS, said)).status == 404
    await hall.say(GUS, "/join yes")
    assert (await followed(hall, GUS, said)).status == 200


async def test_a_link_is_good_for_thirty_days(hall):
    said = await word(hall)
    hall.clock.now += LASTS - timedelta(minutes=1)
    assert (await followed(hall, BEN, said)).status == 200
    hall.clock.now += timedelta(minutes=1)
    assert (await followed(hall, BEN, said)).status == 404


@pytest.mark.drill
async def test_the_oldest_links_of_a_group_go_for_new_ones_and_those_of_no_other(hall):
    hall.title = "Herons"
    await hall.begin(BEN, chat="-700")
    other, first = await word(hall, chat="-700"), await word(hall)
    for _ in range(MOST):
        last = await word(hall)
    assert (await followed(hall, BEN, first)).status == 404
    for said, path in ((last, "/groups/1"), (other, "/groups/2")):
        assert (await followed(hall, BEN, said)).answer.url.path == path
    assert len((await rows_of(hall.database))["signposts"]) == MOST + 1


async def test_no_word_is_kept_as_it_is_and_nobody_with_it(hall):
    said = await word(hall)
    ((number, group, digest, _),) = (await rows_of(hall.database))["signposts"]
    assert (number, group) == (1, 1)
    assert said not in str(await rows_of(hall.database))
    assert re.fullmatch("[0-9a-f]{64}", digest)


@pytest.mark.drill
async def test_what_is_no_word_is_not_looked_up_and_leads_nowhere_within_the_pages(hall):
    for said in ("", "x", "../" * 8, "a b" * 9, "ü" * 22, "x" * 500):
        page = await followed(hall, BEN, said)
        assert page.answer.url.path == "/", said
    browser = await hall.browser_of(BEN)
    for said in ("x", "%2e%2e", "x" * 65, "%00" * 22):
        assert (await browser.client.get(f"/groups/by/{said}")).status_code == 404, said


@pytest.mark.drill
async def test_in_an_ordinary_browser_the_word_asks_who_comes(hall):
    said = await word(hall)
    browser = await hall.browser_of(BEN)
    assert (await browser.open(f"/groups/by/{said}")).answer.url.path == "/groups/1"
    browser.client.cookies.clear()
    assert (await browser.open(f"/groups/by/{said}")).status == 401


@pytest.mark.drill
async def test_following_a_link_stores_nothing_but_that_somebody_signed_in(hall):
    said = await word(hall)
    before = await rows_of(hall.database)
    await followed(hall, BEN, said)
    after = await rows_of(hall.database)
    assert {name for name in before if before[name] != after[name]} == {"web_sessions", "web_openings"}


# Where there is no such link


@pytest.mark.parametrize("platform", ["discord"])
async def test_on_discord_a_member_is_whispered_their_way_in_and_the_address_of_the_page(hall, platform):
    message = await asked(hall)
    assert message.private
    assert f"{HERE}/in/" in message.text
    assert "Once you are signed in, the page of The Owls opens too." in message.text.replace("</a>", "").replace(
        f'<a href="{HERE}/groups/1">', ""
    )


async def test_without_a_main_mini_app_it_is_said_to_who_asks_as_on_discord(hall):
    hall.has_main_app = False
    message = await asked(hall)
    assert message.private
    assert f'href="{HERE}/groups/1"' in message.text
    assert message.page
    assert not message.page.open_to_all


async def test_who_is_no_member_is_given_their_own_way_in_alone(hall):
    hall.has_main_app = False
    for user in (ANN, ZOE):
        message = await asked(hall, user)
        assert f"{HERE}/in/" in message.text
        assert "/groups/" not in message.text
    elsewhere = await asked(hall, BEN, "-999")
    assert "/groups/" not in elsewhere.text


async def test_in_a_chat_that_has_no_study_group_there_is_no_link_to_one(hall):
    message = await asked(hall, BEN, "-999")
    assert message.private
    assert message.page
    assert not message.page.open_to_all
