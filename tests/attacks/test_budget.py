"""One line of one learner stops nobody: whatever is said, pressed, typed or due, at the limits of what can be imported, takes
the loop fifty milliseconds at a stretch at most. A new command needs lines here."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from shutil import copyfile
from typing import Any

import pytest

from bot.chat.buttons import read as carried
from bot.chat.platform import Place, Right
from bot.chat.reply import Message
from bot.commands import COMMANDS
from bot.nudges.engine import Nudging
from bot.store import Database, NudgeKind
from bot.store.ledger import Entry
from bot.store.values import Imported
from roadmap.model import Status
from roadmap.writing.storing import write_stored
from tests.attacks.limits import ANN, BUDGET, TRIES, Bot, World, dense, measured, prepared, settled, wide, words
from tests.bot.conftest import MONDAY
from tests.bot.nudge_stage import FakePlatform

GROUP = Place(-7, direct=False, rights=frozenset([Right.MANAGE_GROUP]), title="The Owls")
MEMBERS = range(1, 7)

TITLE = f"T700 {words(700, 100)}"
HOSTILE = (
    "a;" * 480,
    "a " * 480,
    " ".join(f"{word[:-1]}q" for word in words(3, 600).split())[:480],
    f"{TITLE[:60]} " * 8,
    "zzzzzzzzz",
    "1 2 3-4 5/6 7.8 " * 60,
)

LINES: Mapping[str, tuple[str, ...]] = {
    "start": ("/start", "/start {slug} today", "/start zzzzzzz", f"/start {TITLE}"),
    "status": ("/status",),
    "done": (
        *("/done", "/done 1", "/done 2 3 4 5 6 7 8 9 10 11 12 13", f"/done {TITLE}", "/done 5 yesterday"),
        *(f"/done {said}"[:1000] for said in HOSTILE),
        *(f"finished {said}"[:1000] for said in HOSTILE),
    ),
    "begin": ("/begin", "/begin 1999", "/begin 21 22 23 24 25 26 27 28", "/begin zzzzzzzzz"),
    "next": ("/next",),
    "roadmap": ("/roadmap",),
    "topic": ("/topic 1000", "/topic 7", f"/topic {TITLE}", "/topic zzzz"),
    "plan": ("/plan", "/plan from monday", "/plan from monday yes"),
    "forecast": ("/forecast",),
    "whatif": ("/whatif finish by june", "/whatif finish by 2060-01-01", "/whatif 10 hours"),
    "replan": ("/replan", "/replan stretch", "/replan hours", "/replan drop", "/replan drop yes", "/replan hours yes"),
    "hours": ("/hours", "/hours 6"),
    "days": ("/days", "/days mon-fri"),
    "checkin": ("/checkin", "/checkin 45m 3: a chapter", f"/checkin {'word ' * 190}"),
    "streak": ("/streak",),
    "chart": ("/chart",),
    "heatmap": ("/heatmap",),
    "card": ("/card", "/card Ann"),
    "skip": ("/skip", "/skip 6", "/skip 31 32 33 34 35 36", "/skip zzzzzzzzz"),
    "reopen": ("/reopen", "/reopen 4", "/reopen zzzzzzzzz"),
    "undo": ("/undo", "/undo list"),
    "correct": ("/correct", "/correct 9", "/correct yesterday"),
    "otherday": ("/otherday", "/otherday yesterday"),
    "nothing": ("/nothing",),
    "pause": ("/pause", "/pause until friday", "/pause from 3 march to 10 march"),
    "resume": ("/resume",),
    "nudges": ("/nudges", "/nudges friday 10:00", "/nudges quiet 22:00-07:30"),
    "snooze": ("/snooze 2d",),
    "timezone": ("/timezone berlin", "/timezone zzzzz", "/timezone +3"),
    "settings": ("/settings",),
    "skills": ("/skills", "/skills s50x399", "/skills zzz"),
    "import": ("/import", "/import look token", "/import take token", "/import update token {slug}"),
    "roadmaps": ("/roadmaps", "/roadmaps drop {slug}"),
    "switch": ("/switch", "/switch ml-data"),
    "share": ("/share",),
    "link": ("/link", "/link 12345678"),
    "unlink": ("/unlink",),
    "export": ("/export", "/export csv", "/export json", "/export calendar", "/export markdown", "/export everything"),
    "forget": ("/forget",),
    "help": ("/help", "/help done", "/help zzz"),
    "partner": ("/partner",),
    "promise": ("/promise finish it", "/promise"),
    "group": ("/group", "/group roadmap {slug}", "/group digest friday 10:00"),
    "join": ("/join",),
    "leave": ("/leave",),
    "board": ("/board",),
    "helpme": ("/helpme zzzzzz what is this", f"/helpme {TITLE}", "/helpme 3 how"),
    "canhelp": ("/canhelp", "/canhelp 1"),
    "thanks": ("/thanks", "/thanks ann"),
}
"""Of each command what costs most."""

IN_GROUPS = frozenset({"group", "join", "leave", "board", "helpme", "canhelp", "thanks"})
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
        await store.roadmaps.keep_draft("token", "console", ANN, imported, now=now, until=now + timedelta(hours=1))
    await database.close()
    return world


@pytest.fixture(scope="module")
def all_over(folder: Path) -> World:
    """Ann is all over a roadmap with long titles, thousands of skills and aliases."""
    return asyncio.run(prepared(folder / "wide.db", *wide()))


@pytest.fixture
def _as_in_a_bot_that_runs() -> Any:
    with settled():
        yield


async def quickest(world: World, work: Callable[[Bot], Awaitable[object]]) -> float:
    """Seconds of the longest stretch, in the best of a few tries."""
    best = float("inf")
    for _ in range(TRIES):
        async with world.bot() as bot:
            with measured() as taken:
                await work(bot)
        best = min(best, taken.longest)
        if best < BUDGET:
            break
    return best


def test_every_command_has_lines() -> None:
    assert set(LINES) == {command.name for command in COMMANDS}


@pytest.mark.usefixtures("_as_in_a_bot_that_runs")
@pytest.mark.parametrize("name", [command.name for command in COMMANDS if command.name not in IN_GROUPS])
async def test_a_line_takes_the_loop_little_time_on_the_largest_roadmap(name: str, going_on: World) -> None:
    slow = {}
    for line in LINES[name]:
        took = await quickest(going_on, lambda bot, line=line: bot.say(line))
        if took >= BUDGET:
            slow[line] = took
    assert slow == {}
