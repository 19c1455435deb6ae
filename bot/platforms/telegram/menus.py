"""Which commands Telegram lists where. A list forbids nothing: where a command makes sense, and for whom, is asked when
it is said."""

from collections.abc import Iterator, Sequence

from telegram import (
    Bot,
    BotCommand,
    BotCommandScope,
    BotCommandScopeAllChatAdministrators,
    BotCommandScopeAllGroupChats,
    BotCommandScopeAllPrivateChats,
)

from bot.chat.command import Command, Where

ALSO_IN_GROUPS = frozenset({"help"})
"""In all lists: what tells of all the others."""


async def publish(bot: Bot, scope: BotCommandScope, menu: Sequence[BotCommand]) -> None:
    """Let Telegram list these there, unless it does: who has the list open sees it change."""
    if tuple(await bot.get_my_commands(scope=scope)) != tuple(menu):
        await bot.set_my_commands(menu, scope=scope)


def menus(commands: Sequence[Command]) -> Iterator[tuple[BotCommandScope, list[BotCommand]]]:
    """The lists for direct chats, for groups, and for those who manage them, whose own stands first: what is in the menu, and
    no more."""
    listed = [one for one in commands if one.menu]
    alone = [one for one in listed if one.where is not Where.GROUP]
    among = [one for one in listed if one.where is Where.GROUP]
    among += [one for one in alone if one.name in ALSO_IN_GROUPS]
    managing = [one for one in among if one.right or one.rights_asked]
    others = [one for one in among if one not in managing]
    yield BotCommandScopeAllPrivateChats(), _listed(alone)
    yield BotCommandScopeAllGroupChats(), _listed(others)
    yield BotCommandScopeAllChatAdministrators(), _listed([*managing, *others])


def _listed(commands: Sequence[Command]) -> list[BotCommand]:
    return [BotCommand(one.name, one.help) for one in commands]
