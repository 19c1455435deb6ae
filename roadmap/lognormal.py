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
from functools import cached_property
from math import erfc, exp, log, pi, sqrt
from statistics import NormalDist
from typing import NamedTuple

STEPS, STEP = 20, 0.3
"""The grid: so many steps either way, of so many spreads; ± 6 spreads in all."""

GRID = tuple((step * STEP, -((step * STEP) ** 2) / 2) for step in range(-STEPS, STEPS + 1))
"""Each of its values, in spreads from the mean, and the logarithm of the normal density there but for a constant."""

MOST_SPENT = 1000.0
"""As many medians as may have been spent on a topic; beyond, floats run out of digits."""

PRECISE = 1e-9
"""How near, in logarithms of days, a quantile is."""

SHORT = sqrt(PRECISE)
"""A step of Newton's method that leads so near: what is still wrong then is about the square of it."""

MOST_APART = 128
"""Topics going on whose lengths are told apart; where more are, those that are nearly alike are taken as one."""

NEARLY = 0.01
"""How near, in logarithms, lengths are that are taken as one first; where that is too fine, twice as much."""

HALF_ROOT = sqrt(1 / 2)
ROOT_OF_PI = sqrt(pi)

LEAST_LEFT = 0.01
"""Days that are left of anything unfinished, at least."""


@dataclass(frozen=True, slots=True)
class Length:
    """A topic's length: its ``median`` in days at pace 1, and the days ``spent`` on it already (0: not begun)."""

    median: float
    spent: float = 0.0


class Component(NamedTuple):
    """One log-normal of a mixture: the mean and the spread of its logarithm, and its share of the whole."""

    share: float
    mean: float
    spread: float

    def below(self, log_days: float) -> float:
        """The probability of less than this."""
        return erfc((self.mean - log_days) / self.spread * HALF_ROOT) / 2


@dataclass(frozen=True)
class Outlook:
    """How many days are left, as a mixture of log-normals."""

    parts: tuple[Component, ...]

    def chance(self, days: float) -> float:
        """The probability that it takes no more than so many days."""
        return sum(part.share * part.below(log(days)) for part in self.parts) if days > 0 else 0.0

    def quantile(self, share: float) -> float:
        """The days within which it is done with this probability, between 0 and 1, by Newton's method from where it would be if all were one
        log-normal; a step that leads out of what is known to be around them is replaced by half of that."""
        low, high = self._around
        at = self._as_one.inv_cdf(share)
        while high - low > PRECISE:
            excess, slope = _excess(self._curves, at, share)
            low, high = (low, at) if excess >= 0 else (at, high)
            next_at = at - excess / slope if slope else low
            if abs(next_at - at) < SHORT:
                return exp(next_at)
            at = next_at if low < next_at < high else (low + high) / 2
        return exp(at)

    @cached_property
    def _around(self) -> tuple[float, float]:
        """Between what logarithms the days lie, all but certainly."""
        return (
            min([mean - 8 * spread for _, mean, spread in self.parts]),
            max([mean + 8 * spread for _, mean, spread in self.parts]),
        )

    @cached_property
    def _as_one(self) -> NormalDist:
        """The normal distribution with the mean and the variance that the logarithm of the days has."""
        mean = sum([share * at for share, at, _ in self.parts])
        return NormalDist(mean, sqrt(sum([share * ((at - mean) ** 2 + spread**2) for share, at, spread in self.parts])))

    @cached_property
    def _curves(self) -> list["_Curve"]:
        return [
            _Curve(share / 2, share * (scale := HALF_ROOT / spread) / ROOT_OF_PI, mean, scale)
            for share, mean, spread in self.parts
        ]


class _Curve(NamedTuple):
    """A part as sums over many of them take it: P(log days < x) is ``half`` · erfc(u) and the density there is ``peak`` ·
    exp(−u²), with u = (``mean`` − x) · ``scale``."""

    half: float
    peak: float
    mean: float
    scale: float


def _excess(curves: Iterable[_Curve], log_days: float, share: float) -> tuple[float, float]:
    """By how much the probability of so many days, by their logarithm, exceeds ``share``, and the density there."""
    excess, slope = -share, 0.0
    for half, peak, mean, scale in curves:
        edge = (mean - log_days) * scale
        excess += half * erfc(edge)
        slope += peak * exp(-edge * edge)
    return excess, slope


def outlook(lengths: tuple[Length, ...], *, mean: float, spread: float, noise: float) -> Outlook:
    """How many days are left of these lengths (at least one), one after another, where the logarithm of the pace is
    normal with this mean and spread."""
    begun = [
        (length, count, log(length.spent / length.median))
        for length, count in _alike(_capped(length) for length in lengths if length.spent > 0)
    ]
    fresh = [length.median for length in lengths if length.spent <= 0]
    medians = sum(fresh) * exp(noise**2 / 2)
    squares = sum(median**2 for median in fresh) * exp(noise**2) * (exp(noise**2) - 1)
    moments = []
    for away, density in GRID:
        pace = mean + away * spread
        times, weight = exp(pace), density
        average, variance = medians * times, squares * times**2
        for length, count, ratio in begun:
            going_on, left, spread_left = _left(length, times, noise, edge=(ratio - pace) / noise)
            weight += count * log(going_on)
            average, variance = average + count * left, variance + count * spread_left
        moments.append((weight, average, variance))
    return Outlook(tuple(_matched(moments)))


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


def _matched(moments: list[tuple[float, float, float]]) -> Iterator[Component]:
    """The log-normals with these averages and variances, by the logarithms of their weights."""
    heaviest = max([weight for weight, _, _ in moments])
    shares = [exp(weight - heaviest) for weight, _, _ in moments]
    whole = sum(shares)
    for share, (_, average, variance) in zip(shares, moments, strict=True):
        squared = log(1 + variance / average**2)
        yield Component(share / whole, log(average) - squared / 2, sqrt(squared))


def _left(length: Length, times: float, noise: float, *, edge: float) -> tuple[float, float, float]:
    """The chance that a topic is going on, and the average and the variance of the days left of it then, where topics take
    ``times`` their medians; ``edge`` is by how many times the ``noise`` more was spent on it than that, in logarithms."""
    median, going_on = length.median * times, erfc(edge * HALF_ROOT)  # twice the chance, as all the others here
    first = median * exp(noise**2 / 2) * erfc((edge - noise) * HALF_ROOT) / going_on
    second = median**2 * exp(2 * noise**2) * erfc((edge - 2 * noise) * HALF_ROOT) / going_on
    left = max(first - length.spent, LEAST_LEFT)
    return going_on / 2, left, max(second - first**2, LEAST_LEFT**2)


def _capped(length: Length) -> Length:
    return Length(length.median, min(length.spent, MOST_SPENT * length.median))
