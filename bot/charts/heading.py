"""What stands above a picture's own part: its title, a line below it, and what the colours mean."""

from collections.abc import Iterable
from dataclasses import dataclass

from bot.charts.lettering import shortened, width, wrapped
from bot.charts.palette import Palette
from bot.charts.svg import MARGIN, SMALL, WIDTH, frame, rect, text

ROOM = WIDTH - 2 * MARGIN
TITLE, LINE = 32, 34
SWATCH, GAP = 20, 24


@dataclass(frozen=True, slots=True)
class Key:
    """What a colour means. ``hollow`` is a frame, and one of what is done in part is filled to its half."""

    colour: str
    meaning: str
    in_part: bool = False
    hollow: bool = False


def heading(title: str, said: str, palette: Palette) -> tuple[list[str], float]:
    """The title in up to two lines and what is said below it; and where the next thing may begin."""
    y, drawn = 54.0, list[str]()
    for line in wrapped(title, TITLE, ROOM, 2, bold=True):
        drawn.append(text(MARGIN, y, line, palette.ink, size=TITLE, bold=True))
        y += 40
    drawn.append(text(MARGIN, y, shortened(said, SMALL, ROOM), palette.faded))
    return drawn, y + 14


def legend(keys: Iterable[Key], y: float, palette: Palette) -> tuple[list[str], float]:
    """Swatches with their meanings, in as many lines as they need; and where the next thing may begin."""
    x, drawn = float(MARGIN), list[str]()
    y += LINE - 8
    keys = tuple(keys)
    if not keys:
        return drawn, y - 18
    for key in keys:
        name = shortened(key.meaning, SMALL, ROOM - SWATCH - 8)
        room = SWATCH + 8 + width(name, SMALL)
        if x > MARGIN and x + room > WIDTH - MARGIN:
            x, y = MARGIN, y + LINE
        drawn.extend(_swatch(key, x, y - SWATCH + 3))
        drawn.append(text(x + SWATCH + 8, y, name, palette.ink))
        x += room + GAP
    return drawn, y + 18


def _swatch(key: Key, x: float, y: float) -> Iterable[str]:
    if key.in_part or key.hollow:
        yield frame(x, y, SWATCH, SWATCH, key.colour)
    if not key.hollow:
        yield rect(x, y, SWATCH / 2 if key.in_part else SWATCH, SWATCH, key.colour)
