"""/import: a roadmap of one's own, shown as it was understood before anything is kept."""

import re
import secrets
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Annotated

from bot.chat.command import Arg, Document, command
from bot.chat.context import Context
from bot.chat.reply import Button, Reply, Style
from bot.commands.brought import ALL, earlier, heir, take, ticks_in, update
from bot.commands.choice import BARE, chosen_of, draft_of, filled_in, stages_page, turn_stage
from bot.commands.reimports import taken_back
from bot.errors import Expired, NotUnderstood
from bot.files.kept import EDIT, known_by, origin_of
from bot.files.reader import Read
from bot.store.stored import Stored
from bot.store.values import Imported
from bot.texts import helps, reading_labels, readings, shelf_labels
from bot.texts import imports as texts
from bot.texts.phrases import paragraphs
from roadmap.model import Roadmap
from roadmap.versions import Change

KEPT = timedelta(hours=1)
"""How long what was understood waits for a tap."""


LINK = re.compile(r"https?://\S+\Z", re.IGNORECASE)

MOST_ASKED, MOST_CONFIRMED = 6, 7
"""Renames that are asked about at a time, and in all: so many slugs fit into the line of a button."""


@command("import", helps.IMPORT, "/import", on_message=helps.IMPORT_THIS)
async def import_(
    context: Context,
    document: Document | None = None,
    choice: Annotated[str | None, Arg(offered=False)] = None,
) -> Reply:
    if document:
        return await _show(context, await _keep(context, document), document, frozenset())
    if choice is None:
        return Reply(text=texts.how_to())
    match choice.split():
        case ["look" | "again" | "drop" as what, token, *same]:
            return await _look_at(context, what, token, frozenset(same))
        case ["reading" | "stages" | "stage" as what, token, number] if number.isdecimal():
            return await _choose(context, what, token, int(number[:4]))
        case ["chosen", token, *words]:
            ticked = await filled_in(context, token, words)
            return await _look(context, token, frozenset(), ticked=ticked)
        case ["take", token, *bare] if bare in ([], [BARE]):
            return await take(context, token, ticked=not bare)
        case ["update", token, slug, *same]:
            return await update(context, token, slug, frozenset(same))
        case ["undo", slug, number, before] if number.isdecimal() and before.isdecimal():
            return await taken_back(context, slug, int(number[:6]), int(before[:6]))
        case [link] if LINK.match(link):
            return Reply(text=readings.no_links())
    raise NotUnderstood(choice, ("/import",))


async def _keep(context: Context, read: Read) -> str:
    token, speaker = secrets.token_urlsafe(9), context.speaker
    await context.store.drafts.keep(
        token, speaker.platform, speaker.user_id, read.draft, now=context.now, until=context.now + KEPT
    )
    context.store.drafts.remember(token, Stored(read.roadmap, read.statuses, read.steps_done, read.proven))
    return token


async def look(context: Context, token: str) -> Reply:
    """A draft as it is shown in a chat; nothing is stored. Raises Expired."""
    return await _look(context, token, frozenset())


async def _look(context: Context, token: str, same: frozenset[str], *, ticked: bool = True) -> Reply:
    read = (await chosen_of(context, token)).read
    return replace(await _show(context, token, read, same, ticked=ticked), in_place=True)


async def _look_at(context: Context, what: str, token: str, same: frozenset[str]) -> Reply:
    """Look at a draft once more, at how it would be taken a second time, or not any more."""
    match what:
        case "look":
            return await _look(context, token, same)
        case "again":
            return await _twice(context, token)
    await context.store.drafts.drop(token)
    return Reply(text=texts.discarded(), in_place=True)


async def _choose(context: Context, what: str, token: str, number: int) -> Reply:
    """Choose a reading, look at a page of the stages, or turn one of them; counted from 0."""
    match what:
        case "reading":
            return await _other_reading(context, token, number)
        case "stages":
            return stages_page(token, await chosen_of(context, token), number)
    return await turn_stage(context, token, number)


async def _other_reading(context: Context, token: str, number: int) -> Reply:
    """Look at another reading of the document, with all of its stages."""
    draft = await draft_of(context, token)
    if number >= len(draft.readings):
        raise Expired
    await context.store.drafts.choose(token, number, frozenset())
    return await _look(context, token, frozenset())


