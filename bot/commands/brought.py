"""What was chosen of a document is kept: as a roadmap of one's own, or as the next version of one."""

import asyncio
import secrets
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import partial

from bot.chat.context import Context
from bot.chat.reply import Button, Reply
from bot.commands.choice import chosen_of
from bot.commands.way_back import IMPORT, WayBack
from bot.errors import Expired
from bot.files.kept import imported_of, inherited, origin_of
from bot.files.reader import Read
from bot.nudges.arming import arm
from bot.store.stored import Stored
from bot.store.values import Imported
from bot.texts import imports as texts
from bot.texts import known as knowing
from bot.texts import labels
from roadmap.facts import Fact, Kind
from roadmap.logged import told_by
from roadmap.model import Roadmap, Status
from roadmap.progress import Progress
from roadmap.proofs import KINDS, NOTHING_PROVEN, Completion, Held, Proven
from roadmap.reading.slugs import slug_of
from roadmap.step_sayings import known
from roadmap.versions import Succession, succeed
from roadmap.writing.stored_form import write_stored

MOST_BROUGHT = 20
"""Roadmaps of one learner."""

MOST_COMPARED = 8
"""Roadmaps that are looked at for the document they came of, the last first."""

ALL = "*"
"""Said for the slugs of all renames that were asked about."""

LONGEST_BASE = 40
"""Characters of a title in the slug of what somebody brought."""

TAIL_CHARACTERS, ALPHABET = 6, "abcdefghijkmnpqrstuvwxyz23456789"
"""What makes the slug of a roadmap that somebody brought hard to guess."""


async def heir(context: Context, token: str, old: Roadmap, read: Read, same: frozenset[str]) -> Succession:
    """The new version, as chosen of the draft of this token, as successor of the old one; worked out aside."""
    shelved = await context.store.roadmaps.shelved(old.slug)
    key = (token, read.draft.reading, read.draft.without, old.slug, shelved.current if shelved else 0, same)
    found: Succession = (await context.store.worked_out({key: partial(_succession, old, read.roadmap, same)}))[key]
    return found


def _succession(old: Roadmap, new: Roadmap, same: frozenset[str]) -> tuple[Succession, int]:
    """The new version as successor, with these renames confirmed, or all there are to ask about; and its size."""
    if ALL in same:
        same = frozenset(one.slug for one in succeed(old, new).change.unsure)
    successor = succeed(old, new, confirmed=same)
    return successor, Stored(successor.roadmap, {}).size


async def earlier(context: Context, roadmap: Roadmap, known_by: str) -> Roadmap | None:
    """The roadmap of the same title that this learner has brought before, or the one that came of the very document: what has no
    title goes by the name of its file, which may be another now."""
    if context.learner is None:
        return None
    brought = [one.slug for one in reversed(await context.store.roadmaps.of_learner(context.learner.id))]
    slug = next((one for one in brought if _base(one) == _named(roadmap)), None)
    slug = slug or await _of_document(context, brought[:MOST_COMPARED], known_by)
    return (await context.store.roadmaps.current([slug])).get(slug) if slug else None


async def _of_document(context: Context, slugs: Sequence[str], known_by: str) -> str | None:
    """The first of these roadmaps that came of the document which is known by this."""
    for slug in slugs if known_by else ():
        imported = await context.store.roadmaps.imported(slug)
        origin = origin_of(imported) if imported else None
        if origin and origin.digest == known_by:
            return slug
    return None


def new_slug(roadmap: Roadmap) -> str:
    """A slug for a roadmap of a learner's own, which nobody guesses."""
    return f"{_named(roadmap)}-{''.join(secrets.choice(ALPHABET) for _ in range(TAIL_CHARACTERS))}"


def _named(roadmap: Roadmap) -> str:
    return slug_of(roadmap.title)[:LONGEST_BASE].strip("-") or "roadmap"


def _base(slug: str) -> str:
    return slug.rpartition("-")[0]


