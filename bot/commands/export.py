"""/export: the roadmap in the form it came in or another, and all that is kept; a learner's data is theirs."""

import asyncio
import json
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import asdict, replace
from datetime import date, datetime, time
from functools import partial
from typing import Annotated, Any

from markupsafe import Markup

from bot.chat.command import Arg, command
from bot.chat.context import Context
from bot.chat.library import document_of
from bot.chat.reply import Button, Composed, Reply, Ticked, Written
from bot.clock import unhurried
from bot.commands.evidence import proofs_of
from bot.errors import Choice, NotEnrolled, NotUnderstood
from bot.files.kept import CHOSEN, origin_of
from bot.files.writer import Wanted, shown_below
from bot.nudges.alerts import exported
from bot.store import Account, Learner, Store
from bot.store.values import Imported
from bot.texts import export as texts
from bot.texts import helps, notes_file
from roadmap.facts import Fact, place
from roadmap.inside import inside
from roadmap.logged import logged, newest
from roadmap.notes import NotedTopic, noted
from roadmap.reading.slugs import slug_of

MOST_NUDGES = 10_000
MOST_TEXT = 4 * 2**20
"""Characters of roadmaps in the export of everything, the one that goes beyond included: platforms take so much."""

MOST_BESIDE_A_LOG = 200 * 1024
"""Bytes of a roadmap, as it is kept, beside which there is room for a log: what is told of topics comes on top of them."""

LEFT_OUT: dict[str, object] = {"left_out": True}
TICKED_IN_PLACE = frozenset({"check list", "markdown table"})
"""The forms that are written back as they came."""

FILES = {
    "markdown": ("md", "text/markdown"),
    "csv": ("csv", "text/csv"),
    "json": ("json", "application/json"),
    "calendar": ("ics", "text/calendar"),
}
"""The ending of a form's file, and its media type."""

CALLED = {"md": "markdown", "ics": "calendar", "ical": "calendar", "all": "everything"}


def _forms() -> tuple[Choice, ...]:
    return tuple(Choice(texts.label(form), form) for form in FORMS)


@command("export", helps.EXPORT, "/export", "/export csv", "/export calendar", "/export notes")
async def export(
    context: Context,
    form: Annotated[str | None, Arg(choices=_forms)] = None,
) -> Reply:
    if context.contact is None:
        raise NotEnrolled
    wanted = FORMS.get(CALLED.get(form.casefold(), form.casefold())) if form else _both
    if wanted is None:
        raise NotUnderstood(form or "", export.examples)
    if wanted not in {_everything, _both}:
        context.enrolled()
    await exported(context.store, context.contact.account)
    return await wanted(context)


async def _both(context: Context) -> Reply:
    """The roadmap as it came, where there is one under way, and everything; the other forms by a tap."""
    everything = await _everything(context)
    if context.enrolment is None:
        return everything
    roadmap = await _markdown(context)
    return replace(
        roadmap,
        text=texts.both(roadmap.text, everything.text),
        documents=(*roadmap.documents, *everything.documents),
        buttons=tuple(Button(texts.label(form), f"/export {form}") for form in ("csv", "json", "calendar", "notes")),
    )


async def _markdown(context: Context) -> Reply:
    """As it came, ticked, whatever was chosen of it; what came in a form without boxes as a Markdown table."""
    imported = await context.store.roadmaps.imported(context.roadmap.slug)
    table = await _written(context, "markdown")
    if source := _source(context, imported):
        progress = await context.progress()
        statuses = tuple(progress.of(topic.slug).status for topic in context.roadmap.topics)
        chosen = origin_of(imported) if imported and imported.form == CHOSEN else None
        reply = _reply("markdown", Ticked(source=source, statuses=statuses, instead=table, origin=chosen))
    else:
        reply = _reply("markdown", table)
    shows = await asyncio.to_thread(shown_below, table.wanted)
    return replace(reply, text=texts.with_what_shows(reply.text)) if shows else reply


def _source(context: Context, imported: Imported | None) -> str:
    """The document that the roadmap came in or is shipped as, where it can be ticked as it is; else empty."""
    if imported is None:
        return document_of(context.roadmap.slug)
    origin = origin_of(imported)
    return imported.source if origin and origin.form in TICKED_IN_PLACE else ""


async def _csv(context: Context) -> Reply:
    return _reply("csv", await _written(context, "csv"))


async def _json(context: Context) -> Reply:
    log = logged(await context.events())
    kept = newest(log) if await _leaves_room(context) else ()
    reply = _reply("json", await _written(context, "json", kept))
    return replace(reply, text=texts.with_log(reply.text, len(kept), len(log))) if log else reply


async def _leaves_room(context: Context) -> bool:
    """Whether the roadmap is short enough for a log beside it: what is larger altogether, we would not read back."""
    imported = await context.store.roadmaps.imported(context.roadmap.slug)
    return imported is None or len(imported.document.encode()) <= MOST_BESIDE_A_LOG


async def _calendar(context: Context) -> Reply:
    plan = await context.plan()
    if not any(topic.slug in plan.windows for topic in plan.unfinished):
        return Reply(text=texts.nothing_dated(finished=plan.finished))
    reply = _reply("calendar", await _written(context, "calendar"))
    return replace(reply, text=texts.calendar_to_an_end()) if plan.progress.end else reply


async def _written(context: Context, form: str, log: tuple[Fact, ...] = ()) -> Written:
    contact, _ = context.enrolled()
    ending, media_type = FILES[form]
    name = f"{slug_of(context.roadmap.title) or context.roadmap.slug}.{ending}"
    certificates = tuple((await proofs_of(context)).certificates.values())
    return Written(
        name, media_type, Wanted(form, await context.plan(), contact.learner.id, context.now, certificates, log)
    )


