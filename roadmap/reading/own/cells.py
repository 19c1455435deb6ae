"""What any cell of the table means, by its column."""

from collections.abc import Callable, Mapping, Sequence

from roadmap.reading.own.columns import Column
from roadmap.reading.own.meanings import (
    Meaning,
    read_difficulty,
    read_duration,
    read_hours,
    read_number,
    read_text,
    read_tick,
    read_title,
)
from roadmap.reading.own.prerequisites import Names, read_prerequisites
from roadmap.reading.own.resources import read_aliases, read_certifications, read_resources, read_steps
from roadmap.reading.values.words import Words, read_lines

_READERS: Mapping[str, Callable[[Sequence[Words]], Meaning[object]]] = {
    Column.NUMBER: read_number,
    Column.TITLE: read_title,
    Column.DIFFICULTY: read_difficulty,
    Column.WEEKS: read_duration,
    Column.RESOURCES: read_resources,
    Column.CERTIFICATIONS: read_certifications,
    Column.COMPLETED: read_tick,
    Column.GOING_ON: read_tick,
    Column.NOT_STARTED: read_tick,
    Column.WEEKLY_HOURS: read_hours,
    Column.TOTAL_HOURS: read_hours,
    Column.OPTIONAL: read_tick,
    Column.ALIASES: read_aliases,
    Column.STEPS: read_steps,
}


def meaning(column: str, text: str, names: Names) -> Meaning[object]:
    """What a cell's own text says, faults included: two texts that say the same are equal here."""
    lines = read_lines(text)
    if column in (Column.PREREQUISITES, Column.RECOMMENDED):
        return read_prerequisites(lines, names)
    return _READERS.get(column, read_text)(lines)
