"""Pictures: what each takes, how long composing one holds the event loop, and the memory after two hundred."""

import asyncio
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

from benchmarks.report import Chapter, Figure, Goal
from benchmarks.rounds import Samples
from bot.charts.card import card
from bot.charts.chart import chart
from bot.charts.heatmap import heatmap
from bot.drawing import Drawer
from roadmap.forecast import band
from roadmap.plan import Plan
from roadmap.streak import streak
from tests.bot.chart_values import plan_of

ROUNDS, PICTURES = 15, 200
MOST_MS, MOST_HELD_MS, MOST_MB = 150, 20, 20
DAYS = frozenset(date(2027, 5, 20) - timedelta(days=day) for day in range(0, 360, 2))
COMPOSED = "composed, in the bot's process"


def _chart(plan: Plan) -> Callable[[], str]:
    return lambda: chart(plan, band(plan), title=plan.roadmap.title)


def _pictures() -> dict[str, Callable[[], str]]:
    seven, sixty = plan_of(7), plan_of(60)
    return {
        "chart of 7": _chart(seven),
        "chart of 60": _chart(sixty),
        "heatmap": lambda: heatmap(DAYS, date(2027, 5, 20)),
        "card": lambda: card(seven, streak(seven.progress, seven.today), name="Ann"),
    }


def _resident(pid: int | str) -> float:
    """Megabytes."""
    lines = Path(f"/proc/{pid}/status").read_text("ascii").splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmRSS:"))


async def _drawn(samples: Samples) -> None:
    """Every picture by turns, drawn by the process that draws, none of them twice."""
    drawer = Drawer(most_kept=0)
    try:
        for number in range(ROUNDS + 1):
            for name, compose in _pictures().items():
                held = samples if number else Samples("ms", 1e3)
                with held.wall(f"{name}, {COMPOSED}"):
                    svg = compose()
                with held.wall(f"{name}, drawn"):
                    await drawer.draw(f"{svg}<!-- {number} -->")
    finally:
        await drawer.close()


async def _grown() -> tuple[float, float]:
    """By how many megabytes this process, and the one that draws, grow over so many pictures, all different."""
    drawer = Drawer()
    pictures = list(_pictures().values())
    try:
        for number in range(len(pictures)):
            await drawer.draw(pictures[number]())
        before = _resident("self"), _resident(drawer.pid or 0)
        for number in range(PICTURES):
            await drawer.draw(f"{pictures[number % len(pictures)]()}<!-- {number} -->")
        return _resident("self") - before[0], _resident(drawer.pid or 0) - before[1]
    finally:
        await drawer.close()


def measure() -> Chapter:
    """Wall time; each figure is of one picture."""
    samples = Samples("ms", 1e3)
    asyncio.run(_drawn(samples))
    here, there = asyncio.run(_grown())
    goals = []
    for name in _pictures():
        drawn, held = samples.median(f"{name}, drawn"), samples.median(f"{name}, {COMPOSED}")
        goals.append(Goal(f"{name} drawn in under {MOST_MS} ms", f"{drawn + held:.0f} ms", drawn + held < MOST_MS))
        goals.append(Goal(f"{name} holds the loop for under {MOST_HELD_MS} ms", f"{held:.1f} ms", held < MOST_HELD_MS))
    for who, grown in (("the bot", here), ("the process that draws", there)):
        goals.append(
            Goal(f"{who} grows by at most {MOST_MB} MB over {PICTURES} pictures", f"{grown:.1f} MB", grown <= MOST_MB)
        )
    memory = tuple(
        Figure(what=f"{who} after {PICTURES} pictures, more than before", unit="MB", median=grown, lowest=grown)
        for who, grown in (("the bot", here), ("the process that draws", there))
    )
    return Chapter("Pictures", (*samples.figures(f"card, {COMPOSED}"), *memory), tuple(goals))
