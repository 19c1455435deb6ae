"""The worst lines at the limits: what each command takes the loop at a stretch on the largest roadmap that can be imported,
with all of it going on, and how long others wait while thirty accounts flood the bot with such lines."""

import asyncio
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

from benchmarks.report import Chapter, Figure, Goal
from benchmarks.rounds import Samples
from bot.store.schema import migrate
from roadmap.model import Status
from tests.attacks.limits import ANN, BUDGET, Bot, World, dense, measured, prepared, settled
from tests.attacks.lines import IN_THE_LONG_FORM, LINES

SHOWN = 8
"""The worst lines, which are shown."""

LONGEST_SHOWN = 44
"""Characters of a line that are shown."""

MOST_WAIT = 0.2
"""Seconds that others may wait."""

ORDINARY = "/status on the shipped roadmap"
OTHERS = tuple(map(str, range(21, 33)))
FLOODED = "another's answer meanwhile"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sizes:
    """By default every line of every command; ``flood`` are the costly lines that come at once."""

    rounds: int = 3
    lines: tuple[str, ...] = tuple(
        line for some in (LINES, IN_THE_LONG_FORM) for lines in some.values() for line in lines
    )
    flood: int = 30


FULL, SMALLEST = Sizes(), Sizes(rounds=1, lines=("/status", "/done 5"), flood=3)


def measure(sizes: Sizes = FULL) -> Chapter:
    """Milliseconds of the loop's thread, the longest stretch of each line, in medians over the rounds."""
    samples = Samples("ms of the loop", 1e3)
    with TemporaryDirectory(prefix="roadmate-bench-") as folder:
        path = Path(folder) / "limits.db"
        migrate(f"sqlite:///{path}")
        waits = asyncio.run(_measured(path, sizes, samples))
    others = sorted(samples.median(line[:LONGEST_SHOWN]) for line in sizes.lines)
    figures = sorted(samples.figures(ORDINARY), key=lambda figure: -figure.median)
    shown = [one for one in figures if one.what == ORDINARY or one in figures[:SHOWN]]
    longest = max(waits)
    waited = Figure(what=FLOODED, unit="ms that passed", median=median(waits) * 1e3, lowest=min(waits) * 1e3)
    goals = (
        Goal(
            f"no line takes the loop more than {BUDGET * 1e3:.0f} ms at a stretch at the limits",
            f"{others[-1]:.1f} ms, of {len(others)} lines",
            others[-1] < BUDGET * 1e3,
        ),
        Goal(
            f"while {sizes.flood} such lines come at once nobody else waits over {MOST_WAIT * 1e3:.0f} ms",
            f"{longest * 1e3:.0f} ms at most",
            longest < MOST_WAIT,
        ),
    )
    return Chapter("The worst lines on the largest roadmap", (*shown, waited), goals)


async def _measured(path: Path, sizes: Sizes, samples: Samples) -> list[float]:
    world = await prepared(path, *dense(Status.GOING_ON), "/done 4")
    with settled():
        for _ in range(sizes.rounds):
            for line in sizes.lines:
                await _sample(world, line, samples, line, ANN)
            await _sample(world, ORDINARY, samples, "/status", OTHERS[0])
        return await _waits(world, sizes)


async def _sample(world: World, name: str, samples: Samples, line: str, by: str) -> None:
    async with world.bot() as bot:
        await bot.say("/start ml-data today", OTHERS[0])
        with measured() as taken:
            if not await bot.say(line, by):
                raise AssertionError(f"{line} was not answered")
    samples.add(name[:LONGEST_SHOWN], taken.longest)


async def _waits(world: World, sizes: Sizes) -> list[float]:
    """What passes until others have their answers, in seconds."""
    costly = ("/replan", "/status", "/done zzzzzz", "/plan", "/next")
    async with world.bot() as bot:
        for user in OTHERS:
            await bot.say("/start ml-data today", user)
        flood = [asyncio.ensure_future(bot.say(costly[number % len(costly)])) for number in range(sizes.flood)]
        await asyncio.sleep(0)
        waits = [await _wait(bot, user) for user in OTHERS]
        await asyncio.gather(*flood)
    return waits


async def _wait(bot: Bot, user: str) -> float:
    began = perf_counter()
    answer = await bot.say("/status", user)
    if not answer or "Next: " not in answer.text:
        raise AssertionError(f"/status was answered: {answer and answer.text}")
    return perf_counter() - began
