"""/import: a roadmap of one's own, shown as it was understood before anything is kept."""

import asyncio
import secrets
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import timedelta
from functools import partial

from bot.chat.command import Document, command
from bot.chat.context import Context
from bot.chat.reply import Button, Reply
from bot.errors import Expired, NotUnderstood
from bot.importing.reading import Read
from bot.nudges.arming import arm
from bot.store.stored import Stored
from bot.store.values import Imported
from bot.texts import helps, labels, shelf_labels
from bot.texts import importing as texts
from roadmap.model import Roadmap, Status
from roadmap.progress import Fact, Kind
from roadmap.reading.slugs import slug_of
from roadmap.versions import Change, Succession, succeed
from roadmap.writing.storing import write_stored

KEPT = timedelta(hours=1)
"""How long what was understood waits for a tap."""

MOST_BROUGHT = 20
"""Roadmaps of one learner."""

ALL = "*"
"""Said for the slugs of all renames that were asked about."""

MOST_ASKED, MOST_CONFIRMED = 6, 7
"""Renames that are asked about at a time, and in all: so many slugs fit into the line of a button."""

LONGEST_BASE = 40
TAIL_CHARACTERS, ALPHABET = 6, "abcdefghijkmnpqrstuvwxyz23456789"
"""What makes the slug of a roadmap that somebody brought hard to guess."""


@command("import", helps.IMPORT, "/import")
async def import_(
    context: Context,
    document: Document | None = None,
    choice: str | None = None,
) -> Reply:
    if document:
        return await _show(context, await _keep(context, document), document, frozenset())
    if choice is None:
        return Reply(text=texts.how_to())
    match choice.split():
        case ["look", token, *same]:
            read = await _draft(context, token)
            return replace(await _show(context, token, read, frozenset(same)), in_place=True)
        case ["take", token]:
            return await _take(context, token)
        case ["update", token, slug, *same]:
            return await _update(context, token, slug, frozenset(same))
        case ["drop", token]:
            await context.store.roadmaps.drop_draft(token)
            return Reply(text=texts.discarded(), in_place=True)
    raise NotUnderstood(choice, ("/import",))


async def _keep(context: Context, read: Read) -> str:
    token, speaker = secrets.token_urlsafe(9), context.speaker
    await context.store.roadmaps.keep_draft(
        token, speaker.platform, speaker.user_id, read.imported, now=context.now, until=context.now + KEPT
    )
    context.store.roadmaps.remember(token, Stored(read.roadmap, read.statuses))
    return token


async def _draft(context: Context, token: str) -> Read:
    """What was understood, once more. Raises Expired."""
    speaker = context.speaker
    imported = await context.store.roadmaps.draft(token, speaker.platform, speaker.user_id, context.now)
    if imported is None:
        raise Expired
    understood = await context.store.roadmaps.understood(token, imported)
    return Read(imported, understood.roadmap, understood.statuses, ())


async def _show(context: Context, token: str, read: Read, same: frozenset[str]) -> Reply:
    old = await _earlier(context, read.roadmap)
    change = (await _heir(context, token, old, read.roadmap, same)).change if old else None
    text = texts.understood(read.roadmap, read.statuses, read.unclear, change)
    take = Button(shelf_labels.take() if old is None else shelf_labels.take_as_another(), f"/import take {token}")
    drop = Button(shelf_labels.discard(), f"/import drop {token}")
    if old is None or change is None or (change.is_empty and not change.unsure):
        return Reply(text=text, buttons=(take, drop))
    confirmed = " ".join(sorted(same))
    update = Button(shelf_labels.update(old.title), f"/import update {token} {old.slug} {confirmed}".rstrip())
    return Reply(text=text, buttons=(update, *_asked(token, change, same), take, drop))


def _asked(token: str, change: Change, same: frozenset[str]) -> Iterator[Button]:
    """The likeliest of the renames to ask about, as long as a line holds all that were confirmed; or all at once."""
    for one in change.unsure[:MOST_ASKED]:
        confirmed = {*same, one.slug}
        if len(confirmed) <= MOST_CONFIRMED:
            yield Button(shelf_labels.same(texts.rename(one)), f"/import look {token} {' '.join(sorted(confirmed))}")
    if len(change.unsure) > 1:
        yield Button(shelf_labels.all_same(len(change.unsure)), f"/import look {token} {ALL}")


