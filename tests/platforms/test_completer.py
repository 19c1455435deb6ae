"""What the terminal completes: commands, the words behind them, and topics."""

import pytest
from prompt_toolkit.completion import CompleteEvent
from prompt_toolkit.document import Document

from bot.commands import COMMANDS
from bot.platforms.console.completer import NameCompleter


@pytest.mark.parametrize(
    ("typed", "completed"),
    [
        ("/nud", ["nudges"]),
        ("/nudges q", ["quiet"]),
        ("/nudges o", ["often", "on", "off"]),
        ("/plan fi", ["finish"]),
        ("/done n", ["NLP"]),
        ("/status n", []),
    ],
)
def test_the_terminal_completes_what_may_be_typed(typed: str, completed: list[str]) -> None:
    completer = NameCompleter(COMMANDS, ("NLP", "Deep Learning"))
    found = completer.get_completions(Document(typed), CompleteEvent())
    assert [one.text for one in found] == completed
