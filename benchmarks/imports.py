"""Reading a long roadmap: a check list as large as the largest that was found, against a list of one line."""

import asyncio
import gc
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import _lru_cache_wrapper
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage
from tempfile import TemporaryDirectory

from benchmarks.report import Chapter, Goal
from benchmarks.rounds import Samples
from bot.chat.platform import File, Place, Speaker, Spoken
from bot.files.reader import read
from bot.store import Database
from bot.store.schema import migrate
from roadmap.reading.limits import MOST_TOPICS
from roadmap.reading.readings import read_all, read_any
from tests.attacks.limits import ANN, Bot, measured

MOST_MS = 300.0
MOST_PREVIEW_MS = 50.0

SHORT = "- [ ] Sets\n"
READING, EVERY = "its likeliest reading, the long list", "all its readings, the long list"
LIST, LINE, PREVIEW = "a process for all, the long list", "a process for all, one line", "the preview of many topics"
A_STAGE, A_GROUP = 24, 6
"""Boxes under a heading, and boxes below another."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sizes:
    """By default the list is as long as a well-known check list of a whole trade."""

    rounds: int = 7
    list_bytes: int = 136_000
    topics: int = MOST_TOPICS


FULL, SMALLEST = Sizes(), Sizes(rounds=1, list_bytes=500, topics=40)


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
    """Milliseconds of the processor, of this process or of the reading ones, their start included; of the preview those of
    the loop's thread, its longest stretch."""
    text = long_list(sizes.list_bytes)
    content, samples = text.encode(), Samples("ms of CPU", 1e3)
    topics = len(read_any(text, name="trade.md").roadmap.topics)
    for _ in range(sizes.rounds):
        with _as_it_begins(), samples.cpu(READING, 1):
            read_any(text, name="trade.md")
        with _as_it_begins(), samples.cpu(EVERY, 1):
            read_all(text, name="trade.md")
        samples.add(LINE, _process(SHORT.encode()))
        samples.add(LIST, _process(content))
        samples.add(PREVIEW, asyncio.run(_preview(sizes.topics)))
    said = f"{len(content):,} bytes ({topics} topics)"
    first, every, all_in_all, preview = (samples.median(name) for name in (READING, EVERY, LIST, PREVIEW))
    goals = (
        Goal(f"the likeliest reading of {said} takes under {MOST_MS:.0f} ms", f"{first:.0f} ms", first < MOST_MS),
        Goal(f"all its readings take under {MOST_MS:.0f} ms", f"{every:.0f} ms", every < MOST_MS),
        Goal("so do they with their process", f"{all_in_all:.0f} ms", all_in_all < MOST_MS),
        Goal(
            f"a preview of {sizes.topics:,} topics takes the loop under {MOST_PREVIEW_MS:.0f} ms at a stretch",
            f"{preview:.0f} ms",
            preview < MOST_PREVIEW_MS,
        ),
    )
    return Chapter("Reading a roadmap", samples.figures(READING), goals)


@contextmanager
def _as_it_begins() -> Iterator[None]:
    """As in a reading process: nothing was read before, and no circles are looked for."""
    for known in [one for one in gc.get_objects() if isinstance(one, _lru_cache_wrapper)]:
        if known.__module__.startswith("roadmap.reading"):
            known.cache_clear()
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


async def _preview(topics: int) -> float:
    """Seconds that the loop's thread takes at most at a stretch for a file of so many topics, until it is shown."""
    content = "".join(f"- [ ] Topic {number} of all (2 weeks)\n" for number in range(topics)).encode()

    async def fetch() -> bytes:
        return content

    with TemporaryDirectory(prefix="roadmate-bench-") as folder:
        url = f"sqlite:///{Path(folder) / 'preview.db'}"
        migrate(url)
        bot = Bot(Database(url))
        file = File("topics.md", len(content), fetch)
        spoken = Spoken(Speaker("console", ANN, "Ann"), Place(ANN, direct=True), "/import", bot.clock(), file)
        with measured() as taken:
            shown = await bot.dispatcher.say(spoken)
            await asyncio.sleep(0)  # a stretch is measured when it has ended, the last one too
        await bot.database.close()
    if shown is None or str(topics) not in shown.text.replace(",", ""):
        raise AssertionError(f"the file was answered: {shown and shown.text}")
    return taken.longest


def _process(content: bytes) -> float:
    """Seconds of the processor that a process of its own takes for it."""
    before = getrusage(RUSAGE_CHILDREN)
    asyncio.run(read(content, "trade.md"))
    after = getrusage(RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