async def _heir(context: Context, token: str, old: Roadmap, new: Roadmap, same: frozenset[str]) -> Succession:
    """The new version, of the draft of this token, as successor of the old one; worked out aside."""
    shelved = await context.store.roadmaps.shelved(old.slug)
    key = (token, old.slug, shelved.current if shelved else 0, same)
    heir: Succession = (await context.store.worked_out({key: partial(_succession, old, new, same)}))[key]
    return heir


def _succession(old: Roadmap, new: Roadmap, same: frozenset[str]) -> tuple[Succession, int]:
    """The new version as successor, with these renames confirmed, or all there are to ask about; and its size."""
    if ALL in same:
        same = frozenset(one.slug for one in succeed(old, new).change.unsure)
    heir = succeed(old, new, confirmed=same)
    return heir, Stored(heir.roadmap, {}).size


async def _earlier(context: Context, roadmap: Roadmap) -> Roadmap | None:
    """The roadmap of the same title that this learner has brought before."""
    if context.learner is None:
        return None
    brought = await context.store.roadmaps.of_learner(context.learner.id)
    earlier = next((one.slug for one in reversed(brought) if _base(one.slug) == _named(roadmap)), None)
    return (await context.store.roadmaps.current([earlier])).get(earlier) if earlier else None


def new_slug(roadmap: Roadmap) -> str:
    """A slug for a roadmap of a learner's own, which nobody guesses."""
    return f"{_named(roadmap)}-{''.join(secrets.choice(ALPHABET) for _ in range(TAIL_CHARACTERS))}"


def _named(roadmap: Roadmap) -> str:
    return slug_of(roadmap.title)[:LONGEST_BASE].strip("-") or "roadmap"


def _base(slug: str) -> str:
    return slug.rpartition("-")[0]


async def _take(context: Context, token: str) -> Reply:
    read = await _draft(context, token)
    contact = await context.meet()
    if len(await context.store.roadmaps.of_learner(contact.learner.id)) >= MOST_BROUGHT:
        return Reply(text=texts.too_many(MOST_BROUGHT))
    roadmap = read.roadmap.under(new_slug(read.roadmap))
    await context.store.roadmaps.add(roadmap.slug, contact.account.id, read.imported, context.now)
    await context.store.roadmaps.drop_draft(token)
    await context.enrol(roadmap, context.today)
    if facts := _ticks(context, roadmap, read.statuses):
        await context.append(facts)
    await arm(context)
    return Reply(
        text=texts.taken(roadmap, len(facts)),
        buttons=(
            Button(labels.status(), "/status"),
            Button(labels.my_plan(), "/plan"),
            Button(labels.share(), "/share"),
        ),
        in_place=True,
    )


def _ticks(context: Context, roadmap: Roadmap, statuses: Mapping[str, Status]) -> list[Fact]:
    """The document's own ticks as facts; it says no days, so they are today's."""
    kinds = {Status.COMPLETED: Kind.COMPLETED, Status.GOING_ON: Kind.BEGUN, Status.SKIPPED: Kind.SKIPPED}
    return [
        Fact(kind=kinds[status], day=context.today, topic=topic.slug)
        for topic in roadmap.topics
        if (status := statuses.get(topic.slug, Status.NOT_STARTED)) in kinds
    ]


async def _update(context: Context, token: str, slug: str, same: frozenset[str]) -> Reply:
    read = await _draft(context, token)
    shelved = await context.store.roadmaps.shelved(slug)
    if shelved is None or context.learner is None or shelved.learner_id != context.learner.id:
        raise Expired
    old = (await context.store.roadmaps.current([slug]))[slug]
    heir = await _heir(context, token, old, read.roadmap, same)
    inherited = await asyncio.to_thread(_inherited, read, heir)
    number = await context.store.roadmaps.revise(slug, inherited, context.now)
    await context.store.roadmaps.drop_draft(token)
    if context.enrolment and context.enrolment.roadmap == slug:
        context.roadmap = heir.roadmap
        await arm(context)
    return Reply(
        text=texts.updated(heir.roadmap, number),
        buttons=(Button(labels.status(), "/status"), Button(labels.roadmaps(), "/roadmaps")),
        in_place=True,
    )


def _inherited(read: Read, heir: Succession) -> Imported:
    """The document under the slugs that its topics had before; a learner's progress is told by facts, not by it."""
    return replace(read.imported, document=write_stored(heir.roadmap))
