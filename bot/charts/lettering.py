"""Text as it is drawn: only characters that the font has, measured, shortened and wrapped so that nothing is cut."""

import unicodedata

from bot.charts.face import face

MISSING = "▯"
"""What stands for characters that the font lacks (Chinese, emoji …), one for a run of them: seen, not swallowed."""

ELLIPSIS = "…"
LONGEST = 200
"""Characters of a text that are looked at; no picture has room for more."""


def drawable(text: str) -> str:
    """The text in one line, of characters that the font has."""
    drawn: list[str] = []
    seen = "".join(filter(_is_seen, text[:LONGEST]))
    for char in unicodedata.normalize("NFC", " ".join(seen.split()))[:LONGEST].rstrip():
        known = all(char in face(bold=bold).advances for bold in (False, True))
        if known or drawn[-1:] != [MISSING]:
            drawn.append(char if known else MISSING)
    return "".join(drawn)


def _is_seen(char: str) -> bool:
    """Whether there is anything to draw, if only a space; direction is worked out from the letters."""
    invisible = unicodedata.category(char) in {"Cc", "Cf", "Cs"} or "\ufe00" <= char <= "\ufe0f"
    return char.isspace() or not invisible


def width(text: str, size: float, *, bold: bool = False) -> float:
    """How wide a drawable text is at this size, in pixels."""
    return face(bold=bold).width(text, size)


def shortened(text: str, size: float, room: float, *, bold: bool = False) -> str:
    """The text made drawable, with an ellipsis for what does not fit into ``room`` pixels; empty where nothing does."""
    text = drawable(text)
    if width(text, size, bold=bold) <= room:
        return text
    while text and width(f"{text}{ELLIPSIS}", size, bold=bold) > room:
        text = text[:-1].rstrip()
    return f"{text}{ELLIPSIS}" if text else ""


def wrapped(text: str, size: float, room: float, most: int, *, bold: bool = False) -> tuple[str, ...]:
    """The text made drawable, in up to ``most`` lines, the last of them shortened if need be."""
    rest, lines = drawable(text), list[str]()
    while rest and len(lines) < most - 1 and width(rest, size, bold=bold) > room:
        line = _first_words(rest, size, room, bold=bold)
        lines.append(line)
        rest = rest[len(line) :].strip()
    return (*lines, shortened(rest, size, room, bold=bold)) if rest else tuple(lines)


def _first_words(text: str, size: float, room: float, *, bold: bool) -> str:
    """As many words as fit; of a word that is too long alone, as much of it as fits (at least a character)."""
    fitting = len(text)
    while fitting > 1 and width(text[:fitting], size, bold=bold) > room:
        fitting -= 1
    cut = text.rfind(" ", 0, fitting + 1)
    return text[: cut if cut > 0 else fitting]


def reads_leftward(text: str) -> bool:
    """Whether the first letter with a direction is of a right-to-left script."""
    directions = (unicodedata.bidirectional(char) for char in text)
    return next((way in {"R", "AL"} for way in directions if way in {"L", "R", "AL"}), False)
