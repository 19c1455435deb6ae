"""Samples of things measured by turns, so that a busy machine disturbs all of them alike."""

from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from statistics import median
from time import perf_counter, process_time

from benchmarks.report import Figure


class Samples:
    """Samples by name, in ``unit``; a sample is what one repetition took."""

    def __init__(self, unit: str, scale: float) -> None:
        self._unit, self._scale = unit, scale
        self._taken: dict[str, list[float]] = defaultdict(list)

    def add(self, name: str, value: float) -> None:
        """Take one sample, in seconds or bytes: times ``scale`` it is in the unit."""
        self._taken[name].append(value * self._scale)

    @contextmanager
    def cpu(self, name: str, repetitions: int) -> Iterator[None]:
        """Sample the processor's time of the block, all threads of this process included."""
        began = process_time()
        yield
        self.add(name, (process_time() - began) / repetitions)

    @contextmanager
    def wall(self, name: str) -> Iterator[None]:
        """Sample the time that passes in the block."""
        began = perf_counter()
        yield
        self.add(name, perf_counter() - began)

    def median(self, name: str) -> float:
        return median(self._taken[name])

    def more(self, name: str, baseline: str) -> float:
        """The median, over the rounds, of what a sample exceeds the baseline's of the same round by."""
        return median(one - other for one, other in zip(self._taken[name], self._taken[baseline], strict=True))

    def figures(self, baseline: str) -> tuple[Figure, ...]:
        """All that was sampled, beside the baseline."""
        return tuple(self._figure(name, baseline) for name in self._taken)

    def _figure(self, name: str, baseline: str) -> Figure:
        return Figure(
            what=name,
            unit=self._unit,
            median=self.median(name),
            lowest=min(self._taken[name]),
            ratio=None if name == baseline else self.median(name) / self.median(baseline),
            baseline="" if name == baseline else baseline,
        )
