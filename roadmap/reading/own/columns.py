"""The columns a roadmap's table may have, and the words by which a heading is recognised."""

import re
from collections.abc import Sequence
from enum import StrEnum


class Column(StrEnum):
    """What a column of the table says about a topic."""

    NUMBER = "number"
    TITLE = "title"
    WHY = "why"
    DIFFICULTY = "difficulty"
    PREREQUISITES = "prerequisites"
    WEEKS = "weeks"
    RESOURCES = "resources"
    CERTIFICATIONS = "certifications"
    COMPLETED = "completed"
    GOING_ON = "going on"
    NOT_STARTED = "not started"
    WEEKLY_HOURS = "weekly hours"
    TOTAL_HOURS = "total hours"
    STAGE = "stage"
    OPTIONAL = "optional"
    RECOMMENDED = "recommended"
    ALIASES = "aliases"
    STEPS = "steps"


HEADINGS: tuple[tuple[str, str], ...] = (
    (Column.NUMBER, "🔢"),
    (Column.TITLE, "**Topic**"),
    (Column.WHY, "**Why Learn It Now**"),
    (Column.DIFFICULTY, "**Difficulty**"),
    (Column.PREREQUISITES, "**Dependency**"),
    (Column.WEEKS, "**Recommended Duration**"),
    (Column.RESOURCES, "**Free Resources**"),
    (Column.CERTIFICATIONS, "**Free Certifications**"),
    (Column.COMPLETED, "✅ Completed"),
    (Column.GOING_ON, "🟡 Going On"),
    (Column.NOT_STARTED, "❌ Not Started"),
)
"""The seed's own heading row, (column, text): what is written where a document has none of its own."""

FURTHER: tuple[tuple[str, str], ...] = (
    (Column.WEEKLY_HOURS, "Weekly Hours"),
    (Column.TOTAL_HOURS, "Total Hours"),
    (Column.STAGE, "Stage"),
    (Column.OPTIONAL, "Optional"),
    (Column.RECOMMENDED, "Recommended"),
    (Column.ALIASES, "Also Called"),
    (Column.STEPS, "Steps"),
)
"""Columns the seed has not, (column, text): written where a topic says something in one."""

_WORD = re.compile(r"[^\W\d_]+")
_WHOLE = {
    "🔢": Column.NUMBER,
    "#": Column.NUMBER,
    "no": Column.NUMBER,
    "nr": Column.NUMBER,
    "number": Column.NUMBER,
    "topic": Column.TITLE,
    "topics": Column.TITLE,
    **{heading.casefold(): Column(column) for column, heading in FURTHER},
}
_BY_WORD = {
    "why": Column.WHY,
    "difficulty": Column.DIFFICULTY,
    "dependency": Column.PREREQUISITES,
    "dependencies": Column.PREREQUISITES,
    "prerequisite": Column.PREREQUISITES,
    "prerequisites": Column.PREREQUISITES,
    "duration": Column.WEEKS,
    "resource": Column.RESOURCES,
    "resources": Column.RESOURCES,
    "certification": Column.CERTIFICATIONS,
    "certifications": Column.CERTIFICATIONS,
    "completed": Column.COMPLETED,
    "going": Column.GOING_ON,
    "started": Column.NOT_STARTED,
}


def columns_of(headings: Sequence[str]) -> tuple[str, ...]:
    """The column each heading names; a heading nobody knows, or one that came before, is "other 3" by its place."""
    columns: list[str] = []
    for place, heading in enumerate(headings, start=1):
        column = _column_of(heading)
        columns.append(column if column and column not in columns else f"other {place}")
    return tuple(columns)


def _column_of(heading: str) -> Column | None:
    words = _WORD.findall(heading.casefold())
    if whole := _WHOLE.get(" ".join(words) or heading.strip()):
        return whole
    return next((_BY_WORD[word] for word in words if word in _BY_WORD), None)
