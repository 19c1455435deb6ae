"""``python -m benchmarks [NAME …]``: measures everything, or what is named, and says which goals are met."""

import logging
import os
import sys
from argparse import ArgumentParser
from collections.abc import Iterable, Iterator
from time import perf_counter

import structlog

from benchmarks.against import compare, earlier, lines
from benchmarks.chapters import CHAPTERS
from benchmarks.report import Chapter, Goal, table, verdict


def main(arguments: list[str]) -> int:
    """Print the tables as they are ready, then the goals. Raises SystemExit(2) for a name that is none."""
    names, smallest, against = _asked(arguments)
    if against:
        return _compare(names, against)
    began = perf_counter()
    goals: list[Goal] = []
    for chapter in _measured(names, smallest=smallest):
        goals += chapter.goals
        print(*table(chapter), "", sep="\n", flush=True)
    took = f"measured in {perf_counter() - began:.0f} s, {_busy()}"
    heading = "Goals, of which so small a run says nothing" if smallest else "Goals"
    print(heading, *map(verdict, goals), "", took, sep="\n")
    return 0


def _compare(names: Iterable[str], commit: str) -> int:
    with earlier(commit) as tree:
        for name in names:
            print(*lines(name, list(compare(name, tree))), "", sep="\n", flush=True)
    print(_busy())
    return 0


def _asked(arguments: list[str]) -> tuple[list[str], bool, str]:
    """The chapters asked for, all where none is named; whether they are only to be tried; the commit to compare with."""
    parser = ArgumentParser(prog="python -m benchmarks", description="Measure what the bot costs.")
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"one of {', '.join(CHAPTERS)}")
    parser.add_argument("--smallest", action="store_true", help="only try whether they run, each at its smallest")
    parser.add_argument("--against", metavar="COMMIT", default="", help="measure that commit as well, in turn")
    options = parser.parse_args(arguments)
    if unknown := set(options.names) - set(CHAPTERS):
        parser.error(f"no such benchmark: {', '.join(sorted(unknown))}; there are {', '.join(CHAPTERS)}")
    return options.names or list(CHAPTERS), options.smallest, options.against


def _measured(names: Iterable[str], *, smallest: bool) -> Iterator[Chapter]:
    for name in names:
        benchmark = CHAPTERS[name]
        yield benchmark.measure(benchmark.SMALLEST) if smallest else benchmark.measure()


def _busy() -> str:
    """How busy the machine was with all it did: beyond its processors, times that pass say little."""
    return f"load average {os.getloadavg()[1]:.1f} on {os.cpu_count()} processors"


if __name__ == "__main__":
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING))
    sys.exit(main(sys.argv[1:]))
