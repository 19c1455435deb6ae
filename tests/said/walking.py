"""Lines with their effects, walked through the real dispatcher and store; see ``lines/README.md`` for their form."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from bot.chat.dispatch import Dispatcher
from bot.chat.platform import Place, Speaker, Spoken
from bot.chat.reply import Key
from bot.commands import COMMANDS
from bot.nudges.arming import returning
from bot.platforms.console.renderer import plain
from bot.platforms.console.travel import MovingClock
from bot.store import Database
from tests.presses import carried

LINES = Path(__file__).with_name("lines")
SHORT = 320
"""Characters of an answer that is short."""

Effect = dict[str, Any]
Row = dict[str, Any]


@dataclass(frozen=True)
class Example:
    """One line with what was said before it, the moment, and the effects it may have, the best first."""

    id: str
    kind: str
    line: str
    before: tuple[str, ...]
    now: datetime
    expect: Effect
    also: tuple[Effect, ...]

    @property
    def effects(self) -> tuple[Effect, ...]:
        return (self.expect, *self.also)


@dataclass(frozen=True)
class Answer:
    """What came of a line: the facts that were stored, and what was answered."""

    facts: tuple[Row, ...]
    every: tuple[Row, ...]
    """Those that were stored before it too."""
    text: str
    buttons: tuple[str, ...]

    @property
    def asks(self) -> bool:
        return "?" in self.text or bool(self.buttons)


@dataclass
class Tally:
    """How many were right, how many only asked about, and which stored something wrong."""

    right: int = 0
    asked: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)

    @property
    def share(self) -> float:
        return self.right / (self.right + len(self.asked) + len(self.wrong))

    def __str__(self) -> str:
        total = self.right + len(self.asked) + len(self.wrong)
        return f"{self.right} of {total} right ({self.share:.1%}), {len(self.asked)} asked, {len(self.wrong)} wrong"


def examples(path: Path) -> list[Example]:
    """The examples of a file."""
    return [_example(json.loads(line)) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def _example(row: Row) -> Example:
    return Example(
        row["id"],
        row["kind"],
        row["line"],
        tuple(row["before"]),
        datetime.fromisoformat(row["now"]).replace(tzinfo=UTC),
        row["expect"],
        tuple(row.get("also", ())),
    )


class Walk:
    """Each example is said by an account of its own."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._user = 0

    async def answer(self, example: Example) -> tuple[Answer, "Said"]:
        """Say what was said before, then the line."""
        self._user += 1
        said = Said(self._database, str(self._user), example)
        for line in example.before:
            await said.say(line)
        said.at(example.now)
        before = len(await said.rows())
        text, buttons = await said.say(example.line)
        every = tuple(await said.rows())
        return Answer(every[before:], every, text, buttons), said


class Said:
    """A direct chat in which an example is told."""

    def __init__(self, database: Database, user: str, example: Example) -> None:
        self._database, self._user = database, user
        moved = any(line.startswith("@ ") for line in example.before)
        self._clock = MovingClock(datetime(1999, 1, 1, tzinfo=UTC) if moved else example.now)
        self._dispatcher = Dispatcher(database, COMMANDS, clock=self._clock, default_zone="UTC", returning=returning)
        self._keys: tuple[Key, ...] = ()

    def at(self, moment: datetime) -> None:
        self._clock.advance(moment)

    async def say(self, line: str) -> tuple[str, tuple[str, ...]]:
        if line.startswith("@ "):
            self.at(datetime.fromisoformat(line[2:]).replace(tzinfo=UTC))
            return "", ()
        spoken = Spoken(Speaker("console", self._user), Place(self._user, direct=True), line, self._clock())
        message = await self._dispatcher.say(spoken)
        if message is None:
            return "", ()
        self._keys = message.keys
        return plain(message.text), tuple(key.label for key in message.keys)

    async def typed(self) -> list[str]:
        """The lines that the buttons of the last answer type."""
        presses = [carried(key.data, self._user) for key in self._keys]
        if not presses:
            return []
        async with self._database.reading() as store:
            return [
                press.line or await store.buttons.line(press.token, self._clock()) or "" for press in presses if press
            ]

    async def rows(self) -> list[Row]:
        async with self._database.reading() as store:
            contact = await store.learners.seen("console", self._user)
            if contact is None:
                return []
            strands = [strand.id for strand in await store.learners.strands([contact.learner.id])]
            return await store.facts.stored(strands)


async def fits(example: Example, answer: Answer, said: Said, titles: dict[str, str]) -> bool:
    """Whether the answer is one of the effects that are right."""
    return any([await _is(effect, answer, said, titles) for effect in example.effects])


async def _is(effect: Effect, answer: Answer, said: Said, titles: dict[str, str]) -> bool:
    if "facts" in effect:
        return _same(effect["facts"], answer.facts, answer.every, titles)
    if answer.facts:
        return False
    if "shows" in effect:
        shown, _ = await said.say(f"/{effect['shows']}")
        return shown == answer.text
    if effect.get("ask"):
        return answer.asks
    return len(answer.text) <= SHORT if effect.get("none") else bool(answer.text)


def _same(expected: list[Effect], stored: Iterable[Row], every: Iterable[Row], titles: dict[str, str]) -> bool:
    left = list(stored)
    for one in expected:
        found = next((row for row in left if _matches(one, row, every, titles)), None)
        if found is None:
            return False
        left.remove(found)
    return not left


def _matches(expected: Effect, row: Row, every: Iterable[Row], titles: dict[str, str]) -> bool:
    return all(_holds(key, value, row, every, titles) for key, value in expected.items())


def _holds(key: str, value: Any, row: Row, every: Iterable[Row], titles: dict[str, str]) -> bool:
    match key:
        case "kind" if value == "part":
            return row["kind"] == "checked in" and bool(row["note"])
        case "day" | "back":
            return row[key] == (date.fromisoformat(value) if value else None)
        case "about":
            return row["topic"] == value or titles[value].casefold() in row["note"].casefold()
        case "note":
            return value.casefold() in row["note"].casefold()
        case "of":
            undone = next(
                one for one in every if one["position"] == row["undoes"] and one["enrolment_id"] == row["enrolment_id"]
            )
            return value in {undone["kind"], f"{undone['kind']}:{undone['topic']}"}
    return bool(row[key] == value)
