"""The commands as Discord has them, compared with ours: they are sent only when something changed."""

from collections.abc import Set as AbstractSet
from enum import Enum
from typing import Any

import structlog
from discord import HTTPException, Object
from discord.app_commands import CommandTree

from bot.platforms.discord.named import Named

log = structlog.get_logger()

DISCORDS_OWN = frozenset(
    {"id", "application_id", "version", "guild_id", "handler", "name_localized", "description_localized"}
)
OVERRULED = frozenset({"dm_permission", "default_permission", "nsfw"})
"""What nothing depends on: contexts say it all, and nothing here is for adults only."""

EMPTY: tuple[Any, ...] = ("", [], {})
PASSING = frozenset({401, 429, *range(500, 600)})
ONLY_GLOBAL = frozenset({"contexts", "integration_types"})
"""What a command of one server does not have."""


class Synced(Enum):
    """What Discord has of the commands: as they were there already, as they were sent, or older ones, for it took none."""

    ALREADY = "already"
    NOW = "now"
    NOT = "not"


async def sync(tree: CommandTree[Any], guild_id: int | None, named: Named) -> Synced:
    """Send the commands, to one server or to all, unless Discord has them so. What Discord calls them is ``named`` from then
    on.

    Raises what discord.py raises where Discord cannot be reached.
    """
    try:
        known = await _known(tree, guild_id)
        named.learn(known, only_of_a_server=guild_id is not None)
        if _are_ours(known, tree, guild_id):
            return Synced.ALREADY
        await tree.sync(guild=_guild(guild_id))
        named.learn(await _known(tree, guild_id), only_of_a_server=guild_id is not None)
    except HTTPException as refusal:
        if refusal.status in PASSING:
            raise
        log.warning("discord.menu_refused", status=refusal.status, code=refusal.code)
        return Synced.NOT  # the bot answers all the same, only its menu is old
    return Synced.NOW


async def in_sync(tree: CommandTree[Any], guild_id: int | None) -> bool:
    """Whether Discord has the commands as they are. Raises what discord.py raises where it cannot be reached."""
    return _are_ours(await _known(tree, guild_id), tree, guild_id)


def _are_ours(known: list[Any], tree: CommandTree[Any], guild_id: int | None) -> bool:
    if guild_id is not None:
        tree.copy_global_to(guild=Object(guild_id))
    ours = [command.to_dict(tree) for command in tree.get_commands(guild=_guild(guild_id))]
    return _plain(known, guild_id) == _plain(ours, guild_id)


def _guild(guild_id: int | None) -> Object | None:
    return None if guild_id is None else Object(guild_id)


async def _known(tree: CommandTree[Any], guild_id: int | None) -> list[Any]:
    """The commands as Discord words them. discord.py's own reading of them loses a context and a kind of installation:
    2.7.1 takes both for numbers that begin with 1 (discord.flags.ArrayFlags)."""
    http, application_id = tree.client.http, tree.client.application_id
    assert application_id is not None  # noqa: S101 - whoever is let in has one
    if guild_id is None:
        return [*await http.get_global_commands(application_id)]
    return [*await http.get_guild_commands(application_id, guild_id)]


def _plain(commands: list[Any], guild_id: int | None) -> dict[str, Any]:
    """The commands by name, without what says nothing."""
    left_out = DISCORDS_OWN | OVERRULED | (frozenset() if guild_id is None else ONLY_GLOBAL)
    return {command["name"]: _telling(_with_rights_as_text(command), left_out) for command in commands}


def _with_rights_as_text(command: Any) -> dict[str, Any]:
    """Discord has text where we have a number; nobody and everybody are not the same."""
    return {**command, "default_member_permissions": str(command.get("default_member_permissions"))}


def _telling(value: Any, left_out: AbstractSet[str]) -> Any:
    """A payload without what says nothing: null, no, and what is empty. The order of options counts, of numbers not."""
    match value:
        case dict():
            told = {key: _telling(one, left_out) for key, one in value.items() if key not in left_out}
            return {key: one for key, one in told.items() if one is not None and one is not False and one not in EMPTY}
        case [dict(), *_]:
            return [_telling(one, left_out) for one in value]
        case list():
            return sorted(value)
        case _:
            return value