async def _notes(context: Context) -> Reply:
    """What was noted and remembered, topic by topic, as Markdown."""
    events = await context.events()
    held = await asyncio.to_thread(noted, context.roadmap, events)
    if not held:
        return Reply(text=texts.nothing_noted())
    progress, roadmap = await context.progress(), context.roadmap
    told_of = {fact.topic for topic in held for fact in topic.notes if fact.step}
    steps = {
        place(topic.slug, step.slug): step.title
        for topic in roadmap.topics
        if topic.slug in told_of
        for step in inside(topic, progress).steps
    }
    name = f"{slug_of(roadmap.title) or roadmap.slug}-notes.md"
    return _reply("notes", Composed(name, "text/markdown", partial(_notes_file, roadmap.title, held, steps)))


def _notes_file(title: str, held: Sequence[NotedTopic], steps: Mapping[str, str]) -> bytes:
    return notes_file.written(title, held, steps).encode()


def _reply(form: str, document: Written | Ticked | Composed) -> Reply:
    return Reply(text=texts.roadmap(form), documents=(document,), private=True)


async def _everything(context: Context) -> Reply:
    """All that is kept about the learner, whichever of their accounts it came from."""
    contact, store = context.contact, context.store
    if contact is None:
        raise NotEnrolled
    learner = contact.learner
    accounts = (await store.learners.accounts([learner.id]))[learner.id]
    strands = await store.learners.strands([learner.id])
    told_by = {strand.id: strand.account_id for strand in strands}
    facts = [{**fact, "account_id": told_by[fact["enrolment_id"]]} for fact in await store.facts.stored(told_by)]
    nudges = await store.ledger.last(learner.id, MOST_NUDGES)
    brought = await _brought(context)
    record = {
        "learner": asdict(learner),
        "accounts": [asdict(account) for account in accounts],
        "enrolments": [asdict(strand) for strand in strands],
        "facts": facts,
        **await store.belongings.of([account.id for account in accounts]),
        **await store.calendars.of_accounts([account.id for account in accounts]),
        **await store.web.of_accounts([account.id for account in accounts]),
        "portfolios": await store.portfolios.of_accounts([account.id for account in accounts]),
        "nudges": nudges,
        "roadmaps": brought,
        **await _passing(store, learner, accounts),
    }
    everything = Composed("roadmate.json", "application/json", partial(_stored, record))
    text = texts.everything(await store.facts.told(told_by), len(brought), len(nudges))
    return Reply(text=text, documents=(everything,), private=True)


async def kept(context: Context) -> Markup:
    """What is kept about a learner, in the words of the export of it."""
    contact, store = context.contact, context.store
    if contact is None:
        raise NotEnrolled
    strands = await store.learners.strands([contact.learner.id])
    told = await store.facts.told([strand.id for strand in strands])
    brought = await store.roadmaps.versions(contact.learner.id)
    return texts.kept(told, len(brought), len(await store.ledger.last(contact.learner.id, 1)))


def _stored(record: dict[str, Any]) -> bytes:
    """All of it as JSON, which takes a while where it is much."""
    nudges = [asdict(nudge) for nudge in record["nudges"]]
    return json.dumps({**record, "nudges": nudges}, default=_plain, ensure_ascii=False, indent=2).encode()


async def _passing(store: Store, learner: Learner, accounts: Sequence[Account]) -> dict[str, object]:
    """What is kept for a while only: what waits for a tap or to be worked on, and what counts for a time."""
    numbers, operating = [account.user_id for account in accounts], store.operating
    owned = [(account.platform, account.user_id) for account in accounts]
    asked: dict[str, Callable[[], Awaitable[object]]] = {
        "drafts": partial(store.drafts.of_learner, learner.id),
        "codes": partial(store.learners.codes, learner.id),
        "acts": partial(operating.acts.stored, owned),
        "blocks": partial(operating.blocks.of_accounts, owned),
        "tries": partial(store.tries.of_learner, learner.id),
        "link_previews": partial(store.links.previews_of, [account.id for account in accounts]),
        "deletions": partial(store.links.deletions.stored, learner.id),
        "button_lines": partial(store.buttons.of_accounts, numbers),
        "updates": partial(store.inbox.of_accounts, numbers),
        "rates": partial(store.rates.of, [f"{account.platform}:{account.user_id}" for account in accounts]),
    }
    return {name: await asked[name]() async for name in unhurried(asked)}


async def _brought(context: Context) -> list[dict[str, object]]:
    """The versions of the roadmaps that the learner brought, the newest first; where they are much, the texts of the
    first alone, and of the others that they are there."""
    shelf, learner, room = context.store.roadmaps, context.learner, MOST_TEXT
    found: list[dict[str, object]] = []
    for version in await shelf.versions(learner.id) if learner else ():
        written = await shelf.imported(version["slug"], version["version"]) if room > 0 else None
        room -= len(written.source) + len(written.document) if written else 0
        found.append({**version, **(asdict(written) if written else LEFT_OUT)})
    return found


def _plain(value: object) -> str:
    if isinstance(value, date | datetime | time):
        return value.isoformat()
    raise TypeError(type(value).__name__)


FORMS: dict[str, Callable[[Context], Awaitable[Reply]]] = {
    "markdown": _markdown,
    "csv": _csv,
    "json": _json,
    "calendar": _calendar,
    "notes": _notes,
    "everything": _everything,
}
