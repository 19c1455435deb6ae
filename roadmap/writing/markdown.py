"""A roadmap written as a Markdown table; its laws: it reads back as it was, and what was not changed is not rewritten.

A document's own headings, columns and cells are kept: a cell is written anew only where its own text no longer says
what the topic says. What is written anew is in the style of the seed.
"""

from collections.abc import Iterator, Mapping, Sequence

from roadmap.model import Roadmap, Status, Topic
from roadmap.reading.own.cells import meaning
from roadmap.reading.own.columns import FURTHER, HEADINGS, Column
from roadmap.reading.own.prerequisites import names_of
from roadmap.writing.cells import Page, written
from roadmap.writing.escapes import titled
from roadmap.writing.told import NOTHING_TOLD, Told

NARROWEST = 2
"""The least width of a column, in UTF-16 units, by which the seed is aligned."""

MOST_ALIGNED = 200_000
"""UTF-16 units of a table that is aligned; beyond, spaces alone would make it too long to be read again."""


def write_markdown(roadmap: Roadmap, statuses: Mapping[str, Status] = {}, told: Told = NOTHING_TOLD) -> str:
    """The table of a roadmap with the learner's statuses, by topic slug; a topic without one is not started.

    It stands below the title, but for a document that had a table of its own. A column the document never had is added where a topic or a status says something in it.
    """
    names = names_of((topic.number, topic.title, topic.slug) for topic in roadmap.topics)
    titles = {topic.slug: topic.title for topic in roadmap.topics}
    page = Page(names, titles, {topic.slug: topic.number for topic in roadmap.topics}, statuses, told)
    own = roadmap.headings or HEADINGS
    headings = own + tuple(_missing(dict(own), roadmap, page))
    columns = [column for column, _ in headings]
    rows = [[_cell(column, topic, place, page) for column in columns] for place, topic in enumerate(roadmap.topics, 1)]
    title = "" if roadmap.headings else f"# {titled(roadmap.title)}\n\n"
    return title + _aligned([[text for _, text in headings], *rows])


def _missing(own: Mapping[str, str], roadmap: Roadmap, page: Page) -> Iterator[tuple[str, str]]:
    for column, heading in HEADINGS + FURTHER:
        if column not in own and any(
            _cell(column, topic, place, page, own="") for place, topic in enumerate(roadmap.topics, 1)
        ):
            yield column, heading


def _cell(column: str, topic: Topic, place: int, page: Page, own: str | None = None) -> str:
    """The own text of the cell while it still says what is so, else the cell written anew.

    An empty number says the topic's place in the table, from 1.
    """
    text = dict(topic.cells).get(column) if own is None else own
    anew = written(column, topic, page)
    if text is None or anew is None or text == anew:
        return anew or text or ""
    said = str(place) if column == Column.NUMBER and not text else text
    return text if meaning(column, said, page.names) == meaning(column, anew, page.names) else anew


def _aligned(rows: Sequence[Sequence[str]]) -> str:
    cells = [[cell.replace("|", r"\|") for cell in row] for row in rows]
    widths = [max(NARROWEST, *map(_width, column)) for column in zip(*cells, strict=True)]
    if sum(widths) * len(cells) > MOST_ALIGNED:
        widths = [NARROWEST] * len(widths)
    heading, *others = (_line(row, widths) for row in cells)
    rule = _line(["-" * width for width in widths], widths)
    return "\n".join([heading, rule, *others, ""])


def _line(row: Sequence[str], widths: Sequence[int]) -> str:
    return f"| {' | '.join(cell + ' ' * (width - _width(cell)) for cell, width in zip(row, widths, strict=True))} |"


def _width(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
