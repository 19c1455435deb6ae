"""Pictures of one topic to very many, and what two hundred pictures leave in memory."""

import asyncio
import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from benchmarks.memory import resident
from benchmarks.report import Chapter, Figure, Goal
from benchmarks.rounds import Samples
from bot.charts.chart import chart
from bot.charts.raster import rasterise
from bot.drawing import Drawer
from roadmap.forecast import band
from roadmap.plan import Plan
from tests.bot.chart_values import plan_of

MOST_MS, MOST_MB = 150.0, 20.0
CHARTS = {f"a chart of {count} topic{'s' * (count > 1)}": count for count in (1, 7, 30, 60, 400)}
FIRST = next(iter(CHARTS))
TODAY = date(2027, 5, 20)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sizes:
    """How often each chart is timed, and how many more are drawn while memory is watched."""

    rounds: int = 9
    pictures: int = 200


FULL, SMALLEST = Sizes(), Sizes(rounds=1, pictures=2)


def _svg(plan: Plan) -> str:
    return chart(plan, band(plan))


def _times(rounds: int) -> Samples:
    """Of the processor, the forecast in the picture and its drawing included."""
    samples = Samples("ms of CPU", 1e3)
    rasterise(_svg(plan_of(7)))
    for _ in range(rounds):
        for name, topics in CHARTS.items():
            plan = plan_of(topics, TODAY)
            with samples.cpu(name, 1):
                rasterise(_svg(plan))
    return samples


async def _growth(pictures: int) -> tuple[float, float]:
    """By how many MB this process and the drawing one have grown between the first picture and the last."""
    drawer = Drawer()
    await drawer.draw(_svg(plan_of(60)))
    assert drawer.pid
    before = resident(os.getpid()), resident(drawer.pid)
    for number in range(pictures):
        await drawer.draw(_svg(plan_of(7 + number % 54, TODAY + timedelta(days=number))))
    after = resident(os.getpid()), resident(drawer.pid)
    await drawer.close()
    ours, its = (now - then for now, then in zip(after, before, strict=True))
    return ours / 1e6, its / 1e6


def _goals(samples: Samples, grown: tuple[Figure, ...]) -> Iterator[Goal]:
    for name in CHARTS:
        took = samples.median(name)
        yield Goal(f"{name} in under {MOST_MS:.0f} ms", f"{took:.0f} ms", took < MOST_MS)
    for figure in grown:
        what = f"{figure.what} is at most {MOST_MB:.0f} MB larger"
        yield Goal(what, f"{figure.median:.1f} MB", figure.median <= MOST_MB)


def measure(sizes: Sizes = FULL) -> Chapter:
    """Times by turns; the memory of one pair of processes."""
    samples = _times(sizes.rounds)
    ours, its = asyncio.run(_growth(sizes.pictures))
    grown = tuple(
        Figure(what=f"{whose} after {sizes.pictures} more pictures", unit="MB more", median=value, lowest=value)
        for whose, value in (("the bot's process", ours), ("the drawing process", its))
    )
    return Chapter("Pictures", (*samples.figures(FIRST), *grown), tuple(_goals(samples, grown)))
