"""A roadmap written as a Markdown table in the style of the seed; its law: it reads back as it was."""

from collections.abc import Mapping, Sequence

from roadmap.model import Roadmap, Status
from roadmap.writing.cells import FURTHER, SEED, page_of
from roadmap.writing.escapes import titled
from roadmap.writing.of_resources import steps_of_resources
from roadmap.writing.shown import shown_section
from roadmap.writing.told import NOTHING_TOLD, Told

NARROWEST = 2
"""The least width of a column, in UTF-16 units, by which the seed is aligned."""

MOST_ALIGNED = 200_000
"""UTF-16 units of a table that is aligned; beyond, spaces alone would make it too long to be read again."""


def write_markdown(roadmap: Roadmap, statuses: Mapping[str, Status] = {}, told: Told = NOTHING_TOLD) -> str:
    """The title, and the table of a roadmap with the learner's statuses, by topic slug; a topic without one is not started. The
    steps of resources stand below it, and what shows that something was done."""
    page = page_of(roadmap, statuses, told)
    columns = [[heading, *(write(topic, page) for topic in roadmap.topics)] for heading, write in SEED + FURTHER]
    kept = columns[: len(SEED)] + [column for column in columns[len(SEED) :] if any(column[1:])]
    below = f"{steps_of_resources(roadmap)}{shown_section(roadmap, told.proven)}"
    return f"# {titled(roadmap.title)}\n\n{_aligned(kept)}{below}"


def _aligned(columns: Sequence[Sequence[str]]) -> str:
    cells = [[cell.replace("|", r"\|") for cell in column] for column in columns]
    widths = [max(NARROWEST, *map(_width, column)) for column in cells]
    if sum(widths) * len(cells[0]) > MOST_ALIGNED:
        widths = [NARROWEST] * len(widths)
    heading, *others = (_line(row, widths) for row in zip(*cells, strict=True))
    rule = _line(["-" * width for width in widths], widths)
    return "\n".join([heading, rule, *others, ""])


def _line(row: Sequence[str], widths: Sequence[int]) -> str:
    return f"| {' | '.join(cell + ' ' * (width - _width(cell)) for cell, width in zip(row, widths, strict=True))} |"


def _width(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
