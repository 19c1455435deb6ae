"""One line of one learner stops nobody: whatever is said, pressed, typed or due, at the limits of what can be imported, takes
the loop fifty milliseconds at a stretch at most. A new command needs lines here."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from shutil import copyfile

import pytest

from bot.chat.platform import Place, Right
from bot.commands import COMMANDS
from bot.nudges.engine import Nudging
from bot.store import Database
from bot.store.values import Imported
from roadmap.facts import Fact, Kind
from roadmap.model import Status
from roadmap.writing.stored_form import write_stored
from tests.attacks.limits import (
    ANN,
    BUDGET,
    TRIES,
    Bot,
    World,
    apart,
    dense,
    draft_of,
    measured,
    prepared,
    settled,
    wide,
    words,
)
from tests.attacks.lines import IN_THE_LONG_FORM, LINES
from tests.attacks.nearest import NEAREST
from tests.bot.conftest import MONDAY
from tests.bot.group_stage import GroupPlatform
from tests.compiled import shared
from tests.machine import fair

THREADS = True

GROUP = Place("-7", direct=False, rights=frozenset([Right.MANAGE_GROUP]), title="The Owls")
MEMBERS = tuple("12345")

WIDE = frozenset({"done", "topic", "skills"})
"""Commands that take longer the more names there are."""

IN_GROUPS = frozenset({"group", "join", "leave", "board", "helpme", "canhelp", "thanks", "cheer"})
"""Commands that are said in a group; the others are said there nowhere slower."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, migrated: Path) -> Path:
    made = tmp_path_factory.mktemp("limits")
    for name in ("dense", "wide", "group"):
        copyfile(migrated, made / f"{name}.db")
    return made


@pytest.fixture(scope="module")
def going_on(folder: Path) -> World:
    """Ann is on all of 2,000 topics with 64,000 prerequisites at once, by the ticks of what she imported; another version
    of it waits for her tap, and she is on another roadmap as well."""
    return asyncio.run(_going_on(folder / "dense.db"))


async def _going_on(path: Path) -> World:
    before = ("/done 4", "/pause from 3 april to 9 april", "/start ml-data today", "/switch dense")
    world = await prepared(path, *dense(Status.GOING_ON), *before)
    database = Database(f"sqlite:///{path}")
    database._aside = world.aside
    imported = Imported("json", "# a document", write_stored(replace(dense()[0], slug="dense")))
    async with database.store() as store:
        now = MONDAY + world.later
        await store.drafts.keep("token", "console", ANN, draft_of(imported), now=now, until=now + timedelta(hours=1))
    await database.close()
    return world


@pytest.fixture(scope="module")
def all_over(folder: Path) -> World:
    """Ann is all over a roadmap with long titles, thousands of skills and aliases."""
    return asyncio.run(prepared(folder / "wide.db", *wide()))


@pytest.fixture(scope="module")
def in_a_group(folder: Path) -> World:
    """Ann and five others, each on all topics of the largest roadmap, in a group that is on it, with a board."""
    return asyncio.run(_in_a_group(folder / "group.db"))


async def _in_a_group(path: Path) -> World:
    world = await prepared(path, *dense(Status.GOING_ON))
    database = Database(f"sqlite:///{path}")
    database._aside = world.aside
    bot = Bot(database, world.slug)
    begun = [Fact(kind=Kind.BEGUN, day=MONDAY.date(), topic=topic.slug) for topic in dense()[0].topics]
    for line in ("/group start {slug}", "/group board on", "/join"):
        assert await bot.say(line, place=GROUP)
    for member in MEMBERS:
        assert await bot.say("/start {slug} today", member)
        async with database.store() as store:
            contact = await store.learners.by_account("console", member)
            assert contact
            assert contact.enrolment
            await store.facts.append(contact.enrolment.ids[0], begun, after=0, said_at=bot.clock())
        assert await bot.say("/join", member, GROUP)
        assert await bot.say("/partner on", member)
    assert await bot.say("/helpme 3 what is this?", place=GROUP)
    await database.close()
    return world


@pytest.fixture(scope="module", autouse=True)
def _as_in_a_bot_that_runs(going_on: World, all_over: World, in_a_group: World) -> Iterator[None]:
    with settled(), shared():
        yield


async def quickest(world: World, work: Callable[[Bot], Awaitable[object]]) -> float:
    """Seconds of the longest stretch, in the best of a few tries."""
    best = float("inf")
    for _ in range(TRIES):
        async with world.bot() as bot:
            with measured() as taken:
                await asyncio.ensure_future(work(bot))  # in a turn of its own, whose beginning is measured too
        best = min(best, fair(taken.longest, BUDGET))
        if best < BUDGET:
            break
    return best


