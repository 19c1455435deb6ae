"""Which commands Telegram lists where. A list forbids nothing: where a command makes sense, and for whom, is asked when
it is said."""

from collections.abc import Iterator, Sequence

from telegram import (
    BotCommand,
    BotCommandScope,
    BotCommandScopeAllChatAdministrators,
    BotCommandScopeAllGroupChats,
    BotCommandScopeAllPrivateChats,
)

from bot.chat.command import Command, Where

ALSO_IN_GROUPS = frozenset({"help"})
"""In both lists: what tells of all the others."""


def menus(commands: Sequence[Command]) -> Iterator[tuple[BotCommandScope, list[BotCommand]]]:
    """The lists for direct chats, for groups, and for those who manage them: what is in the menu, and no more."""
    listed = [one for one in commands if one.menu]
    alone = [one for one in listed if one.where is not Where.GROUP]
    among = [one for one in listed if one.where is Where.GROUP]
    among += [one for one in alone if one.name in ALSO_IN_GROUPS]
    yield BotCommandScopeAllPrivateChats(), _listed(alone)
    yield BotCommandScopeAllGroupChats(), _listed([one for one in among if one.right is None])
    yield BotCommandScopeAllChatAdministrators(), _listed(among)


def _listed(commands: Sequence[Command]) -> list[BotCommand]:
    return [BotCommand(one.name, one.help) for one in commands]