async def take(context: Context, token: str, *, ticked: bool) -> Reply:
    read = (await chosen_of(context, token)).read
    contact = await context.meet()
    if len(await context.store.roadmaps.of_learner(contact.learner.id)) >= MOST_BROUGHT:
        return Reply(text=texts.too_many(MOST_BROUGHT))
    statuses = read.statuses if ticked else {}
    roadmap = read.roadmap.under(new_slug(read.roadmap))
    imported = await asyncio.to_thread(imported_of, read, statuses)
    await context.store.roadmaps.add(roadmap.slug, contact.account.id, imported, context.now)
    await context.store.drafts.drop(token)
    await context.enrol(roadmap, context.today)
    steps = read.steps_done if ticked else frozenset[tuple[str, str]]()
    proven = read.proven.within(roadmap.by_slug) if ticked else NOTHING_PROVEN
    log = told_by(proven.log, context.today)
    if facts := [*_ticks(context, roadmap, statuses, steps, proven), *_certificates(context, proven), *log]:
        await context.append(facts)
    await arm(context)
    return Reply(
        text=texts.taken(roadmap, ticks_in(statuses, steps), log, to_come=len(proven.log) - len(log)),
        buttons=(
            Button(labels.status(), "/status"),
            Button(labels.my_plan(), "/plan"),
            Button(labels.share(), "/share"),
            *(() if facts else (Button(knowing.know_some(), "/known"),)),
        ),
        in_place=True,
    )


def ticks_in(statuses: Mapping[str, Status], steps: AbstractSet[tuple[str, str]]) -> int:
    """How many ticks a document has, at topics and at steps."""
    return len(steps) + sum(status is not Status.NOT_STARTED for status in statuses.values())


def _certificates(context: Context, proven: Proven) -> list[Fact]:
    """The certificates of a document of our own, as facts; nothing but a plan is of a day to come."""
    return [
        Fact(
            kind=KINDS[one.held],
            day=one.day if one.held is Held.PLANNED else min(one.day, context.today),
            topic=one.topic,
            skill=one.name,
            link=one.link,
        )
        for one in proven.certificates
    ]


def _ticks(
    context: Context,
    roadmap: Roadmap,
    statuses: Mapping[str, Status],
    steps: AbstractSet[tuple[str, str]],
    proven: Proven,
) -> list[Fact]:
    """The document's own ticks as facts; where it says no day they are today's, and what is done was known already. A topic with
    a ticked step goes on, even where it has no tick of its own."""
    kinds = {Status.COMPLETED: Kind.COMPLETED, Status.GOING_ON: Kind.BEGUN, Status.SKIPPED: Kind.SKIPPED}
    within: dict[str, set[str]] = {}
    for slug, step in steps:
        within.setdefault(slug, set()).add(step)
    facts = []
    for topic in roadmap.topics:
        status = statuses.get(topic.slug, Status.NOT_STARTED)
        if status is Status.NOT_STARTED and topic.slug in within:
            status = Status.GOING_ON
        if kind := kinds.get(status):
            shown = proven.completions.get(topic.slug, Completion()) if kind is Kind.COMPLETED else Completion()
            day = min(shown.day or context.today, context.today)
            facts.append(Fact(kind=kind, day=day, topic=topic.slug, link=shown.link, known=kind is Kind.COMPLETED))
    for topic in (one for one in roadmap.topics if one.slug in within):
        facts += known(Progress(context.today), topic, within[topic.slug], context.today)
    return facts


async def update(context: Context, token: str, slug: str, same: frozenset[str]) -> Reply:
    read = (await chosen_of(context, token)).read
    shelved = await context.store.roadmaps.shelved(slug)
    if shelved is None or context.learner is None or shelved.learner_id != context.learner.id:
        raise Expired
    old = (await context.store.roadmaps.current([slug]))[slug]
    successor = await heir(context, token, old, read, same)
    inherited = await asyncio.to_thread(_inherited, read, successor, shelved.current)
    number = await context.store.roadmaps.revise(slug, inherited, context.now)
    await context.store.drafts.drop(token)
    if context.enrolment and context.enrolment.roadmap == slug:
        context.roadmap = successor.roadmap
        await arm(context)
    undo = Button(labels.undo(), WayBack(IMPORT, slug, number, shelved.current, context.now).line)
    return Reply(
        text=texts.updated(successor.roadmap, number),
        buttons=(Button(labels.status(), "/status"), Button(labels.roadmaps(), "/roadmaps"), undo),
        in_place=True,
    )


def _inherited(read: Read, successor: Succession, before: int) -> Imported:
    """The document under the slugs that its topics had before; a learner's progress is told by facts, not by it."""
    return inherited(imported_of(read, read.statuses), write_stored(successor.roadmap), before)
