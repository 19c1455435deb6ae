"""Workbooks are read as their sheets, and those that would burst a process are refused before they are opened."""

import io
import zipfile
from pathlib import Path

import pytest

from roadmap.errors import RoadmapFaults
from roadmap.reading.forms.workbook import MOST_FILES, MOST_SHEETS, MOST_UNPACKED
from roadmap.reading.limits import MOST_COLUMNS, MOST_LINES
from roadmap.reading.readings import read_file

PLAIN = (Path(__file__).parent / "cases" / "own" / "workbook.xlsx").read_bytes()
SHEET = "xl/worksheets/sheet1.xml"


def changed(**files: str) -> bytes:
    """The plain workbook with these files in it, by their names."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(PLAIN)) as plain, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in plain.namelist():
            if name not in files:
                archive.writestr(name, plain.read(name))
        for name, text in files.items():
            archive.writestr(name, text)
    return out.getvalue()


def rows(*cells: str) -> str:
    inside = "".join(f'<row r="{cell.lstrip("ABCDEFXGS")}"><c r="{cell}"><v>1</v></c></row>' for cell in cells)
    return f'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{inside}</sheetData></worksheet>'


def fault(content: bytes) -> str:
    with pytest.raises(RoadmapFaults) as refused:
        read_file(content, name="any.xlsx")
    return refused.value.faults[0].kind


def test_a_workbook_is_known_by_its_bytes_whatever_it_is_called() -> None:
    titles = [topic.title for topic in read_file(PLAIN, name="plan.csv")[0].understood.roadmap.topics]
    assert titles == ["Hives", "Swarms", "Honey"]


def test_two_cells_far_apart_are_refused_before_they_become_a_table_of_billions() -> None:
    assert fault(changed(**{SHEET: rows("A1", f"A{MOST_LINES + 1}")})) == "too many lines"
    assert fault(changed(**{SHEET: rows("A1", "XFD2")})) == "too many columns"
    assert fault(changed(**{SHEET: rows("A1", "GS2")})) == "too many columns"  # GS is column 201
    assert MOST_COLUMNS == 200


@pytest.mark.parametrize("name", [SHEET, "xl/sharedStrings.xml", "xl/media/picture.png"])
def test_a_file_that_unpacks_to_more_than_there_is_room_for_is_refused(name: str) -> None:
    content = changed(**{name: "0" * (MOST_UNPACKED + 1)})
    assert len(content) < 200_000
    assert fault(content) == "too much inside"


def test_very_many_files_or_sheets_are_refused() -> None:
    assert fault(changed(**{f"xl/media/{place}": "" for place in range(MOST_FILES)})) == "too many files"
    assert fault(changed(**{f"xl/worksheets/sheet{place}.xml": rows("A1") for place in range(MOST_SHEETS + 1)})) == (
        "too many sheets"
    )


@pytest.mark.parametrize(
    "content", [PLAIN[: len(PLAIN) // 2], PLAIN[:-30], changed(**{SHEET: "<worksheet><sheetData><row>"})]
)
def test_a_broken_workbook_is_refused(content: bytes) -> None:
    assert fault(content) in ("unreadable xlsx", "no topics", "no text", "office file")


def test_an_entity_within_a_workbook_is_not_expanded() -> None:
    bomb = '<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>' + rows("A1")
    assert fault(changed(**{SHEET: bomb})) in ("unreadable xlsx", "no topics")
