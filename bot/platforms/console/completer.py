"""Completion in the terminal: commands first, then what topics are called."""

from collections.abc import Iterable

from prompt_toolkit.completion import CompleteEvent, Completer, Completion
from prompt_toolkit.document import Document

from bot.chat.command import Command


class NameCompleter(Completer):
    """Completes the first word to a command, and for commands that take topics the rest to a topic."""

    def __init__(self, commands: tuple[Command, ...], topics: tuple[str, ...]) -> None:
        self._commands = commands
        self._topics = topics
        self._takers = {c.name for c in commands if any(p.kind in {"topic", "topics"} for p in c.params)}

    def get_completions(self, document: Document, complete_event: CompleteEvent) -> Iterable[Completion]:  # noqa: ARG002 - its signature
        name, space, rest = document.text_before_cursor.removeprefix("/").partition(" ")
        if not space:
            for command in self._commands:
                if command.name.startswith(name.casefold()):
                    yield Completion(command.name, start_position=-len(name), display_meta=command.help)
        elif name.casefold() in self._takers:
            for topic in self._topics:
                if topic.casefold().startswith(rest.casefold()):
                    yield Completion(topic, start_position=-len(rest))
