"""The two shipped fonts and how far each of their characters advances, read from the font files themselves."""

import unicodedata
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from struct import unpack_from

FAMILY = "DejaVu Sans Condensed"
FOLDER = Path(__file__).with_name("font")
REGULAR, BOLD = FOLDER / "DejaVuSansCondensed.ttf", FOLDER / "DejaVuSansCondensed-Bold.ttf"


@dataclass(frozen=True, slots=True)
class Face:
    """``advances`` is by character, in units of which the em has ``em``.

    The files have neither kerning nor ligatures, so that a text is as wide as its characters together; letters that
    join (Arabic) count with their widest form, and marks that are set onto a letter count too: a text is never wider.
    """

    em: int
    advances: dict[str, int]


@cache
def face(*, bold: bool) -> Face:
    """The font of this weight."""
    font = (BOLD if bold else REGULAR).read_bytes()
    tables = _tables(font)
    (em,) = unpack_from(">H", font, tables["head"] + 18)
    (measured,) = unpack_from(">H", font, tables["hhea"] + 34)
    widths = [unpack_from(">H", font, tables["hmtx"] + 4 * glyph)[0] for glyph in range(measured)]
    glyphs = _glyphs(font, tables["cmap"])
    # The last measured glyph's width holds for all after it.
    advances = {chr(code): widths[min(glyph, measured - 1)] for code, glyph in glyphs.items()}
    return Face(em, _widest_forms(advances))


def _tables(font: bytes) -> dict[str, int]:
    """The offset of every table, by its tag."""
    (count,) = unpack_from(">H", font, 4)
    entries = [unpack_from(">4sLL", font, 12 + 16 * index) for index in range(count)]
    return {tag.decode(): offset for tag, _, offset in entries}


def _glyphs(font: bytes, cmap: int) -> dict[int, int]:
    """The glyph of every code point, from the table in format 4 (segments), which both files have."""
    (offset,) = unpack_from(">L", font, cmap + 8)
    table = cmap + offset
    segments = unpack_from(">H", font, table + 6)[0] // 2
    ends, starts, deltas, ranges = (
        unpack_from(f">{segments}H", font, table + 14 + 2 * segments * part + (2 if part else 0)) for part in range(4)
    )
    glyphs: dict[int, int] = {}
    for segment in range(segments):
        for code in range(starts[segment], ends[segment] + 1):
            glyph = code
            if ranges[segment]:
                here = table + 16 + 6 * segments + 2 * segment
                (glyph,) = unpack_from(">H", font, here + ranges[segment] + 2 * (code - starts[segment]))
            if glyph and code != 0xFFFF:
                glyphs[code] = (glyph + deltas[segment]) & 0xFFFF
    return glyphs


def _widest_forms(advances: dict[str, int]) -> dict[str, int]:
    """The advances with those of joining letters raised to their widest initial, medial or final form."""
    widest = dict(advances)
    for form, advance in advances.items():
        kind, _, base = unicodedata.decomposition(form).partition(" ")
        if kind in {"<initial>", "<medial>", "<final>"} and " " not in base:
            letter = chr(int(base, 16))
            widest[letter] = max(widest.get(letter, 0), advance)
    return widest
