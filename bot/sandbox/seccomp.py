"""seccomp through ctypes: of the kernel's calls a process keeps those that a computation needs, for good.

What is not listed answers ENOSYS, as if the kernel did not have it, so that a newer C library falls back to what it did
before; what is listed but asks for more answers EPERM.
Source: Linux, Documentation/userspace-api/seccomp_filter.rst and include/uapi/linux/{seccomp,bpf_common,audit}.h.
"""

import ctypes
import errno
import os
import sys
from collections.abc import Iterator
from struct import pack

from bot.sandbox.kernel import set_process

SET_SECCOMP, FILTER = 22, 2
LOAD, EQUAL, ANY_BIT, RETURN = 0x20, 0x15, 0x45, 0x06
ALLOW, REFUSE, KILL = 0x7FFF0000, 0x00050000, 0x80000000
NUMBER_AT, ARCHITECTURE_AT, THIRD_ARGUMENT_AT = 0, 4, 32
"""Bytes into the kernel's record of a call; both architectures put the lower half of an argument first."""

ARCHITECTURES = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}

CALLS = {
    "read": (0, 63),
    "write": (1, 64),
    "close": (3, 57),
    "lseek": (8, 62),
    "mmap": (9, 222),
    "mprotect": (10, 226),
    "munmap": (11, 215),
    "mremap": (25, 216),
    "brk": (12, 214),
    "madvise": (28, 233),
    "futex": (202, 98),
    "rt_sigaction": (13, 134),
    "rt_sigprocmask": (14, 135),
    "rt_sigreturn": (15, 139),
    "sigaltstack": (131, 132),
    "restart_syscall": (219, 128),
    "select": (23, None),
    "pselect6": (270, 72),
    "getrandom": (318, 278),
    "clock_gettime": (228, 113),
    "gettimeofday": (96, 169),
    "sysinfo": (99, 179),
    "exit": (60, 93),
    "exit_group": (231, 94),
    "getcwd": (79, 17),
    "openat": (257, 56),
    "fstat": (5, 80),
    "newfstatat": (262, 79),
    "statx": (332, 291),
    "pread64": (17, 67),
    "getdents64": (217, 61),
}
"""The calls of a computation that reads files, by their numbers on x86-64 and on 64-bit ARM; None where it has none of
that name."""

TO_WRITE = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC
"""The ways of opening, the third argument of openat, that are not kept."""

Step = tuple[int, int, int, int]
"""An operation, how many steps to jump over where it holds and where it does not, and its operand."""


class Program(ctypes.Structure):
    """A length, and where so many steps of eight bytes stand."""

    _fields_ = (("steps", ctypes.c_ushort), ("at", ctypes.c_void_p))


def give_up_calls() -> bool:
    """Keep the calls of a computation that reads files; False, and nothing done, where we do not know the processor's
    calls or the kernel has no such filter.

    New privileges must have been given up before. Threads that run already keep all their calls.
    """
    if sys.platform != "linux" or (machine := os.uname().machine) not in ARCHITECTURES or sys.maxsize < 1 << 32:
        return False
    steps = list(_steps(machine))
    code = b"".join(map(_packed, steps))
    program = Program(len(steps), ctypes.cast(ctypes.c_char_p(code), ctypes.c_void_p))
    try:
        set_process(SET_SECCOMP, FILTER, ctypes.byref(program))
    except OSError:
        return False
    return True


def _steps(machine: str) -> Iterator[Step]:
    """The filter: each call that is kept, then a refusal of all others."""
    yield LOAD, 0, 0, ARCHITECTURE_AT
    yield EQUAL, 1, 0, ARCHITECTURES[machine]
    yield RETURN, 0, 0, KILL
    yield LOAD, 0, 0, NUMBER_AT
    for name, numbers in CALLS.items():
        number = numbers[list(ARCHITECTURES).index(machine)]
        if number is not None:
            yield from _kept(number, but_for=TO_WRITE if name == "openat" else 0)
    yield RETURN, 0, 0, REFUSE | errno.ENOSYS


def _kept(number: int, *, but_for: int) -> Iterator[Step]:
    """Allow a call, but for a third argument with any of these bits."""
    if not but_for:
        yield EQUAL, 0, 1, number
        yield RETURN, 0, 0, ALLOW
        return
    yield EQUAL, 0, 4, number
    yield LOAD, 0, 0, THIRD_ARGUMENT_AT
    yield ANY_BIT, 0, 1, but_for
    yield RETURN, 0, 0, REFUSE | errno.EPERM
    yield RETURN, 0, 0, ALLOW


def _packed(step: Step) -> bytes:
    return pack("=HBBI", *step)
