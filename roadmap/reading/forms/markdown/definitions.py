"""Lists of definitions as Pandoc and PHP Markdown Extra have them, lifted out: a term in a line, below it ": what it means".

Each line stays in its place.
"""

import re
from collections.abc import Container, Iterator

from roadmap.reading.forms.markdown.outline import Item, Paragraph

_MEANING = re.compile(r" {0,3}:[ \t]+(?=\S)(?![-:| \t]+$)")
_ANY = re.compile(rf"^{_MEANING.pattern}", re.MULTILINE)
_BULLET = re.compile(r"(?:[-*+]|\d{1,9}[.)])[ \t]+(?=\S)")
_BLOCK = re.compile(rf" {{0,3}}(?:{_BULLET.pattern}|#{{1,6}}[ \t]|[>|<]|```|~~~|(?:[-_*=][ \t]*)+$)")
"""How a line begins that is neither a term nor the end of a paragraph."""

_FENCE = re.compile(r" {0,3}(```+|~~~+)")
_INDENT = re.compile(r"(?: {2,}|\t)[ \t]*(?=\S)")


def defined(text: str) -> tuple[str, tuple[Item | Paragraph, ...]]:
    """The text with as many lines as before, its terms as entries, and what they mean below them."""
    if not _ANY.search(text):
        return text, ()
    rows = text.split("\n")
    found: list[Item | Paragraph] = []
    terms = frozenset(_terms(rows))
    for at in sorted(terms):
        found.append(Item(at + 1, rows[at].rstrip(), 0, last=at + 1))
        end = at + 1
        for block in _meanings(rows, at + 1, terms):
            found.append(block)
            end = block.last
        rows[at:end] = [""] * (end - at)
    return "\n".join(rows), tuple(found)


def _terms(rows: list[str]) -> Iterator[int]:
    """The places of the lines by themselves that a meaning stands below, at most one empty line between; no fence's."""
    fence, is_free = "", True
    for at, row in enumerate(rows):
        if mark := _FENCE.match(row):
            fence = fence if fence and not mark[1].startswith(fence) else "" if fence else mark[1]
        below = next((one for one in rows[at + 1 : at + 3] if one.strip()), "")
        is_line = bool(row.strip()) and not row[0].isspace() and not _BLOCK.match(row) and not _MEANING.match(row)
        if is_line and is_free and not fence and _MEANING.match(below):
            yield at
        is_free = not is_line or bool(_MEANING.match(below))


def _meanings(rows: list[str], at: int, terms: Container[int]) -> Iterator[Item | Paragraph]:
    """What stands below a term from this place on: paragraphs, and the entries of lists within them."""
    while at < len(rows) and at not in terms:
        if not rows[at].strip():
            at += 1
            continue
        begun = _MEANING.match(rows[at]) or _INDENT.match(rows[at])
        if begun is None:
            return
        first, said = at, [rows[at][begun.end() :].rstrip()]
        bullet = _BULLET.match(said[0])
        while (at := at + 1) < len(rows) and at not in terms and not bullet and _goes_on(rows[at]):
            said.append(rows[at].strip())
        if bullet:
            yield Item(first + 1, said[0][bullet.end() :], 1, numbered=said[0][0].isdecimal(), last=at)
        else:
            yield Paragraph(first + 1, " ".join(said), 1, at)


def _goes_on(row: str) -> bool:
    """Whether a line goes on in the paragraph above it."""
    return bool(row.strip()) and not _MEANING.match(row) and not _BULLET.match(row.strip()) and not _BLOCK.match(row)
