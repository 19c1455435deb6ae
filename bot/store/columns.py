"""What columns are made of: our own ids, ids that a platform gave, moments, and references that go with their row; and an index
of some rows."""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    BigInteger,
    Column,
    Connection,
    DateTime,
    Dialect,
    ForeignKey,
    Index,
    Integer,
    String,
    TextClause,
    TypeDecorator,
    event,
)

from bot.store.ids import LONGEST, fitting

Id = BigInteger().with_variant(Integer, "sqlite")
"""64 bits everywhere; SQLite numbers its rows only for a column called INTEGER, which has 64 bits too."""


class Instant(TypeDecorator[datetime]):
    """An aware moment, kept in UTC. SQLite drops offsets without converting, so the conversion is done here and a
    naive value is refused."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment without a zone")
        value = value.astimezone(UTC)
        return value.replace(tzinfo=None) if dialect.name == "sqlite" else value

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002 - the base class's signature
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Given(TypeDecorator[str]):
    """An id that a platform gave. Whatever is none is refused, on both databases alike: SQLite would store any length."""

    impl = String(LONGEST)
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:  # noqa: ARG002 - the base class's signature
        return None if value is None else fitting(value)


def owner(name: str, table: str, *, nullable: bool = False) -> Column[Any]:
    """A reference that goes when what it refers to goes, so that /forget is one delete."""
    return Column(name, Id, ForeignKey(f"{table}.id", ondelete="CASCADE"), nullable=nullable)


def index_of_some(name: str, *columns: Column[Any], where: TextClause, unique: bool = False) -> Index:
    """An index of the rows alone of which this is so. PostgreSQL's is told only where it is made: to say so here would load all that
    SQLAlchemy knows of PostgreSQL, for which every start on SQLite would wait."""
    index = Index(name, *columns, unique=unique, sqlite_where=where)

    def tell(index: Index, connection: Connection, **_: object) -> None:
        if connection.dialect.name == "postgresql":
            index.dialect_kwargs["postgresql_where"] = where

    event.listen(index, "before_create", tell)
    return index
