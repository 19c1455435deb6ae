"""The order of the work: what comes from one chat is served one after another, and no chat waits for another."""

import asyncio
import inspect
from collections.abc import Awaitable
from dataclasses import dataclass, field

from telegram import Update
from telegram.ext import BaseUpdateProcessor

AT_ONCE = 4096
"""Updates held at a time over all chats. It is high because one waiting for its chat's turn counts as well."""


@dataclass(slots=True)
class Turn:
    """One chat's turn, and how many updates want it."""

    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    wanted: int = 0


class ChatOrder(BaseUpdateProcessor):
    """Gives each chat a turn for as long as something of it is in hand; asyncio.Lock is fair, so order is kept."""

    __slots__ = ("_in_hand", "_turns")

    def __init__(self) -> None:
        super().__init__(AT_ONCE)
        self._turns: dict[int, Turn] = {}
        self._in_hand: set[asyncio.Task[object]] = set()

    @property
    def in_hand(self) -> int:
        """Updates begun or waiting for their turn."""
        return len(self._in_hand)

    @property
    def chats(self) -> int:
        """Chats that have a turn now."""
        return len(self._turns)

    async def do_process_update(self, update: object, coroutine: Awaitable[object]) -> None:
        chat = update.effective_chat if isinstance(update, Update) else None
        key = chat.id if chat else 0
        task = asyncio.current_task()
        turn = self._turns.setdefault(key, Turn())
        turn.wanted += 1
        if task:
            self._in_hand.add(task)
        try:
            async with turn.lock:
                await coroutine
        finally:
            if inspect.iscoroutine(coroutine):
                coroutine.close()  # one that never got its turn would complain
            if task:
                self._in_hand.discard(task)
            turn.wanted -= 1
            if not turn.wanted:
                del self._turns[key]

    async def abandon(self, within: float) -> None:
        """Cancel what is still in hand, and wait that many seconds for it to end."""
        if tasks := list(self._in_hand):
            for task in tasks:
                task.cancel()
            await asyncio.wait(tasks, timeout=within)

    async def initialize(self) -> None:
        """Nothing to make ready."""

    async def shutdown(self) -> None:
        """Nothing to put away."""
