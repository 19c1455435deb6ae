"""Completion in the terminal: commands first, then the words behind them and what topics are called."""

from collections.abc import Iterable

from prompt_toolkit.completion import CompleteEvent, Completer, Completion
from prompt_toolkit.document import Document

from bot.chat.command import Command


class NameCompleter(Completer):
    """Completes the first word to a command, the next to what stands behind it, and for commands that take topics the rest
    to a topic."""

    def __init__(self, commands: tuple[Command, ...], topics: tuple[str, ...]) -> None:
        self._commands = commands
        self._topics = topics
        self._behind = {
            c.name: [(one.word, one.command.help if one.command else c.help) for one in c.words] for c in commands
        }
        self._takers = {c.name for c in commands if any(p.kind in {"topic", "topics"} for p in c.params)}

    def get_completions(self, document: Document, complete_event: CompleteEvent) -> Iterable[Completion]:  # noqa: ARG002 - its signature
        name, space, rest = document.text_before_cursor.removeprefix("/").partition(" ")
        if not space:
            for command in self._commands:
                if command.name.startswith(name.casefold()):
                    yield Completion(command.name, start_position=-len(name), display_meta=command.help)
            return
        for word, what in self._behind.get(name.casefold(), ()):
            if word.startswith(rest.casefold()):
                yield Completion(word, start_position=-len(rest), display_meta=what)
        if name.casefold() in self._takers:
            for topic in self._topics:
                if topic.casefold().startswith(rest.casefold()):
                    yield Completion(topic, start_position=-len(rest))
