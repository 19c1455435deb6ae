"""One line of plain text as words: cells of CSV, texts of JSON and YAML."""

from roadmap.reading.limits import LONGEST_PIECE
from roadmap.reading.values.words import Words, read_lines


def text_of(text: str) -> Words:
    """One line of plain text; links written as in Markdown are links."""
    one = " ".join(text.split())
    if "](" in one and len(one) <= LONGEST_PIECE:
        return read_lines(one)[0]
    return Words(one, one)
