"""Reading a long roadmap: a check list as large as the largest that was found, against a list of one line."""

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass
from resource import RUSAGE_CHILDREN, getrusage

from benchmarks.report import Chapter, Goal
from benchmarks.rounds import Samples
from bot.importing.reader import read
from roadmap.reading.readings import read_any

MOST_MS = 300.0

SHORT = "- [ ] Sets\n"
READING, LIST, LINE = "reading alone, the long list", "a process for it, the long list", "a process for it, one line"
A_STAGE, A_GROUP = 24, 6
"""Boxes under a heading, and boxes below another."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sizes:
    """By default the list is as long as a well-known check list of a whole trade."""

    rounds: int = 7
    list_bytes: int = 136_000


FULL, SMALLEST = Sizes(), Sizes(rounds=1, list_bytes=500)


def long_list(at_least: int) -> str:
    """A check list of so many bytes as people write them: nearly every line a box with a long link, some boxes below
    others, a note now and then."""
    lines, size, number = ["# A whole trade", ""], 0, 0
    while size < at_least:
        written = list(_box(number))
        lines += written
        size += sum(map(len, written)) + len(written)
        number += 1
    return "\n".join(lines) + "\n"


def _box(number: int) -> Iterator[str]:
    if number % A_STAGE == 0:
        yield from (
            "",
            f"## Stage {number // A_STAGE + 1}",
            "",
            "Watch all of it before you go on; twice if need be.",
            "",
        )
    if number % A_GROUP == 0:
        yield f"- [{'x' if number % 5 == 0 else ' '}] Group {number // A_GROUP + 1}:"
        yield "    - Know the best, the average and the worst case of each, and when to use which"
    link = f"https://example.org/watch?v=x{number:010}&index={number % 40}&list=PL{number:032}"
    yield f"    - [ ] [Lecture {number}: how its parts fit together (video)]({link})"


def measure(sizes: Sizes = FULL) -> Chapter:
    """Milliseconds of the processor, of this process or of the reading ones, their start included."""
    text = long_list(sizes.list_bytes)
    content, samples = text.encode(), Samples("ms of CPU", 1e3)
    topics = len(read_any(text, name="trade.md").roadmap.topics)
    for _ in range(sizes.rounds):
        with samples.cpu(READING, 1):
            read_any(text, name="trade.md")
        samples.add(LINE, _process(SHORT.encode()))
        samples.add(LIST, _process(content))
    took = samples.median(READING)
    goal = Goal(
        f"{len(content):,} bytes ({topics} topics) are read in under {MOST_MS:.0f} ms", f"{took:.0f} ms", took < MOST_MS
    )
    return Chapter("Reading a roadmap", samples.figures(READING), (goal,))


def _process(content: bytes) -> float:
    """Seconds of the processor that a process of its own takes for it."""
    before = getrusage(RUSAGE_CHILDREN)
    asyncio.run(read(content, "trade.md"))
    after = getrusage(RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
