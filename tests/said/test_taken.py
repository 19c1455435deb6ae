"""How long something took is told with what was done: both are stored; what is somebody else's, or of no length, is asked about."""

import pytest

from bot.said.readings import Unclear, Unknown, Untold
from tests.said.reading import WORLD, calls, lessons, read, studying

NLP = studying(("nlp", lessons(9)))


def told(line: str) -> list[tuple[str, tuple[str, ...], int | None]]:
    return [(call.command, tuple(step.slug for step in call.steps), call.minutes) for call in calls(line, NLP)]


@pytest.mark.parametrize(
    "line",
    [
        "lesson 4 took me 50 minutes",
        "lesson 4 took 50 min",
        "yesterday lesson 4 took me 50 minutes",
        "the fourth lesson took me about 50 minutes",
        "took me 50 minutes for lesson 4",
        "it took me 50 minutes to finish lesson 4",
        "I needed 50 minutes for lesson 4",
        "lesson 4 done, took me 50 min",
        "finished lesson 4, it took 50 minutes",
        "did lesson 4, took 50 minutes",
    ],
)
def test_a_step_that_took_a_while_is_done_and_the_while_is_kept(line: str) -> None:
    assert told(line) == [("tick", ("lesson-4",), None), ("checkin", ("lesson-4",), 50)]


def test_without_steps_the_while_is_kept_and_no_topic_is_completed() -> None:
    (call,) = calls("nlp took me 2 hours", WORLD)
    assert (call.command, call.minutes, call.note) == ("checkin", 120, "")


def test_behind_a_topic_that_was_studied_it_is_the_length_of_that() -> None:
    (call,) = calls("studied nlp, took me 50 minutes", WORLD)
    assert (call.command, [one.slug for one in call.topics], call.minutes) == ("checkin", ["nlp"], 50)


@pytest.mark.parametrize(
    "line",
    [
        "lesson 4 took ben 50 minutes",
        "lesson 4 took us 50 minutes",
        "lesson 4 took me ages",
        "lesson 4 took me longer than 50 minutes",
        "i need 50 minutes for lesson 4",
        "took notes on nlp for 50 minutes",
    ],
)
def test_what_may_be_another_thing_is_asked_about(line: str) -> None:
    assert isinstance(read(line, NLP), Unclear)


@pytest.mark.parametrize(
    "line",
    [
        "lesson 4 will take me 50 minutes",
        "how long took lesson 4",
        "it took me 50 minutes to begin lesson 4",
    ],
)
def test_what_was_not_done_is_not_told(line: str) -> None:
    assert isinstance(read(line, NLP), Untold | Unknown)
