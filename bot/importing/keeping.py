"""PURE: what is kept of a document, once it was chosen."""

from collections.abc import Mapping
from dataclasses import replace

from bot.importing.reading import Read
from bot.store.values import Imported
from roadmap.model import Status
from roadmap.writing.storing import write_stored

CHOSEN = "chosen"
"""The form of what somebody chose of a document, which is written back in a form of ours."""


def imported_of(read: Read, statuses: Mapping[str, Status]) -> Imported:
    """What is kept: as it came, where nothing was chosen, so that it can be written back in its own form."""
    imported = read.draft.imported
    if read.draft.reading == 0 and not read.draft.without:
        if statuses:
            return imported
        return replace(imported, document=write_stored(read.roadmap, statuses))
    return replace(imported, form=CHOSEN, document=write_stored(read.roadmap, statuses))
