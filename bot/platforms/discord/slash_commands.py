"""The commands as Discord's own: each slash command is generated from its neutral definition."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from inspect import Parameter, Signature
from typing import Any, Optional, TypeVar

from discord import Attachment, Client, Interaction, Message, Permissions, User, app_commands
from discord.app_commands import (
    AppCommandContext,
    AppCommandError,
    AppInstallationType,
    CommandNotFound,
    CommandSignatureMismatch,
    CommandTree,
    Group,
    Range,
)

from bot.chat.command import Command, Param, Where
from bot.chat.menu import Entry, by_name, menu_of
from bot.chat.platform import Right
from bot.errors import Choice

Slash = app_commands.Command[Any, ..., None]
OnHanded = Callable[[Interaction, Message, Command], Awaitable[object]]
Top = TypeVar("Top", Slash, Group)
OnCall = Callable[[Interaction, Command, Mapping[str, object]], Awaitable[object]]
OnOld = Callable[[Interaction], Awaitable[object]]
OnTyping = Callable[[Interaction, Command, str, str], Awaitable[Sequence[Choice]]]

LONGEST = {
    "topic": 200, "topics": 200, "steps": 200, "step": 200, "day": 60, "days": 80, "links": 300, "minutes": 20, "note": 300, "aside": 300, "text": 300,
    "end": 60, "stage": 200, "zone": 80, "time": 20,
}  # fmt: skip
"""Characters of an option; together they stay within what the Dispatcher reads."""

EVERYWHERE = AppCommandContext(guild=True, dm_channel=True, private_channel=True)
AMONG_OTHERS = AppCommandContext(guild=True, dm_channel=False, private_channel=True)
"""Of what is in no menu: in the direct chat it is a word like any other, among others nothing but the menu is heard."""

GROUPS = AppCommandContext(guild=True)
ANYHOW = AppInstallationType(guild=True, user=True)
IN_SERVERS = AppInstallationType(guild=True)
"""What is for groups needs the bot there; all else also works for a person who has installed it for themselves."""

BITS = {Right.MANAGE_GROUP: Permissions(manage_guild=True)}
"""Whom Discord lets call a command that needs a right, or needs one in part; on its Integrations page a server lets others."""


class Tree(CommandTree[Any]):
    """All commands. One that is not known here as it was called is old: Discord takes a while to show a new list."""

    def __init__(self, client: Client, on_old: OnOld) -> None:
        super().__init__(client)
        self._on_old = on_old

    async def on_error(self, interaction: Interaction, error: AppCommandError, /) -> None:
        """See CommandTree."""
        if isinstance(error, CommandNotFound | CommandSignatureMismatch):
            await self._on_old(interaction)
        else:
            await super().on_error(interaction, error)


def tree_of(
    client: Client,
    commands: Sequence[Command],
    *,
    on_call: OnCall,
    on_typing: OnTyping,
    on_handed: OnHanded,
    on_old: OnOld,
) -> Tree:
    """All commands: ``on_call`` answers them, ``on_typing`` completes their options, ``on_handed`` answers those in the menu of
    a message, ``on_old`` those that there are no more, or not in this form."""
    tree = Tree(client, on_old)
    for command, entries in menu_of(commands):
        if command.words:
            tree.add_command(_group(command, entries, on_call, on_typing))
        else:
            tree.add_command(_placed(slash(entries[0], on_call, on_typing), command))
    for command in by_name(commands).values():
        if command.on_message:
            tree.add_command(_on_message(command, on_handed))
    return tree


def _on_message(command: Command, on_handed: OnHanded) -> app_commands.ContextMenu:
    """A command in the menu of a message."""

    async def handed(interaction: Interaction, message: Message) -> None:
        await on_handed(interaction, message, command)

    menu = app_commands.ContextMenu(
        name=command.on_message, callback=handed, allowed_contexts=EVERYWHERE, allowed_installs=ANYHOW
    )
    if command.where is Where.GROUP:
        menu.allowed_contexts, menu.allowed_installs = GROUPS, IN_SERVERS
        menu.default_permissions = _guard(command)
    return menu


def slash(entry: Entry, on_call: OnCall, on_typing: OnTyping) -> Slash:
    """One command with its typed options, by its own name or behind that of another."""

    async def called(interaction: Interaction, **values: object) -> None:
        await on_call(interaction, entry.command, values)

    called.__signature__ = _signature(entry.params)  # type: ignore[attr-defined] # discord.py reads the options from it
    app_commands.describe(**{param.name: param.help for param in entry.params})(called)
    app_commands.choices(**{param.name: _choices(param) for param in entry.params if param.choices})(called)
    app_commands.autocomplete(
        **{param.name: _completing(entry.command, param, on_typing) for param in entry.params if param.is_completed}
    )(called)
    return app_commands.Command(name=entry.path[-1], description=entry.help, callback=called)


def _group(command: Command, entries: Sequence[Entry], on_call: OnCall, on_typing: OnTyping) -> Group:
    """A command with sub-words, which Discord does not call by its name alone."""
    group = _placed(Group(name=command.name, description=command.help), command)
    for entry in entries:
        group.add_command(slash(entry, on_call, on_typing))
    return group


def _placed(made: Top, command: Command) -> Top:
    """The same where it makes sense, and for those who may call it."""
    in_groups = command.where is Where.GROUP
    made.allowed_contexts = GROUPS if in_groups else EVERYWHERE if command.menu else AMONG_OTHERS
    made.allowed_installs = IN_SERVERS if in_groups else ANYHOW
    made.default_permissions = _guard(command)
    made.guild_only = in_groups
    return made


def _guard(command: Command) -> Permissions | None:
    """Whom Discord lets call it, where that is not everybody."""
    right = command.right or (Right.MANAGE_GROUP if command.rights_asked else None)
    return BITS[right] if right else None


def _choices(param: Param) -> list[app_commands.Choice[str]]:
    return [app_commands.Choice(name=choice.label, value=choice.line) for choice in param.choices]


def _signature(params: Sequence[Param]) -> Signature:
    kind = Parameter.POSITIONAL_OR_KEYWORD
    first = Parameter("interaction", kind, annotation=Interaction)
    return Signature([first, *(_parameter(param, kind) for param in params)])


def _parameter(param: Param, kind: Any) -> Parameter:
    option = _option(param)
    if param.required:
        return Parameter(param.name, kind, annotation=option)
    return Parameter(param.name, kind, annotation=Optional[option], default=None)  # noqa: UP045 - a transformer is no type


def _option(param: Param) -> Any:
    """The type of an option; what has no form of its own is a text, read as in a typed line."""
    if param.choices:
        return str
    match param.kind:
        case "number":
            return Range[int, param.arg.least, param.arg.most]
        case "person":
            return User
        case "sure":
            return bool
        case "document":
            return Attachment
        case kind:
            return Range[str, 1, LONGEST[kind]]


def _completing(command: Command, param: Param, on_typing: OnTyping) -> Any:
    async def complete(interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
        choices = await on_typing(interaction, command, param.name, typed)
        return [app_commands.Choice(name=choice.label, value=choice.line) for choice in choices]

    return complete
