"""Landlock through ctypes: a process gives up all files but those it names, TCP, and signals to others, for good.

Source: Linux, Documentation/userspace-api/landlock.rst and include/uapi/linux/landlock.h.
"""

import ctypes
import os
import sys
from pathlib import Path

from bot.sandbox.kernel import system_call

CREATE_RULESET, ADD_RULE, RESTRICT_SELF = 444, 445, 446
"""The same numbers on every architecture but Alpha."""

ASK_FOR_VERSION, PATH_BENEATH = 1, 1
READ_FILE, READ_FOLDER = 1 << 2, 1 << 3

RIGHTS_TO_FILES = ((5, 16), (3, 15), (2, 14), (1, 13))
"""Since which version so many rights to files can be given up, the newest first."""

TCP_SINCE, TCP = 4, 0b11
"""To listen, and to connect."""

SCOPES_SINCE, SCOPES = 6, 0b11
"""Abstract Unix sockets of processes outside, and signals to them."""


class Ruleset(ctypes.Structure):
    """What is given up. Older kernels, which know the first parts only, take it where the rest is zero."""

    _fields_ = (("files", ctypes.c_uint64), ("network", ctypes.c_uint64), ("scopes", ctypes.c_uint64))


class Kept(ctypes.Structure):
    """The rights that are kept at and below a file that is open."""

    _pack_ = 1
    _fields_ = (("rights", ctypes.c_uint64), ("at", ctypes.c_int32))


def version() -> int:
    """What the kernel has of it; 0 where it has none, or does not let us."""
    if sys.platform != "linux":
        return 0
    try:
        return system_call(CREATE_RULESET, None, 0, ASK_FOR_VERSION)
    except OSError:
        return 0


def give_up_files(*readable: Path) -> int:
    """Give up everything but to read what is at or below these. Returns the version in force; 0, and nothing done,
    where there is none.

    New privileges must have been given up before. Raises OSError where a path is not there, or the kernel refuses.
    """
    known = version()
    if not known:
        return 0
    rights = next(count for since, count in RIGHTS_TO_FILES if known >= since)
    given = Ruleset((1 << rights) - 1, TCP if known >= TCP_SINCE else 0, SCOPES if known >= SCOPES_SINCE else 0)
    rules = system_call(CREATE_RULESET, ctypes.byref(given), ctypes.sizeof(given), 0)
    try:
        for path in readable:
            _keep(rules, path)
        system_call(RESTRICT_SELF, rules, 0)
    finally:
        os.close(rules)
    return known


def _keep(rules: int, path: Path) -> None:
    at = os.open(path, os.O_PATH | os.O_CLOEXEC)
    try:
        kept = Kept(READ_FILE | (READ_FOLDER if path.is_dir() else 0), at)
        system_call(ADD_RULE, rules, PATH_BENEATH, ctypes.byref(kept), 0)
    finally:
        os.close(at)
