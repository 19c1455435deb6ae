"""What stands above a picture's own part: its title, a line below it, and what the colours mean."""

from collections.abc import Iterable

from bot.charts.lettering import shortened, width, wrapped
from bot.charts.palette import FADED, INK
from bot.charts.svg import MARGIN, SMALL, WIDTH, rect, text

ROOM = WIDTH - 2 * MARGIN
TITLE, LINE = 32, 34
SWATCH, GAP = 20, 24


def heading(title: str, said: str) -> tuple[list[str], float]:
    """The title in up to two lines and what is said below it; and where the next thing may begin."""
    y, drawn = 54.0, list[str]()
    for line in wrapped(title, TITLE, ROOM, 2, bold=True):
        drawn.append(text(MARGIN, y, line, size=TITLE, fill=INK, bold=True))
        y += 40
    drawn.append(text(MARGIN, y, shortened(said, SMALL, ROOM), fill=FADED))
    return drawn, y + 14


def legend(key: Iterable[tuple[str, str]], y: float) -> tuple[list[str], float]:
    """Swatches with their meanings, in as many lines as they need; and where the next thing may begin."""
    x, drawn = float(MARGIN), list[str]()
    y += LINE - 8
    for colour, meaning in key:
        name = shortened(meaning, SMALL, ROOM - SWATCH - 8)
        room = SWATCH + 8 + width(name, SMALL)
        if x > MARGIN and x + room > WIDTH - MARGIN:
            x, y = MARGIN, y + LINE
        drawn.append(rect(x, y - SWATCH + 3, SWATCH, SWATCH, colour, more=' rx="4"'))
        drawn.append(text(x + SWATCH + 8, y, name))
        x += room + GAP
    return drawn, y + 18
