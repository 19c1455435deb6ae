"""The chapters by name, in the order in which they are measured."""

from typing import Any, Protocol

from benchmarks import (
    commands,
    delivery,
    due,
    fleet,
    footprint,
    groups,
    imports,
    leaders,
    limits,
    log,
    meetings,
    memory,
    pictures,
    slash,
    start,
    web,
)
from benchmarks.report import Chapter


class Benchmark(Protocol):
    """What the module of a chapter holds."""

    SMALLEST: Any
    """The size at which it still does all it does, in a second or two; its figures say nothing then."""

    def measure(self, size: Any = ..., /) -> Chapter:
        """Measure, at full size unless told otherwise. Raises AssertionError for work that was done wrongly."""
        ...


CHAPTERS: dict[str, Benchmark] = {
    "commands": commands,
    "slash": slash,
    "limits": limits,
    "log": log,
    "due": due,
    "start": start,
    "memory": memory,
    "footprint": footprint,
    "importing": imports,
    "pictures": pictures,
    "delivery": delivery,
    "fleet": fleet,
    "groups": groups,
    "leaders": leaders,
    "meetings": meetings,
    "web": web,
}
