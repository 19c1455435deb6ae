"""What is said of a topic by its steps is true on its first day, on its last, and after a plan anew."""

from datetime import timedelta

import pytest

from tests.bot.conftest import Talk
from tests.bot.test_steps import press
from tests.conftest import SQLITE

ENGINES = SQLITE


@pytest.fixture
async def learning(talk: Talk) -> Talk:
    """Ann goes through nine lessons of Deep Learning, for which six weeks are planned."""
    await talk.say("/start ml-data today")
    await talk.say("/begin deep learning")
    await press(talk, "/steps deep learning: 9 lessons", "✔ Keep")
    return talk


async def test_of_a_topic_that_was_all_ticked_at_a_replan_no_day_is_planned(learning: Talk) -> None:
    await learning.say("all lessons done")
    learning.wait(timedelta(days=3))
    await press(learning, "/replan", "Stretch", "✔ Do it")
    for line in ("/today", "/topic deep learning"):
        said = await learning.hear(line)
        assert "all of it before this plan" in said
        assert "planned 1" not in said


async def test_on_the_last_day_what_is_left_is_named(learning: Talk) -> None:
    await learning.say("done everything except lessons 8 and 9")
    learning.wait(timedelta(days=41))
    said = await learning.hear("/today")
    assert "2 steps are left, and today is the last day planned for them." in said
    assert "On time" not in said
    await learning.say("lesson 8 done")
    assert "One step is left, and today is the last day planned for it." in await learning.hear("/steps dl")
    await learning.say("lesson 9 done")
    assert "last day" not in await learning.hear("/today")


async def test_what_would_do_names_the_last_day_where_it_comes_before_the_week_is_over(talk: Talk) -> None:
    talk.wait(timedelta(days=2))
    await talk.say("/start ml-data today")
    await talk.say("/begin deep learning")
    await press(talk, "/steps deep learning: 9 lessons", "✔ Keep")
    await talk.say("done everything except lesson 9")
    talk.wait(timedelta(days=40))
    assert "One more step by 16 Feb and you're on time." in await talk.hear("/today")
