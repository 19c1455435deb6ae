"""What becomes of the message that a button stands on, on the platforms that can change it, and how buttons look there."""

import asyncio
import re
from collections.abc import AsyncIterator
from typing import Any

import pytest
from markupsafe import Markup
from simcord.backend.serializers import message_payload
from simcord.interactions import base_payload
from simcord.results import InteractionResult

from bot.chat.command import command
from bot.chat.context import Context
from bot.chat.dispatch import Dispatcher
from bot.chat.reply import Button, Key, Message, Reply, Style, also_asking
from bot.commands import COMMANDS
from bot.nudges.arming import returning
from bot.platforms.discord.buttons import laid_out
from bot.platforms.discord.posts import posts
from bot.platforms.telegram.answers import Answer, read, written
from bot.platforms.telegram.keyboard import keyboard
from bot.platforms.telegram.platform import Telegram
from bot.store import Database
from bot.texts.errors import pressed_already
from bot.texts.helps import of
from tests.conftest import SQLITE
from tests.platforms.bot_api import BotApi
from tests.platforms.bot_api_script import BotMessage, refused
from tests.platforms.conftest import NOW
from tests.platforms.discord_stage import Stage, choose, labels
from tests.platforms.sides import running
from tests.unlocked import run_here

ENGINES = SQLITE
ANN = 11
UNDO, PICKED = "↩ Undo", "⬜ NLP"
KEYS = (Key("Go", "a:/go", Style.MAIN), Key("Stay", "a:/stay"), Key("Drop", "a:/drop", Style.DANGER))


class Telegrams:
    """Ann's chat on Telegram, with all commands."""

    def __init__(self, api: BotApi) -> None:
        self.api = api

    async def say(self, line: str) -> BotMessage:
        count = len(self.api.messages)
        self.api.say(ANN, line, date=NOW)
        await self.api.wait_for_messages(count + 1)
        return self.api.messages[-1]

    async def press(self, message: BotMessage, data: str) -> dict[str, Any]:
        """What the press is let go of with."""
        count = len(self.api.made("answerCallbackQuery"))
        self.api.press(ANN, message, data)
        return (await self.api.wait_for_calls("answerCallbackQuery", count + 1))[-1].params


@pytest.fixture
async def telegrams(database: Database) -> AsyncIterator[Telegrams]:
    async with BotApi() as api:
        kernel = Dispatcher(
            database, COMMANDS, clock=lambda: NOW, default_zone="UTC", returning=returning, run=run_here
        )
        bot = Telegram(token=api.token, api_url=api.url, dispatcher=kernel, database=database, clock=lambda: NOW)
        async with running(bot):
            chat = Telegrams(api)
            await chat.say("/start ml-data today")
            yield chat


@pytest.fixture
async def stage(sqlite_url: str) -> AsyncIterator[Stage]:
    async with Stage(sqlite_url) as stage:
        await stage.ann.send_dm("/start ml-data today")
        yield stage


def test_telegram_has_the_styles_by_its_own_names() -> None:
    laid = keyboard(KEYS)
    assert laid
    assert [one.get("style") for row in laid["inline_keyboard"] for one in row] == ["primary", None, "danger"]


def test_discord_has_the_styles_by_its_own_numbers() -> None:
    laid = laid_out(KEYS)
    assert laid
    assert [one["style"] for row in laid.to_components() for one in row["components"]] == [1, 2, 4]


async def test_on_telegram_a_picker_becomes_what_was_picked(telegrams: Telegrams) -> None:
    asked = await telegrams.say("/done m")
    count, data = len(telegrams.api.messages), asked.data(PICKED)
    await telegrams.press(asked, data)
    await telegrams.api.wait_until(lambda: asked.edits == 1)
    assert asked.text.startswith("✅ NLP: completed")
    assert len(telegrams.api.messages) == count
    assert (await telegrams.press(asked, data))["text"] == pressed_already()
    assert asked.edits == 1


async def test_on_telegram_an_undo_is_taken_off_and_what_stood_beside_it_stays(telegrams: Telegrams) -> None:
    done = await telegrams.say("/done nlp today")
    before, data = done.rows, done.data(UNDO)
    await telegrams.press(done, data)
    await telegrams.api.wait_until(lambda: done.edits == 1)
    assert done.rows == [left for row in before if (left := [one for one in row if one["text"] != UNDO])]
    assert any("style" in one for row in done.rows for one in row), "what stays looks as it did"
    assert (await telegrams.press(done, data))["text"] == pressed_already()
    assert [one.text for one in telegrams.api.messages[-1:]] != [done.text]


async def test_on_telegram_what_cannot_be_taken_off_costs_nobody_the_answer(telegrams: Telegrams) -> None:
    done = await telegrams.say("/done nlp today")
    count = len(telegrams.api.messages)
    telegrams.api.fail("editMessageReplyMarkup", refused("message can't be edited"))
    await telegrams.press(done, done.data(UNDO))
    await telegrams.api.wait_for_messages(count + 1)
    await telegrams.api.wait_for_calls("editMessageReplyMarkup")
    assert (await telegrams.press(done, done.data(UNDO)))["text"] == pressed_already()


