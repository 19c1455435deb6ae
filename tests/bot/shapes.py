"""A picture taken apart: what it shows, where, and in which colours."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from xml.etree import ElementTree as ET

from bot.charts.lettering import width
from bot.charts.rows import PARTED
from bot.charts.spans import LEAST
from bot.charts.svg import WIDTH

SVG = "{http://www.w3.org/2000/svg}"
NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
BY_A_HAIR = 0.15
"""Pixels that what is written with one decimal may be off."""


@dataclass(frozen=True)
class Shape:
    """What something takes up; a text from its font's highest ascent to its lowest descent. ``holds`` is a frame, in which
    something may lie."""

    kind: str
    left: float
    top: float
    right: float
    bottom: float
    colour: str
    said: str = ""
    holds: bool = False

    def meets(self, other: "Shape") -> bool:
        across = self.left < other.right - BY_A_HAIR and other.left < self.right - BY_A_HAIR
        return across and self.top < other.bottom - BY_A_HAIR and other.top < self.bottom - BY_A_HAIR

    def may_hold(self, other: "Shape") -> bool:
        """Whether it is a frame around it; that of a bar in part holds nothing but what is done of it."""
        return self.holds and other.within(self) and (self.bottom - self.top > 15 or other.colour == self.colour)

    def within(self, other: "Shape") -> bool:
        across = other.left <= self.left + BY_A_HAIR + 1 and self.right <= other.right + BY_A_HAIR + 1
        return across and other.top <= self.top + BY_A_HAIR + 1 and self.bottom <= other.bottom + BY_A_HAIR + 1


@dataclass(frozen=True)
class Seen:
    """A picture: its height, the colour of its paper, its texts, and its other shapes but for hairlines."""

    height: float
    paper: str
    texts: tuple[Shape, ...]
    shapes: tuple[Shape, ...]


def seen(svg: str) -> Seen:
    root = ET.fromstring(svg)
    paper, *rest = list(root)
    shapes = [shape for element in rest for shape in _shapes(element)]
    texts = tuple(shape for shape in shapes if shape.kind == "text")
    others = tuple(shape for shape in shapes if shape.kind != "text")
    return Seen(float(root.attrib["viewBox"].split()[3]), paper.attrib["fill"], texts, others)


def _shapes(element: ET.Element) -> Iterator[Shape]:
    at, kind = element.attrib, element.tag.removeprefix(SVG)
    match kind:
        case "text":
            yield _text(element)
        case "rect":
            x, y, across, down = (float(at[name]) for name in ("x", "y", "width", "height"))
            holds = at["fill"] == "none" or ("rx" in at and "stroke" in at)
            yield Shape(kind, x, y, x + across, y + down, at.get("stroke", at["fill"]), holds=holds)
        case "circle":
            x, y, r = (float(at[name]) for name in ("cx", "cy", "r"))
            yield Shape(kind, x - r, y - r, x + r, y + r, at["fill"])
        case "path" if "Z" in at["d"]:
            tip, middle, base, top, bottom = map(float, NUMBER.findall(at["d"]))
            yield Shape("arrow", base, top, tip, bottom, at["fill"])
            assert top < middle < bottom


def _text(element: ET.Element) -> Shape:
    at = element.attrib
    said = "".join(element.itertext()).strip("\u202b\u202c")
    x, y, size = float(at["x"]), float(at["y"]), float(at["font-size"])
    room = width(said, size, bold="font-weight" in at)
    left = x - room if at.get("text-anchor") == "end" else x
    return Shape("text", left, y - 0.93 * size, left + room, y + 0.24 * size, at["fill"], said)


def nothing_is_cut_or_overlaps(svg: str) -> None:
    """All texts and shapes are on the canvas and none lies on another, but what is held by a frame, and a dot at the end of
    its bar."""
    shown = seen(svg)
    shapes = (*shown.texts, *shown.shapes)
    for one in shapes:
        inside = one.left >= -BY_A_HAIR and one.right <= WIDTH + BY_A_HAIR
        assert inside, one
        assert 0 <= one.top <= one.bottom <= shown.height, one
    for one, other in _meeting(shapes):
        held = any(outer.may_hold(inner) for inner, outer in ((one, other), (other, one)))
        ends = {one.kind, other.kind} == {"circle", "rect"} and one.colour == other.colour
        assert held or ends, (one, other)


def today_hides_nothing(svg: str) -> None:
    """Of whatever today's mark crosses, and the paper around it, enough is left to be seen; a dot is not crossed."""
    shown = seen(svg)
    marks = ET.fromstring(svg).findall(f"{SVG}path[@stroke='{shown.paper}']")
    for x, top, bottom in (
        map(float, NUMBER.findall(part)) for mark in marks for part in mark.attrib["d"].split("M")[1:]
    ):
        left, right = x - PARTED / 2, x + PARTED / 2
        for shape in shown.shapes:
            if top < shape.bottom and shape.top < bottom and left < shape.right and shape.left < right:
                assert shape.kind != "circle", shape
                assert max(0, left - shape.left) + max(0, shape.right - right) >= LEAST, shape


def _meeting(shapes: Iterable[Shape]) -> Iterator[tuple[Shape, Shape]]:
    """The pairs that lie on each other, found from above downwards."""
    open_: list[Shape] = []
    for one in sorted(shapes, key=lambda shape: shape.top):
        open_ = [other for other in open_ if other.bottom > one.top]
        yield from ((other, one) for other in open_ if one.meets(other))
        open_.append(one)


def contrast(one: str, other: str) -> float:
    """The contrast of two colours, from 1 to 21 (WCAG 2.2, "contrast ratio")."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(share: float) -> float:
    return share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4


def everything_stands_out(svg: str) -> None:
    """Whatever is drawn has a contrast of 3:1 at least to the paper that it lies on, and what is read one of 4.5:1; a sign and
    what is big are seen with 3:1."""
    shown = seen(svg)
    for shape in shown.shapes:
        assert contrast(shape.colour, shown.paper) >= 3, shape
    for text in shown.texts:
        big = len(text.said) == 1 or text.bottom - text.top > 30
        assert contrast(text.colour, shown.paper) >= (3 if big else 4.5), text
