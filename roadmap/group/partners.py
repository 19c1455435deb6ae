"""Partners: pairs of willing members, near in topic, pace and waking hours, and not those of the last time. Nobody is
left out, and the same seed makes the same pairs."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from itertools import combinations

from roadmap.group.matching import Edge, matched, pairs, stable
from roadmap.group.member import Member
from roadmap.model import Status, Topic
from roadmap.plan import Plan, Standing

AWAKE = 14.5
"""Hours of a day in which people can be reached: 07:30 to 22:00, outside the default quiet hours."""

Group = tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """Somebody willing. ``place`` is the place of their topic in the roadmap's order, from 0; ``pace`` by how many
    days they are ahead (positive) or behind (negative) of their own plan; ``offset`` minutes east of UTC today."""

    id: int
    place: int
    pace: int
    offset: int


def candidate(plan: Plan, *, learner: int, offset: int) -> Candidate:
    """The candidate of a plan: placed by the first topic going on, or the next one, or the end of the roadmap."""
    verdict = plan.verdict
    pace = {Standing.AHEAD: verdict.days, Standing.BEHIND: -verdict.days}.get(verdict.standing, 0)
    topic = next(iter(plan.with_status(Status.GOING_ON) or plan.following), None)
    place = plan.roadmap.order.index(topic) if topic else len(plan.roadmap.order)
    return Candidate(id=learner, place=place, pace=pace, offset=offset)


def hours_shared(one: Candidate, other: Candidate) -> float:
    """Hours of a day in which both are awake: two spans of AWAKE hours, apart on a circle of 24."""
    apart = abs(one.offset - other.offset) / 60 % 24
    return max(0.0, AWAKE - apart) + max(0.0, AWAKE - (24 - apart))


def distance(one: Candidate, other: Candidate) -> float:
    """How far apart two are, the same seen from either: a topic weighs as much as a fortnight of pace or as three
    waking hours not shared."""
    missed = AWAKE - hours_shared(one, other)
    return abs(one.place - other.place) + abs(one.pace - other.pace) / 14 + missed / 3


def pair(willing: Iterable[Candidate], last: Collection[frozenset[int]], *, seed: int) -> tuple[Group, ...]:
    """The willing in pairs, by id in rising order, and one three where their number is odd; () for fewer than two.

    ``last`` are the pairs and threes of the last time: no two of one are together again as long as any arrangement
    avoids it. Among equal distances the seed decides, and the order of the willing nothing. If then the arrangement
    into pairs that is stable (no two who were not partners last would both rather have each other) leaves nobody out,
    it is this one; otherwise some make room for those it leaves over.
    """
    by_id = {one.id: one for one in willing}
    seats = sorted(by_id, key=lambda one: blake2b(f"{seed}:{one}".encode()).digest())
    if len(seats) < 2:
        return ()
    edges = sorted(combinations(seats, 2), key=lambda edge: distance(by_id[edge[0]], by_id[edge[1]]))
    parted = {frozenset(two) for group in last for two in combinations(group, 2)}
    fresh = [edge for edge in edges if frozenset(edge) not in parted]
    stale = [edge for edge in edges if frozenset(edge) in parted]
    groups = _anew(seats, fresh) or _with_repeats(seats, fresh, stale)
    return tuple(sorted(tuple(sorted(group)) for group in groups))


def _anew(people: Sequence[int], fresh: Sequence[Edge]) -> list[Group]:
    """An arrangement of fresh edges only; empty where there is none."""
    mates = matched(people, fresh)
    over = [one for one in people if one not in mates]
    if not over:
        return [*pairs(mates)]
    # A three takes the place of a pair and one left over, so where more are left over no three can help.
    if len(over) > 1:
        return []
    return _with_third(over[0], pairs(mates), fresh, ()) or next(_around_a_three(people, fresh), [])


def _with_repeats(people: Sequence[int], fresh: Sequence[Edge], stale: Sequence[Edge]) -> list[Group]:
    """As many fresh pairs as can be; those left over with one another, the last of them with a couple."""
    mates = matched(people, fresh)
    mates |= stable(edge for edge in stale if not mates.keys() & set(edge))
    third = next((one for one in people if one not in mates), None)
    return [*pairs(mates)] if third is None else _with_third(third, pairs(mates), fresh, stale)


def _with_third(third: int, couples: Sequence[Edge], fresh: Sequence[Edge], stale: Sequence[Edge]) -> list[Group]:
    """The couples, the third with the one that repeats least and whose farther half is nearest; empty where every
    couple has somebody whom neither the fresh nor the stale edges join to the third."""
    place = {frozenset(edge): index for index, edge in enumerate((*fresh, *stale)) if third in edge}
    ends = {two: [place[end] for one in two if (end := frozenset((third, one))) in place] for two in couples}
    open_to = [two for two in couples if len(ends[two]) == 2]
    if not open_to:
        return []
    hosts = min(open_to, key=lambda two: (sum(end >= len(fresh) for end in ends[two]), max(ends[two])))
    return [(*two, third) if two == hosts else two for two in couples]


def _around_a_three(people: Sequence[int], fresh: Sequence[Edge]) -> Iterator[list[Group]]:
    """Every three of fresh edges with pairs of all others. Rarely asked for: nearly any third finds a couple."""
    known = {frozenset(edge) for edge in fresh}
    for three in combinations(people, 3):
        if all(frozenset(two) in known for two in combinations(three, 2)):
            others = [one for one in people if one not in three]
            mates = matched(others, [edge for edge in fresh if not set(edge) & set(three)])
            if len(mates) == len(others):
                yield [three, *pairs(mates)]


def shared_topic(partners: Sequence[Member]) -> Topic | None:
    """The first topic, in the order of the first one's, that all of these are on."""
    first, *others = partners
    return next((topic for topic in first.topics if all(topic in one.topics for one in others)), None)
