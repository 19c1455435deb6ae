"""A row of the table read into a topic; every fault of the row is kept with its line."""

from collections.abc import Callable, MutableMapping
from dataclasses import dataclass
from typing import Any, TypeVar

from roadmap.errors import Fault, FaultKind
from roadmap.model import Status, Topic
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
from roadmap.reading.own.resources import read_aliases, read_certifications, read_resources, read_steps, usable
from roadmap.reading.own.table import Row, Table
from roadmap.reading.slugs import spelt
from roadmap.reading.values.words import Words, read_lines

T = TypeVar("T")


@dataclass(frozen=True)
class Entry:
    """One row being read: its cells by column, and the faults found so far."""

    line: int
    cells: dict[str, str]
    links: MutableMapping[str, Any]
    faults: list[Fault]

    def lines(self, column: str) -> tuple[Words, ...]:
        return read_lines(self.cells.get(column, ""), self.links)

    def keep(self, meaning: Meaning[T]) -> T:
        """The value of a cell; its faults are kept."""
        self.fault(*meaning.faults)
        return meaning.value

    def fault(self, *faults: tuple[FaultKind, str]) -> None:
        self.faults.extend(Fault(self.line, kind, text) for kind, text in faults)


@dataclass(frozen=True)
class Head:
    """What others may call a row's topic; ``slug`` is empty where the row has no title."""

    number: int
    title: str
    slug: str
    skipped: bool


def entry_of(table: Table, row: Row) -> Entry:
    return Entry(row.line, dict(zip(table.columns, row.cells, strict=True)), table.links, [])


def read_head(entry: Entry, position: int) -> Head:
    """The head of the row at this position, from 1, which is its number where the document gives none."""
    number = entry.keep(read_number(entry.lines(Column.NUMBER)))
    skipped, title = entry.keep(read_title(entry.lines(Column.TITLE)))
    slug = spelt(title)
    if not slug:
        entry.fault((FaultKind.MISSING_TITLE, title))
    return Head(number or position, title, slug, skipped)


def read_topic(
    entry: Entry,
    head: Head,
    names: Names,
    aliases: tuple[str, ...] = (),
    *,
    opens: Callable[[str], bool] = usable,
) -> Topic:
    """The topic of a row; ``opens`` says which links are kept."""
    needs = entry.keep(read_prerequisites(entry.lines(Column.PREREQUISITES), names))
    helps = entry.keep(read_prerequisites(entry.lines(Column.RECOMMENDED), names))
    entry.fault(*((FaultKind.UNKNOWN_PREREQUISITE, skill) for skill in helps.skills))
    certifications = entry.keep(read_certifications(entry.lines(Column.CERTIFICATIONS)))
    return Topic(
        slug=head.slug,
        number=head.number,
        title=head.title,
        why=entry.keep(read_text(entry.lines(Column.WHY))),
        difficulty=entry.keep(read_difficulty(entry.lines(Column.DIFFICULTY))),
        prerequisites=needs.topics,
        skills=needs.skills,
        duration=entry.keep(read_duration(entry.lines(Column.WEEKS))),
        weekly_hours=entry.keep(read_hours(entry.lines(Column.WEEKLY_HOURS))),
        total_hours=entry.keep(read_hours(entry.lines(Column.TOTAL_HOURS))),
        stage=entry.keep(read_text(entry.lines(Column.STAGE))),
        optional=entry.keep(read_tick(entry.lines(Column.OPTIONAL))),
        recommended=helps.topics,
        resources=entry.keep(read_resources(entry.lines(Column.RESOURCES), opens)),
        certifications=certifications.names,
        instead=certifications.instead,
        aliases=aliases or entry.keep(read_aliases(entry.lines(Column.ALIASES))),
        steps=entry.keep(read_steps(entry.lines(Column.STEPS))),
        cells=tuple(entry.cells.items()),
    )


def read_status(entry: Entry, head: Head) -> Status:
    """Skipped by the sign before the title, else by the first ticked column, else not started."""
    if head.skipped:
        return Status.SKIPPED
    if entry.keep(read_tick(entry.lines(Column.COMPLETED))):
        return Status.COMPLETED
    going_on = entry.keep(read_tick(entry.lines(Column.GOING_ON)))
    return Status.GOING_ON if going_on else Status.NOT_STARTED
