"""A roadmap written as CSV; its law: our reader reads it back without loss, and no cell is a formula."""

import csv
import io
from collections.abc import Mapping

from roadmap.model import Roadmap, Status
from roadmap.reading.own.rowforms import COLUMNS, row_of
from roadmap.writing.documents import as_document


def write_csv(roadmap: Roadmap, statuses: Mapping[str, Status] = {}) -> str:
    """A heading row and a row for each topic, comma-separated; several things in one cell stand on lines of their own."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(row_of(topic) for topic in as_document(roadmap, statuses)["topics"])
    return text.getvalue()
