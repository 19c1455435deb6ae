"""What each option of a slash command may hold: every kind of argument that is typed has a length."""

from bot.chat.command import KINDS
from bot.platforms.discord.slash_commands import LONGEST

NOT_TYPED = {"number", "sure", "document", "person", "weekday"}
"""A number, a choice of yes or no, a file, somebody who is picked, and one of seven days."""


def test_every_kind_of_argument_has_a_length_on_discord() -> None:
    assert set(KINDS.values()) - NOT_TYPED == set(LONGEST)
