"""A round in its blocks, and the minutes of focus that somebody was there for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadmap.group.rounds import LEAST, MOST, Round

rounds = st.builds(Round, st.integers(LEAST, MOST), st.integers(LEAST, MOST), st.integers(0, 60))


def test_an_hour_is_two_blocks_and_five_minutes_to_tell_each_other():
    assert Round(60).blocks == ((0, 25), (30, 55))
    assert Round(60).ends_at == 55


def test_the_last_block_is_as_long_as_there_is_time_and_none_is_too_short_for_one():
    assert Round(45).blocks == ((0, 25), (30, 45))
    assert Round(33).blocks == ((0, 25),)
    assert Round(120, 50, 10).blocks == ((0, 50), (60, 110))


@pytest.mark.parametrize("lengths", [(4, 25, 5), (241, 25, 5), (60, 4, 5), (60, 25, -1)])
def test_lengths_that_make_no_round_are_refused(lengths):
    with pytest.raises(ValueError, match=r".*"):
        Round(*lengths)


@given(rounds)
def test_blocks_follow_one_another_within_the_round(one):
    assert one.blocks
    assert one.blocks[0][0] == 0
    assert one.ends_at <= one.minutes
    assert all(last - first >= LEAST for first, last in one.blocks)
    assert all(later[0] - earlier[1] == one.pause for earlier, later in zip(one.blocks, one.blocks[1:], strict=False))


@given(rounds, st.lists(st.integers(-10, 300), min_size=3, max_size=3))
def test_who_is_there_for_two_stretches_studied_what_both_have_together(one, moments):
    first, between, last = sorted(moments)
    assert one.studied(first, last) == one.studied(first, between) + one.studied(between, last)
    assert one.studied(0, one.minutes) == sum(last - first for first, last in one.blocks)
