"""``python -m bot.charts.worker``: draws what it reads and writes what it drew. It leaves by itself when there is
nothing to read for a minute or any more, and after five hundred pictures, so that whatever it may hoard goes with it.

A piece, either way, is its length (four bytes, big-endian) and so many bytes; an empty one says that a picture could
not be drawn.

A picture is made of strangers' words, so the process first gives up all but computing and its fonts (``bot.sandbox``).
"""

import sys
from pathlib import Path
from select import select
from struct import Struct
from typing import BinaryIO

from bot.charts.face import FOLDER
from bot.charts.fallback import FALLBACK
from bot.charts.raster import rasterise
from bot.sandbox.confinement import confine

LENGTH = Struct(">I")

IDLE = 60.0
"""Seconds without a picture after which it leaves."""

MOST_DRAWN = 500

MEMORY = 1 << 30
"""Bytes of address space."""

PROCESSOR_SECONDS = 300
"""For all its pictures together; each takes about a tenth."""

BLANK = '<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>'


def work(reads: BinaryIO, writes: BinaryIO, *, idle: float = IDLE) -> None:
    """Draw until it is time to leave."""
    for _ in range(MOST_DRAWN):
        # Whoever writes waits for the answer, so that nothing ever stands in a buffer here.
        if not select([reads], [], [], idle)[0] or not (head := reads.read(LENGTH.size)):
            return
        (length,) = LENGTH.unpack(head)
        png = _drawn(reads.read(length).decode())
        writes.write(LENGTH.pack(len(png)) + png)
        writes.flush()


def _drawn(svg: str) -> bytes:
    try:
        return rasterise(svg)
    except ValueError:
        return b""


def readable() -> set[Path]:
    """Our fonts and the system's, which are looked for now, for later no folder can be looked into. Of one that is a link
    what it leads to as well: a link alone lets nobody read that."""
    folders = {folder for folder in FALLBACK.folders if folder.is_dir()}
    linked = {font.path.resolve() for font in FALLBACK.list()} - {font.path for font in FALLBACK.list()}
    return {FOLDER, *folders, *filter(Path.is_file, linked)}


def main() -> None:
    """Give up all but drawing, and draw."""
    _drawn(BLANK)  # whatever drawing loads, it loads now
    confine(*readable(), memory=MEMORY, processor_seconds=PROCESSOR_SECONDS)
    work(sys.stdin.buffer, sys.stdout.buffer)


if __name__ == "__main__":
    main()
