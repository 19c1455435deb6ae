"""One learner at a terminal: lines and button numbers go to the dispatcher, answers and nudges come back."""

from pathlib import Path

from bot.chat.documents import IMPORT
from bot.chat.platform import (
    Deed,
    Delete,
    DropEvent,
    Edit,
    File,
    Kernel,
    OpenRoom,
    Pin,
    Place,
    PlanEvent,
    Post,
    Pressed,
    Speaker,
    Spoken,
    Unpin,
)
from bot.chat.reply import Key, Message
from bot.clock import Clock
from bot.errors import NotFetched, NotUnderstood
from bot.platforms.console.pack import CONSOLE
from bot.platforms.console.renderer import plain
from bot.platforms.console.screens import Screen
from bot.platforms.console.travel import Travel
from bot.texts import errors as texts
from bot.texts import export as told
from bot.texts import terminal

LEARNER = "1"
"""The account of whoever sits at the terminal."""

QUIT = frozenset({"/quit", "/exit", "quit", "exit"})


class Console:
    """See bot.chat.platform.Platform. ``files`` is where attachments are saved; ``travel`` obeys lines with @."""

    name = CONSOLE.traits.name
    routes = ()
    warden = None

    def __init__(
        self, dispatcher: Kernel, clock: Clock, screen: Screen, *, files: Path, travel: Travel | None = None
    ) -> None:
        self._dispatcher, self._clock, self._screen = dispatcher, clock, screen
        self._files, self._travel = files, travel
        self._keys: tuple[Key, ...] = ()
        self._sent = 0

    def start_link(self, _roadmap: str) -> str:
        """See Platform: whoever wants to sits down at it."""
        return ""

    async def run(self) -> None:
        """Read and answer lines until there are no more."""
        async for line in self._screen.lines():
            if line.casefold() in QUIT:
                return
            await self._take(line)

    async def send(self, user_id: str, message: Message) -> str:
        """Show a nudge; in the demo with the time it came at."""
        if self._travel:
            self._screen.note(f"--- {await self._travel.time(user_id)} ---")
        self._show(message)
        self._sent += 1
        return str(self._sent)

    async def perform(self, deed: Deed) -> str:
        """Show what is done in a group as a note; its buttons are for others to press."""
        self._screen.note(_noted(deed))
        self._sent += 1
        return str(self._sent)

    async def _take(self, line: str) -> None:
        if self._travel and line.startswith("@"):
            await self._move(self._travel, line.removeprefix("@").strip())
            return
        answer = await self._press(line) if line.isdecimal() else await self._say(line)
        if answer:
            self._show(answer)

    async def _move(self, travel: Travel, said: str) -> None:
        try:
            await travel.go(said, LEARNER)
            self._screen.note(f"{terminal.it_is(await travel.time(LEARNER))}\n")
        except NotUnderstood as refused:
            self._screen.note(plain(texts.words(refused)))

    async def _say(self, line: str) -> Message | None:
        speaker = Speaker(self.name, LEARNER, "you")
        line, file = with_file(line)
        return await self._dispatcher.say(Spoken(speaker, Place(LEARNER, direct=True), line, self._clock(), file))

    async def _press(self, number: str) -> Message | None:
        index = int(number[:4]) - 1
        if not 0 <= index < len(self._keys):
            return await self._say(number)
        admitted = await self._dispatcher.admit(
            Pressed(
                Speaker(self.name, LEARNER, "you"), Place(LEARNER, direct=True), self._keys[index].data, self._clock()
            )
        )
        if isinstance(admitted, str):
            self._screen.note(f"{admitted}\n")
            return None
        return await self._dispatcher.press(admitted)

    def _show(self, message: Message) -> None:
        if message.keys:
            self._keys = message.keys
        saved, lost = [], []
        for file in message.attachments:
            try:
                saved.append((self._save(file.name, file.content), file.alt))
            except OSError:
                lost.append(file)
        self._screen.show(message, saved)
        for file in lost:
            self._screen.note(f"{plain(told.not_saved(file.name, str(self._files), file.alt))}\n")

    def _save(self, name: str, content: bytes) -> Path:
        """Where a file is now. Raises OSError."""
        self._files.mkdir(parents=True, exist_ok=True)
        path = self._files / Path(name).name
        path.write_bytes(content)
        return path


def with_file(line: str, folder: Path = Path()) -> tuple[str, File | None]:
    """``/import roadmap.md`` as the command and that file, where there is one of this name in the folder."""
    command, _, name = line.partition(" ")
    path = folder / Path(name.strip()).expanduser()
    if command != IMPORT or not path.is_file():
        return line, None

    async def fetch() -> bytes:
        try:
            return path.read_bytes()
        except OSError:
            raise NotFetched from None

    return IMPORT, File(path.name, path.stat().st_size, fetch)


def _noted(deed: Deed) -> str:
    """What is done, and where: "[group -5] …"."""
    match deed:
        case Post():
            return terminal.posted(str(deed.chat_id), plain(deed.message.text))
        case Edit():
            return terminal.edited(str(deed.chat_id), deed.message_id, plain(deed.message.text))
        case Pin():
            return terminal.pinned(str(deed.chat_id), deed.message_id)
        case Unpin():
            return terminal.unpinned(str(deed.chat_id), deed.message_id)
        case Delete():
            return terminal.deleted(str(deed.chat_id), deed.message_id)
        case OpenRoom():
            return terminal.room_opened(str(deed.chat_id), deed.name)
        case PlanEvent():
            return terminal.event_planned(deed.chat_id, deed.name)
        case DropEvent():
            return terminal.event_dropped(deed.chat_id, deed.event_id)
