"""A roadmap written as CSV; its law: our reader reads it back without loss, and no cell is a formula."""

import csv
import io
from collections.abc import Mapping

from roadmap.model import Roadmap, Status
from roadmap.reading.own.rowforms import COLUMNS, row_of
from roadmap.writing.documents import as_document
from roadmap.writing.told import NOTHING_TOLD, Completion, Told

MARK = "\ufeff"
"""Without it, spreadsheets take UTF-8 for what they were set to long ago."""


def write_csv(roadmap: Roadmap, statuses: Mapping[str, Status] = {}, told: Told = NOTHING_TOLD) -> str:
    """A heading row and a row for each topic, comma-separated; several things in one cell stand on lines of their own."""
    text = io.StringIO(newline="")
    text.write(MARK)
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    title = roadmap.title
    for topic in as_document(roadmap, statuses, told)["topics"]:
        completion = told.completions.get(topic["slug"], Completion())
        day = completion.day.isoformat() if completion.day else ""
        writer.writerow(row_of(topic, day, completion.link, title))
        title = ""
    return text.getvalue()
