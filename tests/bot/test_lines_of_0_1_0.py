"""Every line that a button or a message of release 0.1.0 types does what it did there: ``tests/releases/lines_of_0_1_0.json``
holds what each stored, as that release left it in seven states of a learner."""

import json
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from shutil import copyfile
from typing import Any

import pytest
from sqlalchemy import make_url, select

from bot.chat.command import Where
from bot.chat.context import open_context
from bot.chat.dispatch import Dispatcher
from bot.chat.heard import line_heard
from bot.chat.intake import understood
from bot.chat.menu import by_name
from bot.chat.platform import Place, Speaker, Spoken
from bot.commands import COMMANDS
from bot.nudges.arming import returning
from bot.store import Database
from bot.store.tables import learners
from tests.bot.conftest import OWLS

KEPT = json.loads((Path(__file__).parents[1] / "releases" / "lines_of_0_1_0.json").read_text(encoding="utf-8"))
STATES, LINES = KEPT["states"], KEPT["lines"]
BY_NAME = by_name(COMMANDS)

ASKED = {"/done nlp 3 march https://example.org/my-work": "2027-02"}
"""Lines of which a day is asked about since lines are read whole, and until when: 3 March was ten months ago."""

SHOWN_FIRST = {"/days mon-fri", "/days mon wed sat"}
"""Lines that show what they make of the end before they store anything, since that may be months; a tap does the rest."""

ANN = Speaker("console", "10", "Ann")
DIRECT = Place("10", direct=True)

Row = dict[str, Any]


def at(moment: str) -> datetime:
    return datetime.fromisoformat(moment).replace(tzinfo=UTC)


class Old:
    """A learner in the state that a line was said in, on a database of the present."""

    def __init__(self, path: Path) -> None:
        self.path, self.database, self._now = path, Database(f"sqlite+aiosqlite:///{path}"), at("2027-01-04 08:00")
        self._dispatcher = Dispatcher(
            self.database, COMMANDS, clock=lambda: self._now, default_zone="UTC", returning=returning
        )

    async def come_to(self, state: str) -> None:
        for moment, line in STATES[state]["said"]:
            self._now = at(moment)
            await self.say(line)
        self._now = at(STATES[state]["at"])

    @asynccontextmanager
    async def again(self) -> AsyncIterator["Old"]:
        """The same learner once more, of whose lines this one hears nothing."""
        copied = Old(self.path.with_name("again.db"))
        copied._now = self._now
        copyfile(self.path, copied.path)
        try:
            yield copied
        finally:
            await copied.database.close()
            for left in copied.path.parent.glob("again.db*"):
                left.unlink()

    async def say(self, line: str) -> None:
        line = line.replace("@STRAND", f"@{(await self._strands() or [0])[-1]}")
        assert await self._dispatcher.say(Spoken(ANN, DIRECT, line, self._now)), line

    def wait(self) -> None:
        """A minute passes, so that nobody is in haste."""
        self._now += timedelta(minutes=1)

    async def read(self, line: str, place: Place = DIRECT) -> str:
        """The command that a line is understood as, without its sub-word. Raises what it is refused with."""
        async with self.database.store() as store:
            contact = await store.learners.by_account(ANN.platform, ANN.user_id)
            context = await open_context(store, ANN, self._now, default_zone="UTC", contact=contact)
            heard = line_heard(Spoken(ANN, place, line, self._now), BY_NAME)
            assert heard
            (request,) = await understood(heard, BY_NAME, store, context.world)
        return request.command.name.partition(" ")[0]

    async def facts(self) -> list[Row]:
        async with self.database.reading() as store:
            return await store.facts.stored(await self._strands())

    async def settings(self) -> Row:
        async with self.database.reading() as store:
            contact = await store.learners.seen(ANN.platform, ANN.user_id)
            if contact is None:
                return {}
            strands = await store.learners.strands([contact.learner.id])
        async with self.database.engine.connect() as connection:
            wanted = select(learners).where(learners.c.id == contact.learner.id)
            row = (await connection.execute(wanted)).mappings().one()
        return {**row, "heard_on": None, "on": [[one.roadmap, one.first_day.isoformat()] for one in strands]}

    async def _strands(self) -> list[int]:
        async with self.database.reading() as store:
            contact = await store.learners.seen(ANN.platform, ANN.user_id)
            return [one.id for one in await store.learners.strands([contact.learner.id])] if contact else []


