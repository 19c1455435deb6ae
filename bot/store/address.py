"""DATABASE_URL read into the URL of an engine."""

import re

from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

from bot.errors import OperatorError

ASYNC = {"sqlite": "sqlite+aiosqlite", "postgresql": "postgresql+psycopg"}
PLAIN = {"sqlite": "sqlite+pysqlite", "postgresql": "postgresql+psycopg"}
"""The drivers for the program, which is asynchronous, and for migrations, which are not."""

FIX = "write it like sqlite:///roadmate.db or postgresql+psycopg://user:password@host/name"


def address(url: str, drivers: dict[str, str]) -> URL:
    """The URL with one of these drivers. Raises OperatorError unless it names an SQLite file or a PostgreSQL server."""
    try:
        parsed = make_url(re.sub(r"^postgres(?=://)", "postgresql", url))  # as services hand it out
    except (ArgumentError, ValueError):  # of a port that is no number
        raise OperatorError("DATABASE_URL cannot be read", FIX) from None
    backend = parsed.get_backend_name()
    if backend not in drivers or (backend == "sqlite" and parsed.database in {None, "", ":memory:"}):
        raise OperatorError("DATABASE_URL names neither an SQLite file nor a PostgreSQL server", FIX)
    return parsed.set(drivername=drivers[backend])
