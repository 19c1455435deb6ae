"""Partners: nobody left out, no pair twice in a row while another arrangement exists, near ones first."""

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from roadmap.group.matching import matched, pairs, stable
from roadmap.group.partners import Candidate, Group, candidate, distance, hours_shared, pair
from roadmap.model import Status
from roadmap.plan import make_plan
from roadmap.progress import Progress, TopicProgress
from tests.laws import tried_on
from tests.roadmap.group_strategies import MONDAY, ROADMAP

HOUR = 60


def at(number: int, *, place: int = 0, pace: int = 0, hours: float = 0) -> Candidate:
    return Candidate(id=number, place=place, pace=pace, offset=int(hours * HOUR))


def candidates(*, most: int, least: int = 0, pace: int = 60) -> st.SearchStrategy[list[Candidate]]:
    """Candidates with few different places, so that equal distances are common, unless ``pace`` spreads widely."""
    one = st.builds(
        Candidate,
        id=st.integers(1, 10**6),
        place=st.integers(0, 6),
        pace=st.integers(-pace, pace),
        offset=st.sampled_from((-480, -60, 0, 60, 330, 345, 720, 840)),
    )
    return st.lists(one, min_size=least, max_size=most, unique_by=lambda one: one.id)


@st.composite
def rounds(draw: DrawFn, *, most: int = 7, pace: int = 60) -> tuple[list[Candidate], set[frozenset[int]]]:
    """The willing, and any set of pairs and threes of the last time, people who have left among them."""
    willing = draw(candidates(most=most, pace=pace))
    ids = [one.id for one in willing] + [0, -1]
    groups = [frozenset(two) for two in combinations(ids, 2)]
    last = draw(st.sets(st.sampled_from(groups)))
    if len(ids) > 2 and draw(st.booleans()):
        last.add(frozenset(draw(st.permutations(ids))[:3]))
    return willing, last


def together(groups: tuple[Group, ...] | list[Group]) -> set[frozenset[int]]:
    return {frozenset(two) for group in groups for two in combinations(group, 2)}


def arrangements(people: list[int]) -> Iterator[list[Group]]:
    """Every way to part people into pairs, and one three where their number is odd."""
    if len(people) % 2 and len(people) > 1:
        for three in combinations(people, 3):
            yield from ([three, *rest] for rest in arrangements([one for one in people if one not in three]))
    elif not people:
        yield []
    else:
        first, *others = people
        for other in others:
            yield from ([(first, other), *rest] for rest in arrangements([one for one in others if one != other]))


# the laws


@given(rounds(most=15), st.integers())
def test_nobody_is_left_out_and_nobody_is_in_two_groups(given_round, seed):
    willing, last = given_round
    groups = pair(willing, last, seed=seed)
    if len(willing) < 2:
        assert groups == ()
    else:
        assert sorted(one for group in groups for one in group) == sorted(one.id for one in willing)


@given(rounds(most=15), st.integers())
def test_there_are_pairs_and_one_three_where_the_number_is_odd(given_round, seed):
    willing, last = given_round
    sizes = Counter(len(group) for group in pair(willing, last, seed=seed))
    assert set(sizes) <= {2, 3}
    assert sizes[3] == (len(willing) % 2 if len(willing) > 1 else 0)


@tried_on(30)
@given(rounds(), st.integers())
def test_no_pair_comes_twice_in_a_row_while_any_arrangement_without_one_exists(given_round, seed):
    willing, last = given_round
    parted = together([tuple(group) for group in last])
    groups = pair(willing, last, seed=seed)
    if any(not together(way) & parted for way in arrangements([one.id for one in willing])):
        assert not together(groups) & parted


@given(rounds(), st.integers())
def test_with_an_even_number_as_few_pairs_come_again_as_can_be(given_round, seed):
    willing, last = given_round
    if len(willing) % 2 or not willing:
        return
    parted = together([tuple(group) for group in last])
    fewest = min(len(together(way) & parted) for way in arrangements([one.id for one in willing]))
    assert len(together(pair(willing, last, seed=seed)) & parted) == fewest


@given(candidates(most=20, least=4), st.integers(), st.integers(2, 6))
def test_round_after_round_partners_change(willing, seed, count):
    """From six on there is always another arrangement; with four, after a round of pairs."""
    willing = willing if len(willing) > 5 else willing[:4]
    last: set[frozenset[int]] = set()
    for number in range(count):
        groups = pair(willing, last, seed=seed + number)
        assert not together(groups) & last
        last = together(groups)


