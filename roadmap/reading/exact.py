"""Documents in one of our own forms, read exactly; what somebody changed beyond the form is left to the others.

The forms are the seed's Markdown table, the documented JSON and the CSV with its columns.
"""

import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from roadmap.errors import DomainError, Fault, FaultKind, RoadmapFaults
from roadmap.model import Roadmap, Status, Topic
from roadmap.reading.assembly.understood import Understood
from roadmap.reading.forms.markdown.outline import Grid, Outline
from roadmap.reading.forms.sheets.rows import rows_of
from roadmap.reading.limits import LONGEST_PIECE, LONGEST_SKILL, LONGEST_TITLE, MOST_ENTRIES, MOST_TOPICS
from roadmap.reading.own.called import roadmap_of, steps_done
from roadmap.reading.own.columns import Column, columns_of
from roadmap.reading.own.prerequisites import names_of
from roadmap.reading.own.resources import keepable, read_steps_done
from roadmap.reading.own.rowforms import COLUMNS, FIRST, document_of, title_in
from roadmap.reading.own.rows import Entry, Head, entry_of, read_head, read_status, read_topic
from roadmap.reading.own.signature import FORMAT
from roadmap.reading.own.table import Row, Table
from roadmap.reading.slugs import unique_slugs
from roadmap.reading.values.words import read_lines, say

_TOPICS, _BLANK, _COMMA = re.compile(r'"topics"\s*:\s*\['), re.compile(r"\s*"), re.compile(r"\s*,?\s*")
_SEED = {Column.NUMBER, Column.TITLE, Column.COMPLETED, Column.GOING_ON, Column.NOT_STARTED}


def load(text: str) -> None:
    """Load what reading this text exactly may take, for a process that can load little later on."""
    if FORMAT in text or ",".join(FIRST) in text:
        import roadmap.reading.own.schema  # noqa: F401, PLC0415 - it takes long to load, and few need it


def exact_json(text: str, *, slug: str, title: str) -> Understood | None:
    """A document in the documented form; ``slug`` and ``title`` stand before its own where they are not empty."""
    if f'"{FORMAT}"' not in text:
        return None
    from roadmap.reading.own.schema import RoadmapForm  # noqa: PLC0415 - it takes long to load, and few need it

    try:
        form = RoadmapForm.model_validate_json(text)
        roadmap, statuses = roadmap_of(form.topics, slug=slug or form.slug, title=title or form.title)
    except (DomainError, KeyError, ValueError):
        return None
    return Understood(roadmap, statuses, (), "json", _json_lines(text, roadmap), steps_done(form.topics))


def read_stored(text: str, *, slug: str = "") -> tuple[Roadmap, Mapping[str, Status]]:
    """The roadmap of a document that we keep, and its statuses by slug; ``slug`` stands before its own where it is not
    empty. A topic at a time, so that in a thread it holds up nobody. Raises RoadmapFaults.
    """
    from roadmap.reading.own.schema import RoadmapForm, TopicForm  # noqa: PLC0415 - it takes long to load, and few need it

    try:
        head, pieces = _pieces(text)
        form = RoadmapForm.model_validate_json(head)
        topics = [TopicForm.model_validate_json(piece) for piece in pieces]
        roadmap, statuses = roadmap_of(topics, slug=slug or form.slug, title=form.title)
    except (KeyError, ValueError):
        raise RoadmapFaults((Fault(0, FaultKind.UNREADABLE, slug),)) from None
    left_out = tuple(map(str, json.loads(head).get("left_out", ())))
    return (replace(roadmap, left_out=left_out) if left_out else roadmap), statuses


def _pieces(text: str) -> tuple[str, list[str]]:
    """A document without its topics, and each of them. Raises ValueError where it has none."""
    begun = _TOPICS.search(text)
    if begun is None:
        raise ValueError(text[:100])
    decoder, pieces = json.JSONDecoder(), list[str]()
    at = _past(_BLANK, text, begun.end())
    while not text.startswith("]", at):
        _, end = decoder.raw_decode(text, at)
        pieces.append(text[at:end])
        at = _past(_COMMA, text, end)
    return text[: begun.end()] + text[at:], pieces


def _past(shape: re.Pattern[str], text: str, at: int) -> int:
    """The place behind what has this shape, if anything does."""
    found = shape.match(text, at)
    return found.end() if found else at


