"""Files read in the test's own process, by the tasks that a reading process does: for tests that are about what becomes of a file,
not about who reads it."""

import asyncio
from collections.abc import Sequence
from functools import partial

from bot.files.reader import read
from bot.files.tasks import outcome, task_called


async def run_here(content: bytes, task: Sequence[str], seconds: float) -> bytes:
    """See ``bot.files.reader.Run``; it locks nothing in, and is never ended."""
    return await asyncio.to_thread(lambda: outcome(task_called(*task), content, lambda: None))


read_here = partial(read, run=run_here)
"""A file that is read."""
