"""The columns of tables: what each stands for by its heading, and which holds the titles by its words or by its shape.

The column of distinct texts is the title; a word for one helps and is never needed.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from roadmap.model import Status
from roadmap.names import folded
from roadmap.reading.judgement.proposals import Level, Proposal
from roadmap.reading.judgement.seen import Seen
from roadmap.reading.tree import Kind, Part
from roadmap.reading.values.dressing import MONTH
from roadmap.reading.values.durations import wholly_time
from roadmap.reading.values.roles import Field, Role, field_of, title_rank
from roadmap.reading.values.statuses import AUTHORS_WORDS, is_agreement, read_status
from roadmap.reading.values.titles import NUMBERED
from roadmap.words.documents import each

_TELLING = frozenset((Role.TIME, Role.NEEDS, Role.STATUS, Role.DONE, Role.UNDERWAY, Role.DIFFICULTY))
_LATE = {Role.OTHER: 0.0, Role.RESOURCES: 2.0, Role.WHY: 2.0, Role.STAGE: 2.0, Role.IDENT: 2.5, Role.TEACHES: 2.0}
"""Roles whose column may hold the titles after all, and what speaks against it."""

_NOTHING = re.compile(r"[-–—.…/\s]*")
_NO_NAME = re.compile(
    r"\W*(?:(?:[^\W\d_]{2,4}\.? )?\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|\d{4}-\d\d-\d\d[T ]\d\d:\S*|\d{1,4}[-./]\d{1,2}(?:[-./]\d{1,4})?"
    rf"|{MONTH} \d{{1,2}}(?:,? \d{{4}})?|\d{{1,2}}\.? {MONTH}(?: \d{{4}})?"
    r"|\d{1,2}:\d\d|(?=[a-z-]*\d)[0-9a-f-]{12,})\W*",
    re.IGNORECASE,
)
"""A day, a time of day, or an id that a program made."""

_SUMS = frozenset(map(folded, each("sums")))

_BRACKETED = re.compile(r"\W*[(\[（].*[)\]）]\W*")
SURE, MANY = 9.0, 3
"""The score of a column that words alone tell, and how many columns that say how to go about a topic a table has where they do."""

MOST_CHOICES = 3
"""Columns of a table that may hold its titles."""

MOST_GROUPS = 12
"""Kinds of tables that may each be the topics by themselves."""

MOST_LOOKED_AT = 150
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
        yield from _of_group(group, seen)


def _groups(tables: Sequence[Part], seen: Seen) -> Iterator[list[Part]]:
    """Tables that are of one kind: with the same headings, and then, as deep in others, with the same word for the title."""
    by_headings: dict[tuple[int, tuple[str, ...]], list[Part]] = {}
    for table in tables:
        depth = sum(1 for one in seen.chain(table) if one.kind is Kind.TABLE)
        by_headings.setdefault((depth, tuple(map(folded, table.headings))), []).append(table)
    yield from sorted(by_headings.values(), key=lambda group: -sum(len(table.parts) for table in group))[:MOST_GROUPS]
    for depth in sorted({key[0] for key in by_headings}):
        groups = [group for key, group in by_headings.items() if key[0] == depth]
        yield from _alike(groups, seen)


def _alike(groups: Sequence[list[Part]], seen: Seen) -> Iterator[list[Part]]:
    """The tables of all these groups whose title is known, and those among them with a word that telling ones have too."""
    best = [(group, found[0]) for group in groups if (found := titled_in(seen, group))]
    known = [(group, one) for group, one in best if not one.guessed]
    names = {folded(one.name) for _, one in known if one.telling}
    alike = [(group, one) for group, one in known if not names or one.telling or folded(one.name) in names]
    for several in (alike, known):
        if len(several) > 1:
            yield sorted((table for group, _ in several for table in group), key=lambda table: table.line)


def _of_group(group: Sequence[Part], seen: Seen) -> Iterator[Proposal]:
    same = len({tuple(map(folded, table.headings)) for table in group}) == 1
    choices = titled_in(seen, group) if same else [None]
    for choice in choices:
        columns: dict[int, tuple[Field, ...]] = {}
        for table in group:
            if one := choice or next(iter(titled_in(seen, [table])), None):
                columns[id(table)] = one.fields
        scores = (
            [choice.score] if choice else [found[0].score for table in group if (found := titled_in(seen, [table]))]
        )
        rows = [
            row
            for table in group
            for row in table.parts
            if id(table) in columns and is_topic(row, columns[id(table)]) and not is_sum(row, table)
        ]
        if rows:
            yield Proposal(
                Level.ROWS,
                tuple(rows),
                choice.name if choice else "",
                columns,
                sum(scores) / len(scores),
                guessed=bool(choice and choice.guessed),
            )


def titled_in(seen: Seen, tables: Sequence[Part]) -> list[Titled]:
    """What the columns of these tables of a tree may stand for; it is worked out once."""
    key = tuple(map(id, tables))
    if key not in seen.columns:
        seen.columns[key] = titled(tables)
    return seen.columns[key]


def titled(tables: Sequence[Part]) -> list[Titled]:
    """What the columns of tables with the same headings may stand for, the likeliest first; three at most."""
    headings = tables[0].headings
    rows = [row for table in tables for row in table.parts if not is_sum(row, table)]
    rows = rows[:: 1 + len(rows) // MOST_LOOKED_AT]
    texts = _columns(rows, len(headings))
    fields = [_field(heading, said) for heading, said in zip(headings, texts, strict=True)]
    if (column := _told(headings, fields)) is not None:
        known = tuple(Field(Role.TITLE) if place == column else field for place, field in enumerate(fields))
        return [Titled(known, headings[column], SURE, guessed=False)]
    scored: list[tuple[float, int]] = []
    for column, field in enumerate(fields):
        rank = title_rank(headings[column])
        if (field.role in _LATE or rank is not None) and texts[column]:
            score = _score(texts[column], len(rows), 4 if _names_stages(column, field, texts[column]) else rank, field)
            scored.extend([] if score is None else [(score - 0.02 * column, column)])
    scored.sort(key=lambda one: (-one[0], one[1]))
    best = [one for one in scored if one is scored[0] or _may_be_meant(fields[one[1]], texts[one[1]])][:MOST_CHOICES]
    stages = [_repeats(said) if best else False for said in texts]
    merged = [2 <= len(said) <= 0.6 * len(rows) and bool(rows[0].cells) for said in texts]
    return [
        Titled(
            tuple(
                _other(place, column, field, headings, stage=stages[place] or (merged[place] and place < column))
                for place, field in enumerate(fields)
            ),
            headings[column],
            score,
            title_rank(headings[column]) is None,
        )
        for score, column in best
    ]


def _told(headings: Sequence[str], fields: Sequence[Field]) -> int | None:
    """The one column with a word for titles, where words tell what each other column is and several are about how to go about it:
    in such a table nothing has to be guessed from what its cells look like."""
    other = [place for place, field in enumerate(fields) if field.role is Role.OTHER]
    telling = sum(field.role in _TELLING for field in fields)
    return other[0] if len(other) == 1 and telling >= MANY and title_rank(headings[other[0]]) is not None else None


def _may_be_meant(field: Field, texts: Sequence[str]) -> bool:
    """Whether somebody may want a column for titles that is not the likeliest: no ids, and no addresses."""
    addresses = sum(text.startswith(("http://", "https://")) for text in texts)
    return field.role is not Role.IDENT and 2 * addresses <= len(texts)


def _columns(rows: Sequence[Part], count: int) -> list[list[str]]:
    """The texts of each column, without those that say nothing."""
    found: list[list[str]] = [[] for _ in range(count)]
    for row in rows:
        for cell in row.cells:
            text = " ".join(words.said for words in cell.lines)
            if cell.column < count and text and not _NOTHING.fullmatch(text):
                found[cell.column].append(text)
    return found


def _field(heading: str, texts: Sequence[str]) -> Field:
    """What a column stands for: by its heading, or, where that says nothing, by what most of its cells are."""
    field = field_of(heading)
    if field.role is Role.STATUS and len(set(texts)) < 0.8 * len(texts) and not any(map(_is_status, texts)):
        return Field(Role.STAGE)
    if field.role is not Role.OTHER or title_rank(heading) is not None or not texts:
        return field
    if 2 * sum(wholly_time(text) is not None for text in texts) > len(texts):
        return Field(Role.TIME)
    if not _asks(heading) and all(map(is_agreement, texts)):
        return field
    told = sum(_is_status(text) and not text.isdecimal() for text in texts)
    return Field(Role.STATUS) if told > 0.8 * len(texts) and len(set(texts)) < 5 else field


def _asks(heading: str) -> bool:
    """Whether a heading may ask where the learner stands: by its words, as a question, or because there is none."""
    return not heading.strip() or "?" in heading or read_status(heading) is Status.COMPLETED


def _is_status(text: str) -> bool:
    return read_status(text) is not None or text.casefold() in AUTHORS_WORDS


def _names_stages(column: int, field: Field, texts: Sequence[str]) -> bool:
    """Whether a table is of stages: the first column names one for each row, and no two are the same."""
    distinct = len(set(map(folded, texts))) == len(texts)
    return column == 0 and field.role is Role.STAGE and distinct and len(texts) > 1


def _score(texts: Sequence[str], rows: int, rank: int | None, field: Field) -> float | None:
    """How likely these texts are titles; None where they cannot be."""
    if not texts:
        return None
    names = sum(any(map(str.isalpha, text)) and not _NO_NAME.fullmatch(text) for text in texts) / len(texts)
    if names < 0.5:
        return None
    distinct = len(Counter(map(folded, texts))) / len(texts)
    long = sum(len(text) > 100 for text in texts) / len(texts)
    addresses = sum(text.startswith(("http://", "https://")) for text in texts) / len(texts)
    times = sum(wholly_time(text) is not None for text in texts) / len(texts)
    known = 0.0 if rank is None else 2.0 - min(rank, 20) * 0.05
    against = _LATE.get(field.role, 3.0) if rank is None else _LATE.get(field.role, 3.0) / 4
    filled = min(1.0, len(texts) / max(1, rows))
    lists = sum(min(2, text.count(",") + text.count("、")) for text in texts) / len(texts)
    return 4 * distinct + 2 * filled + names + known - 2 * long - 0.75 * lists - 5 * addresses - 5 * times - against


def _repeats(said: Sequence[str]) -> bool:
    """Whether texts repeat, and are not all the same."""
    return 1 < len(set(map(folded, said))) < 0.8 * len(said)


def _other(place: int, title: int, field: Field, headings: Sequence[str], *, stage: bool) -> Field:
    """What a column stands for beside the title; its cells may look like those of a ``stage``."""
    if place == title:
        return Field(Role.TITLE)
    if field.role is Role.OTHER and title_rank(headings[place]) is not None and stage:
        return Field(Role.STAGE)
    return field


def is_topic(row: Part, fields: Sequence[Field]) -> bool:
    """Whether a row says something, and is no remark in brackets below the others."""
    said = [(cell, " ".join(words.said for words in cell.lines)) for cell in row.cells if cell.column < len(fields)]
    if len(said) == 1 and _BRACKETED.fullmatch(said[0][1]):
        return False
    return any(not _NOTHING.fullmatch(text) for _, text in said)


def is_sum(row: Part, table: Part) -> bool:
    """Whether the last row of a table only adds up what stands in the others."""
    if len(table.parts) < 3 or table.parts[-1] is not row:
        return False
    said = [" ".join(words.said for words in cell.lines) for cell in row.cells]
    named = [text for text in said if any(map(str.isalpha, text)) and wholly_time(text) is None]
    return len(named) == 1 and folded(named[0]) in _SUMS


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
