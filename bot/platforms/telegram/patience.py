"""How long a call to Telegram is tried again."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Iterator
from datetime import timedelta
from itertools import islice
from math import inf
from typing import TypeVar

from telegram.error import BadRequest, NetworkError, RetryAfter

LONGEST_PAUSE = 30.0
TRIES_AGAIN = 3

T = TypeVar("T")


def pauses(first: float) -> Iterator[float]:
    """Seconds to wait after each fault, doubling up to half a minute, without end."""
    while True:
        yield min(first, LONGEST_PAUSE)
        first *= 2


def some_pauses(first: float) -> Iterator[float]:
    """The same for a call that is worth only a few tries before something else is done."""
    return islice(pauses(first), TRIES_AGAIN)


async def patiently(call: Callable[[], Awaitable[T]], waits: Iterable[float], longest: float = inf) -> T:
    """Call again after a fault that passes: as late as Telegram asks, unless that is longer than ``longest``, or after the
    next wait.

    Raises what the last try raised, and at once what will not pass.
    """
    for wait in waits:
        try:
            return await call()
        except BadRequest:  # PTB counts it among the network's faults, yet it is Telegram's no
            raise
        except RetryAfter as told:
            if seconds(told) > longest:
                raise
            await asyncio.sleep(seconds(told))
        except NetworkError:
            await asyncio.sleep(wait)
    return await call()


def seconds(told: RetryAfter) -> float:
    """What Telegram asks to wait."""
    wait = told.retry_after
    return wait.total_seconds() if isinstance(wait, timedelta) else float(wait)
