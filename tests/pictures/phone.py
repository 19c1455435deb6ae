"""Messages drawn as a telephone 360 pixels wide shows them, dark: bubbles, boxes, and buttons in their rows.

What a client does is kept as far as it decides how long a line is and what of a label is seen: margins, sizes of text, the
width of a button. Signs that no font here has are drawn as discs.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from bot.charts import svg
from bot.charts.lettering import MISSING, drawable, signs, width
from tests.pictures.payloads import Bubble, Piece, Pressable

WIDTH, SCALE = 360, 0.8
IN_A_ROW, GAP, BETWEEN = 5, 12, "#000000"
LEADING = 1.34
DISCS = {"🟢": "#43b581", "🟡": "#f0b232", "🔴": "#f04747", "🟠": "#f08232", "⬜": "#8a94a0", "✅": "#43b581"}
DISC = "#d8b455"


@dataclass(frozen=True, kw_only=True)
class Look:
    """How a client lays a message out, in pixels: where its text begins and how wide it may be, its sizes and colours."""

    paper: str
    bubble: str | None
    ink: str
    link: str
    code: str
    left: float
    room: float
    size: float
    button_size: float
    button_height: float
    buttons: dict[str, str]
    fills_rows: bool
    box: str = ""


TELEGRAM = Look(
    paper="#0e1621", bubble="#182533", ink="#ffffff", link="#6ab3f3", code="#7fb5e6",
    left=20, room=300, size=16, button_size=14, button_height=38, fills_rows=True,
    buttons={"plain": "#25384b", "main": "#2f7fc8", "danger": "#b5433f"},
)  # fmt: skip
DISCORD = Look(
    paper="#1f2024", bubble=None, ink="#dcdee1", link="#66a9ff", code="#e6e6e6", box="#292a2f",
    left=68, room=276, size=16, button_size=14, button_height=36, fills_rows=False,
    buttons={"plain": "#4a4c54", "main": "#5865f2", "danger": "#d6393f"},
)  # fmt: skip


def sheet(screens: Mapping[str, Sequence[Bubble]], look: Look) -> str:
    """Telephones side by side, a few in a row, each below the name of what it shows, as SVG."""
    drawn, top = list[str](), 0.0
    named = list(screens.items())
    for start in range(0, len(named), IN_A_ROW):
        tallest = 0.0
        for column, (name, bubbles) in enumerate(named[start : start + IN_A_ROW]):
            pieces, height = _screen(bubbles, look, name)
            drawn.append(f'<g transform="translate({column * (WIDTH + GAP)} {top:.0f})">{"".join(pieces)}</g>')
            tallest = max(tallest, height)
        top += tallest + GAP
    wide = min(len(named), IN_A_ROW) * (WIDTH + GAP) - GAP
    head = f'<svg xmlns="http://www.w3.org/2000/svg" width="{wide * SCALE:.0f}" height="{top * SCALE:.0f}"'
    head += f' viewBox="0 0 {wide} {top:.0f}" font-family="{svg.FAMILY}">'
    return "\n".join((head, svg.rect(0, 0, wide, top, BETWEEN), *drawn, "</svg>"))


def _screen(bubbles: Sequence[Bubble], look: Look, name: str) -> tuple[list[str], float]:
    y, drawn = 36.0, [svg.text(16, 22, name, "#8a94a0", size=12)]
    for bubble in bubbles:
        pieces, y = _plain(bubble, look, y)
        drawn += pieces
        for box in bubble.boxes:
            pieces, y = _boxed(box, look, y)
            drawn += pieces
        for row in bubble.rows:
            pieces, y = _row(row, look, y)
            drawn += pieces
        y += 14
    return [svg.rect(0, 0, WIDTH, y, look.paper), *drawn], y


def _plain(bubble: Bubble, look: Look, y: float) -> tuple[list[str], float]:
    lines = list(_lines(bubble.pieces, look.size, look.room))
    text = list(_written(lines, look, look.left, y + 8, look.size))
    height = len(lines) * look.size * LEADING + 16
    behind = [svg.rect(8, y, look.room + 24, height, look.bubble, more=' rx="12"')] if look.bubble else []
    return [*behind, *text], y + height + 4


def _boxed(pieces: Iterable[Piece], look: Look, y: float) -> tuple[list[str], float]:
    """In a box with a bar at its left, as an embed is shown."""
    size = look.size - 2
    lines = list(_lines(pieces, size, look.room - 30))
    height = len(lines) * size * LEADING + 24
    return [
        svg.rect(look.left, y, look.room, height, look.box, more=' rx="4"'),
        svg.rect(look.left, y, 4, height, "#5865f2"),
        *_written(lines, look, look.left + 16, y + 12, size),
    ], y + height + 8


def _written(lines: Iterable[Sequence[Piece]], look: Look, left: float, top: float, size: float) -> Iterator[str]:
    y = top + size
    for line in lines:
        x = left
        for piece in line:
            colour = look.link if "a" in piece.style else look.code if "code" in piece.style else look.ink
            yield from _signs(piece.text, x, y, size, colour, bold="b" in piece.style)
            x += _width(piece, size)
        y += size * LEADING


def _signs(text: str, x: float, y: float, size: float, colour: str, *, bold: bool) -> Iterator[str]:
    """The text on its line, discs in place of what there is no font for."""
    run = ""
    for sign in [*signs(text), ""]:
        if sign and not _is_missing(sign):
            run += sign
            continue
        if run.strip():
            yield svg.text(
                x + width(run[: len(run) - len(run.lstrip())], size), y, run.strip(), colour, size=size, bold=bold
            )
        x += width(run, size, bold=bold)
        run = ""
        if sign and sign not in "\ufe0f\u200d":
            yield svg.dot(x + size * 0.55, y - size * 0.36, size * 0.46, DISCS.get(sign, DISC))
            x += size * 1.2


def _is_missing(sign: str) -> bool:
    return sign != " " and drawable(sign) in {MISSING, ""}


def _width(piece: Piece, size: float) -> float:
    kept = "".join(sign for sign in signs(piece.text) if not _is_missing(sign))
    discs = sum(_is_missing(sign) and sign not in "\ufe0f\u200d" for sign in signs(piece.text))
    return width(kept, size, bold="b" in piece.style) + discs * size * 1.2


def _lines(pieces: Iterable[Piece], size: float, room: float) -> Iterator[list[Piece]]:
    """The pieces in lines that fit; a line break is one."""
    line, taken = list[Piece](), 0.0
    for word in _words(pieces):
        if word[0].text == "\n":
            yield line
            line, taken = [], 0.0
            continue
        *most, last = word
        long = sum(_width(piece, size) for piece in (*most, Piece(last.text.rstrip(" "), last.style)))
        if taken and taken + long > room:
            yield line
            line, taken = [], 0.0
        line += word
        taken += sum(_width(piece, size) for piece in word)
    yield line


def _words(pieces: Iterable[Piece]) -> Iterator[list[Piece]]:
    """What no line is broken within: pieces up to one that ends with a blank."""
    word = list[Piece]()
    for piece in _parts(pieces):
        if piece.text == "\n" and word:
            yield word
            word = []
        word.append(piece)
        if piece.text.endswith((" ", "\n")):
            yield word
            word = []
    if word:
        yield word


def _parts(pieces: Iterable[Piece]) -> Iterator[Piece]:
    for piece in pieces:
        ends = [0, *(at + 1 for at, sign in enumerate(piece.text) if sign in " \n"), len(piece.text)]
        for start, end in pairwise(ends):
            word = piece.text[start:end]
            if word.rstrip("\n"):
                yield Piece(word.rstrip("\n"), piece.style)
            if word.endswith("\n"):
                yield Piece("\n")


def _row(row: Sequence[Pressable], look: Look, y: float) -> tuple[list[str], float]:
    """A row of buttons: as wide as the bubble together, or each as wide as its label, on as many lines as that takes."""
    size, height = look.button_size, look.button_height
    if look.fills_rows:
        wide = (look.room + 24 - 4 * (len(row) - 1)) / len(row)
        places = [(8 + number * (wide + 4), y, wide) for number in range(len(row))]
    else:
        places, x = [], look.left
        for one in row:
            wide = min(_width(Piece(one.label), size) + 32, look.room)
            if x > look.left and x + wide > look.left + look.room:
                x, y = look.left, y + height + 6
            places.append((x, y, wide))
            x += wide + 8
    drawn = [part for one, place in zip(row, places, strict=True) for part in _button(one, look, *place)]
    return drawn, y + height + 4


def _button(one: Pressable, look: Look, x: float, y: float, wide: float) -> Iterator[str]:
    size = look.button_size
    yield svg.rect(x, y, wide, look.button_height, look.buttons[one.style], more=' rx="8"')
    label = one.label
    while _width(Piece(label), size) > wide - 12:
        label = f"{label.removesuffix('…')[:-1]}…"
    start = x + (wide - _width(Piece(label), size)) / 2
    yield from _signs(label, start, y + look.button_height / 2 + size * 0.36, size, "#ffffff", bold=False)
