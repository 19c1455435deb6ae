"""Common dates as an admin types them: a group may have begun already, and its end follows its beginning."""

from datetime import UTC, date, datetime

import pytest

from bot.said.group_dates import CommonDatesSaid, common_dates_in
from bot.said.lexicon import LEXICON
from bot.said.values import NoSuchDay
from bot.said.world import World
from tests.roadmap.group_strategies import ROADMAP

JANUARY, JUNE = date(2027, 1, 4), date(2027, 6, 30)
WORLD = World(datetime(2027, 1, 20, 9, tzinfo=UTC), ROADMAP, LEXICON)


@pytest.mark.parametrize(
    ("said", "first", "last"),
    [
        ("4 jan to 30 jun", JANUARY, JUNE),
        ("from 4 january until 30 june", JANUARY, JUNE),
        ("4 Jan - 30 Jun", JANUARY, JUNE),
        ("4 jan – 30 jun", JANUARY, JUNE),
        ("2027-01-04 to 2027-06-30", JANUARY, JUNE),
        ("4 jan to june", JANUARY, JUNE),
        ("4 jan to the end of june", JANUARY, JUNE),
        ("4 jan for 12 weeks", JANUARY, date(2027, 3, 28)),
        ("1 oct to 30 mar", date(2026, 10, 1), date(2027, 3, 30)),
        ("from 4 jan", JANUARY, None),
        ("1 february", date(2027, 2, 1), None),
        ("until 30 june", None, JUNE),
        ("ends 3 jan", None, date(2028, 1, 3)),
    ],
)
def test_dates_are_read_whole(said: str, first: date | None, last: date | None) -> None:
    assert common_dates_in(said, WORLD, JANUARY) == CommonDatesSaid(first, last)


@pytest.mark.parametrize("said", ["no end", "without an end", "off", "No End"])
def test_an_end_is_taken_away(said: str) -> None:
    assert common_dates_in(said, WORLD, JANUARY) == CommonDatesSaid(is_open=True)


@pytest.mark.parametrize(
    "said", ["", "soon", "4 jan to whenever", "soon to 30 jun", "to", "4 jan to 30 jun please", "x" * 200]
)
def test_what_is_no_dates_is_none(said: str) -> None:
    assert common_dates_in(said, WORLD, JANUARY) is None


def test_a_day_that_there_is_not_is_named() -> None:
    with pytest.raises(NoSuchDay):
        common_dates_in("4 jan to 31 jun", WORLD, JANUARY)
