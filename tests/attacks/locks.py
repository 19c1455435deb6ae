"""The locks on a worker, one by one: what is done to leave the others open, and which of them this machine has."""

import os
import subprocess
import sys
from functools import cache

import pytest

NOT_ROOT = (
    "reading.forms.load('.md'); reading.slugs.load(); os.getuid() or os.setuid(65534); reader.loaded = lambda: ()"
)
NO_LANDLOCK = "confining.give_up_files = lambda *paths: 0"
NO_SECCOMP = "confining.give_up_calls = lambda: False"
NO_LIMITS = "confining._lower = lambda limit, most: None"

OPENED = {
    "all": "",
    "none": f"{NO_LANDLOCK}; {NO_SECCOMP}; {NO_LIMITS}",
    "landlock": f"{NO_SECCOMP}; {NO_LIMITS}",
    "seccomp": f"{NO_LANDLOCK}; {NO_LIMITS}",
    "limits": f"{NO_LANDLOCK}; {NO_SECCOMP}; {NOT_ROOT}",
}


NAMES = {"landlock": "no Landlock", "seccomp": "no seccomp"}
"""What the program says where this machine lacks one."""


@cache
def told() -> str:
    """What the program says of this machine."""
    path = {"PYTHONPATH": os.pathsep.join(sys.path)}
    return subprocess.run(
        [sys.executable, "-m", "bot.sandbox"], env=path, capture_output=True, text=True, check=True
    ).stdout


def need(*locks: str) -> None:
    """Skip the test, and say so, where the kernel lacks one of the locks."""
    for lock in locks:
        if NAMES.get(lock, "-") in told():
            pytest.skip(f"NOT TESTED: this machine has {NAMES[lock]}, so that it holds less here")
