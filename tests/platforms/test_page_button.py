"""The button that opens a page of one's own: on Telegram within it, in the direct chat alone, and beside its input; on Discord a link."""

from collections.abc import AsyncIterator
from dataclasses import replace

import httpx
import pytest
from markupsafe import Markup

from bot.chat.kept import packed, unpacked
from bot.chat.platform import Edit, Post
from bot.chat.reply import NO_PAGE, Key, Message, Page
from bot.platforms.discord.posts import posts
from bot.platforms.telegram.answers import Answer, read, written
from bot.platforms.telegram.checks import look, opens
from bot.settings import whole
from tests.platforms.bot_api import BotApi
from tests.platforms.bot_api_script import flood, forbidden, migrated, refused
from tests.platforms.test_telegram import ANN, GROUP, SUPERGROUP, Echo, serving

PAGE = Page("My page", "https://study.example/app/telegram")
OPENING = {"text": "My page", "web_app": {"url": PAGE.address}}
SHOWN = Message(text=Markup("here"), keys=(Key("Out", "out"),), page=PAGE, private=True)


@pytest.fixture
async def api() -> AsyncIterator[BotApi]:
    async with BotApi() as api:
        yield api


@pytest.fixture
def echo() -> Echo:
    return Echo(answers={"/web": SHOWN, "out": Message(text=Markup("out"), page=NO_PAGE)})


@pytest.fixture
async def bot(api, echo, database):
    async with serving(api, echo, database) as bot:
        yield bot


def opening(message) -> list[object]:
    return [button for row in message.rows for button in row if "web_app" in button]


async def test_a_direct_chat_has_it_above_the_other_buttons_and_beside_its_input(api, bot):
    api.say(ANN, "/web")
    (message,) = await api.wait_for_messages(1)
    assert message.labels == [["My page"], ["Out"]]
    assert opening(message) == [OPENING]
    assert api.menu_buttons == {ANN: {"type": "web_app", **OPENING}}


async def test_signing_out_gives_the_commands_their_place_back(api, bot):
    api.say(ANN, "/web")
    (message,) = await api.wait_for_messages(1)
    api.press(ANN, message, "out")
    await api.wait_for_messages(2)
    assert api.menu_buttons == {ANN: {"type": "commands"}}
    assert opening(api.messages[-1]) == []


async def test_asked_for_in_a_group_it_comes_in_the_direct_chat_alone(api, bot):
    api.say(ANN, "/web@roadmate_bot", chat_id=GROUP, chat_type="group")
    await api.wait_until(lambda: bool(api.said(ANN)))
    await api.wait_until(lambda: bool(api.said(GROUP)))
    assert [bool(opening(message)) for message in api.messages] == [message.chat_id > 0 for message in api.messages]
    assert set(api.menu_buttons) == {ANN}


@pytest.mark.drill
async def test_whichever_way_a_message_reaches_a_group_it_opens_no_page_there(api, echo, bot):
    among = Message(text=Markup("here"), page=PAGE, keys=SHOWN.keys, in_place=True)
    echo.answers |= {"/web": among, "again": among}
    for chat_id, kind in ((GROUP, "group"), (SUPERGROUP, "supergroup")):
        before = len(api.messages)
        api.say(ANN, "/web@roadmate_bot", chat_id=chat_id, chat_type=kind)  # an answer
        message = (await api.wait_for_messages(before + 1))[-1]
        api.press(ANN, message, "again")  # one that a press changes
        await api.wait_for_calls("editMessageText", len(api.made("editMessageText")) + 1)
        posted = await bot.perform(Post(str(chat_id), None, among))  # a post of the group's
        await bot.perform(Edit(str(chat_id), None, posted, Message(text=Markup("changed"), page=PAGE)))
    api.fail("sendMessage", flood(0.01))
    await _say_again(api)
    api.fail("sendMessage", migrated(SUPERGROUP))  # a group that has become a supergroup meanwhile
    await _say_again(api)
    echo.answers["/web"] = replace(among, crowded=True)  # one that waited for its room
    await _say_again(api)
    for shown in (
        SHOWN,
        replace(SHOWN, crowded=True),
    ):  # who may not be written to is shown the way there, or answered after all
        echo.answers["/web"] = shown
        api.fail("sendMessage", forbidden())
        await _say_again(api)
    calls = [call for call in api.calls if call.params.get("chat_id", 0) < 0]
    assert {"sendMessage", "editMessageText"} <= {call.method for call in calls}
    assert [call for call in calls if "web_app" in str(call.params)] == []


