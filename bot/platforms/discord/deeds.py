"""What is done in a group: posts, edits, pins, deletions, events, and rooms, which are threads.

A post too long for one message stands in several, and is known by all their ids; it is pinned by its first.
"""

from collections.abc import Mapping
from contextlib import suppress
from itertools import zip_longest
from typing import Any, Final

from discord import (
    ChannelType,
    Client,
    Forbidden,
    ForumChannel,
    HTTPException,
    MessageType,
    NotFound,
    PartialMessageable,
    TextChannel,
)
from markupsafe import escape

from bot.chat.platform import Deed, Delete, DropEvent, Edit, OpenRoom, Pin, PlanEvent, Post, Unpin
from bot.chat.reply import Message
from bot.platforms.discord.events import drop, plan
from bot.platforms.discord.faults import FAULTS, send_error
from bot.platforms.discord.markup import parts
from bot.platforms.discord.named import NOTHING
from bot.platforms.discord.posts import posts
from bot.reasons import Reason
from bot.send_errors import Ability, LacksRight, MessageGone, SendError, ThreadGone, TryLater, Unreachable, Unsendable

AND = ","
LEFT_OVER = "…"
"""What a message reads that a post, now shorter, has no use for."""

LAST_MESSAGES = 10
LONGEST_NAME = 100
WEEK_MINUTES: Final = 10_080
"""After so long without a word Discord puts a thread away; the next word brings it back."""

NO_CHANNEL, NO_MESSAGE, NO_ACCESS, NOT_ALLOWED, NO_TEXT = 10003, 10008, 50001, 50013, 50008
NO_EVENT = 10070
ASLEEP, LOCKED = 50083, 160005
"""A thread that was put away wakes up by a new message; for all else it is to be woken, which a locked one is not."""

EDITED_TOO_OFTEN = 30046


async def done(client: Client, deed: Deed, named: Mapping[str, str] = NOTHING) -> str:
    """Do it and return the ids of the messages, or that of the thread; ``named`` are the commands that can be tapped. Raises
    SendError."""
    made: list[str] = []
    try:
        await _awake(client, deed, made, named)
    except (*FAULTS, RuntimeError) as error:
        raise _group_error(error, deed, begun=bool(made)) from None  # Discord's own words may quote the text
    if not made:
        raise Unsendable(Reason.NOTHING_TO_SEND)
    return AND.join(made)


async def _awake(client: Client, deed: Deed, made: list[str], named: Mapping[str, str]) -> None:
    """Do it, once more where its thread had been put away."""
    try:
        await _do(client, deed, made, named)
    except HTTPException as refusal:
        if refusal.code != ASLEEP or not (thread := getattr(deed, "thread_id", None)) or made:
            raise
        await _wake(client, int(thread), refusal)
        await _do(client, deed, made, named)


async def _wake(client: Client, thread: int, refusal: HTTPException) -> None:
    """Take a thread out again. Raises the refusal where that is not for the bot to do."""
    try:
        await client.http.edit_channel(thread, archived=False)
    except Forbidden:
        raise refusal from None


async def _do(client: Client, deed: Deed, made: list[str], named: Mapping[str, str]) -> None:
    match deed:
        case Post():
            chat = client.get_partial_messageable(int(deed.thread_id or deed.chat_id))
            for number, post in enumerate(posts(deed.message, named)):
                made.append(str((await chat.send(**post.new(), **nonce(deed.message, number))).id))
        case Edit():
            await _edit(client, deed, made, named)
        case Pin():
            chat = client.get_partial_messageable(int(deed.thread_id or deed.chat_id))
            pinned = int(deed.message_id.partition(AND)[0])
            await chat.get_partial_message(pinned).pin()
            made.append(deed.message_id)
            with suppress(*FAULTS):  # the pin stands; that it is told of as well is no harm
                await _take_line(client, chat, pinned)
        case Unpin():
            chat = client.get_partial_messageable(int(deed.thread_id or deed.chat_id))
            await chat.get_partial_message(int(deed.message_id.partition(AND)[0])).unpin()
            made.append(deed.message_id)
        case Delete():
            await _delete(client, deed)
            made.append(deed.message_id)
        case OpenRoom():
            made.append(str(await _open(client, deed)))
        case PlanEvent():
            made.append(await plan(client, deed))
        case DropEvent():
            await drop(client, deed)
            made.append(deed.event_id)


