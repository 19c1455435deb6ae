"""A roadmap written as CSV; its law: our reader reads it back without loss, and no cell is a formula."""

import csv
import io
from collections.abc import Mapping

from roadmap.model import Roadmap, Status
from roadmap.reading.own.rowforms import COLUMNS, certificates_cell, row_of
from roadmap.writing.documents import as_document
from roadmap.writing.told import NOTHING_TOLD, Told

MARK = "\ufeff"
"""Without it, spreadsheets take UTF-8 for what they were set to long ago."""


def write_csv(roadmap: Roadmap, statuses: Mapping[str, Status] = {}, told: Told = NOTHING_TOLD) -> str:
    """A heading row and a row for each topic, comma-separated; several things in one cell stand on lines of their own."""
    text = io.StringIO(newline="")
    text.write(MARK)
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    title, certificates, slugs = roadmap.title, told.proven.certificates, roadmap.by_slug
    for topic in as_document(roadmap, statuses, told)["topics"]:
        day, link = topic.get("completed_on", ""), topic.get("evidence", "")
        own = (one for one in certificates if one.topic == topic["slug"] or (title and one.topic not in slugs))
        writer.writerow(row_of(topic, day, link, title, certificates_cell(own, topic["slug"])))
        title = ""
    return text.getvalue()
