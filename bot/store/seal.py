"""The seal of a backup: a checksum behind the last page of the file, where SQLite does not look.

It is part of the file so that no copy goes without it. A backup without one is of a release before there were any.
"""

import re
from collections.abc import Iterator
from hashlib import sha256
from io import SEEK_END
from pathlib import Path
from typing import BinaryIO

from bot.errors import OperatorError

SEAL = re.compile(rb"\nroadmate backup, sha256 ([0-9a-f]{64})\n")
LENGTH = len("\nroadmate backup, sha256 \n") + 64
SMALLEST_PAGE = 512
"""A database is a whole number of pages, whose sizes are powers of two: bytes beyond them were a seal once."""

PORTION = 1 << 20


def seal(database: Path) -> None:
    """Put the checksum of a whole database behind it."""
    with database.open("r+b") as file:
        digest = _digest(_portions(file, file.seek(0, SEEK_END)))
        file.seek(0, SEEK_END)
        file.write(f"\nroadmate backup, sha256 {digest}\n".encode())


def is_sealed(file: BinaryIO) -> bool:
    """Whether a file ends in a seal, whatever it says."""
    return _sealed_at(file) is not None


def break_seal(backup: Path, draft: Path, cure: str) -> bool:
    """Copy a sealed backup without its seal, and return True; False for one that has none. Raises OperatorError where
    the checksum is not that of what was copied, or a seal is no longer to be recognised, or it cannot be read."""
    with _opened(backup) as file, draft.open("wb") as copy:
        length = file.seek(0, SEEK_END)
        claimed = _sealed_at(file)
        if claimed is None:
            if length % SMALLEST_PAGE and _is_database(file):
                raise OperatorError(f"{backup} is damaged (it is no whole number of pages)", cure)
            return False
        digest = sha256()
        for portion in _portions(file, length - LENGTH):
            digest.update(portion)
            copy.write(portion)
    if digest.hexdigest() != claimed:
        raise OperatorError(f"{backup} is damaged (its checksum is another)", cure)
    return True


def _sealed_at(file: BinaryIO) -> str | None:
    """What the seal says, None where there is none."""
    length = file.seek(0, SEEK_END)
    file.seek(max(0, length - LENGTH))
    found = SEAL.fullmatch(file.read())
    return found[1].decode() if found else None


def _is_database(file: BinaryIO) -> bool:
    file.seek(0)
    return file.read(16) == b"SQLite format 3\0"


def _opened(path: Path) -> BinaryIO:
    try:
        return path.open("rb")
    except OSError as error:
        raise _unread(path, error) from error


def _portions(file: BinaryIO, length: int) -> Iterator[bytes]:
    """The first ``length`` bytes of a file. Raises OperatorError where its medium does not hand them out."""
    file.seek(0)
    while length:
        try:
            portion = file.read(min(PORTION, length))
        except OSError as error:
            raise _unread(Path(file.name), error) from error
        if not portion:  # it has become shorter meanwhile
            return
        length -= len(portion)
        yield portion


def _unread(path: Path, error: OSError) -> OperatorError:
    return OperatorError(f"{path} cannot be read ({error.strerror})", "check the file, its rights and its medium")


def _digest(portions: Iterator[bytes]) -> str:
    digest = sha256()
    for portion in portions:
        digest.update(portion)
    return digest.hexdigest()
