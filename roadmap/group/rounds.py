"""A round: a while that is shared, in blocks of focus with breaks between them. All offsets are minutes from its beginning."""

from dataclasses import dataclass

USUAL = 60
"""Minutes of a meeting, where nobody says."""

FOCUS, PAUSE = 25, 5
"""Minutes of a block and of the break behind it, where nobody says."""

LEAST, MOST = 5, 240
"""Minutes of a round, both inclusive; a block has as many at least."""

LONGEST_PLAN = 200
"""Characters of what somebody will do."""

PATIENCE = 3
"""So many weeks in a row with nobody in, and the next call is the last."""


@dataclass(frozen=True, slots=True)
class Round:
    """``minutes`` in all, in blocks of ``focus`` with breaks of ``pause``. Raises ValueError for lengths that make none."""

    minutes: int
    focus: int = FOCUS
    pause: int = PAUSE

    def __post_init__(self) -> None:
        if not (LEAST <= self.minutes <= MOST and LEAST <= self.focus <= MOST and 0 <= self.pause <= MOST):
            raise ValueError((self.minutes, self.focus, self.pause))

    @property
    def blocks(self) -> tuple[tuple[int, int], ...]:
        """From when to when each block goes; what is left behind the last and makes no block is for telling each other."""
        starts = range(0, self.minutes, self.focus + self.pause)
        found = [(start, min(start + self.focus, self.minutes)) for start in starts]
        return tuple(block for block in found if block[1] - block[0] >= LEAST)

    @property
    def ends_at(self) -> int:
        """When the last block is over, and it is asked how far everybody got."""
        return self.blocks[-1][1]

    def studied(self, since: int, until: int) -> int:
        """Minutes of focus from one offset to another."""
        return sum(max(0, min(last, until) - max(first, since)) for first, last in self.blocks)
