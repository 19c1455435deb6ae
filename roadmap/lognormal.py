"""The time that several topics take together: sums of log-normal lengths that share one uncertain pace.

Given the logarithm t of the pace, the length of a topic is log-normal with the median m · eᵗ and the spread ``noise``.
One that is going on has the length it has given that it is longer than what was spent on it; the moments are those of
the truncated log-normal (Johnson, Kotz and Balakrishnan, Continuous Univariate Distributions, vol. 1, 14.8):

    E[Dᵏ | D > s] = mᵏ · exp(k·t + k²·noise²/2) · Φ(k·noise − z) / Φ(−z)      with z = (ln(s/m) − t) / noise

The sum is taken as log-normal with the sum's mean and variance (Fenton, 1960). What is not known of the pace is a grid
of its values, weighted by the normal density and by how likely it is that what is going on still goes on.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from math import erfc, exp, log, pi, sqrt

STEPS, STEP = 20, 0.3
"""The grid: so many steps either way, of so many spreads; ± 6 spreads in all."""

MOST_SPENT = 1000.0
"""As many medians as may have been spent on a topic; beyond, floats run out of digits."""

PRECISE = 1e-9
"""How near, in logarithms of days, a quantile is."""

MOST_APART = 128
"""Topics going on whose lengths are told apart; where more are, those that are nearly alike are taken as one."""

NEARLY = 0.01
"""How near, in logarithms, lengths are that are taken as one first; where that is too fine, twice as much."""

HALF_ROOT = sqrt(1 / 2)
DENSEST = 1 / sqrt(2 * pi)
"""The density of a standard normal at 0."""

LEAST_LEFT = 0.01
"""Days that are left of anything unfinished, at least."""


@dataclass(frozen=True, slots=True)
class Length:
    """A topic's length: its ``median`` in days at pace 1, and the days ``spent`` on it already (0: not begun)."""

    median: float
    spent: float = 0.0


@dataclass(frozen=True, slots=True)
class Part:
    """One log-normal of a mixture: the mean and the spread of its logarithm, and its share of the whole."""

    share: float
    mean: float
    spread: float

    def below(self, log_days: float) -> float:
        """The probability of less than this."""
        return _above((self.mean - log_days) / self.spread)


@dataclass(frozen=True, slots=True)
class Outlook:
    """How many days are left, as a mixture of log-normals."""

    parts: tuple[Part, ...]

    def chance(self, days: float) -> float:
        """The probability that it takes no more than so many days."""
        return sum(part.share * part.below(log(days)) for part in self.parts) if days > 0 else 0.0

    def quantile(self, share: float) -> float:
        """The days within which it is done with this probability, by Newton's method; a step that leads out of what is
        known to be around them is replaced by half of that."""
        low = min(part.mean - 8 * part.spread for part in self.parts)
        high = max(part.mean + 8 * part.spread for part in self.parts)
        at, step = sum(part.share * part.mean for part in self.parts), high - low
        while abs(step) > PRECISE and high - low > PRECISE:
            excess, slope = self._around(at, share)
            low, high = (low, at) if excess >= 0 else (at, high)
            next_at = at - excess / slope if slope else low
            if not low < next_at < high:
                next_at = (low + high) / 2
            at, step = next_at, next_at - at
        return exp(at)

    def _around(self, log_days: float, share: float) -> tuple[float, float]:
        """By how much the probability of so many days, by their logarithm, exceeds ``share``, and the density there."""
        excess, slope = -share, 0.0
        for part in self.parts:
            edge = (part.mean - log_days) / part.spread
            excess += part.share * erfc(edge * HALF_ROOT) / 2
            slope += part.share / part.spread * exp(-edge * edge / 2)
        return excess, slope * DENSEST


def outlook(lengths: tuple[Length, ...], *, mean: float, spread: float, noise: float) -> Outlook:
    """How many days are left of these lengths (at least one), one after another, where the logarithm of the pace is
    normal with this mean and spread."""
    begun = tuple(_alike(_capped(length) for length in lengths if length.spent > 0))
    fresh = tuple(length.median for length in lengths if length.spent <= 0)
    medians, squares = sum(fresh), sum(median**2 for median in fresh)
    parts = []
    for step in range(-STEPS, STEPS + 1):
        pace, weight = mean + step * STEP * spread, -((step * STEP) ** 2) / 2
        average = medians * exp(pace + noise**2 / 2)
        variance = squares * exp(2 * pace + noise**2) * (exp(noise**2) - 1)
        for length, count in begun:
            edge = (log(length.spent / length.median) - pace) / noise
            going_on = _above(edge)
            weight += count * log(going_on)
            left, spread_left = _left(length, pace, noise, edge=edge, going_on=going_on)
            average, variance = average + count * left, variance + count * spread_left
        parts.append((weight, average, variance))
    return Outlook(tuple(_matched(parts)))


def _alike(lengths: Iterable[Length]) -> Iterable[tuple[Length, int]]:
    """The lengths, each with how many there are of it."""
    counted = Counter(lengths)
    if len(counted) <= MOST_APART:
        return counted.items()
    placed = [(log(one.median), log(one.spent), one) for one in counted.elements()]
    cells: dict[tuple[int, int], list[Length]] = {}
    near = NEARLY
    while not 0 < len(cells) <= MOST_APART:
        cells = defaultdict(list)
        for median, spent, one in placed:
            cells[int(median // near), int(spent // near)].append(one)
        near *= 2
    return [(_middle(cell), len(cell)) for cell in cells.values()]


def _middle(cell: list[Length]) -> Length:
    """The average of lengths that are nearly alike."""
    return Length(sum(one.median for one in cell) / len(cell), sum(one.spent for one in cell) / len(cell))


def _matched(moments: list[tuple[float, float, float]]) -> Iterator[Part]:
    """The log-normals with these averages and variances, by the logarithms of their weights."""
    heaviest = max(weight for weight, _, _ in moments)
    whole = sum(exp(weight - heaviest) for weight, _, _ in moments)
    for weight, average, variance in moments:
        squared = log(1 + variance / average**2)
        yield Part(exp(weight - heaviest) / whole, log(average) - squared / 2, sqrt(squared))


def _left(length: Length, pace: float, noise: float, *, edge: float, going_on: float) -> tuple[float, float]:
    """The average and the variance of the days left of a topic going on, which it is with the chance ``going_on``."""
    first, second = (
        length.median**k * exp(k * pace + (k * noise) ** 2 / 2) * _above(edge - k * noise) / going_on for k in (1, 2)
    )
    left = max(first - length.spent, LEAST_LEFT)
    return left, max(second - first**2, LEAST_LEFT**2)


def _capped(length: Length) -> Length:
    return Length(length.median, min(length.spent, MOST_SPENT * length.median))


def _above(edge: float) -> float:
    """The probability that a standard normal is above ``edge``."""
    return erfc(edge * HALF_ROOT) / 2
