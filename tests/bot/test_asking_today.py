"""/today in a chat: its presses do what they say, and what only looks like it is something else."""

import pytest

from bot.chat.reply import Message
from bot.platforms.console.renderer import plain
from tests.bot.conftest import Talk
from tests.bot.test_dispatch import data_of
from tests.bot.test_several_roadmaps import take

ON = ("/start ml-data today", "/begin deep learning")


@pytest.fixture
async def on(lean: Talk) -> Talk:
    for line in ON:
        await lean.say(line)
    return lean


async def test_not_today_takes_the_question_away_and_stores_nothing(on: Talk) -> None:
    before = await on.rows()
    answer = await on.press(data_of(await on.say("/today"), "Not today"))
    assert isinstance(answer, Message)
    assert "not today" in answer.text
    assert answer.in_place
    assert not answer.keys
    assert await on.rows() == before
    assert "Deep Learning" in await on.hear("/today"), "who asks again is answered again"


async def test_a_press_notes_study_of_the_topic_that_was_shown(on: Talk) -> None:
    await on.press(data_of(await on.say("/today"), "I studied it"))
    assert "Studied: 1 sitting" in await on.hear("/topic deep learning")
    assert "today among them" in await on.hear("/today") or "1 study day, today" in await on.hear("/today")


@pytest.mark.parametrize("line", ["today", "what now?", "What should I do?", "/next", "next please", "today?"])
async def test_it_is_asked_for_in_many_words(on: Talk, line: str) -> None:
    assert await on.hear(line) == await on.hear("/today")


@pytest.mark.parametrize("line", ["today I finished deep learning", "today: finished deep learning"])
async def test_a_sentence_that_begins_with_today_tells_a_deed(on: Talk, line: str) -> None:
    assert "Deep Learning: completed today" in await on.hear(line)


async def test_what_it_says_is_short(on: Talk) -> None:
    said = await on.hear("/today")
    assert len([line for line in said.splitlines() if line]) <= 4
    assert said.count("https://") <= 1


STEPPED = """# Sea

## Knots (2-3 weeks)

- Bowline
- Reef
"""


@pytest.fixture
async def stepped(lean: Talk) -> Talk:
    await take(lean, STEPPED)
    await lean.say("/begin knots")
    return lean


async def test_a_press_ticks_the_step_that_was_shown_and_an_undo_takes_it_back(stepped: Talk) -> None:
    shown = await stepped.say("/today")
    assert "Bowline" in getattr(shown, "text", "")
    told = await stepped.press(data_of(shown, "Did it"))
    assert "1 of 2 done. Next: Reef" in plain(getattr(told, "text", ""))
    assert "👉 Reef" in await stepped.hear("/today")
    await stepped.press(data_of(told, "Undo"))
    assert "👉 Bowline" in await stepped.hear("/today")


async def test_a_step_is_ticked_once_however_often_it_is_pressed(stepped: Talk) -> None:
    data = data_of(await stepped.say("/today"), "Did it")
    await stepped.press(data)
    before = await stepped.rows()
    assert "already" in plain(getattr(await stepped.press(data), "text", ""))
    assert await stepped.rows() == before


async def test_the_last_step_offers_completion_and_completes_nothing(stepped: Talk) -> None:
    for _ in range(2):
        told = await stepped.press(data_of(await stepped.say("/today"), "Did it"))
    assert "✅ Complete Knots" in [key.label for key in getattr(told, "keys", ())]
    assert "🟡 1. Knots" in await stepped.hear("/status 1")
    assert "2 of 2 done" in await stepped.hear("/status")


async def test_a_step_that_is_no_more_is_not_ticked(stepped: Talk) -> None:
    before = await stepped.rows()
    for line in ("/today did #knots gone", "/today did #gone bowline", "/today did knots"):
        assert await stepped.say(line)
    assert await stepped.rows() == before


async def test_it_opens_the_resource_that_is_gone_through(on: Talk) -> None:
    assert "Open Fast.ai DL" in await on.hear("/today")
    await on.press(data_of(await on.say("/steps deep learning: 10 lectures of mit"), "Keep"))
    assert "Open MIT 6.S191" in await on.hear("/today")


PARTED = """# Ropes

| Topic | Weeks | Free resources |
| --- | --- | --- |
| Knots | 2-3 | [Animated](https://a.example/) · [Ashley](https://b.example/) |
"""


@pytest.mark.parametrize(
    ("resource", "found"),
    [("Ashley", "Open Ashley"), ("Animated", "Open Animated"), ("My uncle", "It is in My uncle.")],
)
async def test_the_link_is_that_of_the_resource_the_step_is_of(lean: Talk, resource: str, found: str) -> None:
    await take(lean, PARTED)
    await lean.say("/begin knots")
    await lean.press(data_of(await lean.say(f"/steps 1: 9 lessons of {resource}"), "Keep"))
    shown = await lean.hear("/today")
    assert found in shown
    assert shown.count("Open") <= 1


async def test_what_was_skipped_is_not_called_done(lean: Talk) -> None:
    for line in ("/start ml-data today", "/skip deep learning and time series"):
        await lean.say(line)
    assert "Begin with NLP: 4–5 weeks." in await lean.hear("/today")
    await lean.say("/done deep learning")
    assert "what it builds on is done" in await lean.hear("/today")
