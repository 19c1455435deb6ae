"""The export of Todoist: rows of type section and task, the tasks indented from 1 on."""

from collections.abc import Sequence

from roadmap.reading.forms.growth import Growing
from roadmap.reading.forms.sheets.rows import Row
from roadmap.reading.tree import Cell, Kind, Part, prose
from roadmap.reading.values.cellwords import text_of
from roadmap.reading.values.words import Words


def is_todoist(headings: Sequence[str]) -> bool:
    return {"TYPE", "CONTENT", "INDENT"} <= {heading.strip() for heading in headings}


def todoist(rows: Sequence[Row]) -> Part:
    """The document: sections as headings, tasks as entries within one another, notes as prose."""
    headings = [heading.strip() for heading in rows[0].cells]
    growing = Growing()
    growing.put(prose(rows[0].line, ", ".join(rows[0].cells)))
    for row in rows[1:]:
        said = dict(zip(headings, row.cells, strict=False))
        words = text_of(said.get("CONTENT", ""))
        match said.get("TYPE"):
            case "section":
                growing.put(Part(Kind.HEADING, row.line, row.last, words, 1))
            case "task":
                indent = said.get("INDENT", "")
                depth = max(0, min(int(indent), 20) - 1) if indent.isdecimal() else 0
                growing.put(Part(Kind.ENTRY, row.line, row.last, words, depth, cells=_cells(said)))
            case _:
                growing.put(prose(row.line, ", ".join(filter(None, row.cells))))
    return growing.grown()


def _cells(said: dict[str, str]) -> tuple[Cell, ...]:
    cells: list[Cell] = []
    if description := said.get("DESCRIPTION", "").strip():
        cells.append(Cell("description", (text_of(description),)))
    if said.get("DURATION", "").strip():
        time = f"{said['DURATION']} {said.get('DURATION_UNIT', '')}"
        cells.append(Cell("duration", (Words(time, time),)))
    return tuple(cells)
