"""What a command needs is loaded in one go."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def loading() -> Iterator[None]:
    """What is imported in the block stays for as long as the program runs. So it is no garbage, and is not looked through for any,
    which would take a fifth of the time that a start takes: neither meanwhile nor afterwards."""
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()
