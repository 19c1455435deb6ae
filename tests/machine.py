"""How fast this machine is just now. Bounds of processor time are those of the machine that they were measured on; where
work that always takes the same there takes twice as long here, everything does."""

import re
from time import thread_time

REFERENCE = 0.00105
"""Seconds that the work took on the idle machine of two cores that the bounds were measured on."""

WORDS = re.compile(r"[a-z]+|\d+")
LINE = "finished 3 of 7 lessons about graphs, paths and trees in 45 minutes " * 8


def fair(seconds: float, bound: float) -> float:
    """The seconds that work took, and where they are more than its bound: what it had taken on the reference machine."""
    return seconds if seconds < bound else seconds / slowness()


def slowness() -> float:
    """How many times slower than the reference this machine is just now, and never under 1."""
    return max(1.0, min(_seconds() for _ in range(5)) / REFERENCE)


def _seconds() -> float:
    """Processor time of some reading, folding and counting, which is what the bot does."""
    began = thread_time()
    counts: dict[str, int] = {}
    for turn in range(20):
        for word in WORDS.findall(LINE):
            counts[word + str(turn % 3)] = counts.get(word, 0) + len(word.casefold())
    sorted(counts, key=lambda word: (counts[word], word))
    return thread_time() - began
