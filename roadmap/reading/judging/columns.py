"""The columns of tables: what each stands for by its heading, and which holds the titles by its words or by its shape.

The column of distinct texts is the title; a word for one helps and is never needed.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from roadmap.names import folded
from roadmap.reading.durations import wholly_time
from roadmap.reading.judging.proposals import Level, Proposal
from roadmap.reading.judging.seen import Seen
from roadmap.reading.roles import Field, Role, field_of, title_rank
from roadmap.reading.statuses import read_status
from roadmap.reading.titles import NUMBERED
from roadmap.reading.tree import Kind, Part

_TELLING = frozenset((Role.TIME, Role.NEEDS, Role.STATUS, Role.DONE, Role.UNDERWAY, Role.DIFFICULTY))
_LATE = {Role.OTHER: 0.0, Role.RESOURCES: 2.0, Role.WHY: 2.0, Role.STAGE: 2.0, Role.IDENT: 2.5, Role.TEACHES: 2.0}
"""Roles whose column may hold the titles after all, and what speaks against it."""

_NOTHING = re.compile(r"[-–—.…/\s]*")
_DATE = re.compile(r"\W*(?:\d{1,4}[-./]\d{1,2}(?:[-./]\d{1,4})?|[^\W\d_]{3,9}\.? \d{1,2}(?:,? \d{4})?|\d{1,2}:\d\d)\W*")
_BRACKETED = re.compile(r"\W*[(\[（].*[)\]）]\W*")
MOST_LOOKED_AT = 400
"""Rows of a table that are looked at to find its title."""


@dataclass(frozen=True, slots=True)
class Titled:
    """What the columns of a table stand for, one of them the title; ``guessed`` where no word told which."""

    fields: tuple[Field, ...]
    name: str
    score: float
    guessed: bool

    @property
    def telling(self) -> bool:
        return any(field.role in _TELLING for field in self.fields)


def proposed_rows(seen: Seen) -> Iterator[Proposal]:
    """The rows of tables as topics, with the columns that may be their titles."""
    tables = [
        part for part in seen.parts if part.kind is Kind.TABLE and any(row.parts or row.cells for row in part.parts)
    ]
    for group in _groups(tables, seen):
        yield from _of_group(group)


def _groups(tables: Sequence[Part], seen: Seen) -> Iterator[list[Part]]:
    """Tables that are of one kind: with the same headings, and then, as deep in others, with the same word for the title."""
    by_headings: dict[tuple[int, tuple[str, ...]], list[Part]] = {}
    for table in tables:
        depth = sum(1 for one in seen.chain(table) if one.kind is Kind.TABLE)
        by_headings.setdefault((depth, tuple(map(folded, table.headings))), []).append(table)
    yield from by_headings.values()
    for depth in sorted({key[0] for key in by_headings}):
        groups = [group for key, group in by_headings.items() if key[0] == depth]
        yield from _alike(groups)


def _alike(groups: Sequence[list[Part]]) -> Iterator[list[Part]]:
    """The tables of all these groups whose title is known, and those among them with a word that telling ones have too."""
    best = {id(group[0]): found[0] for group in groups if (found := titled(group))}
    known = [group for group in groups if (one := best.get(id(group[0]))) and not one.guessed]
    telling = [group for group in known if best[id(group[0])].telling]
    names = {folded(best[id(group[0])].name) for group in telling}
    alike = [group for group in known if not telling or group in telling or folded(best[id(group[0])].name) in names]
    for several in (alike, known):
        if len(several) > 1:
            yield sorted((table for group in several for table in group), key=lambda table: table.line)


def _of_group(group: Sequence[Part]) -> Iterator[Proposal]:
    same = len({tuple(map(folded, table.headings)) for table in group}) == 1
    choices = titled(group)[:3] if same else [None]
    for choice in choices:
        columns: dict[int, tuple[Field, ...]] = {}
        for table in group:
            if one := choice or next(iter(titled([table])), None):
                columns[id(table)] = one.fields
        scores = [choice.score] if choice else [found[0].score for table in group if (found := titled([table]))]
        rows = [
            row for table in group for row in table.parts if id(table) in columns and is_topic(row, columns[id(table)])
        ]
        if rows:
            yield Proposal(Level.ROWS, tuple(rows), choice.name if choice else "", columns, sum(scores) / len(scores))


def titled(tables: Sequence[Part]) -> list[Titled]:
    """What the columns of tables with the same headings may stand for, the likeliest first."""
    headings = tables[0].headings
    rows = [row for table in tables for row in table.parts][:MOST_LOOKED_AT]
    texts = [_texts(rows, column) for column in range(len(headings))]
    fields = [_field(heading, said) for heading, said in zip(headings, texts, strict=True)]
    found: list[Titled] = []
    for column, field in enumerate(fields):
        rank = title_rank(headings[column])
        if field.role not in _LATE and rank is None:
            continue
        if (score := _score(texts[column], len(rows), rank, field)) is None:
            continue
        others = [_other(place, one, headings, texts, column) for place, one in enumerate(fields)]
        found.append(Titled(tuple(others), headings[column], score - 0.02 * column, rank is None))
    return sorted(found, key=lambda one: -one.score)


def _texts(rows: Sequence[Part], column: int) -> list[str]:
    said = (" ".join(words.said for words in cell.lines) for row in rows for cell in row.cells if cell.column == column)
    return [text for text in said if text and not _NOTHING.fullmatch(text)]


def _field(heading: str, texts: Sequence[str]) -> Field:
    """What a column stands for: by its heading, or, where that says nothing, by what most of its cells are."""
    field = field_of(heading)
    if field.role is not Role.OTHER or title_rank(heading) is not None or not texts:
        return field
    if 2 * sum(wholly_time(text) is not None for text in texts) > len(texts):
        return Field(Role.TIME)
    if 2 * sum(read_status(text) is not None for text in texts) > len(texts) and len(set(texts)) < 5:
        return Field(Role.STATUS)
    return field


def _score(texts: Sequence[str], rows: int, rank: int | None, field: Field) -> float | None:
    """How likely these texts are titles; None where they cannot be."""
    if not texts:
        return None
    names = sum(any(map(str.isalpha, text)) and not _DATE.fullmatch(text) for text in texts) / len(texts)
    if names < 0.5:
        return None
    distinct = len(Counter(map(folded, texts))) / len(texts)
    long = sum(len(text) > 100 for text in texts) / len(texts)
    addresses = sum(text.startswith(("http://", "https://")) for text in texts) / len(texts)
    times = sum(wholly_time(text) is not None for text in texts) / len(texts)
    known = 0.0 if rank is None else 2.0 - min(rank, 20) * 0.05
    against = _LATE.get(field.role, 3.0) if rank is None else _LATE.get(field.role, 3.0) / 4
    filled = min(1.0, len(texts) / max(1, rows))
    return 4 * distinct + 2 * filled + names + known - 2 * long - 5 * addresses - 5 * times - against


def _other(place: int, field: Field, headings: Sequence[str], texts: Sequence[Sequence[str]], title: int) -> Field:
    """What a column stands for beside the title."""
    if place == title:
        return Field(Role.TITLE)
    said = texts[place]
    repeats = bool(said) and len(set(map(folded, said))) < 0.8 * len(said)
    if field.role is Role.OTHER and title_rank(headings[place]) is not None and repeats:
        return Field(Role.STAGE)
    return field


def is_topic(row: Part, fields: Sequence[Field]) -> bool:
    """Whether a row says something, and is no remark in brackets below the others."""
    said = [(cell, " ".join(words.said for words in cell.lines)) for cell in row.cells if cell.column < len(fields)]
    if len(said) == 1 and _BRACKETED.fullmatch(said[0][1]):
        return False
    return any(not _NOTHING.fullmatch(text) for _, text in said)


def is_section(row: Part, table: Part) -> bool:
    """Whether a row only names what the rows below it are: where the first row does so, or by the number of a stage."""
    if not _is_alone(row) or len(table.headings) < 3 or table.parts[-1] is row:
        return False
    full = sum(len(other.cells) > 2 for other in table.parts)
    return 2 * full >= len(table.parts) and (
        _is_alone(table.parts[0]) or bool(NUMBERED.match(row.cells[0].lines[0].said))
    )


def _is_alone(row: Part) -> bool:
    if len(row.cells) != 1 or row.parts or row.cells[0].column:
        return False
    text = " ".join(words.said for words in row.cells[0].lines)
    return any(map(str.isalpha, text)) and not _BRACKETED.fullmatch(text)