@pytest.fixture
async def old(sqlite_url: str, state: str) -> Old:
    learner = Old(Path(make_url(sqlite_url).database or ""))
    await learner.come_to(state)
    await learner.database.close()
    return learner


def plainly(value: object) -> object:
    """A value as it was kept."""
    return value if value is None or isinstance(value, bool | int | list) else str(value)


def differences(row: Row, stored: list[Row], before: Row, after: Row) -> Iterator[str]:
    expected = row.get("facts", [])
    if len(expected) != len(stored):
        yield f"{len(stored)} facts, not {len(expected)}"
    for one, fact in zip(expected, stored, strict=False):
        for key, value in one.items():
            if (found := fact[key].isoformat() if isinstance(fact[key], date) else fact[key]) != value:
                yield f"{key}: {found!r}, not {value!r}"
    for key, value in row.get("set", {}).items():
        if (found := plainly(after.get(key))) != value:
            yield f"{key}: {found!r}, not {value!r}"
    if not row.get("set") and before and (before != after):
        yield f"set: {[key for key in after if after[key] != before[key]]}"


@pytest.mark.drill
@pytest.mark.parametrize("state", STATES)
async def test_what_a_line_of_0_1_0_stored_it_stores(old: Old, state: str) -> None:
    wrong = []
    for row in LINES:
        if row["state"] != state or not (row.get("facts") or row.get("set")) or _is_asked(row) or _is_shown_first(row):
            continue
        async with old.again() as learner:
            for line in row.get("after", ()):
                await learner.say(line)
            facts, before = len(await learner.facts()), await learner.settings()
            await learner.say(row["line"])
            found = list(differences(row, (await learner.facts())[facts:], before, await learner.settings()))
        wrong += [f"{row['line']} {row.get('after', '')}: {found}"] if found else []
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize(
    "state",
    [
        state
        for state in STATES
        if any(r["line"] in SHOWN_FIRST and r.get("facts") and r["state"] == state for r in LINES)
    ],
)
async def test_what_is_shown_first_since_then_is_stored_by_a_tap_as_it_was(old: Old, state: str) -> None:
    for row in LINES:
        if row["state"] == state and row.get("facts") and _is_shown_first(row):
            async with old.again() as learner:
                before = await learner.facts()
                await learner.say(row["line"])
                assert await learner.facts() == before
                await learner.say(f"{row['line']} longer yes")
                stored = (await learner.facts())[len(before) :]
            assert [(fact["kind"], fact["weekdays"]) for fact in stored] == [
                (fact["kind"], fact["weekdays"]) for fact in row["facts"]
            ]


def _is_shown_first(row: Row) -> bool:
    return row["line"] in SHOWN_FIRST


def _is_asked(row: Row) -> bool:
    return row["line"] in ASKED and STATES[row["state"]]["at"] < ASKED[row["line"]]


@pytest.mark.parametrize("state", STATES)
async def test_what_a_line_of_0_1_0_showed_is_shown_by_the_same_command_and_nothing_is_stored(
    old: Old, state: str
) -> None:
    async with old.again() as learner:
        facts = await learner.facts()
        for row in LINES:
            if row["state"] != state or row.get("facts") or row.get("set") or row.get("after"):
                continue
            if row.get("refused") != "Missing" and not _is_asked(row):
                assert await learner.read(row["line"]) == _name(row["line"])
            learner.wait()
            await learner.say(row["line"])
            assert await learner.facts() == facts, row["line"]


@pytest.mark.parametrize("state", ["two going on"])
async def test_lines_of_0_1_0_that_need_a_group_or_a_file_are_understood(old: Old, state: str) -> None:
    async with old.again() as learner:
        for line in KEPT["elsewhere"]:
            place = OWLS if BY_NAME[_name(line)].where is Where.GROUP else DIRECT
            assert await learner.read(line, place) == _name(line), state


def _name(line: str) -> str:
    return line.removeprefix("/").split()[0]


def test_the_lines_of_0_1_0_are_many() -> None:
    assert len(LINES) >= 150
    assert {row["state"] for row in LINES} == set(STATES)