@given(rounds(most=15), st.integers(), st.randoms())
def test_the_same_seed_makes_the_same_pairs_whatever_the_order_of_the_willing(given_round, seed, chance):
    willing, last = given_round
    shuffled = chance.sample(willing, len(willing))
    assert pair(shuffled, last, seed=seed) == pair(willing, last, seed=seed)


@given(rounds(most=10, pace=10**9), st.integers())
def test_where_a_stable_arrangement_leaves_nobody_out_no_two_would_rather_be_together(given_round, seed):
    """Two who were not partners last block an even arrangement if each is nearer to the other than to their own."""
    willing, last = given_round
    willing = willing[: len(willing) // 2 * 2]
    by_id, parted = {one.id: one for one in willing}, together([tuple(group) for group in last])
    fresh = [two for two in combinations(by_id, 2) if frozenset(two) not in parted]

    def blocked(groups: list[Group] | tuple[Group, ...]) -> bool:
        own = {one: distance(by_id[a], by_id[b]) for a, b in groups for one in (a, b)}
        return any(distance(by_id[a], by_id[b]) < min(own[a], own[b]) for a, b in fresh)

    ways = [way for way in arrangements([*by_id]) if not together(way) & parted] if by_id else []
    if any(not blocked(way) for way in ways):
        assert not blocked(pair(willing, last, seed=seed))


@given(candidates(most=12, least=2), st.integers())
def test_in_a_first_round_of_pairs_no_two_would_rather_be_together(willing, seed):
    willing = willing[: len(willing) // 2 * 2]
    by_id = {one.id: one for one in willing}
    groups = pair(willing, set(), seed=seed)
    own = {one: distance(by_id[a], by_id[b]) for a, b in groups for one in (a, b)}
    for a, b in combinations(by_id, 2):
        assert distance(by_id[a], by_id[b]) >= min(own[a], own[b])


# examples


def test_those_on_the_same_topic_are_paired():
    willing = [at(1, place=0), at(2, place=5), at(3, place=5), at(4, place=0)]
    assert pair(willing, set(), seed=0) == ((1, 4), (2, 3))


def test_on_one_topic_those_of_like_pace_are_paired():
    willing = [at(1, pace=-20), at(2, pace=15), at(3, pace=-18), at(4, pace=14)]
    assert pair(willing, set(), seed=0) == ((1, 3), (2, 4))


def test_on_one_topic_those_awake_together_are_paired():
    willing = [at(1, hours=-8), at(2, hours=5.5), at(3, hours=-7), at(4, hours=8)]
    assert pair(willing, set(), seed=0) == ((1, 3), (2, 4))


def test_the_same_two_are_not_paired_twice_in_a_row_though_they_are_nearest():
    willing = [at(1), at(2), at(3, place=9), at(4, place=9)]
    assert pair(willing, {frozenset((1, 2))}, seed=0) in {((1, 3), (2, 4)), ((1, 4), (2, 3))}


def test_two_who_are_the_only_ones_are_paired_again():
    assert pair([at(1), at(2)], {frozenset((1, 2))}, seed=0) == ((1, 2),)


def test_the_odd_one_out_joins_the_nearest_pair():
    willing = [at(1, place=0), at(2, place=0), at(3, place=7), at(4, place=7), at(5, place=2)]
    assert pair(willing, set(), seed=0) == ((1, 2, 5), (3, 4))


def test_where_somebody_has_to_meet_again_the_odd_one_out_meets_as_few_as_can_be():
    """Fresh are 1 and 2, 3 and 4, 3 and 5; 5 is nearer to 1 and 2, but was with both of them."""
    willing = [at(1, place=4), at(2, place=4), at(3, place=9), at(4, place=9), at(5, place=5)]
    fresh = {frozenset((1, 2)), frozenset((3, 4)), frozenset((3, 5))}
    last = together([(1, 2, 3, 4, 5)]) - fresh
    assert pair(willing, last, seed=0) == ((1, 2), (3, 4, 5))


def test_the_members_of_a_three_are_partners_of_one_another():
    willing = [at(number) for number in range(1, 7)]
    assert not together(pair(willing, {frozenset((1, 2, 3)), frozenset((4, 5))}, seed=0)) & together(
        [(1, 2, 3), (4, 5)]
    )


def test_another_seed_pairs_equals_otherwise():
    willing = [at(number) for number in range(8)]
    assert len({pair(willing, set(), seed=seed) for seed in range(10)}) > 5


def test_a_pair_that_has_to_give_way_does_so_for_who_is_left_over():
    """1 and 2 know only 3 and 4, who are nearest to each other."""
    willing = [at(1, place=0), at(2, place=9), at(3, place=5), at(4, place=5)]
    assert pair(willing, {frozenset((1, 2))}, seed=3) in {((1, 3), (2, 4)), ((1, 4), (2, 3))}


@pytest.mark.parametrize("count", [199, 200])
def test_two_hundred_are_paired_without_a_repeat(count):
    willing = [at(n, place=n % 7, pace=n % 31, hours=n % 24 - 12) for n in range(count)]
    first = pair(willing, set(), seed=1)
    second = pair(willing, together(first), seed=2)
    assert sum(map(len, second)) == count
    assert not together(first) & together(second)


# what a candidate is, and how far apart two are


@pytest.mark.parametrize(
    ("apart", "hours"), [(0, 14.5), (1, 13.5), (6, 8.5), (12, 5.0), (13, 5.0), (25, 13.5), (26, 12.5)]
)
def test_waking_hours_overlap_on_both_sides_of_the_globe(apart, hours):
    assert hours_shared(at(1, hours=-11), at(2, hours=apart - 11)) == hours


@given(candidates(most=2, least=2))
def test_two_are_as_far_apart_seen_from_either(two):
    one, other = two
    assert distance(one, other) == distance(other, one) >= 0
    assert distance(one, one) == 0


def test_a_candidate_is_placed_by_the_topic_going_on():
    plan = make_plan(ROADMAP, Progress(MONDAY, {"cv": TopicProgress(Status.GOING_ON, MONDAY, MONDAY)}), MONDAY)
    assert candidate(plan, learner=7, offset=60) == Candidate(id=7, place=2, pace=0, offset=60)


def test_a_candidate_between_topics_is_placed_by_the_next_and_at_the_end_after_all():
    done = {slug: TopicProgress(Status.COMPLETED, completed=MONDAY) for slug in ("dl", "talk")}
    assert candidate(make_plan(ROADMAP, Progress(MONDAY, done), MONDAY), learner=7, offset=0).place == 1
    done |= {slug: TopicProgress(Status.COMPLETED, completed=MONDAY) for slug in ("nlp", "cv")}
    assert candidate(make_plan(ROADMAP, Progress(MONDAY, done), MONDAY), learner=7, offset=0).place == 4


def test_pace_is_the_days_ahead_of_or_behind_ones_own_plan():
    ahead = {"dl": TopicProgress(Status.COMPLETED, completed=date(2027, 1, 20))}
    plan = make_plan(ROADMAP, Progress(MONDAY, ahead), date(2027, 1, 20))
    assert candidate(plan, learner=7, offset=0).pace == 12
    behind = make_plan(ROADMAP, Progress(MONDAY), date(2027, 2, 14) + timedelta(days=3))
    assert candidate(behind, learner=7, offset=0).pace == -3


# matchings


@st.composite
def graphs(draw: DrawFn) -> tuple[list[int], list[tuple[int, int]]]:
    people = list(range(draw(st.integers(2, 9))))
    edges = draw(st.lists(st.sampled_from(list(combinations(people, 2))), unique=True))
    return people, edges


def most_pairs(edges: list[tuple[int, int]]) -> int:
    if not edges:
        return 0
    (one, other), *rest = edges
    apart = [edge for edge in rest if one not in edge and other not in edge]
    return max(most_pairs(rest), 1 + most_pairs(apart))


@tried_on(36)
@given(graphs())
def test_a_matching_has_the_most_pairs_and_leaves_nobody_whom_the_stable_one_had(graph):
    people, edges = graph
    mates = matched(people, edges)
    assert all(mates[mates[one]] == one != mates[one] for one in mates)
    assert set(pairs(mates)) <= {(min(edge), max(edge)) for edge in edges}
    assert len(pairs(mates)) == most_pairs(edges)
    assert stable(edges).keys() <= mates.keys()


def test_a_blossom_is_contracted_and_opened_again():
    """Two odd cycles joined by an edge, with a tail each: only paths round the cycles free everybody."""
    edges = [(1, 2), (3, 4), (5, 6), (7, 8), (2, 3), (3, 1), (4, 5), (6, 7), (8, 6), (0, 1), (8, 9)]
    assert len(matched(range(10), edges)) == 10
