"""Pictures as SVG: they look as they did, and whatever stands in them, nothing is cut and nothing overlaps."""

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import combinations
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.charts.axis import axis
from bot.charts.card import card
from bot.charts.chart import MOST, chart, shown
from bot.charts.face import face
from bot.charts.heatmap import first_shown, heatmap
from bot.charts.lettering import ELLIPSIS, MISSING, drawable, shortened, width, wrapped
from bot.charts.svg import SMALL, WIDTH
from bot.texts import pictures as words
from roadmap.facts import Fact, Kind
from roadmap.plan import make_plan
from roadmap.progress import apply
from roadmap.streak import streak
from tests.bot.chart_values import FIRST_DAY, TITLES, bands, plan_of, plans, titles
from tests.laws import tried_on

GOLDEN = Path(__file__).parent / "golden"
TODAY = date(2027, 5, 20)
BAND = (date(2027, 8, 3), date(2027, 9, 2))
STUDY_DAYS = frozenset(TODAY - timedelta(days=number * number % 371) for number in range(90))

PICTURES = {
    "chart_3": lambda: chart(plan_of(3), None, title="Machine learning and data"),
    "chart_7": lambda: chart(plan_of(7), BAND, title=TITLES[6]),
    "chart_60": lambda: chart(plan_of(60), (date(2029, 8, 3), date(2030, 9, 2)), title="למידת מכונה"),
    "heatmap": lambda: heatmap(STUDY_DAYS, TODAY),
    "card": lambda: card(plan_of(7), streak(plan_of(7).progress, TODAY), name="Ann Müller"),
}

TELEGRAM_SIDE = 2560
"""Pixels up to which Telegram keeps a photo as it is."""


@dataclass(frozen=True)
class Box:
    """What a text takes up, from its font's highest ascent to its lowest descent."""

    said: str
    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: "Box") -> bool:
        across = self.left < other.right and other.left < self.right
        return across and self.top < other.bottom and other.top < self.bottom


def picture(svg: str) -> tuple[float, list[Box]]:
    """The picture's height and the boxes of its texts."""
    root = ET.fromstring(svg)
    return float(root.attrib["viewBox"].split()[3]), [box(one) for one in root.iter("{http://www.w3.org/2000/svg}text")]


def box(element: ET.Element) -> Box:
    at = element.attrib
    said = (element.text or "").strip("\u202b\u202c")
    x, y, size = float(at["x"]), float(at["y"]), float(at["font-size"])
    room = width(said, size, bold="font-weight" in at)
    left = x - room if at.get("text-anchor") == "end" else x
    return Box(said, left, y - 0.93 * size, left + room, y + 0.24 * size)


def nothing_is_cut_or_overlaps(svg: str) -> None:
    height, boxes = picture(svg)
    for one in boxes:
        assert one.left >= 0 and one.top >= 0 and one.right <= WIDTH and one.bottom <= height, one  # noqa: PT018
    for one, other in combinations(boxes, 2):
        assert not one.meets(other), (one, other)


@pytest.mark.parametrize("name", PICTURES)
def test_a_picture_is_as_it_was_looked_at(name: str, pytestconfig: pytest.Config) -> None:
    path, svg = GOLDEN / f"{name}.svg", PICTURES[name]()
    if pytestconfig.getoption("write_stories"):
        path.write_text(svg, encoding="utf-8")
    assert svg == path.read_text(encoding="utf-8")


@tried_on(18, deadline=None)
@given(plans(), bands(), titles())
def test_no_label_of_a_chart_is_cut_or_overlaps_another(plan, band, title) -> None:
    nothing_is_cut_or_overlaps(chart(plan, band, title=title))


@tried_on(18, deadline=None)
@given(plans(), titles())
def test_no_text_of_a_card_is_cut_or_overlaps_another(plan, name) -> None:
    nothing_is_cut_or_overlaps(card(plan, streak(plan.progress, plan.today), name=name))


