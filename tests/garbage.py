"""When Python looks for garbage: seldom in rooms that open nothing which is closed by being forgotten, so that what they leave may
lie a while. Discord's library forgets connections; they are found while the loop runs that they belong to."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

SELDOM = (20_000, 10, 10)
"""How much is made before the garbage collector looks again; Python's own 700 takes a tenth of the time of laws, and a fortieth of all."""

ROOMS = ("bot", "roadmap", "said", "stories", "web")


@contextmanager
def seldom() -> Iterator[None]:
    """Let it lie meanwhile."""
    before = gc.get_threshold()
    gc.set_threshold(*SELDOM)
    try:
        yield
    finally:
        gc.set_threshold(*before)
