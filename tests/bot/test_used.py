"""What a press leaves of the message that it was made on: questions go, views stay, and nothing counts twice."""

import asyncio
from collections.abc import Callable

import pytest

from bot.chat.buttons import CARRIED, ONCE
from bot.chat.platform import Place, Pressed, Speaker
from bot.chat.reply import Key, Message, Style
from bot.commands import COMMANDS
from bot.platforms.console.renderer import plain
from bot.texts.errors import pressed_already
from tests.bot.conftest import ANN, Talk
from tests.conftest import BOTH_WHEN_LONG
from tests.presses import press

ENGINES = BOTH_WHEN_LONG


class Chat:
    """Ann's chat on a platform that tells which message a button stands on."""

    def __init__(self, talk: Talk) -> None:
        self.talk = talk
        self._number = 0

    async def say(self, line: str) -> "Shown":
        message = await self.talk.say(line)
        assert message
        self._number += 1
        return Shown(self, str(self._number), message)


class Shown:
    """A message as it stands in the chat."""

    def __init__(self, chat: Chat, number: str, message: Message) -> None:
        self.chat, self.number, self.message = chat, number, message
        self.data = {key.label: key.data for key in message.keys}

    async def press(self, label: str, *, beside: tuple[str, ...] | None = None) -> Message | str:
        """What comes back; ``beside`` is what else the platform says that stands there."""
        there = tuple(self.data.values()) if beside is None else beside
        place = Place(ANN, direct=True)
        pressed = Pressed(
            Speaker("console", ANN),
            place,
            self.data[label],
            self.chat.talk.clock(),
            message_id=self.number,
            beside=there,
        )
        answer = await press(self.chat.talk.dispatcher, pressed)
        assert answer
        return answer

    def left(self, answer: Message) -> list[str]:
        return [label for label, data in self.data.items() if data not in answer.gone]


@pytest.fixture
async def chat(talk: Talk) -> Chat:
    await talk.say("/start ml-data today")
    await talk.say("/timezone berlin")
    return Chat(talk)


async def test_the_answer_to_a_question_stands_in_its_place(chat: Chat) -> None:
    asked = await chat.say("/done m")
    answer = await asked.press("⬜ NLP")
    assert isinstance(answer, Message)
    assert "NLP" in plain(answer.text)
    assert answer.in_place
    assert asked.left(answer) == []


async def test_a_question_is_answered_once_by_whichever_of_its_buttons(chat: Chat) -> None:
    asked = await chat.say("/done m")
    await asked.press("⬜ NLP")
    before = await chat.talk.rows()
    assert await asked.press("⬜ NLP", beside=()) == pressed_already()
    assert await asked.press("⬜ Data Engineering", beside=()) == pressed_already()
    assert await chat.talk.rows() == before


async def test_so_it_is_where_the_platform_never_told_what_its_buttons_are(chat: Chat) -> None:
    asked = await chat.say("/done m")
    assert isinstance(await asked.press("⬜ NLP", beside=()), Message)
    before = await chat.talk.rows()
    assert await asked.press("⬜ Data Engineering", beside=()) == pressed_already()
    assert await chat.talk.rows() == before


async def test_a_question_in_the_place_of_one_that_was_answered_is_another_one(chat: Chat) -> None:
    asked = await chat.say("/done m")
    await asked.press("⬜ NLP")
    then = await chat.say("/begin m")
    then.number = asked.number
    assert isinstance(await then.press("⬜ Data Engineering"), Message)


async def test_the_same_question_asked_again_is_another_one(chat: Chat) -> None:
    await (await chat.say("/done m")).press("⬜ NLP")
    answer = await (await chat.say("/begin m")).press("⬜ Data Engineering")
    assert isinstance(answer, Message)
    assert "begun" in plain(answer.text)


async def test_an_undo_goes_alone_and_is_taken_once(chat: Chat) -> None:
    done = await chat.say("/done nlp today")
    undone = await done.press("↩ Undo")
    assert isinstance(undone, Message)
    assert not undone.in_place
    assert done.left(undone) == [label for label in done.data if label != "↩ Undo"]
    assert await done.press("↩ Undo") == pressed_already()


async def test_a_view_stays_pressable_for_good(chat: Chat) -> None:
    seen = await chat.say("/status")
    for _ in range(2):
        answer = await seen.press("🗓 Plan")
        assert isinstance(answer, Message)
        assert not answer.gone
        assert "Your plan" in plain(answer.text)


