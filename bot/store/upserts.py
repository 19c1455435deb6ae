"""INSERT with ON CONFLICT, which each database has in a dialect of its own; only the one in use is loaded."""

from functools import cache
from importlib import import_module
from typing import Any


@cache
def insert_for(dialect: str) -> Any:
    """The ``insert`` of "sqlite" or "postgresql"; both know on_conflict_do_nothing and on_conflict_do_update."""
    return import_module(f"sqlalchemy.dialects.{dialect}").insert
