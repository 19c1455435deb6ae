"""The version that came last of a roadmap of one's own, by an edit or a document brought again, and how /undo offers it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from markupsafe import Markup

from bot.chat.context import Context
from bot.chat.reply import Button
from bot.commands.edits import last_edit
from bot.commands.reimports import last_reimport, named
from bot.texts import edit_labels, shelf_labels
from bot.texts import edits as edit_texts
from bot.texts import imports as import_texts


@dataclass(frozen=True, slots=True)
class LastVersion:
    """A version that came last of a roadmap of one's own: what takes it back, and how that is offered."""

    made_at: datetime
    undo: Button
    alone: Markup
    or_fact: Callable[[str], Markup]


async def last_version(context: Context) -> LastVersion | None:
    """A document brought again, or an edit; None where neither came last."""
    if again := await last_reimport(context):
        roadmap, undo = await named(context, again), Button(shelf_labels.undo_version(), again.line)
        alone, or_fact = import_texts.only_reimport(roadmap), partial(import_texts.reimport_or_fact, roadmap)
        return LastVersion(again.made_at, undo, alone, or_fact)
    if edit := await last_edit(context):
        undo = Button(edit_labels.undo_edit(), edit.line)
        return LastVersion(edit.made_at, undo, edit_texts.only_edit(), edit_texts.edit_or_fact)
    return None
