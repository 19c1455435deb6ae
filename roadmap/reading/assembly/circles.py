"""Prerequisites that wait for one another; its law: what is kept has no circle, and only circles lose an edge."""

from collections.abc import Sequence

_NEW, _OPEN, _DONE = range(3)


def without_circles(waits: Sequence[Sequence[int]]) -> tuple[list[list[int]], list[tuple[int, int]]]:
    """What each place still waits for, and the (place, other) left out: the edge that closes a circle.

    Depth first and from the end, so that it is the earlier topic that stops waiting for a later one.
    """
    state = [_NEW] * len(waits)
    kept: list[list[int]] = [[] for _ in waits]
    dropped: list[tuple[int, int]] = []
    for start in reversed(range(len(waits))):
        if state[start] is not _NEW:
            continue
        state[start] = _OPEN
        path = [(start, iter(dict.fromkeys(waits[start])))]
        while path:
            place, others = path[-1]
            other = next(others, None)
            if other is None:
                state[place] = _DONE
                path.pop()
            elif state[other] is _OPEN:
                dropped.append((place, other))
            else:
                kept[place].append(other)
                if state[other] is _NEW:
                    state[other] = _OPEN
                    path.append((other, iter(dict.fromkeys(waits[other]))))
    return kept, sorted(dropped)
