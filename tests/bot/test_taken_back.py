"""What one message told can be taken back by one press, and each part of it alone."""

import pytest

from bot.chat.reply import Message
from bot.platforms.console.renderer import plain
from roadmap.facts import Kind, standing
from tests.bot.conftest import ANN, Talk
from tests.bot.test_dispatch import data_of
from tests.conftest import BOTH_WHEN_LONG

ENGINES = BOTH_WHEN_LONG
TOLD = "skip data engineering and begin nlp"


@pytest.fixture
async def started(talk: Talk) -> Talk:
    await talk.say("/start ml-data today")
    return talk


async def holding(talk: Talk) -> list[tuple[Kind, str]]:
    """The facts that hold."""
    async with talk.database.store() as store:
        contact = await store.learners.by_account("console", ANN)
        assert contact
        assert contact.enrolment
        return [(one.fact.kind, one.fact.topic) for one in standing(await store.facts.of(contact.enrolment.ids))]


async def pressed(talk: Talk, shown: Message | None, label: str) -> str:
    assert shown
    answer = await talk.press(data_of(shown, label))
    assert isinstance(answer, Message)
    return plain(answer.text)


async def test_all_that_a_message_told_is_taken_back_by_one_press(started: Talk) -> None:
    shown = await started.say(TOLD)
    assert len(await holding(started)) == 2
    said = await pressed(started, shown, "↩ Undo all")
    assert "Data Engineering skipped" in said
    assert "NLP begun" in said
    assert await holding(started) == []


async def test_each_part_of_it_is_taken_back_alone(started: Talk) -> None:
    shown = await started.say(TOLD)
    await pressed(started, shown, "↩ Undo 1")
    assert await holding(started) == [(Kind.BEGUN, "nlp")]


async def test_what_was_taken_back_before_stays_so_and_twice_is_once(started: Talk) -> None:
    shown = await started.say(TOLD)
    await pressed(started, shown, "↩ Undo 2")
    await pressed(started, shown, "↩ Undo all")
    assert await holding(started) == []
    assert "taken back already" in (await pressed(started, shown, "↩ Undo all")).casefold()


async def test_what_was_told_afterwards_stays(started: Talk) -> None:
    shown = await started.say(TOLD)
    await started.say("/begin deep learning")
    await pressed(started, shown, "↩ Undo all")
    assert await holding(started) == [(Kind.BEGUN, "deep-learning")]


async def test_of_one_thing_there_is_one_way_back(started: Talk) -> None:
    shown = await started.say("/begin nlp")
    assert shown
    assert [key.label for key in shown.keys if "Undo" in key.label] == ["↩ Undo"]