async def test_on_discord_a_picker_becomes_what_was_picked(stage: Stage) -> None:
    await stage.ann.send_dm("/done m")
    asked = stage.ann.dm_channel.last_message
    count = len(stage.dms())
    await choose(stage.ann, asked, PICKED)
    now = stage.ann.dm_channel.last_message
    assert now
    assert (now.id, len(stage.dms())) == (asked.id, count)
    assert now.content.startswith("✅ **NLP**: completed")


async def test_on_discord_an_undo_is_taken_off_and_what_stood_beside_it_stays(stage: Stage) -> None:
    await stage.ann.send_dm("/done nlp today")
    done = stage.ann.dm_channel.last_message
    before = looks(done)
    pressed = await stage.ann.click(done, label=UNDO)
    after = next(one for one in stage.ann.dm_channel.history() if one.id == done.id)
    assert looks(after) == [one for one in before if one[0] != UNDO]
    assert "NLP" in pressed.followups[0].content


async def test_on_discord_a_whisper_s_question_goes_too(stage: Stage) -> None:
    asked = await stage.member.slash(stage.channel, "done", topics="m")
    assert asked.response
    pressed = await choose(stage.member, asked.response.message, PICKED)
    assert asked.response.content.startswith("✅ **NLP**: completed")
    assert not pressed.followups


async def test_on_discord_a_client_that_shows_the_button_still_is_told_so_aside(stage: Stage) -> None:
    await stage.ann.send_dm("/done nlp today")
    chat, backend = stage.ann.dm_channel, stage.env.backend
    shown = dict(message_payload(backend, backend.get_message(chat.id, chat.last_message.id)))
    undo = next(one for row in shown["components"] for one in row["components"] if one["label"] == UNDO)
    await stage.ann.click(chat.last_message, label=UNDO)
    said = stage.dms()
    data = {"custom_id": undo["custom_id"], "component_type": 2}
    record, pressed = base_payload(backend, type=3, channel_id=chat.id, guild_id=None, user_id=stage.ann.id, data=data)
    backend.emit("INTERACTION_CREATE", pressed | {"message": shown})
    await stage.env.settle()
    again = InteractionResult(stage.env, record)
    assert again.response
    assert (again.response.content, again.ephemeral) == (pressed_already(), True)
    assert stage.dms()[: len(said)] == said


def looks(message: Any) -> list[tuple[str, int]]:
    return [(button.label, button.style.value) for row in message.components for button in row.children]


@command("slowly", of("Take your time"), "/slowly", menu=True)
async def slowly(context: Context) -> Reply:
    await asyncio.sleep(0.3)
    return Reply(text=Markup("slowly"), buttons=(*also_asking(Button("Again", "/slowly")), Button("Stay", "/slowly ")))


@pytest.mark.drill
async def test_on_discord_an_answer_that_comes_late_takes_them_off_too(sqlite_url: str) -> None:
    async with Stage(sqlite_url, commands=(slowly,), settings={"patience": 0.05}) as stage:
        shown = (await stage.ann.slash("slowly")).response
        assert shown
        again = await stage.ann.click(shown.message, label="Again")
        assert labels(shown) == ["Stay"]
        assert [one.content for one in again.followups] == ["slowly"]


async def test_on_discord_a_view_is_set_apart_below_its_headline_and_talk_is_not(stage: Stage) -> None:
    seen = (await stage.ann.slash("status")).response
    assert seen
    assert seen.message.content == "🟢 **On track.**"
    assert "Deep Learning" in seen.message.embeds[0].description
    assert not seen.flags.suppress_embeds
    done = (await stage.ann.slash("done", topics="nlp")).response
    assert done
    assert not done.message.embeds
    assert done.flags.suppress_embeds


async def test_on_discord_a_view_can_take_the_place_of_a_question_and_talk_that_of_a_view(stage: Stage) -> None:
    """What was sent without embeds shows those that it becomes, and keeps none of those that it had."""
    asked = (await stage.ann.slash("plan from", start="2027-02-01")).response
    assert asked
    await stage.ann.click(asked.message, label="Keep the old one")
    assert "aim for" in asked.message.embeds[0].description
    assert not asked.message.flags.suppress_embeds


def test_a_view_too_long_for_one_embed_is_told_as_talk() -> None:
    told = list(posts(Message(text=Markup("Head\n\n") + Markup("line\n") * 1000, set_apart=True)))
    assert len(told) > 1
    assert not any(one.embed for one in told)


def test_what_the_inbox_keeps_of_an_answer_has_its_styles_and_earlier_releases_kept_none() -> None:
    kept = written(Answer(Message(text=Markup("x"), keys=KEYS), "1"))
    assert read(kept).message.keys == KEYS
    before = re.sub(r',"style":"\w+"', "", kept)
    assert "style" not in before
    assert [key.style for key in read(before).message.keys] == [Style.PLAIN] * len(KEYS)
