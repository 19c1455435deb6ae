"""``python -m benchmarks [NAME …]``: measures everything, or what is named, and says which goals are met."""

import logging
import os
import sys
from time import perf_counter

import structlog

from benchmarks import commands, delivery, due, fleet, footprint, groups, importing, memory, pictures, slash, start
from benchmarks.report import Goal, table, verdict

CHAPTERS = {
    "commands": commands.measure,
    "slash": slash.measure,
    "due": due.measure,
    "start": start.measure,
    "memory": memory.measure,
    "footprint": footprint.measure,
    "importing": importing.measure,
    "pictures": pictures.measure,
    "delivery": delivery.measure,
    "fleet": fleet.measure,
    "groups": groups.measure,
}


def main(names: list[str]) -> int:
    """Print the tables as they are ready, then the goals. Returns 2 for a name that is none."""
    if unknown := set(names) - set(CHAPTERS):
        print(f"no such benchmark: {', '.join(sorted(unknown))}; there are {', '.join(CHAPTERS)}", file=sys.stderr)
        return 2
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING))
    began = perf_counter()
    goals: list[Goal] = []
    for name in names or CHAPTERS:
        chapter = CHAPTERS[name]()
        goals += chapter.goals
        print(*table(chapter), "", sep="\n", flush=True)
    took = f"measured in {perf_counter() - began:.0f} s, {_busy()}"
    print("Goals", *map(verdict, goals), "", took, sep="\n")
    return 0


def _busy() -> str:
    """How busy the machine was with all it did: beyond its processors, times that pass say little."""
    return f"load average {os.getloadavg()[1]:.1f} on {os.cpu_count()} processors"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
