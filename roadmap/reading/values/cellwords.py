"""One line of plain text as words: cells of CSV, texts of JSON and YAML."""

import re

from roadmap.reading.limits import LONGEST_PIECE
from roadmap.reading.values.words import Words, read_lines

_STRONG = re.compile(r"(\*\*|~~)(?=\S)([^*~]{1,300})(?<=\S)\1")
"""What some programs mean by Markdown in what they export; a single sign may be anything."""


def text_of(text: str) -> Words:
    """One line of plain text; links written as in Markdown are links, and what is strong there is plain."""
    one = " ".join(text.split())
    if "**" in one or "~~" in one:
        one = _STRONG.sub(r"\2", one)
    if "](" in one and len(one) <= LONGEST_PIECE:
        return read_lines(one)[0]
    return Words(one, one)
