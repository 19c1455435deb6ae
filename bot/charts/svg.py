"""The few SVG elements that our pictures are made of. Every text is escaped, and drawable before it comes here."""

from collections.abc import Iterable
from math import sqrt
from xml.sax.saxutils import escape, quoteattr

from bot.charts.face import FAMILY
from bot.charts.lettering import is_ours, reads_leftward, runs, width

WIDTH, MARGIN = 800, 32
"""In units of a picture. A phone shows one at about 360 pixels, so that the smallest text, of 22, is 10 there."""

WIDEST, NARROWEST, PIXELS = 720, 560, 600_000
"""How wide the PNG is, in pixels: two for each of such a phone's, and so many less that it has no more of them in all, for each
takes its time to draw, and a phone shows a tall picture smaller anyway; but never so few that its smallest text had fewer than 15."""

SMALL = 22

LINE = 2
"""How thick the line of a frame is."""


def picture(height: float, paper: str, *elements: str) -> str:
    """A whole picture, WIDTH wide, on paper of this colour."""
    drawn = round(min(WIDEST, max(NARROWEST, sqrt(PIXELS * WIDTH / height))))
    size = f'width="{drawn}" height="{height * drawn / WIDTH:.0f}" viewBox="0 0 {WIDTH} {height:.0f}"'
    head = f'<svg xmlns="http://www.w3.org/2000/svg" {size} font-family="{FAMILY}">'
    return "\n".join((head, f'<rect width="{WIDTH}" height="{height:.0f}" fill="{paper}"/>', *elements, "</svg>\n"))


def text(
    x: float, y: float, said: str, fill: str, *, size: float = SMALL, bold: bool = False, end: bool = False
) -> str:
    """A line of text on the baseline ``y`` from ``x`` on, or up to ``x`` where it is its ``end``."""
    weight = ' font-weight="bold"' if bold else ""
    if not is_ours(said):
        return _of_fonts(
            x - width(said, size, bold=bold) if end else x, y, said, size, f'{weight} fill="{fill}"', bold=bold
        )
    anchor = ' text-anchor="end"' if end else ""
    # Embedded as right-to-left, so that an ellipsis or a full stop stands where the text ends.
    shown = f"\u202b{said}\u202c" if reads_leftward(said) else said
    return f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size:g}"{weight} fill="{fill}"{anchor}>{escape(shown)}</text>'


def _of_fonts(x: float, y: float, said: str, size: float, more: str, *, bold: bool) -> str:
    """A text of several fonts: each part at its place and with its own, for what is shaped with another font comes apart."""
    parts = list[str]()
    for part, family in runs(said):
        font = f" font-family={quoteattr(family)}" if family else ""
        parts.append(f'<tspan x="{x:.1f}"{font}>{escape(part)}</tspan>')
        x += width(part, size, bold=bold)
    first = parts[0].split('"')[1]
    return f'<text x="{first}" y="{y:.1f}" font-size="{size:g}"{more}>{"".join(parts)}</text>'


def rect(x: float, y: float, width: float, height: float, fill: str, *, more: str = "") -> str:
    """A box; ``more`` are further attributes."""
    return f'<rect x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:.1f}" fill="{fill}"{more}/>'


def frame(x: float, y: float, width: float, height: float, stroke: str) -> str:
    """An empty box; its line lies within it."""
    return rect(x + 1, y + 1, width - LINE, height - LINE, "none", more=_line(stroke, LINE))


def rim(x: float, y: float, width: float, height: float, stroke: str) -> str:
    """The rim of a card, thick and round; its line lies on its edges."""
    return rect(x, y, width, height, "none", more=f' rx="24"{_line(stroke, 6)}')


def mark(x: float, y: float, side: float, stroke: str) -> str:
    """What marks a box of this side: a line around it."""
    return rect(x - 1, y - 1, side + 2, side + 2, "none", more=_line(stroke, 3))


def _line(stroke: str, thick: float) -> str:
    return f' stroke="{stroke}" stroke-width="{thick:g}"'


def dot(x: float, y: float, radius: float, fill: str) -> str:
    """A filled circle."""
    return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius:g}" fill="{fill}"/>'


def arrow(x: float, y: float, height: float, fill: str) -> str:
    """A triangle that points to the right, its tip at ``x``, its top at ``y``."""
    return f'<path d="M{x:.1f} {y + height / 2:.1f}L{x - height:.1f} {y:.1f}V{y + height:.1f}Z" fill="{fill}"/>'


def uprights(lines: Iterable[tuple[float, float, float]], stroke: str, *, thick: float = 1) -> str:
    """Vertical lines, each at an x from a top to a bottom, as one element: that is drawn much faster than many."""
    path = "".join(f"M{x:.1f} {top:.1f}V{bottom:.1f}" for x, top, bottom in lines)
    return f'<path d="{path}" stroke="{stroke}" stroke-width="{thick:g}"/>'
