"""Discord's servers, channels and threads as the kernel's chats: a channel, and each thread of it, is a place.

Who leaves a server is not told without an intent that is a privilege; see bot.platforms.discord.roll.
"""

from collections.abc import Sequence
from typing import Any

from discord import Guild, Interaction, Permissions, TextChannel, Thread

from bot.chat.happenings import Added, Removed
from bot.chat.platform import Place, Right
from bot.platforms.discord.pack import TRAITS
from bot.send_errors import Ability

NAME = TRAITS.name


def added(guild: Guild) -> Added:
    """The bot was installed on a server: it greets in the channel for such news, else in the first it may write to, if there is
    one. What it may write to besides, such as a forum's post, is known by the groups that live there."""
    channels: Sequence[TextChannel | None] = (guild.system_channel, *guild.text_channels)
    chosen = next((one for one in channels if one and _may_write(one)), None)
    return Added(NAME, str(chosen.id) if chosen else None, _title(guild, chosen) if chosen else "", str(guild.id))


def removed(guild: Guild) -> Removed:
    """The bot is on a server no longer, or the server is gone."""
    return Removed(NAME, None, str(guild.id))


def place_of(interaction: Interaction) -> Place:
    """Only the bot's own chat with somebody is direct: a person's app can be called among friends too."""
    server, channel = interaction.guild_id, interaction.channel
    thread = channel if isinstance(channel, Thread) else None
    manages = server is not None and interaction.permissions.manage_guild
    return Place(
        str(thread.parent_id if thread else interaction.channel_id or interaction.user.id),
        direct=server is None and not interaction.context.private_channel,
        whispers=True,
        rights=frozenset([Right.MANAGE_GROUP]) if manages else frozenset(),
        thread_id=str(thread.id) if thread else None,
        server_id=None if server is None else str(server),
        title=_title(interaction.guild, thread.parent if thread else channel) if server else "",
        abilities=None if server is None else _abilities(interaction.app_permissions, thread),
        thread_title=_title(interaction.guild, thread) if server and thread else "",
    )


def _abilities(rights: Permissions, thread: Thread | None) -> frozenset[Ability]:
    """What the bot may do where it was called, as Discord says with each call."""
    may_write_in_closed = rights.manage_threads or not (thread and thread.locked)
    may = {
        Ability.SEE: rights.view_channel,
        Ability.WRITE: rights.send_messages,
        Ability.WRITE_IN_THREADS: rights.send_messages_in_threads,
        Ability.WRITE_IN_CLOSED: may_write_in_closed,
        Ability.PIN: rights.pin_messages,
        Ability.OPEN_ROOMS: rights.create_public_threads,
        Ability.PLAN_EVENTS: rights.create_events or rights.manage_events,
    }
    return frozenset(ability for ability, is_given in may.items() if is_given or rights.administrator)


def _title(guild: Guild | None, channel: Any) -> str:
    """What people call a channel, and of which server: ``Owls #nlp``. What Discord does not say is left out."""
    server = guild.name if guild else ""
    name = getattr(channel, "name", None)
    return " ".join([*([server] if server else []), *([f"#{name}"] if name else [])])


def _may_write(channel: TextChannel) -> bool:
    """What may not be seen may not be written to either; discord.py sees to that."""
    return channel.permissions_for(channel.guild.me).send_messages
