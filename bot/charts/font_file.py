"""What a font file says of its characters: which it has, and how far each advances. TrueType and OpenType, alone or the first
of a collection."""

from bisect import bisect_left
from codecs import lookup
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from struct import Struct, error, unpack_from

from bot.charts.joining import longest

MOST_TABLE = 4 * 2**20
"""Bytes that are read of a table."""

UNICODE = ((3, 10), (0, 6), (0, 4), (3, 1), (0, 3))
"""The tables of characters that are looked for, by platform and encoding, the fullest first."""

UTF_16 = lookup("utf-16-be").name
"""How names are written; looked up now, for the process that draws can load nothing later."""

NAME = Struct(">6H")
WINDOWS, FAMILIES, POSTSCRIPT = (3, 1), (16, 1), 6
"""Platform and encoding of the names that are read, in UTF-16; the kinds that are a family's, the wider first; and the kind
without which resvg leaves a font aside."""

SEGMENT, GROUP, ENTRY, SUBTABLE = Struct(">H"), Struct(">LLL"), Struct(">4sLLL"), Struct(">HHL")


@dataclass(frozen=True)
class FontFile:
    """A font of the system. Whatever is no font, or a broken one, has no characters."""

    path: Path

    def advance(self, char: str) -> float | None:
        """How far a character advances, in em; None where the font lacks it."""
        try:
            glyph = self._glyph(ord(char))
            return self._advance(glyph) if glyph else None
        except (OSError, error, IndexError):
            return None

    def joined(self, text: str) -> tuple[int, float]:
        """Of how many characters from the first on the font makes one sign, and how far that advances, in em."""
        try:
            length, glyph = longest(self._gsub, [self._glyph(ord(char)) for char in text])
            return length, self._advance(glyph) or 0.0
        except (OSError, error, IndexError):
            return 1, self.advance(text[0]) or 0.0

    @cached_property
    def family(self) -> str:
        """What it is called; empty where it does not say, or lacks what whoever draws asks for."""
        try:
            table = self._read(*self._tables[b"name"])
            count, start = unpack_from(">HH", table, 2)
            named = {
                what: table[start + at : start + at + length].decode(UTF_16)
                for platform, encoding, _, what, length, at in NAME.iter_unpack(table[6 : 6 + NAME.size * count])
                if (platform, encoding) == WINDOWS and what in (*FAMILIES, POSTSCRIPT)
            }
        except (OSError, error, KeyError, UnicodeDecodeError):
            return ""
        return next((named[what] for what in FAMILIES if what in named and POSTSCRIPT in named), "")

    @cached_property
    def _tables(self) -> dict[bytes, tuple[int, int]]:
        """The offset and the length of each table, by its tag."""
        with self.path.open("rb") as file:
            head = file.read(16)
            offset = unpack_from(">L", head, 12)[0] if head.startswith(b"ttcf") else 0
            file.seek(offset)
            (count,) = unpack_from(">H", file.read(12), 4)
            entries = file.read(ENTRY.size * min(count, 100))
        return {tag: (at, length) for tag, _, at, length in ENTRY.iter_unpack(entries)}

    def _read(self, at: int, length: int) -> bytes:
        with self.path.open("rb") as file:
            file.seek(at)
            return file.read(length)

    @cached_property
    def _cmap(self) -> bytes:
        """The fullest table of characters; empty where there is none that we read, or reading it failed before."""
        try:
            at, length = self._tables.get(b"cmap", (0, 0))
            table = self._read(at, min(length, MOST_TABLE))
            (count,) = unpack_from(">H", table, 2)
            found = {
                (platform, encoding): start
                for platform, encoding, start in SUBTABLE.iter_unpack(table[4 : 4 + 8 * count])
            }
            start = next((found[kind] for kind in UNICODE if kind in found), None)
        except (OSError, error):
            return b""
        return table[start:] if start is not None else b""

    @cached_property
    def _gsub(self) -> bytes:
        """The table of what is joined; empty where there is none."""
        at, length = self._tables.get(b"GSUB", (0, 0))
        return self._read(at, min(length, MOST_TABLE))

    @cached_property
    def _ends(self) -> tuple[int, ...]:
        """The last code point of each segment, or group, of the table."""
        table = self._cmap
        if not table:
            return ()
        match unpack_from(">H", table)[0]:
            case 4:
                count = unpack_from(">H", table, 6)[0] // 2
                return unpack_from(f">{count}H", table, 14)
            case 12:
                (count,) = unpack_from(">L", table, 12)
                return tuple(last for _, last, _ in GROUP.iter_unpack(table[16 : 16 + GROUP.size * count]))
        return ()

    def _glyph(self, code: int) -> int:
        """The glyph of a code point; 0 where there is none."""
        ends = self._ends
        place = bisect_left(ends, code)
        if place == len(ends):
            return 0
        if unpack_from(">H", self._cmap)[0] == 12:
            first, _, glyph = GROUP.unpack_from(self._cmap, 16 + GROUP.size * place)
            return int(glyph + code - first) if first <= code else 0
        return self._in_segment(code, place, len(ends))

    def _in_segment(self, code: int, place: int, count: int) -> int:
        starts = 16 + 2 * count
        first, delta, offset = (
            SEGMENT.unpack_from(self._cmap, starts + 2 * count * part + 2 * place)[0] for part in range(3)
        )
        if code < first:
            return 0
        if not offset:
            return int(code + delta) & 0xFFFF
        (glyph,) = SEGMENT.unpack_from(self._cmap, starts + 4 * count + 2 * place + offset + 2 * (code - first))
        return int(glyph + delta) & 0xFFFF if glyph else 0

    @cached_property
    def _measures(self) -> tuple[int, int]:
        """How many units an em has, and how many glyphs have an advance of their own."""
        (em,) = unpack_from(">H", self._read(self._tables[b"head"][0] + 18, 2))
        (count,) = unpack_from(">H", self._read(self._tables[b"hhea"][0] + 34, 2))
        return em, count

    def _advance(self, glyph: int) -> float | None:
        if not {b"head", b"hhea", b"hmtx"} <= self._tables.keys():
            return None
        em, count = self._measures
        (advance,) = unpack_from(">H", self._read(self._tables[b"hmtx"][0] + 4 * min(glyph, count - 1), 2))
        return float(advance / em) if em else None
