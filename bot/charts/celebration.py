"""What stands above a chart of which everything is done."""

from bot.charts.lettering import shortened, width
from bot.charts.palette import Palette
from bot.charts.svg import MARGIN, WIDTH, rect, text
from bot.texts import drawn as words
from roadmap.plan import Plan

HEIGHT, SIZE = 92, 36
ROOM = WIDTH - 2 * MARGIN
PIECE, ROUND = 12, ' rx="3"'
PIECES = ((0, 22), (26, 60), (58, 8), (74, 44), (112, 26), (130, 66))
"""Where the pieces of confetti lie, from a side inwards and from above."""

BESIDE = PIECES[-1][0] + 2 * PIECE


def celebration(plan: Plan, y: float, palette: Palette) -> tuple[list[str], float]:
    """How much was done and in what time, among confetti; and where the next thing may begin."""
    colours = (palette.done, palette.going_on, palette.overdue, palette.forecast)
    drawn = [
        rect(x, y + 14 + down, PIECE, PIECE, colours[place % len(colours)], more=ROUND)
        for place, (inwards, down) in enumerate(PIECES)
        for x in (MARGIN + inwards, WIDTH - MARGIN - inwards - PIECE)
    ]
    said = shortened(words.all_done_now(plan), SIZE, ROOM - 2 * BESIDE, bold=True)
    x = (WIDTH - width(said, SIZE, bold=True)) / 2
    drawn.append(text(x, y + 54, said, palette.done, size=SIZE, bold=True))
    took = shortened(words.took(plan), 22, ROOM - 2 * BESIDE)
    drawn.append(text((WIDTH - width(took, 22)) / 2, y + 86, took, palette.ink))
    return drawn, y + 14 + HEIGHT
