"""The stories: transcripts that read as the manual of every command and run through the real dispatcher, store,
commands, nudges and console rendering.

``# …`` explains, ``> /done nlp`` is said, ``> /import path.md`` sends a file of ``files`` and ``> 2`` presses button 2,
``@ +7d`` and ``@ 2027-01-11 09:00`` move the clock (nudges stand where they arrive, below their time), ``(ann)`` before
one of these changes the speaker, and ``(ann@discord)`` is Ann on Discord. Codes that link are told as if they were always
the same. Whatever follows is what comes back. ``pytest tests/stories --write-stories`` writes it anew: read every word
before you keep it.
"""

import asyncio
import re
from dataclasses import dataclass
from dataclasses import replace as changed
from datetime import UTC, datetime
from difflib import unified_diff
from io import StringIO
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from markupsafe import Markup

from bot.chat.dispatch import Dispatcher
from bot.chat.platform import Deed, Place, Pressed, Speaker, Spoken
from bot.chat.reply import Key, Message
from bot.commands import COMMANDS
from bot.commands.linking import EXAMPLE
from bot.commands.telling import returning
from bot.errors import NotUnderstood
from bot.nudges.engine import Nudging
from bot.platforms.console.console import with_file
from bot.platforms.console.rendering import plain
from bot.platforms.console.screens import Pipe
from bot.platforms.console.travel import MovingClock, Travel
from bot.store import Database
from bot.texts.errors import words

START = datetime(2027, 1, 4, 8, tzinfo=UTC)
STORIES = sorted(Path(__file__).parent.glob("*.txt"))
UNGUESSABLE = re.compile(r"(?<=/start [\w-]{8}-)[a-z2-9]{6}\b")
"""What is different each time."""

FILES = Path(__file__).with_name("files")
INPUT = re.compile(r"(?:\((?P<speaker>\w+(?:@(?P<platform>\w+))?)\) )?(?P<sign>[>@]) (?P<said>.+)")
CODE = re.compile(r"(?<=/link )[A-Z2-9]{4}-[A-Z2-9]{4}")
TYPED = re.compile(r"(?<=/link )([A-Z2-9]{4})[- ]([A-Z2-9]{4})", re.IGNORECASE)
TOLD = ("W4TR-9HBC", "M3XK-7PQA", "T8RC-4WNE", "D6YJ-3KUF")
"""What is told instead of the codes of a story, which are others each time."""


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


class Door:
    """A platform into the room. See bot.chat.platform.Platform."""

    def __init__(self, name: str, room: "Room") -> None:
        self.name, self.send = name, room.send

    async def run(self) -> None:
        """Nobody calls: the story is told line by line."""


class Room:
    """A console that several may speak at, from several platforms."""

    def __init__(self, database: Database, clock: MovingClock) -> None:
        self._clock = clock
        self._database = database
        self._dispatcher = Dispatcher(database, COMMANDS, clock=self._clock, default_zone="UTC", returning=returning)
        doors = {name: Door(name, self) for name in ("console", "discord", "telegram")}
        nudging = Nudging(database, doors, default_zone="UTC", limits={})
        self._travels = {
            name: Travel(self._clock, database, nudging, platform=name, default_zone="UTC") for name in doors
        }
        self._paper = StringIO()
        self._screen = Pipe(StringIO(), self._paper)
        self._speakers = {"you": Speaker("console", 1, "you")}
        self._speaking = self._speakers["you"]
        self._keys: dict[int, tuple[Key, ...]] = {}
        self._codes: dict[str, str] = {}

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
        name = next(name for name, speaker in self._speakers.items() if speaker.user_id == user_id)
        to = "" if user_id == self._speaking.user_id else f"to {name}, "
        self._screen.note(
            f"--- {to}{self._clock().astimezone(await self._zone(self._speakers[name])):%a %Y-%m-%d %H:%M (%Z)} ---"
        )
        self._show(user_id, message)
        return "1"

    async def perform(self, deed: Deed) -> str:
        """There are no groups in these stories."""
        raise AssertionError(deed)

    async def _answer(self, line: str) -> str:
        heard = INPUT.fullmatch(line)
        assert heard
        if heard["speaker"]:
            name, platform = heard["speaker"], heard["platform"] or "console"
            newcomer = Speaker(platform, len(self._speakers) + 1, name.partition("@")[0].capitalize())
            self._speaking = self._speakers.setdefault(name, newcomer)
        if heard["sign"] == "@":
            await self._move(heard["said"])
        elif message := await self._said(self._real(heard["said"])):
            self._show(self._speaking.user_id, message)
        said = UNGUESSABLE.sub("······", self._paper.getvalue().strip("\n"))
        self._paper.seek(0)
        self._paper.truncate()
        return said

    async def _move(self, said: str) -> None:
        try:
            travel, user_id = self._travels[self._speaking.platform], self._speaking.user_id
            await travel.go(said, user_id)
            self._screen.note(f"It is {await travel.time(user_id)}")
        except NotUnderstood as refused:
            self._screen.note(plain(words(refused)))

    async def _said(self, said: str) -> Message | None:
        speaker, place = self._speaking, Place(self._speaking.user_id, direct=True)
        keys = self._keys.get(speaker.user_id, ())
        if said.isdecimal() and 1 <= int(said) <= len(keys):
            pressed = Pressed(speaker, place, keys[int(said) - 1].data, self._clock())
            assert await self._dispatcher.admit(pressed) is None
            return await self._dispatcher.press(pressed)
        line, file = with_file(said, FILES)
        return await self._dispatcher.say(Spoken(speaker, place, line, self._clock(), file))

    def _show(self, user_id: int, message: Message) -> None:
        if message.keys:
            self._keys[user_id] = message.keys
        told = changed(message, text=Markup(CODE.sub(self._told, message.text)))
        self._screen.show(told, [Path(file.name) for file in message.attachments])

    def _told(self, code: re.Match[str]) -> str:
        """What is told instead of a code that was just shown; the one in examples is told as it is."""
        if code[0] == EXAMPLE:
            return EXAMPLE
        known = {real: told for told, real in self._codes.items()}
        told = known.get(code[0], TOLD[len(known) % len(TOLD)])
        self._codes[told] = code[0]
        return told

    def _real(self, said: str) -> str:
        """What is said, with the code that was really shown, in the way it is typed."""

        def typed(told: re.Match[str]) -> str:
            real = self._codes.get(f"{told[1]}-{told[2]}".upper(), told[0])
            return real.lower().replace("-", " ") if " " in told[0] else real

        return TYPED.sub(typed, said)

    async def _zone(self, speaker: Speaker) -> ZoneInfo:
        async with self._database.store() as store:
            contact = await store.learners.by_account(speaker.platform, speaker.user_id)
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
