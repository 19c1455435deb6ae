"""The calls to Linux that Python has no word for, through ctypes."""

import ctypes
import os
from collections.abc import Iterable

SET_NO_NEW_PRIVILEGES = 38


def system_call(number: int, *arguments: object) -> int:
    """What the kernel answers; integers go as the machine's words. Raises OSError."""
    return _answer(_libc().syscall(ctypes.c_long(number), *_words(arguments)))


def set_process(option: int, *arguments: object) -> None:
    """prctl(2), with zeros for what is not said. Raises OSError."""
    _answer(_libc().prctl(ctypes.c_int(option), *_words((*arguments, 0, 0, 0, 0)[:4])))


def no_new_privileges() -> None:
    """No program started from here on gains any; the kernel asks for this before it takes the other promises."""
    set_process(SET_NO_NEW_PRIVILEGES, 1)


def _libc() -> ctypes.CDLL:
    libc = ctypes.CDLL(None, use_errno=True)
    libc.syscall.restype = ctypes.c_long
    return libc


def _words(arguments: Iterable[object]) -> list[object]:
    return [ctypes.c_ulong(one) if isinstance(one, int) else one for one in arguments]


def _answer(answered: int) -> int:
    if answered < 0:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number))
    return answered
