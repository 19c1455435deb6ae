"""Nothing behind a command's name: read at once, as all the reading of it would read it."""

from datetime import UTC, datetime

import pytest

from bot.chat.command import Command
from bot.chat.library import default_roadmap
from bot.commands import COMMANDS
from bot.said.clauses import Clause
from bot.said.deeds import Deed
from bot.said.lexicon import LEXICON
from bot.said.sentences import VERBS, read_command
from bot.said.world import World

GRAMMARS = {command.name: command.grammar for command in COMMANDS}
WORLD = World(datetime(2027, 1, 14, 18, tzinfo=UTC), default_roadmap(), LEXICON)


@pytest.mark.parametrize(
    "command",
    [one for one in COMMANDS if one.name not in VERBS and not one.grammar.needs_topic],
    ids=lambda one: one.name,
)
def test_a_bare_command_is_read_at_once_as_it_would_be_at_length(command: Command) -> None:
    at_length = Deed(WORLD.text(""), Clause(None, ()), command.grammar, WORLD).read()
    assert read_command(command.name, "", GRAMMARS.__getitem__, WORLD) == at_length
