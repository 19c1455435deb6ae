"""The domain opens nothing that is closed by being forgotten, so what it leaves may lie a while."""

import gc
from collections.abc import Iterator

import pytest

SELDOM = (20_000, 10, 10)
"""How much is made before the garbage collector looks again; Python's own 700 takes a tenth of the time of laws."""


@pytest.fixture(scope="module", autouse=True)
def _garbage_lies() -> Iterator[None]:
    before = gc.get_threshold()
    gc.set_threshold(*SELDOM)
    yield
    gc.set_threshold(*before)