@tried_on(18, deadline=None)
@given(st.integers(0, 800), st.frozensets(st.integers(-500, 500)))
def test_no_text_of_a_heatmap_is_cut_or_overlaps_another(number, days) -> None:
    studied = frozenset(FIRST_DAY + timedelta(days=day) for day in days)
    nothing_is_cut_or_overlaps(heatmap(studied, FIRST_DAY + timedelta(days=number)))


@pytest.mark.parametrize("count", [3, 20, 24, 25, 60, 70])
def test_a_chart_names_every_topic_and_stays_within_what_a_photo_may_be(count: int) -> None:
    height, boxes = picture(chart(plan_of(count), BAND, title="Any"))
    numbers = {box.said for box in boxes}
    assert {f"{topic.number}." for topic in shown(plan_of(count))} <= numbers
    assert height <= TELEGRAM_SIDE


@pytest.mark.parametrize("name", PICTURES)
def test_no_text_is_smaller_than_what_a_phone_shows_legibly(name: str) -> None:
    root = ET.fromstring(PICTURES[name]())
    sizes = [float(one.attrib["font-size"]) for one in root.iter("{http://www.w3.org/2000/svg}text")]
    assert min(sizes) >= 22


def test_a_very_long_roadmap_is_drawn_from_where_the_learner_stands_and_says_what_is_missing() -> None:
    plan = plan_of(70)
    drawn = shown(plan)
    assert len(drawn) == MOST
    assert drawn[0].number == 3, "the two at the beginning are done"
    assert words.more_topics(10) in chart(plan, None, title="Any")


def test_a_chart_tells_the_states_apart_without_colour() -> None:
    _, boxes = picture(chart(plan_of(7), None, title="Any"))
    said = [box.said for box in boxes]
    assert [said.count(sign) for sign in "✓!▶–"] == [2, 1, 1, 1]


def test_a_forecast_is_drawn_and_named_only_where_there_is_one() -> None:
    with_band, without = chart(plan_of(7), BAND, title="Any"), chart(plan_of(7), None, title="Any")
    assert "at your pace, done 3 Aug 2027 – 2 Sep 2027" in with_band
    assert "at your pace" not in without
    assert with_band.count("#cc79a7") == 1 + 7, "in the legend and once in every row"


def test_a_far_forecast_leaves_the_plan_half_of_the_picture() -> None:
    plan = plan_of(7)
    last = max(window.limit for window in plan.windows.values())
    svg = chart(plan, (date(2080, 1, 1), date(2090, 1, 1)), title="Any")
    rects = [one.attrib for one in ET.fromstring(svg).iter("{http://www.w3.org/2000/svg}rect")]
    ends = [float(one["x"]) + float(one["width"]) for one in rects if one["fill"] == "#d3dae3" and "rx" in one]
    assert last > TODAY
    assert max(ends) >= WIDTH / 2 - 1


def test_a_heatmap_has_a_cell_for_every_day_of_its_weeks_up_to_today() -> None:
    svg = heatmap(STUDY_DAYS, TODAY)
    days = (TODAY - first_shown(TODAY)).days + 1
    legend, paper = 2, 1
    assert svg.count("<rect") == days + legend + paper
    assert svg.count('fill="#009e73"') == len([day for day in STUDY_DAYS if day >= first_shown(TODAY)]) + 1
    assert svg.count('stroke-width="3"') == 1, "today has a rim"


def test_a_card_shows_the_name_as_it_was_given_and_nothing_that_needs_asking() -> None:
    plan = plan_of(7)
    _, boxes = picture(card(plan, streak(plan.progress, TODAY), name="Ann <3 & Co"))
    assert [box.said for box in boxes] == [
        "Ann <3 & Co",
        "Machine learning and data",
        "2 of 7 topics done",
        "Behind by 32 days",
        "Streak: 1 week in a row",
        "Roadmate · 20 May 2027",
    ]


def test_the_months_of_an_axis_are_the_first_of_a_month_apart() -> None:
    year = axis([date(2027, 1, 1), date(2027, 12, 31)], left=0, right=800)
    assert [name for _, name in year.ticks()][:3] == ["2027", "Feb", "Mar"]
    assert year.at(date(2027, 1, 1)) == 0
    assert year.at(date(2027, 12, 31), end=True) == 800
    decades = axis([date(2027, 1, 1), date(2099, 12, 31)], left=0, right=600)
    assert [name for _, name in decades.ticks()][:2] == ["2030", "2040"]


