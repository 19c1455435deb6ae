"""Bringing an answer to where it belongs: at once with a few tries, and what is left of it another time."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import partial
from time import monotonic

import structlog
import telegram
from telegram.error import ChatMigrated, TelegramError

from bot.chat.platform import Kernel
from bot.platforms.telegram.answers import Answer
from bot.platforms.telegram.chats import NAME
from bot.platforms.telegram.faults import send_error
from bot.platforms.telegram.moments import Moments
from bot.platforms.telegram.patience import patiently, some_pauses
from bot.platforms.telegram.pointers import Pointing
from bot.platforms.telegram.posts import Post, posts
from bot.send_errors import TryLater, Unreachable

LONGEST_WAIT = 8.0
"""Seconds that Telegram may ask for and be waited for with the answer in hand."""

LONGEST = 20.0
"""Seconds after which no further post of an answer is begun: its update is in hand for a minute at most."""

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Later:
    """What is left of an answer, and the seconds that Telegram asks to wait, if it does."""

    answer: Answer
    seconds: float = 0.0


class Bringing:
    """``pause`` is the seconds before a failed call is tried again at first."""

    def __init__(
        self, bot: telegram.Bot, dispatcher: Kernel, moments: Moments, pointing: Pointing, *, pause: float
    ) -> None:
        self._bot, self._dispatcher, self._moments = bot, dispatcher, moments
        self._pointing, self._pause = pointing, pause

    async def bring(self, answer: Answer) -> tuple[Later | None, Answer]:
        """A limit is waited for and a fault tried again, a few times. What is left to do, None for nothing, and the answer as it
        stands now."""
        if answer.among and answer.crowded:
            return await self.again(answer)
        return await self._try(answer, tuple(some_pauses(self._pause)))

    async def again(self, answer: Answer) -> tuple[Later | None, Answer]:
        """What was put off, in one try; in a group not before it has room."""
        if answer.among and (wait := await self._dispatcher.until_room(NAME, answer.chat_id, {})):
            return Later(answer, wait), answer
        return await self._try(answer, ())

    async def _try(self, answer: Answer, waits: Iterable[float]) -> tuple[Later | None, Answer]:
        started = monotonic()
        thread = int(answer.thread_id) if answer.thread_id else None
        calls = posts(self._bot, answer.message, self._moments, thread=thread, editing=answer.editing)
        for post in [*calls][answer.arrived :]:
            if monotonic() - started > LONGEST:
                return Later(answer), answer
            try:
                answer = await self._post(post, answer, waits)
            except TelegramError as error:
                return await self._failed(answer, error), answer
        if answer.pointed and answer.pointed.command:
            await self._pointing.written(answer.pointed.place, answer.pointed.command)
        return None, answer

    async def _post(self, post: Post, answer: Answer, waits: Iterable[float]) -> Answer:
        """Make one call and return the answer with it, and with its chat, which is a new one after a group became a supergroup."""
        try:
            sent = await patiently(partial(post, int(answer.chat_id)), waits, LONGEST_WAIT)
        except ChatMigrated as moved:
            answer = replace(answer, chat_id=str(moved.new_chat_id))
            sent = await patiently(partial(post, int(answer.chat_id)), waits, LONGEST_WAIT)
        at = sent.message_id if isinstance(sent, telegram.Message) else answer.editing
        made = (*answer.made, str(at)) if at and answer.among else answer.made
        return replace(answer, arrived=answer.arrived + 1, at=at, made=made)

    async def _failed(self, answer: Answer, error: TelegramError) -> Later | None:
        """A fault that passes leaves the rest to be brought; who may not be written to is shown the way in the group."""
        match send_error(error, begun=False):
            case TryLater(seconds=seconds):
                log.info("telegram.reply_put_off", chat_id=answer.chat_id, error=type(error).__name__)
                return Later(answer, seconds or 0.0)
            case Unreachable():
                log.info("telegram.reply_unwelcome", chat_id=answer.chat_id)
                return await self._unwelcome(answer)
            case _:
                log.warning("telegram.reply_lost", chat_id=answer.chat_id, error=type(error).__name__)
        return None

    async def _unwelcome(self, answer: Answer) -> Later | None:
        """Who may not be written to is shown the way in the group, or answered there after all, once it has room; but who
        pressed a button has had a toast."""
        if answer.pointed is None:
            return None
        if answer.crowded:
            return Later(answer.in_the_group()) if answer.pointed.command else None
        wait = await self._pointing.cannot_write(answer.pointed.place, answer.pointed.command)
        return Later(answer, wait) if wait and answer.pointed.command else None
