"""The answer to what was typed in the direct chat, or set on a message there."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from functools import partial

import structlog
from discord.abc import Messageable

from bot.chat.reply import Message
from bot.errors import DatabaseGone
from bot.platforms.discord.exhibits import show
from bot.platforms.discord.faults import FAULTS, may_come_late, word
from bot.platforms.discord.keeping import Kept
from bot.platforms.discord.owed import owed
from bot.platforms.discord.patience import IN_HAND_SECONDS, persistently
from bot.platforms.discord.posts import Portion, Stood, posts
from bot.texts import errors as texts

Asking = Callable[[Kept], Awaitable[Message | None]]
"""What the kernel is asked, with what keeps its answer."""

log = structlog.get_logger()


class Line:
    """One line or sign, whose answer is ``kept`` until it has come; ``named`` are the commands that can be tapped. A post that is
    repeated is known by its nonce. ``message`` is what it says, and ``stood`` its last post, once it has come."""

    message: Message | None = None
    stood: Stood | None = None

    def __init__(self, channel: Messageable, kept: Kept, named: Mapping[str, str], *, pause: float) -> None:
        self._channel, self._kept, self._named, self._pause = channel, kept, named, pause
        self._arrived = 0

    async def give(self, asking: Asking) -> None:
        """Bring what the kernel answers."""
        self.message = message = await answered(asking(self._kept), self._kept)
        try:
            async with asyncio.timeout(IN_HAND_SECONDS):
                if message:
                    await self._bring(message)
        except FAULTS as error:
            if message and may_come_late(error):
                log.info("discord.reply_put_off", user_id=self._kept.way.user_id, error=word(error))
                await self._kept.put_off(replace(owed(message, self._kept.way), arrived=self._arrived))
                return
            log.warning("discord.reply_lost", user_id=self._kept.way.user_id, error=word(error))
        await self._kept.done()

    async def _bring(self, message: Message) -> None:
        for number, post in enumerate(posts(message, self._named)):
            await persistently(partial(self._send, post, number), self._pause)
            self._arrived += 1
        await show(self._channel, message.exhibits, self._pause)

    async def _send(self, post: Portion, number: int) -> None:
        """The files of a post are read once, so each try has its own."""
        sent = await self._channel.send(**post.new(), nonce=f"{self._kept.way.asked_id}-{number}")
        self.stood = Stood(sent.id, partial(sent.edit, view=None))


async def answered(asking: Awaitable[Message | None], kept: Kept) -> Message | None:
    """What the kernel answers. Where the database is gone, that is said at once, for Discord waits for nobody; if all was
    stored after all, its answer is found later and said late."""
    try:
        return await asking
    except DatabaseGone:
        kept.let_go()
        return Message(text=texts.database_gone(), private=True)
