"""The only reader of the time; everything else is handed a ``Clock``."""

from collections.abc import Callable
from datetime import UTC, datetime

Clock = Callable[[], datetime]
"""Tells the present moment, aware and in UTC."""


def system_clock() -> datetime:
    """The machine's time."""
    return datetime.now(UTC)