@given(titles() | st.text())
def test_what_is_drawable_has_only_characters_of_the_font_and_stays_as_it_is(text: str) -> None:
    drawn = drawable(text)
    assert set(drawn) <= face(bold=False).advances.keys() & face(bold=True).advances.keys()
    assert drawable(drawn) == drawn


def test_what_the_font_lacks_shows_as_one_box_for_a_run_of_it() -> None:
    assert drawable("深度学习 and 🙂") == f"{MISSING} and {MISSING}"
    assert drawable("👩🏽‍🚀 Ann\u202e\x07 B\u0301") == f"{MISSING} Ann B\u0301"
    assert drawable("one\ntwo | \u200f") == "one two |"
    assert drawable("Глубокое, Μηχανική, שלום, مرحبا, Ứng →") == "Глубокое, Μηχανική, שלום, مرحبا, Ứng →"


@given(titles(), st.floats(0, 900), st.booleans())
def test_what_is_shortened_fits_and_says_so(text: str, room: float, bold: bool) -> None:
    short = shortened(text, SMALL, room, bold=bold)
    assert width(short, SMALL, bold=bold) <= room
    assert short in {"", drawable(text)} or short.endswith(ELLIPSIS)
    if width(drawable(text), SMALL, bold=bold) <= room:
        assert short == drawable(text)


@given(titles(), st.floats(60, 900), st.integers(1, 4))
def test_what_is_wrapped_fits_into_its_lines_and_loses_nothing_but_what_an_ellipsis_stands_for(
    text, room, most
) -> None:
    lines = wrapped(text, SMALL, room, most)
    assert len(lines) <= most
    assert all(width(line, SMALL) <= room for line in lines)
    whole = "".join(drawable(text).split())
    told = "".join("".join(lines).split())
    assert told == whole or (told.endswith(ELLIPSIS) and whole.startswith(told.removesuffix(ELLIPSIS)))


def test_the_alt_text_of_a_chart_says_in_words_what_it_shows() -> None:
    assert words.chart_alt(plan_of(7), BAND) == (
        "Machine learning and data on 20 May 2027: 2 of 7 topics done. Behind by 32 days. "
        f"Going on: {TITLES[2]} and {TITLES[3]}. Overdue: {TITLES[2]}. The last limit day is 22 Aug 2027. "
        "Forecast: at your pace, done 3 Aug 2027 – 2 Sep 2027."
    )


@tried_on(12, deadline=None)
@given(plans(), bands(), titles())
def test_an_alt_text_fits_below_a_photo(plan, band, name) -> None:
    assert len(words.chart_alt(plan, band)) <= 1024
    assert len(words.card_alt(plan, streak(plan.progress, plan.today), name)) <= 1024


def test_the_alt_text_of_a_heatmap_counts_only_the_days_it_shows() -> None:
    first = first_shown(TODAY)
    days = {first - timedelta(days=1), first, TODAY}
    assert words.heatmap_alt(days, first, TODAY) == (
        "Study days: 2 days from 18 May 2026 to 20 May 2027. The last was Thu 20 May."
    )
    assert words.heatmap_alt(set(), first, TODAY) == "No study days from 18 May 2026 to 20 May 2027."


@pytest.mark.parametrize("going_on", [range(150, 152), range(120)])
def test_a_chart_of_many_topics_draws_sixty_and_those_going_on_before_the_others(going_on: range) -> None:
    plan = plan_of(200)
    progress = plan.progress
    for number in going_on:
        progress = apply(progress, Fact(kind=Kind.BEGUN, day=FIRST_DAY, topic=f"t{number}"))
    drawn = shown(make_plan(plan.roadmap, progress, plan.today))
    assert len(drawn) == 60
    assert list(drawn) == sorted(drawn, key=lambda topic: topic.number)
    assert sum(int(topic.slug[1:]) in going_on for topic in drawn) == min(len(going_on), 60)
