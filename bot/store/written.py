"""Values as texts, for what has to differ once any of them has; and ids that are bound as one text."""

from typing import Any

from sqlalchemy import JSON, Column, ColumnElement, String, bindparam, cast, func, select

from bot.store.columns import Id


def written(dialect: str, *columns: ColumnElement[Any]) -> ColumnElement[str]:
    """Values as one text."""
    if dialect == "postgresql":
        return cast(func.json_build_array(*columns), String).label("written")
    return func.json_array(*columns).label("written")


def among(dialect: str, column: Column[Any], name: str = "ids") -> ColumnElement[bool]:
    """Whether a column holds one of the ids that are bound by this name as a JSON list: a statement that stays the same however many
    they are."""
    given = bindparam(name, type_=String())
    if dialect == "postgresql":
        listed = select(cast(func.json_array_elements_text(cast(given, JSON)), Id))
    else:
        listed = select(func.json_each(given).table_valued("value").c.value)
    return column.in_(listed)
