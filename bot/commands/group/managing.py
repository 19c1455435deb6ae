"""What stands behind /group for those who manage a group."""

from functools import partial

from bot.chat.command import Where, command
from bot.chat.platform import Right

managed = partial(command, where=Where.GROUP, right=Right.MANAGE_GROUP, rights_asked=True)
"""A command said in a group by who manages it; the platform is asked who that is."""
