"""The board: only who joined, several on top, nobody last."""

from datetime import timedelta
from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from roadmap.group.board import Board, Heading, make_board, worth
from roadmap.group.member import Member
from roadmap.group.promises import PromiseOutcome
from tests.roadmap.group_strategies import CV, DL, MONDAY, NLP, members


def member(number: int, name: str, **seen: object) -> Member:
    return Member(id=number, name=name, joined=True, **seen)


def tops(*group: Member) -> dict[Heading, str]:
    return {top.heading: top.member.name for top in make_board(group, MONDAY).tops}


def test_a_heading_shows_only_its_first():
    ann, ben = member(1, "Ann", completed=(DL,)), member(2, "Ben", completed=(NLP, CV))
    assert tops(ann, ben) == {Heading.BEST_WEEK: "Ben"}


def test_a_heading_without_anybody_of_worth_is_left_out():
    assert make_board([member(1, "Ann")], MONDAY).tops == ()


def test_who_completed_something_on_their_first_day_is_on_top_of_nobody_for_that():
    new, ann = member(1, "New", completed=(DL, NLP, CV), at_once=3), member(2, "Ann", completed=(DL,))
    assert tops(new, ann) == {Heading.BEST_WEEK: "Ann"}
    assert tops(new) == {}


def test_a_streak_stands_on_top_for_who_studied_that_week():
    assert tops(member(1, "Ann", streak=9), member(2, "Ben", studied=True, streak=2)) == {Heading.LONGEST_STREAK: "Ben"}


def test_a_streak_told_on_the_day_somebody_came_is_on_top_of_nobody():
    new = member(1, "New", studied=True, is_new=True, streak=9)
    assert tops(new, member(2, "Ben", studied=True, streak=2)) == {Heading.LONGEST_STREAK: "Ben"}


def test_before_the_first_digest_a_board_tells_of_no_week():
    board = make_board([member(1, "Ann", completed=(DL,), streak=2, studied=True)], None)
    assert (board.week, board.tops, board.totals.studied) == (None, (), 0)
    assert [one.name for one in board.members] == ["Ann"]


def test_who_is_on_top_already_yields_to_the_next_best():
    ann, ben = member(1, "Ann", completed=(DL,), studied=True, streak=9), member(2, "Ben", studied=True, streak=2)
    assert tops(ann, ben) == {Heading.BEST_WEEK: "Ann", Heading.LONGEST_STREAK: "Ben"}


def test_who_is_on_top_already_stays_where_nobody_else_has_any_worth():
    ann, ben = member(1, "Ann", completed=(DL,), helped=3), member(2, "Ben")
    assert tops(ann, ben) == {Heading.BEST_WEEK: "Ann", Heading.MOST_HELP: "Ann"}


def test_among_equals_the_one_who_is_on_top_nowhere_else_is_shown():
    ann, ben = member(1, "Ann", completed=(DL,), helped=1), member(2, "Ben", completed=(NLP,))
    assert tops(ann, ben) == {Heading.BEST_WEEK: "Ben", Heading.MOST_HELP: "Ann"}


def test_among_equals_in_everything_the_first_by_name_is_shown():
    assert tops(member(1, "Zoë", studied=True, streak=2), member(2, "ann", studied=True, streak=2)) == {
        Heading.LONGEST_STREAK: "ann"
    }


def test_the_totals_are_those_of_who_joined():
    hidden = Member(
        id=3, name="Cem", joined=False, completed=(DL,), helped=5, studied=True, promise=PromiseOutcome.KEPT
    )
    ann = member(1, "Ann", completed=(DL, NLP), studied=True, helped=1, promise=PromiseOutcome.KEPT)
    seen = make_board([ann, hidden, member(2, "Ben", promise=PromiseOutcome.NOT)], MONDAY).totals
    assert (seen.members, seen.studied, seen.completed, seen.helped, seen.kept) == (2, 1, 2, 1, 1)


@given(members())
def test_a_board_never_shows_who_has_not_joined(group):
    board = make_board(group, MONDAY)
    assert {one.id for one in board.members} == {one.id for one in group if one.joined}
    assert all(top.member.joined for top in board.tops)
    visible = [one for one in group if one.joined]
    assert board == make_board(visible, MONDAY)


@given(members())
def test_members_stand_in_alphabetical_order_and_never_by_rank(group):
    names = [(one.name.casefold(), one.id) for one in make_board(group, MONDAY).members]
    assert names == sorted(names)


@given(members(), st.randoms())
def test_the_order_in_which_members_come_changes_nothing(group, chance):
    shuffled = chance.sample(group, len(group))
    assert make_board(shuffled, MONDAY) == make_board(group, MONDAY)


@given(members())
def test_each_heading_is_shown_at_most_once_in_order_and_with_a_worth(group):
    board = make_board(group, MONDAY)
    headings = list(Heading)
    places = [headings.index(top.heading) for top in board.tops]
    assert places == sorted(set(places))
    assert all(top.worth == worth(top.heading, top.member) > 0 for top in board.tops)
    shown = {top.heading for top in board.tops}
    assert all(worth(heading, one) == 0 for heading in set(Heading) - shown for one in board.members)


def assert_fair(board: Board) -> None:
    """The rule of the headings, asked of one board: nobody better was passed over but those on top already."""
    above: set[int] = set()
    for top in board.tops:
        fresh = [one for one in board.members if one.id not in above and worth(top.heading, one)]
        rivals = fresh or board.members
        assert (top.member.id in above) == (not fresh)
        assert top.worth == max(worth(top.heading, one) for one in rivals)
        above.add(top.member.id)


@given(members())
def test_nobody_is_passed_over_but_for_somebody_new_on_top(group):
    assert_fair(make_board(group, MONDAY))


@given(members())
def test_no_choice_among_equals_puts_more_different_people_on_top(group):
    board = make_board(group, MONDAY)
    best = len({top.member.id for top in board.tops})
    headings = [top.heading for top in board.tops]
    for choice in product(board.members, repeat=len(headings)) if len(board.members) <= 4 else ():
        above: set[int] = set()
        for heading, one in zip(headings, choice, strict=True):
            fresh = [rival for rival in board.members if rival.id not in above and worth(heading, rival)]
            worths = [worth(heading, rival) for rival in fresh or board.members]
            if worth(heading, one) != max(worths) or (fresh and one not in fresh):
                break
            above.add(one.id)
        else:
            assert len(above) <= best


def test_a_board_of_two_hundred_equals_is_made():
    group = [member(n, f"N{n}", completed=(DL,), studied=True, streak=2, comeback=20, helped=1) for n in range(200)]
    board = make_board(group, MONDAY + timedelta(days=7))
    assert len({top.member.id for top in board.tops}) == 4
