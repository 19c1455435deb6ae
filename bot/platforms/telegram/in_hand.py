"""The update that is being worked on, for the handlers that work on it: they are called through the library, which
passes nothing on and keeps to itself what they raise."""

from contextvars import ContextVar
from dataclasses import dataclass

from bot.chat.reply import Message
from bot.errors import WorkedOn
from bot.platforms.telegram.answers import Answer, Asked, written
from bot.platforms.telegram.bringer import Later
from bot.store import Store
from bot.store.inbox import Claimed


@dataclass(slots=True)
class InHand:
    """See bot.chat.platform.Mark. ``broken`` is what a handler raised, if one did; ``asked`` what its answer is to, and
    ``came`` that as it stands, and ``later`` what of it is still to be brought."""

    update: Claimed
    broken: BaseException | None = None
    asked: Asked | None = None
    later: Later | None = None
    came: Answer | None = None

    async def __call__(self, store: Store) -> None:
        if not await store.inbox.mark(self.update):
            raise WorkedOn

    async def keep(self, store: Store, message: Message, *, is_whole: bool) -> None:
        if self.asked and not message.in_passing:
            await store.inbox.keep_answer(self.update, written(self.asked.answer(message, is_whole=is_whole)))


IN_HAND: ContextVar[InHand | None] = ContextVar("in_hand", default=None)