async def _show(context: Context, token: str, read: Read, same: frozenset[str], *, ticked: bool = True) -> Reply:
    """What was understood, with what can be done about it: what is likeliest first. Where its ticks were declined
    already, they are not offered."""
    old = await earlier(context, read.roadmap, known_by(read.draft))
    if old is None:
        text = texts.understood(
            read.roadmap, read.statuses, read.sketch, None, steps_done=len(read.steps_done), log=read.proven.log
        )
        return Reply(text=text, buttons=(*_takes(token, read, ticked=ticked), *_choices(token, read), _drop(token)))
    change = (await heir(context, token, old, read, same)).change
    is_known = change.is_empty and not change.unsure
    text = texts.understood(
        read.roadmap, read.statuses, read.sketch, change, steps_done=len(read.steps_done), log=read.proven.log
    )
    imported = await context.store.roadmaps.imported(old.slug)
    if is_known or _is_the_same(imported, read):
        edited = imported is not None and imported.form == EDIT
        text = paragraphs(readings.edited_since(old.title) if edited else readings.have_it(old.title), text)
        first: tuple[Button, ...] = (Button(reading_labels.keep_going(), _going_on(context, old), Style.MAIN),)
    else:
        first = ()
    confirmed = " ".join(sorted(same))
    newer = Button(
        shelf_labels.update(old.title), f"/import update {token} {old.slug} {confirmed}".rstrip(), Style.MAIN
    )
    buttons = (
        *first,
        *(() if is_known else (newer, *_asked(token, change, same))),
        *_choices(token, read),
        Button(reading_labels.second_one(), f"/import again {token}"),
        _drop(token),
    )
    return Reply(text=text, buttons=buttons)


def _going_on(context: Context, old: Roadmap) -> str:
    """The line that goes on with a roadmap: it is under way, or will be."""
    under_way = context.enrolment is not None and context.enrolment.roadmap == old.slug
    return "/status" if under_way else f"/switch {old.slug}"


def _is_the_same(imported: Imported | None, read: Read) -> bool:
    """Whether the version that is kept came from this very document, whatever was chosen of it or edited since."""
    origin = origin_of(imported) if imported else None
    return origin is not None and bool(origin.digest) and origin.digest == known_by(read.draft)


async def _twice(context: Context, token: str) -> Reply:
    """A roadmap of a title that the learner has brought before is taken beside it after another tap only."""
    read = (await chosen_of(context, token)).read
    back = Button(reading_labels.back_to_it(), f"/import look {token}")
    return Reply(text=readings.really_twice(read.roadmap.title), buttons=(*_takes(token, read), back), in_place=True)


def _takes(token: str, read: Read, *, ticked: bool = True) -> tuple[Button, ...]:
    """One tap takes it, with the ticks of the document, and its log, or without them where it has any."""
    ticks, log = ticks_in(read.statuses, read.steps_done), bool(read.proven.log)
    if not ticks and not log:
        return (Button(shelf_labels.take(), f"/import take {token}", Style.MAIN),)
    without = reading_labels.without_ticks(log=log) if ticks else reading_labels.without_log()
    bare = Button(without, f"/import take {token} {BARE}")
    whole = reading_labels.with_ticks(ticks, log=log) if ticks else reading_labels.with_log()
    return (Button(whole, f"/import take {token}", Style.MAIN), bare) if ticked else (bare,)


def _choices(token: str, read: Read) -> Iterator[Button]:
    """The other readings, and the stages where there are several."""
    for number, sketch in enumerate(read.sketches):
        if number != read.draft.reading:
            yield Button(readings.offered(sketch), f"/import reading {token} {number}")
    if read.draft.without or (read.roadmap.stages.are_named and len(read.roadmap.stages.all) > 1):
        yield Button(reading_labels.choose_stages(), f"/import stages {token} 0")


def _drop(token: str) -> Button:
    return Button(shelf_labels.discard(), f"/import drop {token}", Style.DANGER)


def _asked(token: str, change: Change, same: frozenset[str]) -> Iterator[Button]:
    """The likeliest of the renames to ask about, as long as a line holds all that were confirmed; or all at once."""
    for one in change.unsure[:MOST_ASKED]:
        confirmed = {*same, one.slug}
        if len(confirmed) <= MOST_CONFIRMED:
            yield Button(shelf_labels.same(texts.rename(one)), f"/import look {token} {' '.join(sorted(confirmed))}")
    if len(change.unsure) > 1:
        yield Button(shelf_labels.all_same(len(change.unsure)), f"/import look {token} {ALL}")
