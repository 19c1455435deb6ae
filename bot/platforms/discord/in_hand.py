"""What is being worked on: when the bot stops, it is finished first."""

import asyncio
from types import TracebackType


class InHand:
    """The tasks that are inside it, each entered by itself."""

    def __init__(self) -> None:
        self._tasks: set[asyncio.Task[object]] = set()

    def __enter__(self) -> None:
        if task := asyncio.current_task():
            self._tasks.add(task)

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if task := asyncio.current_task():
            self._tasks.discard(task)

    async def finish(self, seconds: float) -> set[asyncio.Task[object]]:
        """Wait for what else is inside, at most so long, and return what is not finished."""
        others = self._tasks - {asyncio.current_task()}
        if not others:
            return set()
        _, late = await asyncio.wait(others, timeout=seconds)
        return late
