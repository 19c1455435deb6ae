"""A question whose answer is typed instead of pressed has its buttons no more; one about something else keeps them."""

import pytest

from bot.chat.reply import Message
from bot.chat.standing import Standing
from tests.platforms.bot_api_script import refused
from tests.platforms.discord_stage import Stage, labels
from tests.platforms.test_after_a_press import Telegrams, stage, telegrams

__all__ = ["stage", "telegrams"]

QUESTION = "/done m"


async def test_on_telegram_a_picker_has_no_buttons_once_its_answer_was_typed(telegrams: Telegrams) -> None:
    asked = await telegrams.say(QUESTION)
    await telegrams.say("/done nlp")
    await telegrams.api.wait_for_calls("editMessageReplyMarkup")
    await telegrams.api.wait_until(lambda: asked.rows == [])
    assert asked.text


async def test_on_telegram_one_that_is_asked_anew_stands_once(telegrams: Telegrams) -> None:
    first = await telegrams.say(QUESTION)
    second = await telegrams.say(QUESTION)
    await telegrams.api.wait_until(lambda: first.rows == [])
    assert second.rows


@pytest.mark.parametrize("other", ["/status", "hello"])
async def test_on_telegram_a_question_about_something_else_keeps_its_buttons(telegrams: Telegrams, other: str) -> None:
    asked = await telegrams.say(QUESTION)
    await telegrams.say(other)
    await telegrams.say("/done nlp")
    assert asked.rows
    assert telegrams.api.made("editMessageReplyMarkup") == []


@pytest.mark.drill
async def test_on_telegram_what_cannot_be_taken_off_costs_nobody_the_answer(telegrams: Telegrams) -> None:
    telegrams.api.fail("editMessageReplyMarkup", refused("message can't be edited"))
    await telegrams.say(QUESTION)
    assert "NLP" in (await telegrams.say("/done nlp")).text
    await telegrams.api.wait_for_calls("editMessageReplyMarkup")
    assert "NLP" in (await telegrams.say("/undo")).text


async def test_on_discord_a_picker_has_no_buttons_once_its_answer_was_typed(stage: Stage) -> None:
    await stage.ann.send_dm(QUESTION)
    asked = stage.ann.dm_channel.last_message
    assert asked
    await stage.ann.send_dm("/done nlp")
    assert shown(stage, asked.id) == []


@pytest.mark.drill
async def test_on_discord_so_it_is_of_one_that_was_called_for_also_where_it_is_a_whisper(stage: Stage) -> None:
    direct = await stage.ann.slash("done", topics="m")
    assert direct.response
    assert labels(direct.response)
    await stage.ann.slash("done", topics="nlp")
    assert shown(stage, direct.response.message.id) == []
    whispered = await stage.member.slash(stage.channel, "done", topics="m")
    assert whispered.response
    await stage.member.slash(stage.channel, "done", topics="deep learning")
    assert shown(stage, whispered.response.message.id) == []


async def test_on_discord_a_question_that_was_turned_to_another_page_stays(stage: Stage) -> None:
    await stage.ann.send_dm("/sitting")
    asked = stage.ann.dm_channel.last_message
    assert asked
    await stage.ann.send_dm("/status")
    assert shown(stage, asked.id)


def shown(stage: Stage, message_id: int) -> list[str]:
    """What can be pressed on a message by now."""
    chats = stage.env.backend.messages.values()
    (found,) = [one for chat in chats for number, one in chat.items() if number == message_id]
    return [item for row in found.components for item in row["components"]]


def test_of_many_questions_the_one_asked_longest_ago_is_forgotten_first() -> None:
    standing, question = Standing[int](most=2), Message(text="?", about=frozenset({"done"}), asks=True)  # type: ignore[arg-type]
    for user in ("1", "2", "3"):
        assert standing.after(user, user, question, int(user)) is None
    assert [standing.after(user, user, question, 9) for user in ("1", "3")] == [None, 3]
