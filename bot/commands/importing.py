"""/import: a roadmap of one's own, shown as it was understood before anything is kept."""

import asyncio
import re
import secrets
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import timedelta
from functools import partial

from bot.chat.command import Document, command
from bot.chat.context import Context
from bot.chat.reply import Button, Reply
from bot.commands.choice import chosen_of, draft_of, stages_page, turn_stage
from bot.errors import Expired, NotUnderstood
from bot.importing.keeping import imported_of
from bot.importing.reading import Read
from bot.nudges.arming import arm
from bot.store.stored import Stored
from bot.store.values import Imported
from bot.texts import helps, labels, readings, shelf_labels
from bot.texts import importing as texts
from bot.texts.phrases import paragraphs
from roadmap.model import Roadmap, Status
from roadmap.progress import Fact, Kind
from roadmap.reading.slugs import slug_of
from roadmap.selection import stages_of
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
BARE = "bare"
"""Said for a document without its ticks."""

LINK = re.compile(r"https?://\S+\Z", re.IGNORECASE)

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
            return await _look(context, token, frozenset(same))
        case ["reading" | "stages" | "stage" as what, token, number] if number.isdecimal():
            return await _choose(context, what, token, int(number[:4]))
        case ["again", token]:
            return await _twice(context, token)
        case ["take", token, *bare] if bare in ([], [BARE]):
            return await _take(context, token, ticked=not bare)
        case ["update", token, slug, *same]:
            return await _update(context, token, slug, frozenset(same))
        case ["drop", token]:
            await context.store.roadmaps.drop_draft(token)
            return Reply(text=texts.discarded(), in_place=True)
        case [link] if LINK.match(link):
            return Reply(text=readings.no_links())
    raise NotUnderstood(choice, ("/import",))


async def _keep(context: Context, read: Read) -> str:
    token, speaker = secrets.token_urlsafe(9), context.speaker
    await context.store.roadmaps.keep_draft(
        token, speaker.platform, speaker.user_id, read.draft, now=context.now, until=context.now + KEPT
    )
    context.store.roadmaps.remember(token, Stored(read.roadmap, read.statuses))
    return token


async def _look(context: Context, token: str, same: frozenset[str]) -> Reply:
    return replace(await _show(context, token, (await chosen_of(context, token)).read, same), in_place=True)


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
    await context.store.roadmaps.choose(token, number, frozenset())
    return await _look(context, token, frozenset())


async def _show(context: Context, token: str, read: Read, same: frozenset[str]) -> Reply:
    """What was understood, with what can be done about it: what is likeliest first."""
    old = await _earlier(context, read.roadmap)
    if old is None:
        text = texts.understood(read, None)
        return Reply(text=text, buttons=(*_takes(token, read), *_choices(token, read), _drop(token)))
    change = (await _heir(context, token, old, read, same)).change
    is_known = change.is_empty and not change.unsure
    text = texts.understood(read, change)
    if is_known or await _is_the_same(context, old, read):
        text = paragraphs(readings.have_it(old.title), text)
        first: tuple[Button, ...] = (Button(readings.keep_going(), _going_on(context, old)),)
    else:
        first = ()
    confirmed = " ".join(sorted(same))
    update = Button(shelf_labels.update(old.title), f"/import update {token} {old.slug} {confirmed}".rstrip())
    buttons = (
        *first,
        *(() if is_known else (update, *_asked(token, change, same))),
        *_choices(token, read),
        Button(readings.second_one(), f"/import again {token}"),
        _drop(token),
    )
    return Reply(text=text, buttons=buttons)


def _going_on(context: Context, old: Roadmap) -> str:
    """The line that goes on with a roadmap: it is under way, or will be."""
    under_way = context.enrolment is not None and context.enrolment.roadmap == old.slug
    return "/status" if under_way else f"/switch {old.slug}"


async def _is_the_same(context: Context, old: Roadmap, read: Read) -> bool:
    """Whether the version that is kept came from this very document."""
    imported = await context.store.roadmaps.imported(old.slug)
    return imported is not None and bool(imported.source) and imported.source == read.draft.source


