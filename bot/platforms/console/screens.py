"""Where the console reads lines and shows messages: a pipe, or a terminal with line editing."""

import asyncio
from collections.abc import AsyncIterator, Iterable
from pathlib import Path
from typing import Protocol, TextIO

from bot.chat.command import Command
from bot.chat.reply import Message
from bot.platforms.console.renderer import numbered, plain, styled
from bot.texts import terminal

PROMPT = "> "

Saved = tuple[Path, str]
"""Where a file is now, and what a picture shows in words."""


class Screen(Protocol):
    """Lines in, messages out."""

    def lines(self) -> AsyncIterator[str]:
        """The lines as they are typed, until there are no more."""

    def show(self, message: Message, files: Iterable[Saved]) -> None:
        """Show a message, its buttons and where its files were saved."""

    def note(self, text: str) -> None:
        """Show a line that is no message: the time in the demo."""


class Pipe:
    """Reads plain lines and prints plain replies."""

    def __init__(self, source: TextIO, target: TextIO) -> None:
        self._source, self._target = source, target

    async def lines(self) -> AsyncIterator[str]:
        while line := await asyncio.to_thread(self._source.readline):
            if line.strip():
                self._print(f"{PROMPT}{line.strip()}")
                yield line.strip()

    def show(self, message: Message, files: Iterable[Saved]) -> None:
        self._print(plain(message.text))
        for path, alt in files:
            self._print(terminal.saved(str(path), alt))
        if message.keys:
            self._print(numbered([key.label for key in message.keys]))
        self._print("")

    def note(self, text: str) -> None:
        self._print(text)

    def _print(self, text: str) -> None:
        print(text, file=self._target, flush=True)


class Terminal:
    """Line editing, history and completion by prompt_toolkit, drawing by rich."""

    def __init__(self, commands: tuple[Command, ...], names: Iterable[str], history: Path) -> None:
        from prompt_toolkit import PromptSession  # noqa: PLC0415 - a pipe does without
        from prompt_toolkit.history import FileHistory  # noqa: PLC0415 - as above
        from rich.console import Console as Rich  # noqa: PLC0415 - as above

        from bot.platforms.console.completer import NameCompleter  # noqa: PLC0415 - as above

        history.parent.mkdir(parents=True, exist_ok=True)
        self._session: PromptSession[str] = PromptSession(
            PROMPT,
            history=FileHistory(str(history)),
            completer=NameCompleter(commands, tuple(names)),
            complete_while_typing=False,
        )
        self._rich = Rich(highlight=False, emoji=False, markup=False)

    async def lines(self) -> AsyncIterator[str]:
        from prompt_toolkit.patch_stdout import patch_stdout  # noqa: PLC0415 - a pipe does without

        while True:
            try:
                with patch_stdout(raw=True):
                    line = (await self._session.prompt_async()).strip()
            except (EOFError, KeyboardInterrupt):
                return
            if line:
                yield line

    def show(self, message: Message, files: Iterable[Saved]) -> None:
        self._rich.print(styled(message.text))
        for path, alt in files:
            self._rich.print(terminal.saved(str(path), alt))
        if message.keys:
            self._rich.print(numbered([key.label for key in message.keys]), style="dim")
        self._rich.print()

    def note(self, text: str) -> None:
        self._rich.print(text, style="dim")