def _json_lines(text: str, roadmap: Roadmap) -> dict[str, int]:
    """The line each topic's slug stands on, looked for in order."""
    lines: dict[str, int] = {}
    at, line = 0, 1
    for topic in roadmap.topics:
        found = text.find(json.dumps(topic.slug, ensure_ascii=False), at)
        if found >= 0:
            line += text.count("\n", at, found)
            at = found
        lines[topic.slug] = line if found >= 0 else 0
    return lines


def exact_csv(text: str, called: Callable[[str], tuple[str, str]]) -> Understood | None:
    """A sheet with our own columns; ``called`` gives slug and title to a document that calls itself so, or not at all."""
    if not text.startswith(",".join(FIRST)):
        return None
    from roadmap.reading.own.schema import TopicForm  # noqa: PLC0415 - it takes long to load, and few need it

    head, *rows = rows_of(text)
    if not set(COLUMNS).issuperset(head.cells):
        return None
    try:
        forms = [TopicForm.model_validate(document_of(head.cells, row.cells)) for row in rows]
        own = " ".join(title_in(head.cells, (row.cells for row in rows)).split())
        slug, title = called(own)
        roadmap, statuses = roadmap_of(forms, slug=slug, title=title)
    except (DomainError, KeyError, ValueError):
        return None
    lines = {form.slug: row.line for form, row in zip(forms, rows, strict=True)}
    return Understood(roadmap, statuses, (), "csv", lines, steps_done(forms))


def exact_markdown(outline: Outline, *, slug: str, title: str) -> Understood | None:
    """A document whose one table has the seed's columns and no other, and in which every cell is understood."""
    grids = [block for block in outline.blocks if isinstance(block, Grid)]
    if len(grids) != 1 or not (table := _table(grids[0], outline)):
        return None
    entries = [entry_of(table, row) for row in table.rows]
    heads = _heads(entries)
    names = names_of((head.number, head.title, head.slug) for head in heads)
    topics = tuple(read_topic(entry, head, names, opens=keepable) for entry, head in zip(entries, heads, strict=True))
    statuses = {head.slug: read_status(entry, head) for entry, head in zip(entries, heads, strict=True)}
    if any(entry.faults for entry in entries) or not all(map(_fits, topics)):
        return None
    try:
        roadmap = Roadmap(slug, title, topics, tuple(zip(table.columns, table.headings.cells, strict=True)))
    except DomainError:
        return None
    lines = {head.slug: entry.line for entry, head in zip(entries, heads, strict=True)}
    ticked = frozenset(
        (topic.slug, step) for entry, topic in zip(entries, topics, strict=True) for step in _ticked(entry)
    )
    return Understood(roadmap, statuses, (), "markdown table", lines, ticked)


def _ticked(entry: Entry) -> tuple[str, ...]:
    """The slugs of a row's steps that have a tick of their own."""
    return read_steps_done(entry.lines(Column.STEPS))


def _fits(topic: Topic) -> bool:
    """Whether nothing of a topic would have to be cut."""
    kinds = (topic.prerequisites, topic.skills, topic.resources, topic.certifications, topic.aliases)
    few = all(len(kind) <= MOST_ENTRIES for kind in kinds)
    return few and len(topic.title) <= LONGEST_TITLE and all(len(skill) <= LONGEST_SKILL for skill in topic.skills)


def _table(grid: Grid, outline: Outline) -> Table | None:
    headings, *rows = (Row(line, cells) for line, cells in grid.rows)
    if not 0 < len(rows) <= MOST_TOPICS or any(len(cell) > LONGEST_PIECE for row in grid.rows for cell in row[1]):
        return None
    columns = columns_of([say(read_lines(cell, outline.links)) for cell in headings.cells])
    own = set(columns) >= _SEED and not any(column.startswith("other ") for column in columns)
    return Table(headings, columns, tuple(rows), outline.links) if own else None


def _heads(entries: Sequence[Entry]) -> list[Head]:
    """The heads of the rows with slugs that differ; a row whose title cannot be spelt is a topic all the same."""
    heads = [read_head(entry, place) for place, entry in enumerate(entries, 1)]
    for entry, head in zip(entries, heads, strict=True):
        if head.title:
            entry.faults[:] = [fault for fault in entry.faults if fault.kind != FaultKind.MISSING_TITLE]
    slugs = unique_slugs(head.title for head in heads)
    return [replace(head, slug=slug) for head, slug in zip(heads, slugs, strict=True)]
