"""What is counted while the program runs. Plain numbers, for they are counted whether or not anybody asks; bot.http
shows them to those who do."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import accumulate
from time import perf_counter

BOUNDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)


class Latency:
    """How many took how long. ``buckets`` count up to each bound, inclusive; the last one, all."""

    def __init__(self) -> None:
        self.seconds = 0.0
        self._counts = [0] * (len(BOUNDS) + 1)

    def observe(self, seconds: float) -> None:
        """One more."""
        self._counts[bisect_left(BOUNDS, seconds)] += 1
        self.seconds += seconds

    @contextmanager
    def timed(self) -> Iterator[None]:
        """Observe how long the block takes."""
        begun = perf_counter()
        try:
            yield
        finally:
            self.observe(perf_counter() - begun)

    def buckets(self) -> list[tuple[str, float]]:
        """For each bound how many took at most so long."""
        return list(zip([*map(str, BOUNDS), "+Inf"], accumulate(self._counts), strict=True))


nudges: Counter[str] = Counter()
"""Nudges by outcome."""

updates: Counter[str] = Counter()
"""Updates of a platform by what became of them: kept, repeated, done, given up, retried."""

refused: Counter[str] = Counter()
"""Requests to the webhook that were refused, by status."""

hung_up: Counter[str] = Counter()
"""Connections to the HTTP server that it ended, by the reason: silent, slow, address, full, busy."""

floods: Counter[str] = Counter()
"""Answers of a platform that asked to wait (429), by platform."""

incidents: Counter[str] = Counter()
"""Bugs that somebody was told the number of, by platform."""

commands = Latency()
"""From a line's coming to its answer, the sending of it apart."""
