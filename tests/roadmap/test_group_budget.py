"""The budget of unasked messages: kept, and nothing is lost that exceeds it."""

from hypothesis import given
from hypothesis import strategies as st

from roadmap.group.budget import DEFAULT, MOST_CARRIED, Allotment, Carried, allot, fits, taken_along

notes = st.lists(st.integers(), max_size=30)
few = st.integers(0, 25)


def test_three_a_week_fit_and_a_fourth_does_not():
    assert [fits(sent) for sent in range(5)] == [True, True, True, False, False]


def test_a_nudge_still_to_come_keeps_its_place():
    assert fits(1, DEFAULT, reserved=1)
    assert not fits(2, DEFAULT, reserved=1)


def test_what_exceeds_the_budget_is_carried_over_in_its_order():
    assert allot("abcd", sent_this_week=1, budget=3) == Allotment(now=("a", "b"), carried=("c", "d"))


def test_a_nudge_takes_the_newest_notes_along_and_counts_the_rest():
    assert taken_along("ab") == Carried(("a", "b"), 0)
    assert taken_along(range(12)) == Carried(tuple(range(2, 12)), 2)


@given(notes, few, few, few)
def test_nothing_is_lost_and_nothing_is_sent_twice(waiting, sent, budget, reserved):
    shares = allot(waiting, sent, budget, reserved=reserved)
    assert [*shares.now, *shares.carried] == waiting


@given(notes, few, few, few)
def test_the_budget_is_used_up_and_never_exceeded(waiting, sent, budget, reserved):
    shares = allot(waiting, sent, budget, reserved=reserved)
    for before in range(len(shares.now)):
        assert fits(sent + before, budget, reserved=reserved)
    if shares.carried:
        assert not fits(sent + len(shares.now), budget, reserved=reserved)


@given(notes)
def test_what_is_taken_along_is_bounded_and_every_note_is_counted(carried):
    taken = taken_along(carried)
    assert len(taken.notes) <= MOST_CARRIED
    assert len(taken.notes) + taken.more == len(carried)