async def slow_lines(world: World, lines: tuple[str, ...], place: Place | None = None) -> dict[str, float]:
    """The lines that take too long, with their seconds."""
    took = {line: await quickest(world, saying(line, place)) for line in lines}
    return {line: seconds for line, seconds in took.items() if seconds >= BUDGET}


def saying(line: str, place: Place | None = None) -> Callable[[Bot], Awaitable[object]]:
    return lambda bot: bot.say(line, place=place)


def pressing(data: str) -> Callable[[Bot], Awaitable[object]]:
    return lambda bot: bot.press(data)


def with_files(world: World, request: pytest.FixtureRequest) -> World:
    """In the long form files are really written, by processes of their own, which takes seconds."""
    return world if request.config.getoption("--long") else replace(world, run=apart)


def test_every_command_has_lines() -> None:
    assert set(LINES) == {command.name for command in COMMANDS}
    assert {name for name, lines in NEAREST.items() if not set(lines) < set(LINES[name])} == set()


@pytest.mark.parametrize("name", [command.name for command in COMMANDS if command.name not in IN_GROUPS])
async def test_a_line_takes_the_loop_little_time_on_the_largest_roadmap(
    name: str, going_on: World, request: pytest.FixtureRequest
) -> None:
    """In the short form those lines of each command that come nearest to the bound."""
    every = (*LINES[name], *IN_THE_LONG_FORM.get(name, ()))
    lines = every if request.config.getoption("--long") else NEAREST.get(name, LINES[name])
    assert await slow_lines(with_files(going_on, request), lines) == {}


@pytest.mark.parametrize("name", [command.name for command in COMMANDS if command.name not in IN_GROUPS])
async def test_a_line_takes_the_loop_little_time_on_the_widest_roadmap(
    name: str, all_over: World, request: pytest.FixtureRequest
) -> None:
    """In the short form the first line of each command, and all of those that are about names or skills."""
    lines = LINES[name] if request.config.getoption("--long") or name in WIDE else LINES[name][:1]
    assert await slow_lines(with_files(all_over, request), lines) == {}


@pytest.mark.parametrize("name", sorted(IN_GROUPS))
async def test_a_line_in_a_group_takes_the_loop_little_time(name: str, in_a_group: World) -> None:
    assert await slow_lines(in_a_group, LINES[name], GROUP) == {}


@pytest.mark.drill
async def test_a_press_takes_the_loop_little_time(going_on: World) -> None:
    slow, count = {}, 0
    for line in ("/status", "/next", "/done 1", "/replan", "/topic 7", "/import look token", "/roadmaps", "/settings"):
        async with going_on.after(line) as (world, message):
            for key in message.keys if message else ():
                count += 1
                if (took := await quickest(world, pressing(key.data))) >= BUDGET:
                    slow[line, key.label] = took
    assert count > 20
    assert slow == {}


@pytest.mark.drill
@pytest.mark.parametrize("world", ["going_on", "all_over"])
async def test_a_suggestion_takes_the_loop_little_time(world: str, request: pytest.FixtureRequest) -> None:
    here: World = request.getfixturevalue(world)
    arguments = {
        (param.arg.suggest, param.kind): (one.name, param.name)
        for one in COMMANDS
        for param in one.params
        if param.is_completed
    }  # what is suggested depends on nothing else
    word = ("binnon",) if request.config.getoption("--long") else ()
    typed = ("", *word, f"1, 2, {words(9, 50)}")
    slow = {}
    for name, option in arguments.values():
        for said in typed:
            took = await quickest(
                here, lambda bot, name=name, option=option, said=said: bot.suggest(name, option, said)
            )
            if took >= BUDGET:
                slow[name, option, said[:20]] = took
    assert len(arguments) > 10
    assert slow == {}


@pytest.mark.drill
async def test_a_row_takes_the_loop_little_time(in_a_group: World) -> None:
    """The weekly nudges of five learners, the digest and the board of their group, and what is between partners."""
    best, posts, letters = float("inf"), 0, 0
    for _ in range(TRIES):
        async with in_a_group.bot() as bot:
            bot.clock.advance(datetime(2027, 2, 22, 10, tzinfo=UTC))  # a Monday
            platform = GroupPlatform(bot.clock, "console")
            nudging = Nudging(bot.database, {"console": platform}, default_zone="UTC", limits={})
            with measured() as taken:
                await nudging.work()
                await nudging.work()
            best, posts, letters = min(best, fair(taken.longest, BUDGET)), len(platform.deeds), len(platform.sent)
        if best < BUDGET:
            break
    assert (posts, letters) > (1, len(MEMBERS))
    assert best < BUDGET