async def test_one_that_is_opened_by_a_link_is_shown_in_a_group_and_kept_beside_no_chat(api, echo, bot):
    ours = Page("Our page", "https://t.me/roadmate_bot?startapp=word", open_to_all=True)
    echo.answers["/web"] = replace(SHOWN, page=ours, private=False)
    api.say(ANN, "/web@roadmate_bot", chat_id=GROUP, chat_type="group")
    (message,) = await api.wait_for_messages(1)
    assert message.rows[0] == [{"text": ours.label, "url": ours.address}]
    api.say(ANN, "/web")
    await api.wait_for_messages(2)
    assert api.messages[-1].rows[0] == [{"text": ours.label, "url": ours.address}]
    assert [call for call in api.calls if call.method == "setChatMenuButton"] == []


@pytest.mark.parametrize("has_main_app", [True, False])
async def test_a_group_is_where_pages_can_be_opened_if_botfather_was_told_of_the_main_mini_app(
    api, echo, database, has_main_app
):
    api.has_main_web_app = has_main_app
    async with serving(api, echo, database):
        api.say(ANN, "/web@roadmate_bot", chat_id=GROUP, chat_type="group")
        await api.wait_until(lambda: echo.heard)
    assert echo.heard[0].place.page_link == ("https://t.me/roadmate_bot?startapp=" if has_main_app else "")


async def _say_again(api: BotApi) -> None:
    before = len([message for message in api.messages if message.chat_id < 0])
    api.say(ANN, "/web@roadmate_bot", chat_id=GROUP, chat_type="group")
    await api.wait_until(lambda: len([message for message in api.messages if message.chat_id < 0]) > before)


async def test_the_answer_comes_even_where_the_button_beside_the_input_is_refused(api, bot):
    api.fail("setChatMenuButton", refused("BUTTON_URL_INVALID"))
    api.say(ANN, "/web")
    (message,) = await api.wait_for_messages(1)
    assert message.labels == [["My page"], ["Out"]]


async def test_an_answer_that_waits_keeps_its_page(api):
    assert read(written(Answer(SHOWN, str(ANN)))).message.page == PAGE
    old = {name: value for name, value in packed(SHOWN).items() if name != "page"}
    assert unpacked(old, is_whole=True).page is None


async def test_the_bot_api_refuses_a_page_in_a_group_and_one_without_https(api, bot):
    for chat_id, page in ((GROUP, PAGE), (ANN, Page("My page", "http://127.0.0.1:8080/app/telegram"))):
        keyboard = {"inline_keyboard": [[{"text": page.label, "web_app": {"url": page.address}}]]}
        with pytest.raises(Exception, match=r"(?i)button_type_invalid|only https"):
            await bot._app.bot.send_message(chat_id, "x", api_kwargs={"reply_markup": keyboard})
    assert len(api.violations) == 2
    api.violations.clear()


def test_on_discord_it_is_a_link():
    (post,) = posts(SHOWN)
    assert post.view
    components = [one for row in post.view.to_components() for one in row["components"]]
    assert [(one["label"], one.get("url")) for one in components] == [("My page", PAGE.address), ("Out", None)]
    (post,) = posts(Message(text=Markup("x"), page=NO_PAGE))
    assert post.view is None


# What the doctor sees.

URL = "https://study.example/app/telegram"


@pytest.mark.parametrize(
    ("answer", "menu", "seen"),
    [
        (httpx.Response(200), {"type": "commands"}, f"ok  page: Telegram opens {URL}"),
        (httpx.Response(200), {"type": "web_app", "text": "x", "web_app": {"url": URL}}, "ok  page: Telegram opens"),
        (
            httpx.Response(200),
            {"type": "web_app", "text": "x", "web_app": {"url": "https://old.example"}},
            "BAD page: every chat's menu button opens https://old.example -> take the menu button away in BotFather",
        ),
        (
            httpx.Response(502),
            {},
            f"BAD page: {URL} answers 502 -> start the bot: roadmate run, and see that {URL} leads",
        ),
        (
            httpx.Response(200, headers={"X-Frame-Options": "DENY"}),
            {},
            "BAD page: shut out of Telegram's web client -> let the proxy add no X-Frame-Options",
        ),
    ],
)
def test_the_doctor_says_whether_telegram_can_open_the_page(answer, menu, seen):
    assert str(opens(URL, answer, {"ok": True, "result": menu}, 8080)).startswith(seen)


@pytest.mark.parametrize(
    ("url", "seen"),
    [
        (None, None),
        ("http://127.0.0.1:1", "ok  page: not opened within Telegram, which takes https alone"),
        ("https://127.0.0.1:1", "BAD page: https://127.0.0.1:1/app/telegram does not answer (ConnectError)"),
    ],
)
async def test_the_doctor_looks_at_the_page_where_there_is_one(api, url, seen):
    settings = {"telegram_token": api.token, "telegram_api_url": api.url, "public_url": url}
    found = [str(finding) for finding in await look(whole()(_env_file=None, **settings))]
    pages = [finding for finding in found if "page:" in finding]
    assert len(pages) == (seen is not None)
    assert all(finding.startswith(str(seen)) for finding in pages)
