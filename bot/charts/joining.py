"""What a font joins to one glyph: the ligatures of its table GSUB (OpenType 1.9: lookups of type 4, in type 7 or not)."""

from collections.abc import Iterator, Sequence
from struct import unpack_from

LIGATURES, EXTENSION = 4, 7


def longest(table: bytes, glyphs: Sequence[int]) -> tuple[int, int]:
    """How many of these glyphs, from the first on, become one, and which; the first alone where none is joined to it.
    Raises struct.error for a broken table."""
    found = (one for start in _tables(table) for one in _beginning(table, start, glyphs))
    return max(found, default=(1, glyphs[0]))


def _tables(table: bytes) -> Iterator[int]:
    """Where the tables of ligatures begin."""
    lookups = unpack_from(">H", table, 8)[0] if table else 0
    for lookup in _offsets(table, lookups, lookups) if lookups else ():
        (kind,) = unpack_from(">H", table, lookup)
        for start in _offsets(table, lookup, lookup + 4):
            if kind == LIGATURES:
                yield start
            elif kind == EXTENSION and unpack_from(">H", table, start + 2)[0] == LIGATURES:
                yield start + unpack_from(">L", table, start + 4)[0]


def _beginning(table: bytes, start: int, glyphs: Sequence[int]) -> Iterator[tuple[int, int]]:
    """The ligatures of a table that these glyphs begin with: how many of them each takes, and what they become."""
    place = _covered(table, start + unpack_from(">H", table, start + 2)[0], glyphs[0])
    sets = list(_offsets(table, start, start + 4))
    if place is None or place >= len(sets):
        return
    for at in _offsets(table, sets[place], sets[place]):
        becomes, length = unpack_from(">HH", table, at)
        if tuple(glyphs[1:length]) == unpack_from(f">{max(0, length - 1)}H", table, at + 4):
            yield length, becomes


def _covered(table: bytes, start: int, glyph: int) -> int | None:
    """The place of a glyph in a coverage; None where it is not in it."""
    form, count = unpack_from(">HH", table, start)
    if form == 1:
        covered = unpack_from(f">{count}H", table, start + 4)
        return covered.index(glyph) if glyph in covered else None
    for number in range(count):
        first, last, place = unpack_from(">HHH", table, start + 4 + 6 * number)
        if first <= glyph <= last:
            return int(place + glyph - first)
    return None


def _offsets(table: bytes, start: int, at: int) -> Iterator[int]:
    """What a list at ``at`` points to, counted from ``start`` on."""
    (count,) = unpack_from(">H", table, at)
    return (start + offset for offset in unpack_from(f">{count}H", table, at + 2))