async def _take_line(client: Client, chat: PartialMessageable, pinned: int) -> None:
    """Take away the line by which Discord tells of the pin; it is the bot's own message, and among the last."""
    async for message in chat.history(limit=LAST_MESSAGES):
        is_ours = (
            message.type is MessageType.pins_add and client.user is not None and message.author.id == client.user.id
        )
        if is_ours and message.reference and message.reference.message_id == pinned:
            await message.delete()
            return


async def _delete(client: Client, deed: Delete) -> None:
    """Every message of the post."""
    chat = client.get_partial_messageable(int(deed.thread_id or deed.chat_id))
    for message_id in deed.message_id.split(AND):
        try:
            await chat.get_partial_message(int(message_id)).delete()
        except NotFound as gone:
            if gone.code != NO_MESSAGE:
                raise


async def _edit(client: Client, deed: Edit, made: list[str], named: Mapping[str, str]) -> None:
    """Every message of the post; what does not fit into them any more is left out."""
    chat = client.get_partial_messageable(int(deed.thread_id or deed.chat_id))
    ids = deed.message_id.split(AND)
    for message_id, post in zip_longest(ids, list(posts(deed.message, named))[: len(ids)]):
        changed: dict[str, Any] = post.changed() if post else {"content": LEFT_OVER, "view": None}
        await chat.get_partial_message(int(message_id)).edit(**changed)
        made.append(message_id)


async def _open(client: Client, deed: OpenRoom) -> int:
    """The new thread's id. A forum knows no thread without a message, so there the name is said in it too, and some know
    none without a tag."""
    name = deed.name[:LONGEST_NAME]
    match await client.fetch_channel(int(deed.chat_id)):
        case ForumChannel() as forum:
            free = [tag for tag in forum.available_tags if not tag.moderated]
            tags = free[:1] if forum.flags.require_tag else []
            opened = await forum.create_thread(
                name=name, content=parts(escape(name))[0], applied_tags=tags, auto_archive_duration=WEEK_MINUTES
            )
            return opened.thread.id
        case TextChannel() as channel:
            thread = await channel.create_thread(
                name=name, type=ChannelType.public_thread, auto_archive_duration=WEEK_MINUTES
            )
            return thread.id
    raise LacksRight(Ability.OPEN_ROOMS)


def nonce(message: Message, number: int) -> dict[str, Any]:
    """What a repeated post is known by; discord.py has it enforced."""
    return {"nonce": f"{message.key}-{number}"} if message.key else {}


def _group_error(error: Exception, deed: Deed, *, begun: bool) -> SendError:
    """What a failed call says about the group, the thread, the message or the right."""
    code = error.code if isinstance(error, HTTPException) else 0
    in_thread = getattr(deed, "thread_id", None) is not None
    if code == NO_CHANNEL:
        return ThreadGone() if in_thread else Unreachable(Reason.CHANNEL_GONE)
    if code in {NO_MESSAGE, NO_EVENT}:
        return MessageGone()
    if code == NO_TEXT:
        return Unreachable(Reason.MAY_NOT_WRITE_THERE)
    if code == EDITED_TOO_OFTEN:
        return TryLater(Reason.EDITED_TOO_OFTEN)
    if ability := _lacking(code, deed, in_thread=in_thread):
        return LacksRight(ability)
    return send_error(error, begun=begun)


def _lacking(code: int, deed: Deed, *, in_thread: bool) -> Ability | None:
    """What the bot may not do just now, by the code of a refusal; None where that is not why. A thread that was put away, and that
    nobody may wake, is a locked one."""
    if isinstance(deed, PlanEvent | DropEvent):
        return Ability.PLAN_EVENTS if code in {NO_ACCESS, NOT_ALLOWED} else None
    if code == NO_ACCESS:
        return Ability.SEE
    if code in {ASLEEP, LOCKED}:
        return Ability.WRITE_IN_CLOSED
    if code != NOT_ALLOWED:
        return None
    match deed:
        case Pin() | Unpin():
            return Ability.PIN
        case OpenRoom():
            return Ability.OPEN_ROOMS
    return Ability.WRITE_IN_THREADS if in_thread else Ability.WRITE
