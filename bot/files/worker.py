"""The process that reads or writes one file: bytes come in, what was understood goes out as JSON, what was written
behind a line of it.

Before it looks into the file it gives up, for good, to reach or start anything else; how far that holds is told in
``bot.sandbox``.
"""

import gc
import sys

from bot.files.signs import READY
from bot.sandbox.confinement import confine
from bot.sandbox.modules import loaded

PROCESSOR_SECONDS = 6
MEMORY = 1 << 30
"""Bytes of address space."""


def main() -> None:
    """Do one task with what comes on standard input, and say on standard output what came of it; see ``bot.files.tasks``."""
    gc.disable()  # it ends with its one file, within its memory; looking for circles would take a tenth of its time
    from bot.files import tasks  # noqa: PLC0415 - most of what is loaded is loaded here, and is looked through for circles else

    task = tasks.task_called(*sys.argv[1:])
    sys.stdout.buffer.write(READY)
    sys.stdout.buffer.flush()
    sys.stdout.buffer.write(tasks.outcome(task, sys.stdin.buffer.read(), lock))


def lock() -> None:
    """Keep reading what of our code is still to be loaded, computing, and writing to what is open."""
    confine(*loaded(), memory=MEMORY, processor_seconds=PROCESSOR_SECONDS)


if __name__ == "__main__":
    main()
