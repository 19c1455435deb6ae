"""A picture to share: the name as its bearer chose it, the roadmap, how much of it is done, the streak, the verdict."""

from collections.abc import Iterator

from bot.charts.lettering import is_legible, shortened, wrapped
from bot.charts.palette import LIGHT, Palette
from bot.charts.svg import MARGIN, WIDTH, frame, picture, rect, rim, text
from bot.texts import drawn as words
from roadmap.model import Status
from roadmap.plan import Plan
from roadmap.streak import Streak

PAD = 2 * MARGIN
ROOM = WIDTH - 2 * PAD
NAMES, TITLE, FACT = (52, 42, 34), 30, 28
"""The sizes of text; a name has the largest in which it fits on a line, or else two lines of the smallest."""

LEADING = 1.2
BAR, SLIT = 28, 4


def card(plan: Plan, run: Streak, *, name: str, palette: Palette = LIGHT, certificates: int = 0) -> str:
    """The picture as SVG; ``certificates`` are how many were earned."""
    size, lines = _name(name)
    y, said = 118.0 - size * LEADING, list[str]()
    for line in lines:
        y += size * LEADING
        said.append(text(PAD, y, line, palette.ink, size=size, bold=True))
    for line in wrapped(words.title(plan.roadmap, legible=is_legible(plan.roadmap.title)), TITLE, ROOM, 2):
        y += 46
        said.append(text(PAD, y, line, palette.faded, size=TITLE))
    bar = list(_bar(plan, y + 36, palette))
    y += 36 + BAR + 46
    for fact in _facts(plan, run, certificates):
        said.append(text(PAD, y, shortened(fact, FACT, ROOM), palette.ink, size=FACT))
        y += 42
    said.append(text(WIDTH - PAD, y + 24, words.made_with(plan.today), palette.faded, end=True))
    height = y + 24 + PAD
    return picture(height, palette.paper, rim(16, 16, WIDTH - 32, height - 32, palette.going_on), *said, *bar)


def _name(name: str) -> tuple[int, tuple[str, ...]]:
    """The size of a name, and its lines."""
    for size in NAMES:
        if len(lines := wrapped(name, size, ROOM, 2, bold=True)) == 1:
            break
    return size, lines


def _facts(plan: Plan, run: Streak, certificates: int) -> Iterator[str]:
    yield words.done_of(plan)
    if certificates:
        yield words.certificates(certificates)
    yield words.standing_to_share(plan)
    if run.weeks:
        yield words.in_a_row(run)


def _bar(plan: Plan, y: float, palette: Palette) -> Iterator[str]:
    """A box for each topic, those completed filled; a single bar where there are too many to tell apart."""
    total, done = len(plan.roadmap.topics), len(plan.with_status(Status.COMPLETED))
    pitch = (ROOM + SLIT) / total
    if pitch < 12:
        yield frame(PAD, y, ROOM, BAR, palette.limit)
        if done:
            yield rect(PAD, y, ROOM * done / total, BAR, palette.done)
        return
    for place in range(total):
        x, room = PAD + place * pitch, pitch - SLIT
        yield rect(x, y, room, BAR, palette.done) if place < done else frame(x, y, room, BAR, palette.limit)
