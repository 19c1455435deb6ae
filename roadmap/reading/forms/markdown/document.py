"""A document in Markdown as a tree, from the blocks of one parse."""

import re
from collections.abc import Iterable
from itertools import zip_longest

from roadmap.reading.forms.growth import Growing
from roadmap.reading.forms.markdown.definitions import defined
from roadmap.reading.forms.markdown.front_matter import without_front_matter
from roadmap.reading.forms.markdown.html import lifted
from roadmap.reading.forms.markdown.indented import listed
from roadmap.reading.forms.markdown.outline import Block, Grid, Heading, Item, Paragraph, outline
from roadmap.reading.forms.markdown.pieces import LONE, parts_of
from roadmap.reading.tree import Tree, whole
from roadmap.reading.values.statuses import MARKS
from roadmap.reading.values.titles import NUMBERED
from roadmap.words.documents import each

_SPELLED = "|".join(
    sorted({word for kind in ("weeks", "months", "days") for word in each(kind)}, key=len, reverse=True)
)
ORDINAL = re.compile(
    rf"^(\d{{1,3}}(?:\.?\s*[-–]\s*\d{{1,3}})?\.\s*(?:{_SPELLED})\s*[:：–—-][^\n]{{0,160}})$",
    re.MULTILINE | re.IGNORECASE,
)
"""A week by its place, as Turkish, German and others say it ("1. Hafta: …"), which is no entry of a numbered list."""


_STAGE = re.compile(rf"{NUMBERED.pattern}[^\n]{{0,80}}(?<![.!?;,])", re.IGNORECASE)


def is_markdown(text: str) -> bool:
    """Whether a text without a telling name is Markdown: by a box or a table in it."""
    blocks = outline(text).blocks
    return any(
        isinstance(block, Grid) or (isinstance(block, Item) and bool(MARKS.match(block.text))) for block in blocks
    )


def read_markdown_tree(text: str) -> Tree:
    """Raises RoadmapFaults as ``outline`` does."""
    bare, title = without_front_matter(text)
    markdown, blocks = lifted(listed(bare))
    markdown, terms = defined(markdown)
    if len(ORDINAL.findall(markdown)) > 1:
        markdown = ORDINAL.sub(r"###### \1", markdown)
    return tree_of(markdown, text, blocks=(*blocks, *terms), title=title)


def _meant(block: Block, below: Block | None) -> Block:
    """The block, or a heading where it is a line by itself that counts a stage ("Part II", "Teil 1: Luft") above a list."""
    if isinstance(block, Paragraph) and not block.depth and isinstance(below, Item) and _STAGE.fullmatch(block.text):
        return Heading(block.line, block.text, LONE, block.last)
    return block


def tree_of(
    markdown: str, text: str, *, blocks: Iterable[Grid | Item | Paragraph] = (), title: str = "", form: str = "markdown"
) -> Tree:
    """The tree of a text that line by line is this Markdown, with these blocks among them; ``title`` stands before a
    heading's."""
    outlined = outline(markdown, blocks)
    plain = not any(isinstance(block, Heading | Item | Grid) for block in outlined.blocks)
    growing = Growing()
    for block, below in zip_longest(outlined.blocks, outlined.blocks[1:]):
        meant = _meant(block, below)
        depth = meant.depth + isinstance(meant, Item) if isinstance(meant, Paragraph | Item) else 0
        for part in parts_of(meant, outlined, growing.level, plain=plain):
            growing.put(part, depth)
    return Tree(whole(growing.grown(), text), form, title)
