"""DATABASE_URL read into the URL of an engine."""

from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

from bot.errors import OperatorError

ASYNC, PLAIN = "sqlite+aiosqlite", "sqlite+pysqlite"


def address(url: str, driver: str) -> URL:
    """The URL with this driver. Raises OperatorError unless it names an SQLite file."""
    try:
        parsed = make_url(url)
    except ArgumentError:
        parsed = None
    if parsed is None or parsed.get_backend_name() != "sqlite" or parsed.database in {None, "", ":memory:"}:
        raise OperatorError("DATABASE_URL names no SQLite file", "write it like sqlite:///roadmate.db") from None
    return parsed.set(drivername=driver)
