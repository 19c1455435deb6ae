"""``roadmate import FILE``: what a file says, as words or as JSON, and onto the shelf with ``--yes``, where everybody may see it."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from bot.chat.library import library
from bot.errors import OperatorError
from bot.files.kept import imported_of, inherited
from bot.files.reader import Read, looked_at, read
from bot.platforms.console.renderer import plain
from bot.settings import Settings
from bot.store import Database
from bot.texts import imports as texts
from bot.texts import readings
from bot.texts.faults import refused
from bot.texts.phrases import paragraphs
from roadmap.errors import RoadmapFaults
from roadmap.reading.slugs import slug_of
from roadmap.selection import without
from roadmap.versions import succeed
from roadmap.writing.documents import as_document
from roadmap.writing.stored_form import write_stored

LONGEST_SLUG = 64
USABLE = "a slug of up to 64 of a-z 0-9 -"


@dataclass(frozen=True, slots=True)
class Choice:
    """What is taken of a file: the reading of this number, from 1, of it the stages of these numbers (None: all), and the
    document's own ticks or not."""

    reading: int = 1
    stages: tuple[int, ...] | None = None
    ticks: bool = True


def understand(path: Path, choice: Choice) -> Read:
    """What a file says, as chosen. Raises OperatorError."""
    try:
        return asyncio.run(_chosen(path.read_bytes(), path.name, choice))
    except OSError as error:
        raise OperatorError(f"{path} cannot be read", error.strerror or "check its name") from error
    except RoadmapFaults as faults:
        raise OperatorError(f"{path} is no roadmap", plain(refused(faults))) from None


async def _chosen(content: bytes, name: str, choice: Choice) -> Read:
    found = await read(content, name)
    if choice.reading > len(found.draft.readings):
        raise OperatorError(f"--reading {choice.reading} is none", f"{name} has {len(found.draft.readings)}")
    chosen = await looked_at(replace(found.draft, reading=choice.reading - 1))
    count = len(chosen.roadmap.stages.all)
    if strange := [number for number in choice.stages or () if number > count]:
        raise OperatorError(f"--stages {strange[0]} is none", f"{name} has {count}")
    gone = frozenset(range(count)) - {number - 1 for number in choice.stages} if choice.stages else frozenset()
    statuses, steps = (chosen.statuses, chosen.steps_done) if choice.ticks else ({}, frozenset())
    return Read(replace(chosen.draft, without=gone), without(chosen.roadmap, gone), statuses, steps)


def as_json(read: Read) -> str:
    """What was understood, in the documented schema, what was unclear beside it."""
    unclear = [{"line": fault.line, "what": fault.kind, "text": fault.text} for fault in read.sketch.unclear]
    return json.dumps({**as_document(read.roadmap, read.statuses), "unclear": unclear}, ensure_ascii=False, indent=2)


async def tell(settings: Settings, read: Read, slug: str | None, same: frozenset[str]) -> str:
    """What was understood, in words; where there is an earlier version on the shelf, what is different. ``same`` are
    slugs of topics that go by another title now."""
    async with _shelf(settings) as database, database.store() as store:
        old = (await store.roadmaps.current([_slug(read, slug)])).get(_slug(read, slug))
    change = succeed(old, read.roadmap, confirmed=same).change if old else None
    others = {at + 1: sketch for at, sketch in enumerate(read.sketches) if at != read.draft.reading}
    stages = read.roadmap.stages.all if read.roadmap.stages.are_named and not read.draft.without else ()
    told = texts.understood(read.roadmap, read.statuses, read.sketch, change, steps_done=len(read.steps_done))
    return plain(paragraphs(told, readings.to_choose(others, stages)))


async def keep(settings: Settings, read: Read, slug: str | None, same: frozenset[str]) -> str:
    """Put it on the shelf under its slug, as a new version where that is there already, and return a line about it."""
    slug = _slug(read, slug)
    async with _shelf(settings) as database, database.store() as store:
        now, shelved = await store.now(), await store.roadmaps.shelved(slug)
        if shelved is None:
            await store.roadmaps.add(slug, None, imported_of(read, read.statuses), now)
            await store.roadmaps.share(slug, now)
            return f"Stored as {slug}. Learners get it with: /start {slug}"
        if shelved.learner_id is not None:
            raise OperatorError(f"{slug} is a learner's own roadmap", "choose another with --slug")
        old = (await store.roadmaps.current([slug]))[slug]
        await store.roadmaps.share(slug, now)  # earlier releases showed none of these
        heir = succeed(old, read.roadmap, confirmed=same)
        if heir.change.is_empty:
            return f"{slug} stays at version {shelved.current}."
        document = write_stored(heir.roadmap)
        kept = inherited(imported_of(read, read.statuses), document, shelved.current)
        number = await store.roadmaps.revise(slug, kept, now)
    return f"Stored as version {number} of {slug}."


@asynccontextmanager
async def _shelf(settings: Settings) -> AsyncIterator[Database]:
    database = Database(settings.database_url)
    try:
        yield database
    finally:
        await database.close()


def _slug(read: Read, slug: str | None) -> str:
    """The slug that was asked for, or one made of the title. Raises OperatorError for one that is none."""
    made = slug or slug_of(read.roadmap.title)[:LONGEST_SLUG].strip("-")
    if not made or made != slug_of(made) or len(made) > LONGEST_SLUG:
        raise OperatorError(f"--slug {made!r} cannot be used", USABLE)
    if made in library():
        raise OperatorError(f"{made} is a roadmap that is shipped", "choose another with --slug")
    return made
