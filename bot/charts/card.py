"""A picture to share: the name as its bearer chose it, the roadmap, how much of it is done, the streak, the verdict."""

from collections.abc import Iterator

from bot.charts.lettering import shortened, wrapped
from bot.charts.palette import DONE, FADED, GOING_ON, LANE, PAPER, RULE
from bot.charts.svg import MARGIN, WIDTH, picture, rect, text
from bot.texts import pictures as words
from roadmap.model import Status
from roadmap.plan import Plan
from roadmap.streak import Streak

PAD = 2 * MARGIN
ROOM = WIDTH - 2 * PAD
NAME, TITLE, FACT = 52, 32, 28
BAR, SLIT = 28, 4


def card(plan: Plan, run: Streak, *, name: str, certificates: int = 0) -> str:
    """The picture as SVG; ``certificates`` are how many were earned."""
    y = 118.0
    said = [text(PAD, y, shortened(name, NAME, ROOM, bold=True), size=NAME, bold=True)]
    for line in wrapped(plan.roadmap.title, TITLE, ROOM, 2):
        y += 46
        said.append(text(PAD, y, line, size=TITLE, fill=FADED))
    bar = list(_bar(plan, y + 36))
    y += 36 + BAR + 46
    for fact in _facts(plan, run, certificates):
        said.append(text(PAD, y, shortened(fact, FACT, ROOM), size=FACT))
        y += 42
    said.append(text(WIDTH - PAD, y + 24, words.made_with(plan.today), fill=FADED, end=True))
    height = y + 24 + PAD
    frame = rect(16, 16, WIDTH - 32, height - 32, PAPER, more=f' rx="24" stroke="{GOING_ON}" stroke-width="6"')
    return picture(height, frame, *said, *bar)


def _facts(plan: Plan, run: Streak, certificates: int) -> Iterator[str]:
    yield words.done_of(plan)
    if certificates:
        yield words.certificates(certificates)
    yield words.verdict(plan)
    if run.weeks:
        yield words.in_a_row(run)


def _bar(plan: Plan, y: float) -> Iterator[str]:
    """A box for each topic, those completed filled; a single bar where there are too many to tell apart."""
    total, done = len(plan.roadmap.topics), len(plan.with_status(Status.COMPLETED))
    pitch = (ROOM + SLIT) / total
    if pitch < 12:
        yield rect(PAD, y, ROOM, BAR, LANE, more=f' rx="6" stroke="{RULE}"')
        yield rect(PAD, y, ROOM * done / total, BAR, DONE, more=' rx="6"')
        return
    for place in range(total):
        colour, rim = (DONE, DONE) if place < done else (LANE, RULE)
        yield rect(PAD + place * pitch, y, pitch - SLIT, BAR, colour, more=f' rx="6" stroke="{rim}"')
