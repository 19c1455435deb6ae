"""The colours, once for light chats and once for dark ones: Okabe and Ito's, which the colour-blind tell apart too.

Whatever is drawn stands out from what it lies on by a contrast of 3:1 at least (WCAG 2.2, 1.4.11), text by 4.5:1
(1.4.3). Source of the hues: Okabe & Ito, "Color Universal Design", 2008. No meaning hangs on colour alone.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Theme(StrEnum):
    """What a chat looks like; its values are stored."""

    LIGHT = "light"
    DARK = "dark"


@dataclass(frozen=True, slots=True, kw_only=True)
class Palette:
    """The colours of a picture. ``rule`` is for hairlines that mean nothing by themselves; ``shades`` are those of a study
    day, from few minutes to many, and each lies on the paper."""

    paper: str
    rule: str
    ink: str
    faded: str
    target: str
    limit: str
    done: str
    going_on: str
    overdue: str
    forecast: str
    shades: tuple[str, str, str, str]


LIGHT = Palette(
    paper="#ffffff",
    rule="#d3d8df",
    ink="#1d2430",
    faded="#566070",
    target="#414b59",
    limit="#8791a0",
    done="#008a64",
    going_on="#0072b2",
    overdue="#d05a00",
    forecast="#b5588a",
    shades=("#009e73", "#007d5b", "#005c43", "#003828"),
)

DARK = Palette(
    paper="#17212b",
    rule="#33404d",
    ink="#f2f5f8",
    faded="#a9b4c0",
    target="#e3e8ee",
    limit="#727f8e",
    done="#2ec4a0",
    going_on="#56b4e9",
    overdue="#ff8c42",
    forecast="#e59ac5",
    shades=("#1e7f66", "#25a585", "#4fd3b1", "#b4f2e0"),
)

PALETTES: Mapping[Theme, Palette] = {Theme.LIGHT: LIGHT, Theme.DARK: DARK}
