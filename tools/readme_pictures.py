"""Draws the README's pictures anew: ``python -m tools.readme_pictures``; a learner half-way through the seed roadmap."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from bot.charts.card import card
from bot.charts.chart import chart
from bot.charts.heatmap import heatmap
from bot.charts.raster import rasterise
from bot.chat.library import default_roadmap
from roadmap.facts import Fact, Kind
from roadmap.forecast import band
from roadmap.model import Step
from roadmap.plan import Plan, make_plan
from roadmap.progress import Progress
from roadmap.replay import apply
from roadmap.step_lists import kept
from roadmap.streak import streak

FOLDER = Path(__file__).parents[1] / "docs" / "pictures"
FIRST_DAY, TODAY = date(2027, 1, 4), date(2027, 4, 8)
DONE = ((0, 0, 31), (1, 32, 54), (2, 55, 80))
"""Topics by their place, with the days on which they were begun and completed, from the first one on."""

GOING_ON, BEGUN, LESSONS, TICKED = 3, 81, 9, 4
MINUTES = (45, 0, 90, 30, 0, 150, 60)


def learner() -> Plan:
    """Three topics done, and the fourth going on with four of its nine lessons."""
    roadmap, facts = default_roadmap(), list[Fact]()
    for place, begun, completed in DONE:
        facts += [_fact(Kind.BEGUN, place, begun), _fact(Kind.COMPLETED, place, completed)]
    steps = [Step(f"lesson-{number}", f"Lesson {number}") for number in range(1, LESSONS + 1)]
    slug = roadmap.order[GOING_ON].slug
    facts.append(_fact(Kind.BEGUN, GOING_ON, BEGUN))
    facts.append(Fact(kind=Kind.STEPS_CHANGED, day=_day(BEGUN), topic=slug, steps=kept(steps)))
    facts += [
        Fact(kind=Kind.STEP_DONE, day=_day(BEGUN + 3 * place), topic=slug, step=step.slug)
        for place, step in enumerate(steps[:TICKED])
    ]
    facts += [Fact(kind=Kind.CHECKED_IN, day=day) for day in studied()]
    return make_plan(roadmap, apply(Progress(FIRST_DAY), *facts), TODAY)


def studied() -> dict[date, int]:
    """The study days and their minutes."""
    days = (number for number in range((TODAY - FIRST_DAY).days + 1) if number * number % 11 in {0, 3, 4, 5})
    return {_day(number): MINUTES[number * 5 % 13 % 7] for number in days}


def _fact(kind: Kind, place: int, day: int) -> Fact:
    return Fact(kind=kind, day=_day(day), topic=default_roadmap().order[place].slug)


def _day(number: int) -> date:
    return FIRST_DAY + timedelta(days=number)


def pictures() -> Iterator[tuple[str, str]]:
    """Each picture's name, and itself as SVG."""
    plan = learner()
    yield "chart.png", chart(plan, band(plan))
    yield "heatmap.png", heatmap(studied(), TODAY)
    yield "card.png", card(plan, streak(plan.progress, TODAY), name="Ann")


if __name__ == "__main__":
    for name, svg in pictures():
        (FOLDER / name).write_bytes(rasterise(svg))
