"""Workbooks (.xlsx): each sheet a table under its name; what would not fit a process is refused before it is opened.

A small file may unpack to gigabytes, and two cells far apart make a table of billions: both are looked for first.
"""

import io
import json
import re
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from python_calamine import CalamineError, CalamineWorkbook, SheetMetadata, SheetTypeEnum, SheetVisibleEnum

from roadmap.errors import FaultKind
from roadmap.reading.forms.sheets.rows import Row
from roadmap.reading.forms.sheets.sheet import sheet
from roadmap.reading.limits import LONGEST_PIECE, MOST_COLUMNS, MOST_LINES, refusal, speakable
from roadmap.reading.tree import Kind, Part, Tree
from roadmap.reading.values.words import Words

SIGNATURE = b"PK\x03\x04"

MOST_UNPACKED = 32 * 1024 * 1024
"""Bytes of all files in a workbook, unpacked."""

MOST_FILES = 500
MOST_SHEETS = 20
_SHEET = re.compile(r"xl/worksheets/[^/]+\.xml")
_CELL = re.compile(rb'<(?:\w+:)?(?:c|row)\s[^<>]*?\br="([A-Z]{0,3})(\d{1,7})"')
_CHUNK = 1 << 20

Value = int | float | str | bool | time | date | datetime | timedelta


def is_workbook(content: bytes) -> bool:
    """Whether these bytes are a workbook: an archive with a part of that name."""
    if not content.startswith(SIGNATURE):
        return False
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return "xl/workbook.xml" in archive.namelist()
    except (zipfile.BadZipFile, ValueError, OSError):
        return False


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet with something in it, under its name; its maker may have hidden it."""

    name: str
    rows: list[list[Value]]
    is_visible: bool


def sheets_of(content: bytes) -> tuple[Sheet, ...]:
    """The filled sheets of a workbook, in their order. Raises RoadmapFaults "too much inside" with the bytes unpacked, "too
    many files", "too many lines", "too many columns", "too many sheets", "unreadable xlsx".
    """
    try:
        _checked(content)
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        visible = {one.name: one.visible is SheetVisibleEnum.Visible for one in book.sheets_metadata if _is_sheet(one)}
        named = [Sheet(name, book.get_sheet_by_name(name).to_python(), shown) for name, shown in visible.items()]
    except (CalamineError, zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError) as error:
        raise refusal(FaultKind.UNREADABLE_XLSX, type(error).__name__) from error
    return tuple(one for one in named if any(map(any, one.rows)))


def text_of(sheets: Sequence[Sheet]) -> str:
    """What a workbook says, however its bytes were saved: the sheets by their names, and what their cells show."""
    said = [(one.name, [row.cells for row in _rows(one.rows, 1)]) for one in sheets]
    return json.dumps(said, ensure_ascii=False)


def tree_of_sheets(sheets: Sequence[Sheet]) -> Tree:
    """The lines are the rows, counted on through the sheets."""
    parts: list[Part] = []
    line = 1
    several = sum(one.is_visible for one in sheets) > 1
    for one in sheets:
        document = sheet(list(_rows(one.rows, line))) if one.is_visible else _kept(_rows(one.rows, line))
        if several and one.is_visible:
            title = Words(one.name, one.name)
            parts.append(Part(Kind.HEADING, line, line - 1, title, 1, parts=document.parts))
        else:
            parts.extend(document.parts)
        line += len(one.rows)
    return Tree(Part(Kind.DOCUMENT, 0, -1, parts=tuple(parts)), "xlsx")


def _is_sheet(one: SheetMetadata) -> bool:
    """Whether a sheet is one of cells, and no chart."""
    return one.typ is SheetTypeEnum.WorkSheet


def _kept(rows: Iterator[Row]) -> Part:
    """A sheet that its maker hid, such as one of the words to choose from: kept and not read."""
    said = ((row, ", ".join(filter(None, row.cells))) for row in rows)
    parts = tuple(Part(Kind.REST, row.line, row.last, Words(text, text)) for row, text in said)
    return Part(Kind.DOCUMENT, 0, -1, parts=parts)


def _checked(content: bytes) -> None:
    """Look through the archive before anything makes a table of it. Raises RoadmapFaults."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        files = archive.infolist()
        if len(files) > MOST_FILES:
            raise refusal(FaultKind.TOO_MANY_FILES, len(files))
        sheets = [one for one in files if _SHEET.fullmatch(one.filename)]
        if len(sheets) > MOST_SHEETS:
            raise refusal(FaultKind.TOO_MANY_SHEETS, len(sheets))
        left = MOST_UNPACKED
        rows = 0
        for one in files:
            is_sheet = _SHEET.fullmatch(one.filename) is not None
            unpacked, last = _unpacked(archive, one, left, is_sheet=is_sheet)
            left -= unpacked
            rows += last
            if rows > MOST_LINES:
                raise refusal(FaultKind.TOO_MANY_LINES, rows)


def _unpacked(archive: zipfile.ZipFile, file: zipfile.ZipInfo, left: int, *, is_sheet: bool) -> tuple[int, int]:
    """The bytes of a file, and its last row where it is a sheet: by reading it, for a header may say anything."""
    size, last, before = 0, 0, b""
    with archive.open(file) as opened:
        while chunk := opened.read(_CHUNK):
            size += len(chunk)
            if size > left:
                raise refusal(FaultKind.TOO_MUCH_INSIDE, MOST_UNPACKED - left + size)
            for letters, row in _CELL.findall(before + chunk) if is_sheet else ():
                last = max(last, int(row))
                if (column := _column(letters)) > MOST_COLUMNS:
                    raise refusal(FaultKind.TOO_MANY_COLUMNS, column, int(row))
            before = chunk[-200:]
    return size, last


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number


def _rows(rows: list[list[Value]], line: int) -> Iterator[Row]:
    for at, row in enumerate(rows, line):
        cells = tuple(_said(value) for value in row)
        if any(cells):
            yield Row(at, at, cells)


def _said(value: Value) -> str:
    """What a cell shows: whole numbers without a point, days as they are sorted."""
    match value:
        case bool():
            return "yes" if value else "no"
        case float() if value.is_integer():
            return str(int(value))
        case datetime():
            return value.date().isoformat()
        case _:
            return speakable(str(value)).strip()[:LONGEST_PIECE]
