"""Importing the largest documents: understanding one, and the whole way through the process that reads it."""

import asyncio
from pathlib import Path

from benchmarks.report import Chapter, Goal
from benchmarks.rounds import Samples
from bot.importing.reading import read
from bot.importing.repair import text_of
from roadmap.reading.understanding import read_any

ROUNDS = 7
MOST_SECONDS = 0.3
BOXES = 463
EXAMPLE = Path(__file__).parents[2] / "shared" / "roadmaps" / "23-jwasham-coding-interview-university-readme.md"
"""A check list of 136 KB as people have it, where it lies beside the checkout."""

SMALL, LONG, FOUND = "three boxes", "check list of 136 KB", "check list of 136 KB, the example"
UNDERSTOOD, WHOLE = "understood", "in a process of its own"


def _check_list() -> bytes:
    """As many bytes, boxes and links as the example has."""
    part = (
        "- ### Chapter {0}\n    - [ ] [Lesson {0} of many (video)](https://example.org/watch?v={0:08d})\n"
        "        - note {0}: read `chapter {0}` **slowly**, see [this page](https://example.org/{0}), and write down why "
        "it holds; then practise what the lesson says until it needs no thought any more. Some take days for it.\n"
    )
    return ("# A long list\n\n" + "".join(map(part.format, range(BOXES)))).encode()


def _documents() -> dict[str, bytes]:
    found = {FOUND: EXAMPLE.read_bytes()} if EXAMPLE.exists() else {}
    return {SMALL: b"- [ ] a\n- [ ] b\n- [ ] c\n", LONG: _check_list(), **found}


def measure() -> Chapter:
    """By turns, the processor's time of understanding and the wall time of the whole; the first round only warms up."""
    documents = _documents()
    for number in range(ROUNDS + 1):
        if number < 2:
            samples = Samples("ms", 1e3)
        for name, content in documents.items():
            with samples.cpu(f"{name}, {UNDERSTOOD}", 1):
                read_any(text_of(content), name="list.md")
            with samples.wall(f"{name}, {WHOLE}"):
                asyncio.run(read(content, "list.md"))
    goals = tuple(
        Goal(f"{name} {UNDERSTOOD} in under 300 ms", f"{took * 1e3:.0f} ms", took < MOST_SECONDS)
        for name in documents
        if (took := samples.median(f"{name}, {UNDERSTOOD}") / 1e3)
    )
    return Chapter("Importing", samples.figures(f"{SMALL}, {UNDERSTOOD}"), goals)
