"""PURE: what is kept of a document, once it was chosen."""

from collections.abc import Mapping
from dataclasses import replace

from bot.files.reader import Read
from bot.store.values import Draft, Imported
from roadmap.model import Status
from roadmap.writing.log import without_log
from roadmap.writing.origin import Origin, digest_of, origin_in, with_origin
from roadmap.writing.stored_form import write_stored
from roadmap.writing.told import NOTHING_TOLD, Told

CHOSEN = "chosen"
"""The form of what somebody chose of a document."""

EDIT = "edit"
"""The form of what came of an edit, whose source is the version it was made of."""


def imported_of(read: Read, statuses: Mapping[str, Status]) -> Imported:
    """What is kept: as it came, where nothing was chosen, so that it can be written back in its own form."""
    imported = read.draft.imported
    imported = replace(imported, document=without_log(imported.document))  # it is told as facts, and nobody else's
    as_it_came = read.draft.reading == 0 and not read.draft.without
    if as_it_came and statuses:
        return imported
    told = Told(read.steps_done, replace(read.proven, log=())) if statuses else NOTHING_TOLD
    document = write_stored(read.roadmap, statuses, told)
    if as_it_came:
        origin = origin_in(imported.document)
        return replace(imported, document=with_origin(document, origin) if origin else document)
    return replace(imported, form=CHOSEN, document=with_origin(document, _chosen(read)))


def known_by(draft: Draft) -> str:
    """By what a document is known again: the digest of its text, or of what a workbook says; empty where nothing is known."""
    if draft.source:
        return digest_of(draft.source)
    told = origin_in(draft.imported.document)
    return told.digest if told else ""


def _chosen(read: Read) -> Origin:
    draft, sketch = read.draft, read.sketch
    return Origin(known_by(draft), draft.imported.form, sketch.level, sketch.name, tuple(sorted(draft.without)))


def origin_of(imported: Imported) -> Origin | None:
    """Where it came from; None where nothing is known of that: of a copy, of a workbook that came to an earlier release."""
    if told := origin_in(imported.document):
        return told
    is_text = imported.source and imported.form != EDIT
    return Origin(digest_of(imported.source), imported.form) if is_text else None


def inherited(imported: Imported, document: str, before: int) -> Imported:
    """The same document as the next version of a roadmap, in the place of version ``before``, under the slugs that its
    topics had there."""
    told = origin_of(imported) or Origin("", imported.form)
    return replace(imported, document=with_origin(document, replace(told, before=before)))
