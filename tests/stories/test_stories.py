"""The stories: transcripts that read as the manual of every command and run through the real dispatcher, store,
commands, nudges and console rendering.

``# …`` explains, ``> /done nlp`` is said, ``> /import path.md`` sends a file of ``files``, ``> [picture] done nlp`` a picture with
these words below it, which stands as ``[picture 1]`` where it is shown again, and ``> 2`` presses button 2,
``^ done`` replies to the last message that came unasked, ``^2 done`` to the one before it, and ``+ 👍`` sets a sign on it (on Discord,
among others, ``^ /group hide`` chooses that from its menu);
``@ +7d`` and ``@ 2027-01-11 09:00`` move the clock (nudges stand where they arrive, below their time), ``(ann)`` before
one of these changes the speaker, and ``(ann@discord)`` is Ann on Discord. ``(ann@telegram in owls)`` speaks in a group,
``(ann@telegram in owls#studies)`` in a thread of it, and ``(ann@telegram, admin of owls)`` manages it from then on. ``!``
tells what happens in chats: see ``Room._happen``. On Discord a press may open a window, which is sent as
``> {How long was it? = 45 | What you learned = a sentence}``. Olga is who operates the bot. What is said in a group stands behind its name, and what is for one
alone behind theirs; ``sam_2`` is somebody else who is called Sam as well. Codes that link are told as if they were always the
same. Whatever follows is what comes back.
In a story whose name ends in ``_on_the_web`` the bot is found there.
``pytest tests/stories --write-stories`` writes it anew: read every word before you keep it.
"""

import asyncio
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from dataclasses import replace as changed
from datetime import UTC, datetime
from difflib import unified_diff
from functools import partial
from io import StringIO
from itertools import count
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from markupsafe import Markup

from bot.chat.dispatch import Dispatcher
from bot.chat.exhibit import Exhibit
from bot.chat.form import Form
from bot.chat.happenings import Added, Blocked, Departed, Happening, Moved
from bot.chat.operating import Operating
from bot.chat.platform import Called, Deed, Edit, Handed, Place, Post, Pressed, Reacted, Speaker, Spoken, Voice
from bot.chat.reply import Key, Message
from bot.commands import COMMANDS, operators
from bot.commands.events import happening
from bot.commands.links import EXAMPLE
from bot.errors import NotUnderstood
from bot.nudges.arming import returning
from bot.nudges.engine import Nudging
from bot.platforms.console.console import with_file
from bot.platforms.console.renderer import plain
from bot.platforms.console.screens import Pipe
from bot.platforms.console.travel import MovingClock, Travel
from bot.send_errors import Ability, Unreachable
from bot.store import Database
from bot.texts.errors import words
from tests.conftest import BOTH_WHEN_LONG
from tests.presses import look_as_they_do, press
from tests.stories.chats import Chats
from tests.stories.windows import opened, sent
from tests.unlocked import run_here

ENGINES = BOTH_WHEN_LONG

OPERATORS = {"olga@telegram": "900", "olga@discord": "901"}
"""Who operates the bot in every story in which they speak, by their accounts."""

START = datetime(2027, 1, 4, 8, tzinfo=UTC)
STORIES = sorted(Path(__file__).parent.glob("*.txt"))
UNGUESSABLE = re.compile(
    r"(?<=/start [\w-]{8}-)[a-z2-9]{6}\b|(?<=/roadmap/[\w-]{8}-)[a-z2-9]{6}\b|(?<=/portfolio/)[\w-]{32}"
    r"|(?<=/in/)[\w-]{22}"
)
"""What is different each time."""

PUBLIC_URL, ON_THE_WEB = "https://study.example", "_on_the_web"
"""Where the bot is found on the web in stories whose names end so; in others it is not."""

PICTURE = "[picture] "
FILES = Path(__file__).with_name("files")
INPUT = re.compile(
    r"(?:\((?P<speaker>\w+(?:@(?P<platform>\w+))?)(?:(?P<how> in|, admin of) (?P<group>[\w-]+)(?:#(?P<thread>[^)]+))?)?\) )?"
    r"(?P<sign>[>@!]|[+^]\d?) (?P<said>.+)"
)
HAPPENING = re.compile(
    r"(?P<added>the bot is added to (?P<to>[\w-]+))|(?P<who>\w+@\w+) (?P<does>leaves (?P<left>[\w-]+)|blocks the bot|"
    r"lets the bot in)|the bot (?P<may>may|may not) write in (?P<where>[\w-]+)|(?P<grown>[\w-]+) becomes a supergroup|"
    r"#(?P<thread>[\w-]+) of (?P<of>[\w-]+) is deleted|the question (?P<question>.+) in (?P<asked_in>[\w-]+) is deleted"
)
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


