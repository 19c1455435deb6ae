"""Second looks answered: by buttons, however late, often or by whichever name, and what is stored of it."""

from datetime import timedelta

import pytest

from roadmap.facts import LOOKED, Kind, standing
from tests.bot.conftest import Talk
from tests.bot.test_log import key
from tests.bot.test_ticking import context_of
from tests.conftest import SQLITE

ENGINES = SQLITE


@pytest.fixture
async def looking(lean: Talk) -> Talk:
    """Ann completed Deep Learning a week ago, wants second looks, and goes on with NLP, which builds on it."""
    await lean.say("/start ml-data today")
    await lean.say("/done deep learning")
    await lean.say("depth is composition")
    await lean.say("/looks on")
    lean.wait(timedelta(days=7))
    return lean


async def answers(talk: Talk) -> list[Kind]:
    """What was answered, in its order."""
    async with talk.database.store() as store:
        events = standing(await (await context_of(talk, store)).events())
        return [event.fact.kind for event in events if event.fact.kind in LOOKED]


async def test_the_sentence_is_shown_behind_the_answer_and_not_before_it(looking: Talk) -> None:
    assert "depth is composition" not in await looking.hear("/looks")
    assert "You wrote: “depth is composition”" in await looking.answer(await key(looking, "Half", "/looks"))


async def test_a_question_that_waited_says_how_long_ago_it_was(looking: Talk) -> None:
    assert "7 days after you completed it" in await looking.hear("/looks")
    looking.wait(timedelta(days=85))
    assert "92 days after you completed it" in await looking.hear("/looks")


async def test_a_button_that_is_pressed_twice_is_one_answer(looking: Talk) -> None:
    button = await key(looking, "Knew it", "/looks")
    await looking.press(button)
    assert "noted already" in await looking.answer(button)
    assert await answers(looking) == [Kind.RECALLED]


async def test_a_button_that_is_pressed_again_weeks_later_puts_nothing_off(looking: Talk) -> None:
    button = await key(looking, "Knew it", "/looks")
    await looking.press(button)
    looking.wait(timedelta(days=14))
    said = await looking.answer(button)
    assert "It isn't time to ask about it yet" in said
    assert "30 days after you knew it" in said
    assert await answers(looking) == [Kind.RECALLED]


async def test_a_button_that_is_pressed_months_later_is_an_answer(looking: Talk) -> None:
    button = await key(looking, "Knew it", "/looks")
    looking.wait(timedelta(days=200))
    assert "30 days after you knew it" in await looking.answer(button)


async def test_what_was_reopened_meanwhile_is_not_answered_about(looking: Talk) -> None:
    button = await key(looking, "Gone", "/looks")
    await looking.say("/reopen deep learning")
    assert "not completed" in await looking.answer(button)
    assert await answers(looking) == []


async def test_what_is_yours_for_good_stays_so(looking: Talk) -> None:
    for days in (30, 90, 30):
        await looking.say("/looks knew deep learning")
        looking.wait(timedelta(days=days))
    assert "won't ask about it again" in await looking.hear("/looks knew deep learning")
    assert len(await answers(looking)) == 3


@pytest.mark.parametrize("name", ["1", "dl", "DL", "deep lerning", "Deep Learning", "#deep-learning"])
async def test_a_topic_is_called_as_anywhere_else(looking: Talk, name: str) -> None:
    assert "half of it is there" in await looking.hear(f"/looks Half {name}")


@pytest.mark.parametrize(
    ("line", "answer"), [("half", Kind.HALF_RECALLED), ("Gone", Kind.FORGOTTEN), ("knew it", Kind.RECALLED)]
)
async def test_what_the_buttons_say_may_be_typed(looking: Talk, line: str, answer: Kind) -> None:
    await looking.say(line)
    assert await answers(looking) == [answer]


async def test_what_builds_on_it_and_was_studied_puts_it_off(looking: Talk) -> None:
    await looking.say("/log 30m nlp")
    assert "7 days after you last studied NLP" in await looking.hear("/looks")


async def test_where_no_weekly_nudge_is_to_come_none_is_promised(looking: Talk) -> None:
    await looking.say("/nudges off")
    said = await looking.hear("/looks half deep learning")
    assert "/looks asks again from Mon 18 Jan on, 7 days after you half knew it; no weekly nudge is to come." in said
    await looking.say("/nudges on")
    assert "inside your weekly nudge" in await looking.hear("/looks")
    await looking.say("/done 2 3 4 5 6 7")
    assert "No weekly nudge is to come, so /looks asks" in await looking.hear("/looks")


async def test_an_answer_with_looks_off_promises_nothing(looking: Talk) -> None:
    button = await key(looking, "Half", "/looks")
    await looking.say("/looks off")
    assert "again" not in await looking.answer(button)
