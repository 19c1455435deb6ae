"""PURE: what is kept of a document, once it was chosen."""

from collections.abc import Mapping
from dataclasses import replace

from bot.files.reader import Read
from bot.store.values import Imported
from roadmap.model import Status
from roadmap.writing.stored_form import write_stored
from roadmap.writing.told import NOTHING_TOLD, Told

CHOSEN = "chosen"
"""The form of what somebody chose of a document, which is written back in a form of ours."""


def imported_of(read: Read, statuses: Mapping[str, Status]) -> Imported:
    """What is kept: as it came, where nothing was chosen, so that it can be written back in its own form."""
    imported = read.draft.imported
    as_it_came = read.draft.reading == 0 and not read.draft.without
    if as_it_came and statuses:
        return imported
    told = Told(read.steps_done) if statuses else NOTHING_TOLD
    document = write_stored(read.roadmap, statuses, told)
    return replace(imported, form=imported.form if as_it_came else CHOSEN, document=document)
