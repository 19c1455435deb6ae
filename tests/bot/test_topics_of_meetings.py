"""What a meeting is on: where that is asked, all else that was said stays as it was said."""

from collections.abc import AsyncIterator

import pytest

from bot.chat.reply import Message
from bot.platforms.console.renderer import plain
from bot.store import Meeting
from tests.bot.gathering import ANN, BEN, Gathering
from tests.conftest import SQLITE

ENGINES = SQLITE


@pytest.fixture
async def owls(database_url: str) -> AsyncIterator[Gathering]:
    gathering = Gathering(database_url, "telegram")
    await gathering.begin(ANN, BEN)
    await gathering.work()
    yield gathering
    await gathering.close()


async def called(owls: Gathering) -> Meeting:
    """The one meeting that is to come."""
    group = await owls.group()
    async with owls.database.store() as store:
        (found,) = await store.meetings.open(group.id, owls.clock())
    return found


async def pressed(owls: Gathering, line: str, *labels: str) -> Message | str | None:
    """What comes back once these buttons were pressed one after another."""
    answer: Message | str | None = await owls.say(BEN, f"/meet {line}")
    for label in labels:
        assert isinstance(answer, Message), label
        data = next(key.data for key in answer.keys if key.label == label)
        answer = await owls.press(BEN, data, "-500")
    return answer


@pytest.mark.parametrize(
    "line",
    [
        "thu 19:00 90m deep learnig stuff, advanced",
        "deep learnig stuff, advanced thu 19:00 90m",
        "thu, 19:00, 90m, Deep-Learnig Stuff & more",
        "thu 19:00 deep learnig, stuff 90m",
        "thu 19:00 90m deep learning, part 2",
    ],
)
async def test_a_topic_that_is_chosen_leaves_the_day_the_time_and_the_length(owls: Gathering, line: str) -> None:
    await pressed(owls, line, "Deep Learning")
    made = await called(owls)
    assert (f"{made.starts_at:%a %H:%M}", made.round.minutes, made.topic) == ("Thu 19:00", 90, "deep-learning")


async def test_of_a_weekly_one_in_blocks_nothing_is_lost(owls: Gathering) -> None:
    await pressed(owls, "every thu 19:00 2h 50/10 deep learnig, stuff", "Deep Learning")
    made = await called(owls)
    assert (made.weekly, made.round.minutes, made.round.focus, made.round.pause) == (True, 120, 50, 10)


async def test_the_time_is_asked_with_the_topic_that_was_named(owls: Gathering) -> None:
    await pressed(owls, "thu, Deep Learnig, please", "19:00")
    assert (await called(owls)).topic == "deep-learning"


async def test_the_day_is_asked_with_the_topic_that_was_named(owls: Gathering) -> None:
    await pressed(owls, "next week, 19:00, deep, learning", "Thu 14 Jan")
    made = await called(owls)
    assert (f"{made.starts_at:%d %b %H:%M}", made.topic) == ("14 Jan 19:00", "deep-learning")


@pytest.mark.parametrize("line", ["thu 19:00 nlp 90", "thu 19:00 90 nlp", "thu 19:00 999m, nlp"])
async def test_a_figure_that_may_be_a_length_is_no_part_of_a_name(owls: Gathering, line: str) -> None:
    answer = await pressed(owls, line)
    assert isinstance(answer, Message)
    assert "I don't understand" in plain(answer.text)
    assert answer.keys == ()
