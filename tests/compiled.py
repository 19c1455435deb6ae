"""Statements compiled once a session: each test has engines of its own, which would compile all of theirs anew."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, Engine, event


class Compiled:
    """What SQLAlchemy remembers of a statement, for any engine that speaks to the same kind of database. It is no dict: the
    log of a fault shows what is near it, and would show all of that."""

    def __init__(self) -> None:
        self._kept: dict[tuple[Any, ...], Any] = {}

    def get(self, key: tuple[Any, ...]) -> Any:
        return self._kept.get((type(key[0]), *key[1:]))

    def __setitem__(self, key: tuple[Any, ...], compiled: Any) -> None:
        self._kept[type(key[0]), *key[1:]] = compiled


_compiled = Compiled()


def _share(connection: Connection) -> None:
    """Once for an engine; options of a connection would be gone through for each transaction."""
    connection.engine._compiled_cache = _compiled  # type: ignore[assignment]


@contextmanager
def shared() -> Iterator[None]:
    """Let all engines share what they compile meanwhile."""
    event.listen(Engine, "engine_connect", _share)
    try:
        yield
    finally:
        event.remove(Engine, "engine_connect", _share)