def _speaker(operator: str) -> Speaker:
    return Speaker(operator.partition("@")[2], OPERATORS[operator])


class Door:
    """A platform into the room. See bot.chat.platform.Platform."""

    def __init__(self, name: str, room: "Room") -> None:
        self.name, self.send, self.perform = name, room.send, room.perform

    async def run(self) -> None:
        """Nobody calls: the story is told line by line."""


class Room:
    """A console that several may speak at, from several platforms."""

    def __init__(self, database: Database, clock: MovingClock, public_url: str | None = None) -> None:
        self._clock = clock
        self._database = database
        self._dispatcher = Dispatcher(
            database,
            COMMANDS,
            clock=self._clock,
            default_zone="UTC",
            returning=returning,
            on_happening=partial(happening, default_zone="UTC"),
            run=run_here,
            operating=Operating(frozenset(map(_speaker, OPERATORS)), operators.COMMANDS),
            public_url=public_url,
        )
        doors = {name: Door(name, self) for name in ("console", "discord", "telegram")}
        self._nudging = Nudging(database, doors, default_zone="UTC", limits={}, in_flight=50)
        self._travels = {
            name: Travel(self._clock, database, self._nudging, platform=name, default_zone="UTC") for name in doors
        }
        self._chats = Chats()
        self._group: tuple[str, str | None] | None = None
        self._unopened: set[str] = set()
        self._blocked: set[str] = set()
        self._paper = StringIO()
        self._arrived: list[tuple[datetime, str, str]] = []
        self._screen = Pipe(StringIO(), self._paper)
        self._speakers = {"you": Speaker("console", "1", "you")}
        self._speaking = self._speakers["you"]
        self._keys: dict[str, tuple[Key, ...]] = {}
        self._whispered: dict[tuple[str, str], tuple[Key, ...]] = {}
        self._posted: dict[str, tuple[Key, ...]] = {}
        self._windows: dict[str, Form] = {}
        self._codes: dict[str, str] = {}
        self._pictures, self._sent = count(1), count(1)
        self._unasked: dict[str, list[str]] = {}
        """By account, or by the name of a group, the ids of what came there unasked."""

    async def tell(self, story: str) -> str:
        """The story with what the bot says now."""
        told = []
        for step in steps_of(story):
            if step.is_comment:
                told.append(f"{step.line}\n" + "\n" * step.parted)
            else:
                told.append(f"{step.line}\n{await self._answer(step.line)}\n\n")
        return "".join(told).rstrip("\n") + "\n"

    async def send(self, user_id: str, message: Message) -> str:
        """Show a nudge below its time, and to whom it came if not to the last speaker."""
        if not self._may_write_to(user_id):
            raise Unreachable("blocked, or never opened")
        name = next(name for name, speaker in self._speakers.items() if speaker.user_id == user_id)
        to = "" if user_id == self._speaking.user_id and not self._group else f"to {name}, "
        zone = await self._zone(self._speakers[name])
        with self._arriving(name):
            self._screen.note(f"--- {to}{self._clock().astimezone(zone):%a %Y-%m-%d %H:%M (%Z)} ---")
            self._show(user_id, message)
        sent = f"{next(self._sent)}"
        self._unasked.setdefault(user_id, []).append(sent)
        return sent

    async def perform(self, deed: Deed) -> str:
        """Show what is done in a group behind its name."""
        made, where = self._chats.perform(deed)
        with self._arriving(""):
            if isinstance(deed, Post):
                self._unasked.setdefault(re.split("[#,]", where)[0], []).append(made)
            if isinstance(deed, Post | Edit):
                self._show_in(where, deed.message)
            else:
                self._screen.note(f"[{where}] {getattr(deed, 'name', '')}".rstrip() + "\n")
        return made

    @contextmanager
    def _arriving(self, at: str) -> Iterator[None]:
        """What is shown meanwhile arrives somewhere; what arrives at one moment has no order but by where."""
        start = self._paper.tell()
        yield
        self._arrived.append((self._clock(), at, self._paper.getvalue()[start:]))
        self._paper.seek(start)
        self._paper.truncate()

    def _show_arrived(self) -> None:
        """To one person in the order of the alphabet, in a group in that of their coming."""
        ordered = sorted(self._arrived, key=lambda one: (*one[:2], one[2] if one[1] else ""))
        self._paper.write("".join(shown for *_, shown in ordered))
        self._arrived.clear()

    def _may_write_to(self, user_id: str) -> bool:
        return user_id not in self._unopened | self._blocked

    async def _answer(self, line: str) -> str:
        heard = INPUT.fullmatch(line)
        assert heard
        if heard["speaker"]:
            self._turn_to(heard)
        match heard["sign"]:
            case "@":
                await self._move(heard["said"])
            case "!":
                if happened := self._happen(heard["said"]):
                    await self._dispatcher.happened(happened, self._clock())
            case sign if message := await self._said(self._real(heard["said"]), sign):
                self._bring(message)
        if self._chats or len({speaker.platform for speaker in self._speakers.values()}) > 1:
            await self._nudging.work()
            self._show_arrived()
        said = UNGUESSABLE.sub("······", self._paper.getvalue().strip("\n"))
        self._paper.seek(0)
        self._paper.truncate()
        return said

    def _turn_to(self, heard: re.Match[str]) -> None:
        """Somebody speaks from now on, alone with the bot or in a group."""
        name, platform = heard["speaker"], heard["platform"] or "console"
        newcomer = Speaker(
            platform,
            OPERATORS.get(name, f"{len(self._speakers) + 1}"),
            name.partition("@")[0].partition("_")[0].capitalize(),
        )
        if name not in self._speakers and platform == "telegram":
            self._unopened.add(newcomer.user_id)  # Telegram lets nobody be written to who has not written first
        self._speaking = self._speakers.setdefault(name, newcomer)
        self._group = (heard["group"], heard["thread"]) if heard["group"] else None
        if self._group is None:
            self._unopened.discard(self._speaking.user_id)
        else:
            chat = self._chats.called(heard["group"], platform)
            chat.admins |= {self._speaking.user_id} if heard["how"] == ", admin of" else set()

    def _happen(self, said: str) -> Happening | None:
        """The bot is added, or may write, somebody leaves or blocks it, a group becomes a supergroup, a thread or a question
        is deleted."""
        told = HAPPENING.fullmatch(said)
        assert told, said
        if told["added"]:
            chat = self._chats.called(told["to"], self._speaking.platform)
            return Added(chat.platform, chat.chat_id, chat.name)
        if told["grown"]:
            chat = self._chats.known(told["grown"])
            before = chat.chat_id
            chat.become_supergroup()
            return Moved(chat.platform, before, chat.chat_id)
        if told["may"]:
            lacking = self._chats.called(told["where"], self._speaking.platform).lacking
            (lacking.discard if told["may"] == "may" else lacking.add)(Ability.WRITE)
            return None  # it is found out by trying
        if told["thread"]:
            chat = self._chats.known(told["of"])
            chat.closed.add(chat.threads[told["thread"]])
            return None  # nobody tells of it
        if told["question"]:
            self._chats.known(told["asked_in"]).delete(told["question"])
            return None  # nor of this
        who = self._speakers[told["who"]]
        if told["left"]:
            chat = self._chats.known(told["left"])
            chat.admins.discard(who.user_id)
            return Departed(who.platform, who.user_id, chat.chat_id)
        blocks = told["does"] == "blocks the bot"
        (self._blocked.add if blocks else self._blocked.discard)(who.user_id)
        return Blocked(who.platform, who.user_id, blocks)

    async def _move(self, said: str) -> None:
        try:
            travel, user_id = self._travels[self._speaking.platform], self._speaking.user_id
            await travel.go(said, user_id)
            self._show_arrived()
            self._screen.note(f"It is {await travel.time(user_id)}")
        except NotUnderstood as refused:
            self._screen.note(plain(words(refused)))

    async def _said(self, said: str, sign: str) -> Message | None:
        speaker, place = self._speaking, self._place()
        post = (
            self._unasked[self._group[0] if self._group else speaker.user_id][-int(sign[1:] or 1)]
            if sign != ">"
            else None
        )
        if sign.startswith("+"):
            return await self._dispatcher.react(Reacted(speaker, place, (said,), f"{post}", self._clock()))
        keys = () if post else self._keys_here()
        if said.isdecimal() and 1 <= int(said) <= len(keys):
            pressed = Pressed(speaker, place, keys[int(said) - 1].data, self._clock())
            return await self._pressed(pressed)
        if said.startswith("{"):
            form = self._windows[speaker.user_id]
            answers = sent(form, said)
            return await self._pressed(Pressed(speaker, place, form.line, self._clock(), answers), opens=False)
        if self._group and speaker.platform == "discord" and post:
            name, at = said.removeprefix("/"), self._clock()
            handed = Handed(speaker, place, name, at, "", at, is_own=False, message_id=post, is_ours=True)
            return await self._dispatcher.hand(handed)
        if self._group and speaker.platform == "discord":
            answer = await self._dispatcher.call(self._called(said, place))
            return self._opened(answer) if answer and answer.form and answer.form.at_once else answer
        line, file = with_file(said.removeprefix(PICTURE), FILES)
        shown = Exhibit(speaker.platform, f"photo {next(self._pictures)}") if said.startswith(PICTURE) else None
        voice = Voice.IN_REPLY if post and self._group else Voice.OWN
        return await self._dispatcher.say(
            Spoken(speaker, place, line, self._clock(), file, voice, exhibit=shown, replies_to=post)
        )

    async def _pressed(self, pressed: Pressed, *, opens: bool = True) -> Message | None:
        answer = await press(self._dispatcher, pressed)
        if isinstance(answer, str):
            self._screen.note(f"({answer})")
            return None
        if answer and answer.form and opens and pressed.speaker.platform == "discord":
            return self._opened(answer)
        return None if answer and answer.in_passing else answer  # a toast goes, and the story shows what stays

    def _opened(self, answer: Message) -> None:
        """A window opens in the place of an answer."""
        assert answer.form
        self._windows[self._speaking.user_id] = answer.form
        self._screen.note(f"{opened(answer.form)}\n")

    def _place(self) -> Place:
        if self._group is None:
            return Place(self._speaking.user_id, direct=True)
        name, thread = self._group
        return self._chats.known(name).place(self._speaking, thread)

    def _called(self, said: str, place: Place) -> Called:
        """A slash command in a server, its words in the first option."""
        name, _, rest = said.removeprefix("/").partition(" ")
        command = next(one for one in COMMANDS if one.name == name)
        options = {command.params[0].name: rest} if rest else {}
        return Called(self._speaking, place, name, self._clock(), options)

    def _keys_here(self) -> tuple[Key, ...]:
        """The buttons that are in sight: in a group those whispered last, or else those of the last post."""
        if self._group is None:
            return self._keys.get(self._speaking.user_id, ())
        name = self._group[0]
        return self._whispered.get((name, self._speaking.user_id)) or self._posted.get(name, ())

    def _bring(self, message: Message) -> None:
        """An answer to where it belongs: to the chat, or to the speaker alone, who Telegram may not let us write to."""
        speaker = self._speaking
        if self._group is None:
            self._show(speaker.user_id, message)
        elif not message.private:
            self._show_in("#".join(filter(None, self._group)), message)
        elif speaker.platform == "discord":
            self._whispered[self._group[0], speaker.user_id] = message.keys
            self._print(f"only {speaker.name} sees", message)
        elif self._may_write_to(speaker.user_id):
            self._keys[speaker.user_id] = message.keys or self._keys.get(speaker.user_id, ())
            self._print(f"to {speaker.name} directly", message)
        else:
            self._screen.note(
                f"[{self._group[0]}] (the way to the direct chat, where {speaker.name} cannot be written to)\n"
            )

    def _show_in(self, where: str, message: Message) -> None:
        if message.keys:
            name = re.split("[#,]", where)[0]
            self._posted[name] = message.keys
            self._whispered = {key: keys for key, keys in self._whispered.items() if key[0] != name}
        self._print(where, message)

    def _show(self, user_id: str, message: Message) -> None:
        if message.keys:
            self._keys[user_id] = message.keys
        self._print("", message)

    def _print(self, where: str, message: Message) -> None:
        look_as_they_do(message)
        head = Markup("[{}] ").format(where) if where else Markup("")
        told = changed(message, text=head + Markup(CODE.sub(self._told, message.text)))
        self._screen.show(told, [(Path(file.name), file.alt) for file in message.attachments])
        if message.page and message.page.open_to_all:
            self._screen.note(f"[link {message.page.label}]\n")
        for one in message.exhibits:
            self._screen.note(f"[picture {one.where.removeprefix('photo ')}]\n")

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
    public_url = PUBLIC_URL if path.stem.endswith(ON_THE_WEB) else None
    told = asyncio.run(tell(story, database_url, public_url))
    if pytestconfig.getoption("write_stories"):
        path.write_text(told, encoding="utf-8")
    else:
        difference = unified_diff(story.splitlines(), told.splitlines(), "as written", "as told", lineterm="")
        assert told == story, "\n".join(difference)


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
@pytest.mark.parametrize("name", ["link", "replan"])
def test_a_story_in_which_much_meets_goes_alike_on_postgresql(name: str, database_url: str) -> None:
    story = Path(__file__).with_name(f"{name}.txt").read_text(encoding="utf-8")
    assert asyncio.run(tell(story, database_url)) == story


async def tell(story: str, database_url: str, public_url: str | None = None) -> str:
    clock = MovingClock(START)
    database = Database(database_url, clock)
    try:
        return await Room(database, clock, public_url).tell(story)
    finally:
        await database.close()


def test_every_command_is_in_a_story_with_a_right_and_a_wrong_input() -> None:
    told = "\n".join(path.read_text(encoding="utf-8") for path in STORIES if path.stem != "wrong_input")
    wrong = Path(__file__).with_name("wrong_input.txt").read_text(encoding="utf-8")
    for command in COMMANDS:
        assert re.search(rf"> /{command.name}\b", told), command.name
        assert f"> /{command.name} " in wrong
