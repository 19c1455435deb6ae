"""What Discord brings, as the kernel hears it."""

from collections.abc import Mapping
from datetime import datetime

import discord
from aiohttp import ClientError
from discord import Attachment, DiscordException, Interaction, MessageReferenceType, MessageType

from bot.chat.documents import IMPORT
from bot.chat.people import mention_of
from bot.chat.platform import Called, File, Handed, Place, Pressed, Reacted, Speaker, Spoken, Typed, Voice
from bot.errors import NotFetched
from bot.platforms.discord.buttons import data_on
from bot.platforms.discord.chats import NAME, place_of
from bot.platforms.discord.exhibits import exhibit_of

TYPED = frozenset({MessageType.default, MessageType.reply})


def called(interaction: Interaction, name: str, values: Mapping[str, object]) -> Called:
    """A slash command with the options that were filled in: a switch that is on says yes, one that is off nothing."""
    said = {option: _said(value) for option, value in values.items() if _is_said(value)}
    file = next((_file(value) for value in values.values() if isinstance(value, Attachment)), None)
    return Called(_speaker(interaction.user), place_of(interaction), name, interaction.created_at, said, file)


def is_of_all_servers(interaction: Interaction) -> bool:
    """Whether a command that was called is the same on all servers: one of a server's own may be older than those."""
    return "guild_id" not in (interaction.data or {})


def handed(interaction: Interaction, message: discord.Message, name: str) -> Handed:
    """A message that somebody chose a command for. What a forwarded one says is nobody's word, and a bot's are its own."""
    is_own = message.author.id == interaction.user.id and not message.flags.forwarded
    file = _first(message)
    return Handed(
        _speaker(interaction.user),
        place_of(interaction),
        name,
        interaction.created_at,
        message.clean_content if is_own else "",
        message.created_at,
        is_own,
        _file(file) if file else None,
        str(message.id),
        message.author == interaction.client.user,
    )


def pressed(interaction: Interaction, data: str) -> Pressed:
    """A press on a button, or what was chosen in a form that one opened."""
    message, speaker = interaction.message, _speaker(interaction.user)
    on = str(message.id) if message else ""
    return Pressed(speaker, place_of(interaction), data, interaction.created_at, message_id=on, beside=data_on(message))


def asked(interaction: Interaction, name: str, option: str, typed: str) -> Typed:
    """An option that is being typed."""
    return Typed(_speaker(interaction.user), name, option, typed, interaction.created_at, place_of(interaction))


def spoken(message: discord.Message) -> Spoken | None:
    """A line typed in the direct chat, perhaps in reply to a file, or a file, which alone is there to be imported; None
    for anything else, and for what bots say. What is forwarded is nobody's word: only its file is read."""
    if message.guild or message.author.bot or message.type not in TYPED:
        return None
    own, answered = _first(message), message.reference.resolved if message.reference else None
    sent = own or (_first(answered) if isinstance(answered, discord.Message) else None)
    voice = _voice(message, own)
    shown = exhibit_of(message) if voice is Voice.OWN and message.content else None
    to_import = own and (voice is Voice.NOBODYS or not message.content)
    line = IMPORT if to_import else message.content
    place = Place(str(message.channel.id), direct=True)
    file = _file(sent) if sent else None
    return Spoken(
        _speaker(message.author),
        place,
        line,
        message.created_at,
        file,
        voice,
        shown,
        replies_to=_replied_to(message),
        is_caption=bool(message.attachments) and not shown and line != IMPORT,
    )


def _replied_to(message: discord.Message) -> str | None:
    """The message that this one replies to, of whomever of both there."""
    to = message.reference
    return str(to.message_id) if to and to.message_id and to.type is MessageReferenceType.reply else None


def reacted(reaction: discord.RawReactionActionEvent, at: datetime) -> Reacted | None:
    """A sign set on a message in the direct chat; Discord does not tell when."""
    if reaction.guild_id or not reaction.emoji.is_unicode_emoji():
        return None
    place = Place(str(reaction.channel_id), direct=True)
    speaker = Speaker(NAME, str(reaction.user_id))
    return Reacted(speaker, place, (reaction.emoji.name,), str(reaction.message_id), at)


def _voice(message: discord.Message, own: Attachment | None) -> Voice:
    """Whose words these are."""
    if message.flags.forwarded:
        return Voice.NOBODYS
    return Voice.OWN if message.content or own else Voice.WORDLESS


def _first(message: discord.Message) -> Attachment | None:
    """The file that was sent, or forwarded; one that is heard or seen is none to be read."""
    files = (*message.attachments, *(file for shot in message.message_snapshots for file in shot.attachments))
    return next((file for file in files if not _is_heard_or_seen(file)), None)


def _is_heard_or_seen(file: Attachment) -> bool:
    return (file.content_type or "").startswith(("image/", "audio/", "video/"))


def _file(sent: Attachment) -> File:
    async def fetch() -> bytes:
        try:
            return await sent.read()
        except (DiscordException, ClientError):
            raise NotFetched from None

    return File(sent.filename, sent.size, fetch)


def _said(value: object) -> str:
    match value:
        case True:
            return "yes"
        case discord.User() | discord.Member():
            return mention_of(str(value.id))
        case _:
            return str(value)


def _is_said(value: object) -> bool:
    return value is not None and value is not False and not isinstance(value, Attachment)


def _speaker(person: discord.User | discord.Member) -> Speaker:
    return Speaker(NAME, str(person.id), person.display_name)
