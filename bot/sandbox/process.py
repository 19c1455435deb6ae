"""Starting a process of ours for what strangers send: it gets our code, pipes, and nothing else that this one has."""

import os
import sys
from asyncio import create_subprocess_exec
from asyncio.subprocess import DEVNULL, PIPE, Process
from contextlib import suppress


async def start(module: str, *arguments: str, errors: int | None = DEVNULL) -> Process:
    """Run a module with these arguments. It finds modules where this process does, but has neither its environment,
    with our secrets, nor its session: Ctrl-C is not meant for it. ``errors`` is where its standard error goes; None is
    where ours goes."""
    environment = {"PYTHONPATH": os.pathsep.join(filter(None, sys.path)), "PYTHONUTF8": "1"}
    return await create_subprocess_exec(
        sys.executable,
        "-P",  # no module comes from the folder that we happen to be in
        "-s",
        "-m",
        module,
        *arguments,
        stdin=PIPE,
        stdout=PIPE,
        stderr=errors,
        env=environment,
        start_new_session=True,
    )


async def end(process: Process) -> None:
    """End such a process at once, if it has not ended by itself. What it still says is read and thrown away: asyncio knows
    that a process is gone only when its pipes are, and of one that said much it stops reading the pipe."""
    with suppress(ProcessLookupError):
        process.kill()
    await process.communicate()
