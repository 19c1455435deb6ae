"""The process that wipes an SQLite file of what was deleted: the write-ahead log, and copies of rows in pages.

``secure_delete`` overwrites a row that is deleted. But whenever SQLite moves rows from a full page to another, it leaves
copies of them in the room that no row uses (measured: after four deletions of ten something stood there still), and the
log holds pages as they were. This process brings the log into the file, cuts it to nothing, and writes zeros between the
cells of every page: nobody reads those bytes, so neither a reader beside it nor a power cut can take harm.

It is a process of its own because closing the file anywhere in the bot's would drop SQLite's locks on it there. It is
started by its path and needs nothing of this program.
"""

import os
import sqlite3
import sys
from collections.abc import Callable
from contextlib import ExitStack, closing
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from struct import unpack_from
from time import monotonic, sleep

BATCH = 4096
"""Pages that are looked at while writers wait: some tens of milliseconds."""

TURN_SECONDS = 0.01
"""How long somebody may be in the way while we hold the writers up; then we let go and try once more."""

AGAIN_SECONDS = 0.02

POINTERS = {2: 12, 5: 12, 10: 8, 13: 8}
"""Where the cell pointers begin in each kind of page that holds cells, by its first byte (sqlite.org/fileformat2.html)."""

HEADER = 100
"""The bytes of the file's header, which stands in its first page."""

MOST_PAGES = 1 << 25
"""From here on the first byte of a page that holds no cells could be taken for one of those; it is 128 GB."""


@dataclass(frozen=True, slots=True)
class Layout:
    """The bytes of a page, how many of them SQLite uses, and whether some pages are maps of the others."""

    size: int
    usable: int
    has_maps: bool

    def is_map(self, number: int) -> bool:
        """Whether this page is one: each stands before the pages that it tells of, by five bytes a page."""
        return self.has_maps and number > 1 and (number - 2) % (self.usable // 5 + 1) == 0


def wipe(path: Path, seconds: float) -> bool:
    """Wipe a database that others may be using; False where somebody was in the way for so long at a stretch.

    ``user_version`` counts the deletions since the last time; it is set to 0 unless another has come meanwhile.
    """
    with ExitStack() as stack:
        file = os.open(path, os.O_RDWR)
        stack.callback(os.close, file)  # after the connection, whose locks go with it
        uri = f"{path.absolute().as_uri()}?mode=rw"
        connection = stack.enter_context(
            closing(sqlite3.connect(uri, uri=True, isolation_level=None, timeout=TURN_SECONDS))
        )
        connection.execute("PRAGMA secure_delete=ON")
        deletions, first = _deletions(connection), 1
        while first:
            if not _comes(partial(_has_turn, connection, path), seconds):
                return False
            first = _wipe_batch(connection, file, first, deletions)
        return _comes(partial(_cut_log, connection), seconds)


def _comes(chance: Callable[[], bool], seconds: float) -> bool:
    """Whether a chance comes within so many seconds; it is looked for once at least."""
    until = monotonic() + seconds
    while not (came := chance()) and monotonic() < until:
        sleep(AGAIN_SECONDS)
    return came


def wipe_pages(file: int, first: int = 1, most: int = BATCH) -> int:
    """Write zeros between the cells of up to ``most`` pages of an open file, from the page ``first`` on, counted from 1;
    returns the page after them, 0 where there is none. Nobody may be writing to the file, nor its log hold anything."""
    layout = _layout(os.pread(file, HEADER, 0))
    pages = os.fstat(file).st_size // layout.size
    if pages >= MOST_PAGES:
        return 0
    content = os.pread(file, most * layout.size, (first - 1) * layout.size)
    for number in range(first, first + len(content) // layout.size):
        at = (number - first) * layout.size
        begin, end = _unused(content, at, number, layout)
        if content[begin:end].strip(b"\0"):
            os.pwrite(file, bytes(end - begin), (first - 1) * layout.size + begin)
    following = first + most
    return following if following <= pages else 0


def _has_turn(connection: sqlite3.Connection, path: Path) -> bool:
    """Whether the log is empty and nobody else can write until we commit."""
    try:
        if not _cut_log(connection):
            return False
        connection.execute("BEGIN IMMEDIATE")
    except sqlite3.OperationalError as error:
        if "locked" not in str(error):
            raise
        return False
    log = path.with_name(path.name + "-wal")
    if log.exists() and log.stat().st_size:  # somebody was quicker
        connection.execute("ROLLBACK")
        return False
    return True


def _wipe_batch(connection: sqlite3.Connection, file: int, first: int, deletions: int) -> int:
    """Wipe one batch and commit, with a write that lets every other connection forget the pages it has in memory: they
    would bring back what was wiped. Returns where the next batch begins, 0 after the last."""
    following = wipe_pages(file, first)
    now = _deletions(connection)
    if not following:
        os.fsync(file)
        now = 0 if now == deletions else now
    connection.execute(f"PRAGMA user_version={now}")
    connection.execute("COMMIT")
    return following


def _cut_log(connection: sqlite3.Connection) -> bool:
    """Bring the log into the file and leave nothing of it; False where somebody still reads from it."""
    busy: int = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
    return not busy


def _deletions(connection: sqlite3.Connection) -> int:
    count: int = connection.execute("PRAGMA user_version").fetchone()[0]
    return count


def _layout(header: bytes) -> Layout:
    (size,) = unpack_from(">H", header, 16)
    size = 65536 if size == 1 else size
    return Layout(size, size - header[20], has_maps=any(header[52:56]))


def _unused(content: bytes, at: int, number: int, layout: Layout) -> tuple[int, int]:
    """Where the room between the cell pointers and the first cell lies of the page that begins at ``at``; of a page
    that holds no cells nothing."""
    head = at + (HEADER if number == 1 else 0)
    pointers = POINTERS.get(content[head])
    if pointers is None or layout.is_map(number):
        return at, at
    cells, first = unpack_from(">HH", content, head + 3)
    begin, end = head + pointers + 2 * cells, at + (first or 65536)
    return (begin, end) if begin < end <= at + layout.usable else (at, at)


if __name__ == "__main__":
    sys.exit(0 if wipe(Path(sys.argv[1]), float(sys.argv[2])) else 1)
