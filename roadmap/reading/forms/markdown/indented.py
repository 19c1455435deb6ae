"""Plain text whose lines are indented below one another, as a list in Markdown; each line stays in its place."""

import re

_MARKED = re.compile(r"^[ \t]*(?:[-*+>|#]|\d{1,9}[.)][ \t]|\[|```|~~~|<)|^[ \t]*[-=]{3,}[ \t]*$", re.MULTILINE)
_LINE = re.compile(r"^([ \t]*)(\S.*)$", re.MULTILINE)
_BULLET = re.compile(r"^([ \t]*)[•‣◦▪●○][ \t]+(?=\S)", re.MULTILINE)
_ENDS = (".", "!", "?", ",", ";", "。")
LONGEST_LINE = 160
TAB = 4


def listed(text: str) -> str:
    """The text with its lines as entries: those with the sign of a bullet, and, where it is nothing but short lines and some
    of them are indented, each within the one above it; else as it was."""
    if len(_BULLET.findall(text)) > 1:
        return _BULLET.sub(r"\1- ", text)
    if _MARKED.search(text):
        return text
    rows = [(len(found[1].expandtabs(TAB)), found[2]) for found in _LINE.finditer(text)]
    depths = {depth for depth, _ in rows}
    said = sum(row.endswith(_ENDS) and not row.endswith("..") for _, row in rows)
    if len(rows) < 3 or len(depths) < 2 or rows[0][0] != min(depths) or 5 * said > len(rows):
        return text
    if any(len(row) > LONGEST_LINE for _, row in rows):
        return text
    open_ones: list[int] = []

    def entry(found: re.Match[str]) -> str:
        depth = len(found[1].expandtabs(TAB))
        while open_ones and open_ones[-1] >= depth:
            open_ones.pop()
        open_ones.append(depth)
        return f"{'  ' * (len(open_ones) - 1)}- {found[2]}"

    return _LINE.sub(entry, text)
