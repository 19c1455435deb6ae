"""A document in Markdown as a tree, from the blocks of one parse."""

from collections.abc import Iterable

from roadmap.reading.forms.growth import Growing
from roadmap.reading.forms.markdown.front_matter import without_front_matter
from roadmap.reading.forms.markdown.html import lifted
from roadmap.reading.forms.markdown.outline import Grid, Heading, Item, Paragraph, outline
from roadmap.reading.forms.markdown.pieces import parts_of
from roadmap.reading.tree import Tree, whole
from roadmap.reading.values.statuses import MARKS


def is_markdown(text: str) -> bool:
    """Whether a text without a telling name is Markdown: by a box or a table in it."""
    blocks = outline(text).blocks
    return any(
        isinstance(block, Grid) or (isinstance(block, Item) and bool(MARKS.match(block.text))) for block in blocks
    )


def read_markdown_tree(text: str) -> Tree:
    """Raises RoadmapFaults as ``outline`` does."""
    bare, title = without_front_matter(text)
    markdown, grids = lifted(bare)
    return tree_of(markdown, text, grids=grids, title=title)


def tree_of(markdown: str, text: str, *, grids: Iterable[Grid] = (), title: str = "", form: str = "markdown") -> Tree:
    """The tree of a text that line by line is this Markdown, with these tables; ``title`` stands before a heading's."""
    outlined = outline(markdown, grids)
    plain = not any(isinstance(block, Heading | Item | Grid) for block in outlined.blocks)
    growing = Growing()
    for block in outlined.blocks:
        depth = block.depth if isinstance(block, Paragraph) else 0
        for part in parts_of(block, outlined, growing.level, plain=plain):
            growing.put(part, depth)
    return Tree(whole(growing.grown(), text), form, title)
