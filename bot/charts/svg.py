"""The few SVG elements that our pictures are made of. Every text is escaped, and drawable before it comes here."""

from collections.abc import Iterable
from xml.sax.saxutils import escape

from bot.charts.face import FAMILY
from bot.charts.lettering import reads_leftward
from bot.charts.palette import INK, PAPER

WIDTH, MARGIN = 800, 32
"""In units of a picture. A phone shows one at about 360 pixels, so that the smallest text, of 22, is 10 there."""

DRAWN = 720
"""The width of the PNG, in pixels: two for each of such a phone's. Every tenth less of it saves a tenth of the time."""

SMALL = 22


def picture(height: float, *elements: str) -> str:
    """A whole picture, WIDTH wide."""
    size = f'width="{DRAWN}" height="{height * DRAWN / WIDTH:.0f}" viewBox="0 0 {WIDTH} {height:.0f}"'
    head = f'<svg xmlns="http://www.w3.org/2000/svg" {size} font-family="{FAMILY}">'
    paper = f'<rect width="{WIDTH}" height="{height:.0f}" fill="{PAPER}"/>'
    return "\n".join((head, paper, *elements, "</svg>\n"))


def text(
    x: float, y: float, said: str, *, size: float = SMALL, fill: str = INK, bold: bool = False, end: bool = False
) -> str:
    """A line of text on the baseline ``y`` from ``x`` on, or up to ``x`` where it is its ``end``."""
    weight, anchor = ' font-weight="bold"' if bold else "", ' text-anchor="end"' if end else ""
    # Embedded as right-to-left, so that an ellipsis or a full stop stands where the text ends.
    shown = f"\u202b{said}\u202c" if reads_leftward(said) else said
    return f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size:g}"{weight} fill="{fill}"{anchor}>{escape(shown)}</text>'


def rect(x: float, y: float, width: float, height: float, fill: str, *, more: str = "") -> str:
    """A box; ``more`` are further attributes."""
    return f'<rect x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:.1f}" fill="{fill}"{more}/>'


def dot(x: float, y: float, radius: float, fill: str) -> str:
    """A filled circle with a rim of the paper's colour."""
    return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius:g}" fill="{fill}" stroke="{PAPER}" stroke-width="2"/>'


def uprights(lines: Iterable[tuple[float, float, float]], stroke: str, *, thick: float = 1) -> str:
    """Vertical lines, each at an x from a top to a bottom, as one element: that is drawn much faster than many."""
    path = "".join(f"M{x:.1f} {top:.1f}V{bottom:.1f}" for x, top, bottom in lines)
    return f'<path d="{path}" stroke="{stroke}" stroke-width="{thick:g}"/>'
