"""Text as it is drawn: only characters that a font has, measured, shortened and wrapped so that nothing is cut."""

import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache

from bot.charts.face import Face, face
from bot.charts.fallback import FALLBACK, KEYCAP

MISSING = "▯"
"""What stands for characters that neither our font nor the system's have, one for a run of them: seen, not swallowed."""

TAGS = frozenset(map(chr, range(0xE0020, 0xE0080)))
JOINERS = TAGS | {"\u200c", "\u200d"}
"""What makes one sign of several; it has no width of its own."""

TONES = frozenset(map(chr, range(0x1F3FB, 0x1F400)))
REGIONS = frozenset(map(chr, range(0x1F1E6, 0x1F200)))
"""Skin tones; and the letters of which two are a flag."""

MOST_JOINED = 12
"""Characters that may be one sign."""

ELLIPSIS = "…"
LONGEST = 200
"""Characters of a text that are looked at; no picture has room for more."""


A_HAIR = 0.001
"""Pixels that sums of the same widths may differ by."""


def drawable(text: str) -> str:
    """The text in one line, of characters that there are fonts for."""
    if text.isascii() and text.isprintable():
        return " ".join(text[:LONGEST].split())
    drawn: list[str] = []
    seen = "".join(filter(_is_seen, text[:LONGEST]))
    for char in unicodedata.normalize("NFC", " ".join(seen.split()))[:LONGEST].rstrip():
        if char in JOINERS:
            if drawn and _is_from_elsewhere(drawn[-1]):
                drawn.append(char)
        elif _is_ours(char) or FALLBACK.advance(char) is not None:
            drawn.append(char)
        elif drawn[-1:] != [MISSING] and char != KEYCAP:
            drawn.append(MISSING)
    return "".join(_held(signs("".join(drawn)))).rstrip(_ENDS)


_ENDS = "\u200c\u200d "


def signs(text: str) -> Iterator[str]:
    """A drawable text by what is drawn as one: a character, or those of which the system's font makes one sign."""
    at = 0
    while at < len(text):
        length = _joined(text, at)
        yield text[at : at + length]
        at += length


def _joined(text: str, at: int) -> int:
    """Of how many characters from there on one sign is made: families and flags, what has a skin tone, keys."""
    following = text[at + 1 : at + 2]
    if following == KEYCAP or (following in _JOINED_TO and unicodedata.category(text[at]) == "So"):
        return FALLBACK.joined(text[at : at + MOST_JOINED])[0]
    return 1


_JOINED_TO = TONES | REGIONS | TAGS | {"\u200d"}


def _held(found: Iterable[str]) -> Iterator[str]:
    """The signs without what was to join them, or to tint them, where their font does not do so: it would be drawn upon them."""
    before = " "
    for sign in found:
        in_a_word = unicodedata.category(before[-1])[0] in "LM"
        if sign == KEYCAP or (sign in TONES and before != " ") or (sign in JOINERS and not in_a_word):
            continue
        yield sign
        before = sign


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


@cache
def _ours() -> frozenset[str]:
    return frozenset(face(bold=False).advances.keys() & face(bold=True).advances.keys())


def _is_ours(char: str) -> bool:
    return char in _ours()


def _is_from_elsewhere(char: str) -> bool:
    return char in JOINERS or (char != MISSING and not _is_ours(char))


def width(text: str, size: float, *, bold: bool = False) -> float:
    """How wide a drawable text is at this size, in pixels: as wide as its signs together, at most."""
    own = face(bold=bold)
    if own.advances.keys() >= set(text):
        return sum(map(own.advances.__getitem__, text)) / own.em * size
    return sum(_advance(own, sign) for sign in signs(text)) * size


def _measured(own: Face, text: str) -> Iterable[str]:
    """The signs of a text; its characters where all are ours."""
    return text if own.advances.keys() >= set(text) else signs(text)


def _advance(own: Face, sign: str) -> float:
    """How far a sign advances, in em."""
    if sign in own.advances:
        return own.advances[sign] / own.em
    if len(sign) > 1:
        return FALLBACK.joined(sign)[1]
    return 0.0 if sign in JOINERS else FALLBACK.advance(sign) or 0.0


def runs(text: str) -> list[tuple[str, str]]:
    """A drawable text by the fonts that it is from: each part with the name of its font, empty for our own. What is set onto a
    sign is from the font of that sign; letters that could be a flag stand apart where their font has none."""
    found: list[tuple[str, str]] = []
    for sign in signs(text):
        before, last = found[-1] if found else ("", "")
        is_onto = before and (sign in JOINERS or (last and unicodedata.category(sign[0]) in {"Mn", "Mc", "Sk"}))
        family = last if is_onto else _family(sign)
        if before and last == family and not (sign in REGIONS and before[-1] in REGIONS):
            found[-1] = (before + sign, family)
        else:
            found.append((sign, family))
    return found


def _family(sign: str) -> str:
    return "" if len(sign) == 1 and _is_ours(sign) else FALLBACK.family(sign)


def is_ours(text: str) -> bool:
    """Whether our font has all of a text."""
    return face(bold=False).advances.keys() >= set(text)


def shortened(text: str, size: float, room: float, *, bold: bool = False) -> str:
    """The text made drawable, with an ellipsis for what does not fit into ``room`` pixels; empty where nothing does."""
    text = drawable(text)
    if width(text, size, bold=bold) <= room:
        return text
    room -= width(ELLIPSIS, size, bold=bold)
    while (fitting := _fitting(text, size, room, bold=bold)) < len(text):
        # What was joined across the cut is measured anew.
        text = text[:fitting].rstrip(_ENDS)
    return f"{text}{ELLIPSIS}" if text else ""


def _fitting(text: str, size: float, room: float, *, bold: bool) -> int:
    """How many characters fit: whole signs, as many as there is room for, by whatever they are added up."""
    own, length, taken = face(bold=bold), 0, A_HAIR
    for sign in _measured(own, text):
        taken += _advance(own, sign) * size
        if taken > room:
            break
        length += len(sign)
    return length


def wrapped(text: str, size: float, room: float, most: int, *, bold: bool = False) -> tuple[str, ...]:
    """The text made drawable, in up to ``most`` lines, the last of them shortened if need be."""
    rest, lines = drawable(text), list[str]()
    while rest and len(lines) < most - 1 and width(rest, size, bold=bold) > room:
        line = _first_words(rest, size, room, bold=bold)
        lines.append(line)
        rest = rest[len(line) :].strip()
    return (*lines, shortened(rest, size, room, bold=bold)) if rest else tuple(lines)


def _first_words(text: str, size: float, room: float, *, bold: bool) -> str:
    """As many words as fit; of a word that is too long alone, as much of it as fits (at least a sign)."""
    fitting = _fitting(text, size, room, bold=bold) or len(next(iter(signs(text))))
    cut = text.rfind(" ", 0, fitting + 1)
    return text[: cut if cut > 0 else fitting]


def reads_leftward(text: str) -> bool:
    """Whether the first letter with a direction is of a right-to-left script."""
    directions = (unicodedata.bidirectional(char) for char in text)
    return next((way in {"R", "AL"} for way in directions if way in {"L", "R", "AL"}), False)