async def _twice(context: Context, token: str) -> Reply:
    """A roadmap of a title that the learner has brought before is taken beside it after another tap only."""
    read = (await chosen_of(context, token)).read
    back = Button(readings.back_to_it(), f"/import look {token}")
    return Reply(text=readings.really_twice(read.roadmap.title), buttons=(*_takes(token, read), back), in_place=True)


def _takes(token: str, read: Read) -> tuple[Button, ...]:
    """One tap takes it, with the ticks of the document or without them where it has any."""
    ticks = sum(status is not Status.NOT_STARTED for status in read.statuses.values())
    if not ticks:
        return (Button(shelf_labels.take(), f"/import take {token}"),)
    return (
        Button(readings.with_ticks(ticks), f"/import take {token}"),
        Button(readings.without_ticks(), f"/import take {token} {BARE}"),
    )


def _choices(token: str, read: Read) -> Iterator[Button]:
    """The other readings, and the stages where there are several."""
    for number, sketch in enumerate(read.sketches):
        if number != read.draft.reading:
            yield Button(readings.offered(sketch), f"/import reading {token} {number}")
    if read.draft.without or len(stages_of(read.roadmap)) > 1:
        yield Button(readings.choose_stages(), f"/import stages {token} 0")


def _drop(token: str) -> Button:
    return Button(shelf_labels.discard(), f"/import drop {token}")


def _asked(token: str, change: Change, same: frozenset[str]) -> Iterator[Button]:
    """The likeliest of the renames to ask about, as long as a line holds all that were confirmed; or all at once."""
    for one in change.unsure[:MOST_ASKED]:
        confirmed = {*same, one.slug}
        if len(confirmed) <= MOST_CONFIRMED:
            yield Button(shelf_labels.same(texts.rename(one)), f"/import look {token} {' '.join(sorted(confirmed))}")
    if len(change.unsure) > 1:
        yield Button(shelf_labels.all_same(len(change.unsure)), f"/import look {token} {ALL}")


async def _heir(context: Context, token: str, old: Roadmap, read: Read, same: frozenset[str]) -> Succession:
    """The new version, as chosen of the draft of this token, as successor of the old one; worked out aside."""
    shelved = await context.store.roadmaps.shelved(old.slug)
    key = (token, read.draft.reading, read.draft.without, old.slug, shelved.current if shelved else 0, same)
    heir: Succession = (await context.store.worked_out({key: partial(_succession, old, read.roadmap, same)}))[key]
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


def _named(roadmap: Roadmap) -> str:
    return slug_of(roadmap.title)[:LONGEST_BASE].strip("-") or "roadmap"


def _base(slug: str) -> str:
    return slug.rpartition("-")[0]


async def _take(context: Context, token: str, *, ticked: bool) -> Reply:
    read = (await chosen_of(context, token)).read
    contact = await context.meet()
    if len(await context.store.roadmaps.of_learner(contact.learner.id)) >= MOST_BROUGHT:
        return Reply(text=texts.too_many(MOST_BROUGHT))
    statuses = read.statuses if ticked else {}
    tail = "".join(secrets.choice(ALPHABET) for _ in range(TAIL_CHARACTERS))
    roadmap = read.roadmap.under(f"{_named(read.roadmap)}-{tail}")
    imported = await asyncio.to_thread(imported_of, read, statuses)
    await context.store.roadmaps.add(roadmap.slug, contact.account.id, imported, context.now)
    await context.store.roadmaps.drop_draft(token)
    await context.enrol(roadmap, context.today)
    if facts := _ticks(context, roadmap, statuses):
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
    read = (await chosen_of(context, token)).read
    shelved = await context.store.roadmaps.shelved(slug)
    if shelved is None or context.learner is None or shelved.learner_id != context.learner.id:
        raise Expired
    old = (await context.store.roadmaps.current([slug]))[slug]
    heir = await _heir(context, token, old, read, same)
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
    return replace(imported_of(read, read.statuses), document=write_stored(heir.roadmap))
