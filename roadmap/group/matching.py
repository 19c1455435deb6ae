"""Pairs in a graph as small as a chat: greedy, so that they are stable, then widened until nobody can be added.

The greedy part takes the edges best first. Where both ends of an edge judge it alike ("globally ranked pairs") that
is the one stable matching: any pair that would rather be together comes earlier, and one of them was taken by a
better one then (Abraham, Levavi, Manlove and O'Malley, "The stable roommates problem with globally ranked pairs",
Internet Mathematics 5, 2008). What it leaves over is added along augmenting paths (Edmonds, "Paths, trees, and
flowers", 1965), which part as few pairs as they must and leave nobody over whom the greedy part had paired.
"""

from collections import deque
from collections.abc import Iterable, Mapping, Sequence

Edge = tuple[int, int]
Mates = dict[int, int]


def matched(people: Sequence[int], edges: Sequence[Edge]) -> Mates:
    """A matching of the most pairs possible, each person to their mate; ``edges`` come best first."""
    near: dict[int, list[int]] = {one: [] for one in people}
    for one, other in edges:
        near[one].append(other)
        near[other].append(one)
    mates = stable(edges)
    for one in people:
        if one not in mates:
            _Search(near, mates, one).augment()
    return mates


def stable(edges: Iterable[Edge]) -> Mates:
    """The matching that no edge blocks: no two would both rather have each other than what they got."""
    mates: Mates = {}
    for one, other in edges:
        if one not in mates and other not in mates:
            mates[one], mates[other] = other, one
    return mates


def pairs(mates: Mates) -> list[Edge]:
    """Every pair once."""
    return [(one, other) for one, other in mates.items() if one < other]


class _Search:
    """Edmonds' search for an augmenting path from ``root``, the nearest first.

    Reached people stand an even number of steps from the root; ``parent`` leads back from the odd ones. An edge
    between two reached ones closes an odd cycle, a blossom, which is contracted to its base.
    """

    def __init__(self, near: Mapping[int, Sequence[int]], mates: Mates, root: int) -> None:
        self._near, self._mates, self._root = near, mates, root
        self._base = {one: one for one in near}
        self._parent: dict[int, int] = {}
        self._reached = {root}
        self._queue = deque([root])

    def augment(self) -> None:
        """Give the root a mate and keep everybody's; do nothing where no path exists."""
        end = self._free_end()
        while end is not None:
            before = self._parent[end]
            further = self._mates.get(before)
            self._mates[end], self._mates[before] = before, end
            end = further

    def _free_end(self) -> int | None:
        while self._queue:
            one = self._queue.popleft()
            for other in self._near[one]:
                if self._base[one] == self._base[other] or self._mates.get(one) == other:
                    continue
                if other == self._root or self._mates.get(other) in self._parent:
                    self._contract(one, other)
                elif other not in self._parent:
                    self._parent[other] = one
                    if other not in self._mates:
                        return other
                    self._reach(self._mates[other])
        return None

    def _reach(self, one: int) -> None:
        if one not in self._reached:
            self._reached.add(one)
            self._queue.append(one)

    def _contract(self, one: int, other: int) -> None:
        base = self._common(one, other)
        blossom = self._side(one, base, other) | self._side(other, base, one)
        for each, old in self._base.items():
            if old in blossom:
                self._base[each] = base
                self._reach(each)

    def _common(self, one: int, other: int) -> int:
        """The nearest base on both ways back to the root."""
        way = {one := self._base[one]}
        while one in self._mates:
            one = self._base[self._parent[self._mates[one]]]
            way.add(one)
        other = self._base[other]
        while other not in way:
            other = self._base[self._parent[self._mates[other]]]
        return other

    def _side(self, one: int, base: int, child: int) -> set[int]:
        """The bases on one side of a blossom, their parents set so that the path may go round either way."""
        side = set()
        while self._base[one] != base:
            mate = self._mates[one]
            side |= {self._base[one], self._base[mate]}
            self._parent[one] = child
            child, one = mate, self._parent[mate]
        return side