async def test_what_tells_something_beside_its_question_stays_without_its_answers(talk: Talk) -> None:
    chat = Chat(talk)
    welcome = await chat.say("/start ml-data today")
    assert {key.label for key in welcome.message.keys} == {
        "☑ I know some of it",
        "🌱 Nothing yet",
        "▶ Begin Deep Learning",
    }
    answer = await welcome.press("☑ I know some of it")
    assert isinstance(answer, Message)
    assert not answer.in_place
    assert welcome.left(answer) == []


async def test_a_refusal_leaves_the_question_open(chat: Chat) -> None:
    """It may be answered otherwise: only what was carried out is used up."""
    asked = await chat.say("/forget")
    await chat.say("/forget")  # which makes the code of the first one void
    refused = await asked.press("🗑 Delete everything")
    assert isinstance(refused, Message)
    assert (refused.in_place, refused.gone) == (False, frozenset())
    assert await asked.press("🗑 Delete everything") != pressed_already()


async def test_a_press_without_a_known_message_is_carried_out_as_ever(chat: Chat) -> None:
    """As in the terminal, where a button is a number; and of a button that was sent before there was any of this."""
    asked = await chat.say("/done m")
    for _ in range(2):
        answer = await chat.talk.press(asked.data["⬜ NLP"].replace("!", ""))
        assert isinstance(answer, Message)
        assert not answer.in_place


@pytest.mark.drill
async def test_what_was_used_is_exported_and_forgotten_with_its_learner(chat: Chat) -> None:
    await (await chat.say("/done m")).press("⬜ NLP")
    forget = await chat.say("/forget")
    assert any("used." in str(row) for row in (await chat.talk.rows())["button_lines"])
    await forget.press("🗑 Delete everything")
    assert (await chat.talk.rows())["button_lines"] == []


ASKED: dict[str, Callable[[Key], bool]] = {
    "/forget": lambda key: key.style is Style.DANGER,
    "/replan from 2027-02-01": lambda key: key.style is Style.MAIN,
}


@pytest.mark.parametrize("line", ASKED)
async def test_the_button_that_deletes_and_the_one_that_does_it_say_so(chat: Chat, line: str) -> None:
    shown = await chat.say(line)
    assert ASKED[line](shown.message.keys[0])
    assert all(key.style is Style.PLAIN for key in shown.message.keys[1:])


async def test_a_message_of_several_replies_has_one_main_button(chat: Chat) -> None:
    shown = await chat.say("done deep learning, begin nlp")
    assert [key.style for key in shown.message.keys].count(Style.MAIN) <= 1


async def test_data_fits_its_button_with_what_goes_by_it(chat: Chat) -> None:
    shown = await chat.say("/done m")
    assert all(len(key.data.encode()) <= 64 and CARRIED.fullmatch(key.data) for key in shown.message.keys)


@pytest.mark.engines_differ
async def test_of_two_answers_that_come_at_once_one_counts(chat: Chat) -> None:
    asked = await chat.say("/done m")
    said = await asyncio.gather(asked.press("⬜ NLP"), asked.press("⬜ Data Engineering"))
    told = [plain(one.text) if isinstance(one, Message) else one for one in said]
    assert len([one for one in told if "completed" in one]) == 1, told
    assert pressed_already() in told


async def test_which_topic_a_sitting_was_about_is_answered_in_its_place(chat: Chat) -> None:
    await chat.say("/begin nlp")
    await chat.say("/begin deep learning")
    sitting = await chat.say("/checkin 45m")
    answer = await sitting.press(next(label for label in sitting.data if "NLP" in label))
    assert isinstance(answer, Message)
    assert answer.in_place
    assert "45 min" in plain(answer.text)


async def test_a_question_that_leads_to_another_gives_way_to_it(chat: Chat) -> None:
    asked = await chat.say("/times sun")
    answer = await asked.press(next(iter(asked.data)))
    assert isinstance(answer, Message)
    assert answer.in_place


def test_what_is_told_once_is_a_command() -> None:
    assert {command.name for command in COMMANDS} >= ONCE


async def test_a_forged_button_whose_line_is_no_text_is_refused_in_a_sentence(talk: Talk) -> None:
    shown = await Chat(talk).say("/status")
    shown.data["forged"] = "*!:/undo \ud800"
    answer = await shown.press("forged")
    assert isinstance(answer, Message)
    assert "plain text" in answer.text
