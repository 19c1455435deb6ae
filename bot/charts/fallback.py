"""The system's fonts, for signs that ours lacks: Chinese, Japanese, Korean, Indian scripts, emoji.

Which font a sign is from depends on the machine; that a text is as wide as it was measured does not.
"""

import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from bot.charts.font_file import FontFile

SUFFIXES = frozenset({".ttf", ".otf", ".ttc", ".otc"})
MOST_FILES = 2000
"""Font files that are looked at."""

SHUNNED = (
    "bold",
    "black",
    "light",
    "thin",
    "medium",
    "italic",
    "oblique",
    "condensed",
    "mono",
    "serif",
    "display",
    "looped",
)
"""What stands in the name of a font that is none for plain text."""

FOLDERS = tuple(
    map(
        Path,
        ("/System/Library/Fonts", "/Library/Fonts")
        if sys.platform == "darwin"
        else ("/usr/share/fonts", "/usr/local/share/fonts"),
    )
)


EMOJI, KEYCAP = "\U0001f000", "\u20e3"
"""From which character on signs are drawn with a font of emoji where there is one, and what makes a key of a digit."""


class Fallback:
    """The fonts at and below some folders; nothing is read before a sign is asked for that ours lacks."""

    def __init__(self, folders: Iterable[Path] = FOLDERS) -> None:
        self.look_in(*folders)

    def look_in(self, *folders: Path) -> None:
        """Forget what was found, and look in these folders from now on."""
        self.folders = tuple(folders)
        self._fonts: tuple[FontFile, ...] | None = None
        self._found: dict[str, tuple[FontFile, float] | None] = {}

    def list(self) -> tuple[FontFile, ...]:
        """The fonts, those for plain text first, and among them Noto's; their folders are looked into once."""
        if self._fonts is None:
            paths = [path for folder in self.folders for path in _below(folder)]
            self._fonts = tuple(map(FontFile, sorted(paths, key=_rank)[:MOST_FILES]))
        return self._fonts

    def advance(self, char: str) -> float | None:
        """How far a character advances, in em; None where no font has it."""
        found = self._find(char)
        return found[1] if found else None

    def family(self, sign: str) -> str:
        """The name of the font that has a sign; empty where none has."""
        found = self._find(_tells(sign))
        return found[0].family if found else ""

    def joined(self, text: str) -> tuple[int, float]:
        """How many characters from the first on are one sign in the font that has it, and how far that advances, in em."""
        found = self._find(_tells(text))
        return found[0].joined(text) if found else (1, 0.0)

    def files(self, chars: Iterable[str]) -> Sequence[str]:
        """The files that have these characters, as far as there are any."""
        found = (self._find(char) for char in chars)
        return sorted({str(one[0].path) for one in found if one})

    def _find(self, char: str) -> tuple[FontFile, float] | None:
        if char not in self._found:
            known = ((font, font.advance(char)) for font in self._order(char))
            self._found[char] = next(((font, room) for font, room in known if room is not None and font.family), None)
        return self._found[char]

    def _order(self, char: str) -> Sequence[FontFile]:
        """The fonts by which is asked first: some of those for plain text have a few emoji as well, and join none."""
        if char < EMOJI and char != KEYCAP:
            return self.list()
        return sorted(self.list(), key=lambda font: "emoji" not in font.path.stem.lower())


def _tells(sign: str) -> str:
    """The character that tells which font a sign is from."""
    return KEYCAP if sign[1:2] == KEYCAP else sign[0]


def _below(folder: Path) -> Sequence[Path]:
    try:
        return [path for path in folder.rglob("*") if path.suffix.lower() in SUFFIXES]
    except OSError:
        return []


def _rank(path: Path) -> tuple[int, bool, str]:
    name = path.stem.lower()
    return sum(word in name for word in SHUNNED), not name.startswith("notosans"), str(path)


FALLBACK = Fallback()
