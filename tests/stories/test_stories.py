"""The stories: transcripts that read as the manual of every command and run through the real dispatcher, store,
commands, nudges and console rendering.

``# …`` explains, ``> /done nlp`` is said and ``> 2`` presses button 2, ``@ +7d`` and ``@ 2027-01-11 09:00`` move the
clock (nudges stand where they arrive, below their time), ``(ann)`` before one of these changes the speaker. Whatever
follows is what comes back. ``pytest tests/stories --write-stories`` writes it anew: read every word before you keep it.
"""

import asyncio
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from difflib import unified_diff
from io import StringIO
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.chat.dispatch import Dispatcher
from bot.chat.platform import Deed, Place, Pressed, Speaker, Spoken
from bot.chat.reply import Key, Message
from bot.commands import COMMANDS
from bot.commands.telling import returning
from bot.errors import NotUnderstood
from bot.nudges.engine import Nudging
from bot.platforms.console.rendering import plain
from bot.platforms.console.screens import Pipe
from bot.platforms.console.travel import MovingClock, Travel
from bot.store import Database
from bot.texts.errors import words

START = datetime(2027, 1, 4, 8, tzinfo=UTC)
STORIES = sorted(Path(__file__).parent.glob("*.txt"))
INPUT = re.compile(r"(?:\((?P<speaker>\w+)\) )?(?P<sign>[>@]) (?P<said>.+)")


@dataclass(frozen=True)
class Step:
    """One line of a story that is not the bot's: a comment, or something said, pressed or waited for."""

    line: str
    is_comment: bool
    parted: bool
    """Whether an empty line follows a comment."""


def steps_of(story: str) -> list[Step]:
    """The story without what the bot says in it."""
    lines = story.splitlines()
    return [
        Step(line, line.startswith("#"), lines[index + 1 : index + 2] == [""])
        for index, line in enumerate(lines)
        if line.startswith("#") or INPUT.fullmatch(line)
    ]


class Room:
    """A console that several may speak at. See bot.chat.platform.Platform."""

    name = "console"

    def __init__(self, database: Database, clock: MovingClock) -> None:
        self._clock = clock
        self._database = database
        self._dispatcher = Dispatcher(database, COMMANDS, clock=self._clock, default_zone="UTC", returning=returning)
        nudging = Nudging(database, {self.name: self}, default_zone="UTC", limits={})
        self._travel = Travel(self._clock, database, nudging, platform=self.name, default_zone="UTC")
        self._paper = StringIO()
        self._screen = Pipe(StringIO(), self._paper)
        self._speakers = {"you": 1}
        self._speaking = 1
        self._keys: dict[int, tuple[Key, ...]] = {}

    async def tell(self, story: str) -> str:
        """The story with what the bot says now."""
        told = []
        for step in steps_of(story):
            if step.is_comment:
                told.append(f"{step.line}\n" + "\n" * step.parted)
            else:
                told.append(f"{step.line}\n{await self._answer(step.line)}\n\n")
        return "".join(told).rstrip("\n") + "\n"

    async def send(self, user_id: int, message: Message) -> str:
        """Show a nudge below its time, and to whom it came if not to the last speaker."""
        name = next(name for name, number in self._speakers.items() if number == user_id)
        to = "" if user_id == self._speaking else f"to {name}, "
        self._screen.note(f"--- {to}{self._clock().astimezone(await self._zone(user_id)):%a %Y-%m-%d %H:%M (%Z)} ---")
        self._show(user_id, message)
        return "1"

    async def perform(self, deed: Deed) -> str:
        """There are no groups in these stories."""
        raise AssertionError(deed)

    async def run(self) -> None:
        """Nobody calls: the story is told line by line."""

    async def _answer(self, line: str) -> str:
        heard = INPUT.fullmatch(line)
        assert heard
        if heard["speaker"]:
            self._speaking = self._speakers.setdefault(heard["speaker"], len(self._speakers) + 1)
        if heard["sign"] == "@":
            await self._move(heard["said"])
        elif message := await self._said(heard["said"]):
            self._show(self._speaking, message)
        said = self._paper.getvalue().strip("\n")
        self._paper.seek(0)
        self._paper.truncate()
        return said

    async def _move(self, said: str) -> None:
        try:
            await self._travel.go(said, self._speaking)
            self._screen.note(f"It is {await self._travel.time(self._speaking)}")
        except NotUnderstood as refused:
            self._screen.note(plain(words(refused)))

    async def _said(self, said: str) -> Message | None:
        speaker, place = Speaker(self.name, self._speaking), Place(self._speaking, direct=True)
        keys = self._keys.get(self._speaking, ())
        if said.isdecimal() and 1 <= int(said) <= len(keys):
            pressed = Pressed(speaker, place, keys[int(said) - 1].data, self._clock())
            assert await self._dispatcher.admit(pressed) is None
            return await self._dispatcher.press(pressed)
        return await self._dispatcher.say(Spoken(speaker, place, said, self._clock()))

    def _show(self, user_id: int, message: Message) -> None:
        if message.keys:
            self._keys[user_id] = message.keys
        self._screen.show(message, [Path(file.name) for file in message.attachments])

    async def _zone(self, user_id: int) -> ZoneInfo:
        async with self._database.store() as store:
            contact = await store.learners.by_account(self.name, user_id)
        return ZoneInfo((contact and contact.learner.zone) or "UTC")


@pytest.mark.parametrize("path", STORIES, ids=lambda path: path.stem)
def test_a_story_goes_as_it_is_written(path: Path, database_url: str, pytestconfig: pytest.Config) -> None:
    story = path.read_text(encoding="utf-8")
    told = asyncio.run(tell(story, database_url))
    if pytestconfig.getoption("write_stories"):
        path.write_text(told, encoding="utf-8")
    else:
        difference = unified_diff(story.splitlines(), told.splitlines(), "as written", "as told", lineterm="")
        assert told == story, "\n".join(difference)


async def tell(story: str, database_url: str) -> str:
    clock = MovingClock(START)
    database = Database(database_url, clock)
    try:
        return await Room(database, clock).tell(story)
    finally:
        await database.close()


def test_every_command_is_in_a_story_with_a_right_and_a_wrong_input() -> None:
    told = "\n".join(path.read_text(encoding="utf-8") for path in STORIES if path.stem != "wrong_input")
    wrong = Path(__file__).with_name("wrong_input.txt").read_text(encoding="utf-8")
    for command in COMMANDS:
        assert f"> /{command.name}" in told
        assert f"> /{command.name} " in wrong
