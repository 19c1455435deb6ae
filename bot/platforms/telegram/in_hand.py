"""The update that is being worked on, for the handlers that work on it: they are called through the library, which
passes nothing on and keeps to itself what they raise."""

from contextvars import ContextVar
from dataclasses import dataclass

from bot.errors import WorkedOn
from bot.store import Store
from bot.store.inbox import Claimed


@dataclass(slots=True)
class InHand:
    """``broken`` is what a handler raised, if one did."""

    update: Claimed
    broken: BaseException | None = None

    async def mark(self, store: Store) -> None:
        """See bot.chat.platform.Mark."""
        if not await store.inbox.mark(self.update):
            raise WorkedOn


IN_HAND: ContextVar[InHand | None] = ContextVar("in_hand", default=None)
