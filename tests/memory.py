"""A folder in memory, where there is room: files of the tests have to survive nothing, and a disk makes each commit wait."""

import shutil
from pathlib import Path

MEMORY, ENOUGH = Path("/dev/shm"), 2 << 30
"""Where such a folder is found, and how many bytes must be free there: a run of all tests takes a quarter of it."""


def memory() -> Path | None:
    """None where there is little room, or no such folder."""
    return MEMORY if MEMORY.is_dir() and shutil.disk_usage(MEMORY).free >= ENOUGH else None
