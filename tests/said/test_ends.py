"""An end that is named: by a day, by a month, by a pace; and what sounds like one and is none."""

from datetime import date

import pytest

from bot.said.lines import line_of
from bot.said.readings import Told
from bot.said.values import Call, End
from tests.said.reading import read, requests

JUNE_30 = End(day=date(2027, 6, 30))


@pytest.mark.parametrize(
    ("line", "end"),
    [
        ("/plan finish by 30 june", JUNE_30),
        ("/plan by june", JUNE_30),
        ("/plan until the end of june", JUNE_30),
        ("/plan before july", JUNE_30),
        ("/plan finish by 2027-06-30 yes", JUNE_30),
        ("I want to be done by 30 june", JUNE_30),
        ("I'd like to finish everything by the end of June.", JUNE_30),
        ("plan to finish the roadmap by june", JUNE_30),
        ("finish in 3 weeks", JUNE_30),
        ("/plan by june 2028", End(day=date(2028, 6, 30))),
        ("/plan by may", End(day=date(2028, 5, 31))),
        ("/plan 20 a week", End(count=20)),
        ("/plan 3 topics per day", End(count=3, daily=True)),
        ("20 topics a week", End(count=20)),
        ("I want to do 20 topics a week", End(count=20)),
        ("/plan no end", End()),
        ("/plan finish by purple", End(unread="purple")),
    ],
)
def test_an_end_is_read_whole(line, end):
    assert read(line) == Told((Call("plan", end=end),))
    (asked,) = requests(line)
    assert asked.call == Call("plan", end=end)


@pytest.mark.parametrize("end", [JUNE_30, End(count=20), End(count=3, daily=True), End()])
def test_a_button_types_what_is_read_as_the_same_end(end):
    assert read(line_of(Call("plan", end=end))) == Told((Call("plan", end=end),))


@pytest.mark.parametrize(
    "line",
    [
        "I want to finish nlp by 30 june",
        "finished nlp by friday",
        "will I be done by june?",
        "20 minutes a week",
        "I did 20 topics a week",
        "ann wants to finish nlp by june",
        "finish by hook or by crook",
    ],
)
def test_what_is_about_a_topic_or_is_no_wish_names_no_end(line):
    reading = read(line)
    assert not isinstance(reading, Told) or all(call.end is None for call in reading.calls)


def test_a_new_first_day_is_still_read():
    assert read("/plan from 1 december") == Told((Call("plan", day=date(2027, 12, 1)),))
