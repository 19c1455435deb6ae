"""A process gives up, for good, whatever it does not need to compute."""

import resource
import sys
from dataclasses import dataclass
from pathlib import Path

from bot.sandbox.kernel import no_new_privileges
from bot.sandbox.landlock import give_up_files
from bot.sandbox.seccomp import give_up_calls

MOST_OPEN = 16
"""Files that are open at a time."""


@dataclass(frozen=True, slots=True)
class Held:
    """What the kernel holds from now on, beside the limits: Landlock by its version (0: none), and the calls."""

    landlock: int
    calls: bool


def confine(*readable: Path, memory: int, processor_seconds: int) -> Held:
    """Let this process read what is at or below these paths, compute, and write to what is open already; ``memory`` is
    its address space in bytes.

    Modules that bring machine code have to be loaded before, for the libraries they need are not among the paths, and
    threads that run already keep what they could. Raises OSError where the kernel has Landlock and refuses it.
    """
    landlock = 0
    if sys.platform == "linux":
        no_new_privileges()
        landlock = give_up_files(*readable)
    for limit, most in (
        (resource.RLIMIT_NPROC, 0),
        (resource.RLIMIT_NOFILE, MOST_OPEN),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_CPU, processor_seconds),
        (resource.RLIMIT_AS, memory),
    ):
        _lower(limit, most)
    return Held(landlock, give_up_calls())


def _lower(limit: int, most: int) -> None:
    """Lower a limit, or leave it where it is lower already."""
    _, hard = resource.getrlimit(limit)
    least = most if hard == resource.RLIM_INFINITY else min(most, hard)
    try:
        resource.setrlimit(limit, (least, least))
    except ValueError:
        if sys.platform == "linux":
            raise
        # macOS takes no bound of the address space below what a process has mapped, and that is much.
