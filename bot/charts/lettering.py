"""Text as it is drawn: only characters that a font has, measured, shortened and wrapped so that nothing is cut."""

import unicodedata
from collections.abc import Iterable

from bot.charts.face import Face, face
from bot.charts.fallback import FALLBACK

MISSING = "▯"
"""What stands for characters that neither our font nor the system's have, one for a run of them: seen, not swallowed."""

JOINERS = frozenset("\u200c\u200d\ufe0f")
"""What makes one sign of several; it has no width of its own."""

ELLIPSIS = "…"
LONGEST = 200
"""Characters of a text that are looked at; no picture has room for more."""


def drawable(text: str) -> str:
    """The text in one line, of characters that there are fonts for."""
    drawn: list[str] = []
    seen = "".join(filter(_is_seen, text[:LONGEST]))
    for char in unicodedata.normalize("NFC", " ".join(seen.split()))[:LONGEST].rstrip():
        if char in JOINERS:
            if drawn and _is_from_elsewhere(drawn[-1]):
                drawn.append(char)
        elif _is_ours(char) or FALLBACK.advance(char) is not None:
            drawn.append(char)
        elif drawn[-1:] != [MISSING]:
            drawn.append(MISSING)
    return "".join(drawn).rstrip(_ENDS)


_ENDS = "".join(JOINERS) + " "


def is_drawable(texts: Iterable[str]) -> bool:
    """Whether there are fonts for all of these texts, as far as they are looked at."""
    return MISSING not in drawable_signs(texts)


def drawable_signs(texts: Iterable[str]) -> str:
    """Each sign of these texts once, as it is drawn."""
    signs = set().union(*(text[:LONGEST] for text in texts))
    return "".join(map(drawable, sorted(signs - JOINERS)))


def is_legible(text: str) -> bool:
    """Whether there is a font for any letter or digit of it, or nothing of it is missing."""
    drawn = drawable(text)
    return MISSING not in drawn or any(char.isalnum() for char in drawn)


def _is_seen(char: str) -> bool:
    """Whether there is anything to draw, if only a space; direction is worked out from the letters."""
    invisible = unicodedata.category(char) in {"Cc", "Cf", "Cs"} or "\ufe00" <= char <= "\ufe0f"
    return char.isspace() or char in JOINERS or not invisible


def _is_ours(char: str) -> bool:
    return all(char in face(bold=bold).advances for bold in (False, True))


def _is_from_elsewhere(char: str) -> bool:
    return char in JOINERS or (char != MISSING and not _is_ours(char))


def width(text: str, size: float, *, bold: bool = False) -> float:
    """How wide a drawable text is at this size, in pixels: as wide as its characters together, at most."""
    own = face(bold=bold)
    return sum(_advance(own, char) for char in text) * size


def _advance(own: Face, char: str) -> float:
    """How far a character advances, in em."""
    if char in own.advances:
        return own.advances[char] / own.em
    return 0.0 if char in JOINERS else FALLBACK.advance(char) or 0.0


def runs(text: str) -> list[tuple[str, str]]:
    """A drawable text by the fonts that it is from: each part with the name of its font, empty for our own. What is set onto a
    sign is from the font of that sign."""
    found: list[tuple[str, str]] = []
    for char in text:
        is_onto = char in JOINERS or (found and found[-1][1] and unicodedata.category(char) in {"Mn", "Mc", "Sk"})
        family = found[-1][1] if is_onto and found else "" if _is_ours(char) else FALLBACK.family(char)
        if found and found[-1][1] == family:
            found[-1] = (found[-1][0] + char, family)
        else:
            found.append((char, family))
    return found


def is_ours(text: str) -> bool:
    """Whether our font has all of a text."""
    return face(bold=False).advances.keys() >= set(text)


def shortened(text: str, size: float, room: float, *, bold: bool = False) -> str:
    """The text made drawable, with an ellipsis for what does not fit into ``room`` pixels; empty where nothing does."""
    text = drawable(text)
    if width(text, size, bold=bold) <= room:
        return text
    while text and width(f"{text}{ELLIPSIS}", size, bold=bold) > room:
        text = text[:-1].rstrip(_ENDS)
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
