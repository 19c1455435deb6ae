"""Pictures as SVG: they look as they did, and whatever stands in them, nothing is cut and nothing overlaps."""

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import fields
from datetime import date, timedelta
from fractions import Fraction
from functools import partial
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.charts.axis import axis
from bot.charts.card import card
from bot.charts.chart import axis_of, chart
from bot.charts.folding import MOST, folded
from bot.charts.heatmap import first_shown, heatmap
from bot.charts.lines import Lines
from bot.charts.palette import DARK, LIGHT, PALETTES, Palette
from bot.charts.svg import MARGIN, WIDTH
from bot.texts import drawn, pictures
from roadmap.facts import Fact, Kind
from roadmap.forecast import Band, Basis
from roadmap.model import Roadmap, Topic
from roadmap.plan import Plan, make_plan
from roadmap.progress import Progress
from roadmap.replay import apply
from roadmap.streak import streak
from tests.bot.chart_values import FIRST_DAY, TITLES, bands, long_plan, plan_of, plans, titles
from tests.bot.shapes import contrast, everything_stands_out, nothing_is_cut_or_overlaps, seen, today_hides_nothing
from tests.laws import tried_on

GOLDEN = Path(__file__).parent / "golden"
TODAY = date(2027, 5, 20)
A_YEAR_LATE = date(2028, 1, 4)
BAND = Band(date(2027, 8, 3), date(2027, 9, 2), Basis.PACE)
STUDY_DAYS = {TODAY - timedelta(days=number * number % 371): number * 7 % 150 for number in range(90)}
BARE_DAYS = dict.fromkeys(STUDY_DAYS, 0)

PLANS = {
    "chart_1": lambda: (long_plan(1), None),
    "chart_3": lambda: (plan_of(3), None),
    "chart_7": lambda: (plan_of(7), BAND),
    "chart_7_new": lambda: (long_plan(7, steps=9), Band(date(2027, 3, 30), date(2027, 5, 2), Basis.PLAN)),
    "chart_7_steps": lambda: (long_plan(7, done=2, steps=9), BAND),
    "chart_7_done": lambda: (long_plan(7, done=7), None),
    "chart_7_a_year_late": lambda: (long_plan(7, done=1, steps=3, today=A_YEAR_LATE), BAND),
    "chart_13_titles": lambda: (long_plan(13, done=4), BAND),
    "chart_60_stages": lambda: (long_plan(60, stages=8, done=13, steps=4), BAND),
    "chart_400_stages": lambda: (long_plan(400, stages=40, done=123), BAND),
    "chart_400_new": lambda: (long_plan(400), None),
    "chart_400_done": lambda: (long_plan(400, stages=12, done=400), None),
}
CARD = plan_of(7)


def charted(made: Callable[[], tuple[Plan, Band | None]], palette: Palette) -> str:
    plan, band = made()
    return chart(plan, band, palette=palette)


PICTURES = {
    **{name: partial(charted, made) for name, made in PLANS.items()},
    "chart_title": lambda palette: chart(plan_of(3, title=TITLES[6]), None, palette=palette),
    "chart_leftward": lambda palette: chart(plan_of(3, title="למידת מכונה"), BAND, palette=palette),
    "heatmap": lambda palette: heatmap(BARE_DAYS, TODAY, palette),
    "heatmap_minutes": lambda palette: heatmap(STUDY_DAYS, TODAY, palette),
    "heatmap_first_week": lambda palette: heatmap({TODAY: 45, TODAY - timedelta(days=1): 0}, TODAY, palette),
    "card": lambda palette: card(CARD, streak(CARD.progress, TODAY), name="Ann Müller", palette=palette),
    "card_400": lambda palette: card(long_plan(400), streak(CARD.progress, TODAY), name=TITLES[6], palette=palette),
}

COUNTERPARTS = {
    dark: light
    for part in fields(DARK)
    for dark, light in (
        zip(DARK.shades, LIGHT.shades, strict=True)
        if part.name == "shades"
        else [(getattr(DARK, part.name), getattr(LIGHT, part.name))]
    )
}
"""The light colour of each dark one."""

TELEGRAM_SIDE = 2560
"""Pixels up to which Telegram keeps a photo as it is."""


def texts(svg: str) -> list[str]:
    return [text.said for text in seen(svg).texts]


@pytest.mark.parametrize("theme", PALETTES)
@pytest.mark.parametrize("name", PICTURES)
def test_a_picture_is_as_it_was_looked_at_and_all_of_it_stands_out(
    name: str, theme: str, pytestconfig: pytest.Config
) -> None:
    path, svg = GOLDEN / f"{name}.svg", PICTURES[name](PALETTES[theme])
    everything_stands_out(svg)
    nothing_is_cut_or_overlaps(svg)
    if theme == "dark":
        path, svg = GOLDEN / f"{name}.svg", _in_light(svg)
    elif pytestconfig.getoption("write_stories"):
        path.write_text(svg, encoding="utf-8")
    assert svg == path.read_text(encoding="utf-8"), "in both themes the same but for the colours"


def _in_light(svg: str) -> str:
    """A dark picture in the light one's colours."""
    return re.sub("#[0-9a-f]{6}", lambda found: COUNTERPARTS[found[0]], svg)


@pytest.mark.drill
@tried_on(12, deadline=None)
@given(plans(), bands())
def test_nothing_of_a_chart_is_cut_or_overlaps_another_thing(plan, band) -> None:
    svg = chart(plan, band)
    nothing_is_cut_or_overlaps(svg)
    everything_stands_out(svg)
    today_hides_nothing(svg)
    assert seen(svg).height <= TELEGRAM_SIDE


@pytest.mark.drill
@tried_on(12, deadline=None)
@given(plans(), bands())
def test_the_axis_covers_what_is_drawn_and_leaves_the_plan_a_third_of_it(plan, band) -> None:
    lines = tuple(Lines(plan, LIGHT).all())
    shown = axis_of(plan, lines, band)
    windows = [line.window for line in lines if line.window]
    days = [plan.progress.first_day, plan.today, *(w.start for w in windows), *(w.limit for w in windows)]
    assert all(shown.first <= day <= shown.last for day in days)
    length = max(40, (max(days) - min(days)).days)
    assert not windows or length >= ((shown.last - shown.first).days + 1) / 3 - 1
    if band and band.first >= min(days) and (band.last - max(days)).days <= length:
        assert band.last <= shown.last
    bars = [one for one in seen(chart(plan, band)).shapes if one.kind != "circle"]
    assert all(bar.left >= MARGIN - 0.1 and bar.right <= WIDTH - MARGIN + 0.1 for bar in bars)


@pytest.mark.drill
@tried_on(12, deadline=None)
@given(plans())
def test_every_topic_is_in_a_chart_once_as_itself_or_in_its_stage(plan) -> None:
    parts = folded(plan)
    if not parts:
        assert len(list(Lines(plan, LIGHT).all())) == len(plan.roadmap.topics) <= MOST
        return
    held = Counter(topic.slug for part in parts for topic in part.topics)
    assert held == Counter(topic.slug for topic in plan.roadmap.topics)
    assert all(topic in part.topics for part in parts for topic in part.opened)
    assert len(parts) + sum(len(part.opened) for part in parts) <= MOST


@pytest.mark.drill
@tried_on(12, deadline=None)
@given(plans(), titles())
def test_nothing_of_a_card_is_cut_or_overlaps_and_it_says_of_nobody_that_they_are_behind(plan, name) -> None:
    svg = card(plan, streak(plan.progress, plan.today), name=name)
    nothing_is_cut_or_overlaps(svg)
    everything_stands_out(svg)
    behind = re.compile("behind", re.IGNORECASE)
    assert not any(map(behind.search, texts(card(plan, streak(plan.progress, plan.today), name="Ann"))[-4:]))
    assert not behind.search(pictures.card_alt(plan, streak(plan.progress, plan.today), "Ann").split(":", 1)[-1])


@tried_on(12, deadline=None)
@given(
    st.integers(0, 800), st.dictionaries(st.integers(-500, 500), st.integers(0, 400)), st.sampled_from((LIGHT, DARK))
)
def test_nothing_of_a_heatmap_is_cut_or_overlaps_another_thing(number, days, palette) -> None:
    studied = {FIRST_DAY + timedelta(days=day): minutes for day, minutes in days.items()}
    svg = heatmap(studied, FIRST_DAY + timedelta(days=number), palette)
    nothing_is_cut_or_overlaps(svg)
    everything_stands_out(svg)


def test_a_line_is_as_high_as_what_lies_in_it_and_without_days_there_is_no_axis() -> None:
    topics = tuple(Topic(slug=f"t{number}", number=number, title="Any") for number in (1, 2, 3))
    undated = make_plan(Roadmap("any", "Any", topics), Progress(FIRST_DAY), FIRST_DAY)
    bare, planned, made = (seen(chart(plan, None)) for plan in (undated, long_plan(3), long_plan(3, done=3)))
    assert "today" not in {text.said for text in bare.texts}
    assert bare.height < planned.height < made.height
    assert not bare.shapes


def test_what_is_overdue_lies_beside_what_is_done_of_it_however_long_the_plan_is() -> None:
    plan = long_plan(60, stages=4, done=3, steps=4, today=FIRST_DAY + timedelta(days=36))
    assert len(plan.overdue) == 1
    nothing_is_cut_or_overlaps(svg := chart(plan, None))
    assert [shape.colour for shape in seen(svg).shapes].count(LIGHT.overdue) == 2, "the bar, and what its colour means"


def test_what_is_small_is_seen_on_the_day_itself() -> None:
    """A topic that was done today has its dot, however long the plan is."""
    plan = long_plan(400, stages=4, done=20, today=FIRST_DAY + timedelta(days=99))
    svg = chart(plan, None)
    today_hides_nothing(svg)
    assert [shape.kind for shape in seen(svg).shapes].count("circle") == 2


@pytest.mark.parametrize("name", PICTURES)
def test_no_text_is_smaller_than_what_a_phone_shows_legibly(name: str) -> None:
    root = ET.fromstring(PICTURES[name](LIGHT))
    sizes = [float(one.attrib["font-size"]) for one in root.iter("{http://www.w3.org/2000/svg}text")]
    assert min(sizes) >= 22


def test_a_long_roadmap_is_folded_to_its_stages_and_to_what_is_around_now() -> None:
    parts = folded(long_plan(60, stages=8, done=13))
    assert len(parts) == 8
    assert [[topic.number for topic in part.opened] for part in parts[:3]] == [[], [12, 13, 14, 15, 16], []]
    lines = texts(PICTURES["chart_60_stages"](LIGHT))
    assert "1. Foundations 0" in lines
    assert "8 of 8 topics" in lines
    assert "2 of 4 steps · aim for 16 Mar" in lines


def test_of_very_many_stages_those_far_away_are_one_line() -> None:
    parts = folded(long_plan(400, stages=40, done=123))
    assert [len(part.stages) for part in (parts[0], parts[-1])] == [8, 18]
    assert all(len(part.stages) == 1 for part in parts[1:-1])
    assert drawn.stages(parts[0].stages) == "Stages 1–8"


def test_what_goes_on_far_from_where_the_learner_is_shows_below_its_stage() -> None:
    plan = long_plan(200, stages=20, done=5)
    begun = (Fact(kind=Kind.BEGUN, day=FIRST_DAY - timedelta(days=n), topic=f"t{150 + n}") for n in range(9))
    parts = folded(make_plan(plan.roadmap, apply(plan.progress, *begun), plan.today))
    assert [topic.number for part in parts[2:] for topic in part.opened] == [151, 152, 153, 154], "the latest begun"


def test_a_chart_tells_the_states_apart_without_colour() -> None:
    said = texts(chart(plan_of(7), None))
    assert [said.count(sign) for sign in "✓!▶–"] == [2, 1, 1, 1]


def test_a_chart_says_of_days_that_do_not_count_that_they_do_not() -> None:
    plan = long_plan(7, done=2)
    pause, back = (
        Fact(kind=kind, day=FIRST_DAY + timedelta(days=day)) for kind, day in ((Kind.PAUSED, 11), (Kind.RESUMED, 60))
    )
    paused, until = (
        make_plan(plan.roadmap, apply(plan.progress, *facts), FIRST_DAY + timedelta(days=40))
        for facts in ((pause,), (pause, back))
    )
    assert "Paused since 15 Jan · 2 of 7 topics done · 13 Feb 2027" in texts(chart(paused, None))
    assert "Paused until 5 Mar · 2 of 7 topics done · 13 Feb 2027" in texts(chart(until, None))
    assert "2 of 7 topics done. Paused since 15 Jan." in pictures.chart_alt(paused, None)


def test_of_many_overdue_topics_two_are_marked() -> None:
    plan = long_plan(7, done=1, today=A_YEAR_LATE)
    assert len(plan.overdue) == 6
    said = texts(chart(plan, None))
    assert said.count("!") == 2
    assert len([text for text in said if text.endswith("over")]) == 2


def test_the_bar_of_a_topic_with_steps_is_filled_as_far_as_they_are_done() -> None:
    plan = long_plan(3, steps=10)
    assert plan.inside(plan.roadmap.topics[0]).share == Fraction(1, 2)
    shapes = [shape for shape in seen(chart(plan, None)).shapes if shape.top > 150]
    frame = next(shape for shape in shapes if shape.holds)
    filled = next(shape for shape in shapes if not shape.holds and shape.meets(frame))
    assert filled.left == frame.left - 1
    assert filled.right - filled.left == pytest.approx((frame.right - frame.left + 2) / 2, abs=0.2)


def test_a_forecast_is_drawn_once_and_is_of_the_own_pace_only_where_that_is_known() -> None:
    paced, without = chart(plan_of(7), BAND), chart(plan_of(7), None)
    assert {"All done, at your pace", "3 Aug – 2 Sep 2027"} <= set(texts(paced))
    assert [paced.count(LIGHT.forecast), without.count(LIGHT.forecast)] == [1, 0]
    for basis in (Basis.PLAN, Basis.LENGTHS):
        assert "your pace" not in chart(plan_of(7), Band(BAND.first, BAND.last, basis))


def test_a_far_forecast_leaves_the_plan_its_room_and_shows_where_it_lies() -> None:
    svg = chart(plan_of(7), Band(date(2080, 1, 1), date(2090, 1, 1), Basis.PACE))
    shapes = seen(svg).shapes
    assert max(shape.right for shape in shapes if shape.colour == LIGHT.limit) >= MARGIN + (WIDTH - 2 * MARGIN) / 3
    assert [(shape.kind, shape.right) for shape in shapes if shape.colour == LIGHT.forecast] == [
        ("arrow", WIDTH - MARGIN)
    ]
    assert "1 Jan 2080 – 1 Jan 2090" in texts(svg)


def test_the_end_is_celebrated_and_only_the_end() -> None:
    done = texts(PICTURES["chart_7_done"](LIGHT))
    assert {"All 7 topics done", "4 Jan – 7 Feb 2027, 5 weeks"} <= set(done)
    assert not any("All" in text for text in texts(chart(long_plan(7, done=6), None)))
    plan = long_plan(3, done=2)
    end = apply(plan.progress, Fact(kind=Kind.SKIPPED, day=FIRST_DAY, topic="t2"))
    assert "Everything done" in texts(chart(make_plan(plan.roadmap, end, plan.today), None))


def test_a_legend_names_the_colours_that_there_are() -> None:
    assert {"aim for", "latest", "done", "going on", "overdue"} <= set(texts(PICTURES["chart_7"](LIGHT)))
    assert "filled: share done" in texts(PICTURES["chart_7_steps"](LIGHT))
    assert not {"done", "overdue", "filled: share done"} & set(texts(PICTURES["chart_1"](LIGHT)))


@pytest.mark.parametrize("palette", PALETTES.values(), ids=PALETTES)
def test_colours_stand_out_in_both_themes(palette: Palette) -> None:
    bars = (palette.target, palette.limit, palette.done, palette.going_on, palette.overdue, palette.forecast)
    assert min(contrast(bar, palette.paper) for bar in (*bars, *palette.shades)) >= 3
    assert min(contrast(text, palette.paper) for text in (palette.ink, palette.faded)) >= 4.5
    steps = [contrast(shade, palette.paper) for shade in palette.shades]
    assert all(more / less > 1.35 for less, more in pairwise(steps)), "the longer, the further from the paper"
    assert contrast(palette.target, palette.limit) >= 2.5


def test_a_heatmap_has_a_cell_for_every_day_of_its_weeks_up_to_today() -> None:
    cells = [shape for shape in seen(heatmap(BARE_DAYS, TODAY)).shapes if shape.top > 150]
    first, rim = first_shown(BARE_DAYS, TODAY), 1
    assert len(cells) == (TODAY - first).days + 1 + rim
    assert [shape.colour for shape in cells].count(LIGHT.shades[0]) == len([day for day in BARE_DAYS if day >= first])
    assert [shape.colour for shape in cells].count(LIGHT.ink) == rim


def test_a_heatmap_begins_with_the_week_of_the_first_study_day() -> None:
    started = TODAY - timedelta(days=15)
    assert first_shown({started: 0, TODAY: 0}, TODAY) == date(2027, 5, 3)
    assert first_shown({}, TODAY) == date(2027, 5, 17)
    old = TODAY - timedelta(days=363)
    assert first_shown({TODAY - timedelta(days=3000): 0, old: 0}, TODAY) == date(2026, 5, 18), "of a year at most"


def test_a_heatmap_is_the_darker_the_longer_was_studied_where_minutes_were_told() -> None:
    days = {TODAY - timedelta(days=number): minutes for number, minutes in enumerate((0, 29, 30, 60, 120, 600))}
    svg = heatmap(days, TODAY)
    counted = Counter(shape.colour for shape in seen(svg).shapes if shape.right - shape.left != 20)
    assert [counted[shade] for shade in LIGHT.shades] == [2, 1, 1, 2]
    assert {"study day", "from 30 min", "from 1 h", "from 2 h"} <= set(texts(svg))
    assert not any(text.startswith("from") for text in texts(heatmap(BARE_DAYS, TODAY)))


def test_a_card_shows_the_name_as_it_was_given_and_nothing_that_needs_asking() -> None:
    assert texts(card(CARD, streak(CARD.progress, TODAY), name="Ann <3 & Co")) == [
        "Ann <3 & Co",
        "Machine learning and data",
        "2 of 7 topics done",
        "Going on since 4 Jan 2027",
        "Streak: 1 week in a row",
        "Roadmate · 20 May 2027",
    ]


def test_a_long_name_stands_whole_on_a_card_smaller_or_in_two_lines() -> None:
    for name, lines in (("Wolfeschlegelsteinhausenberger", 1), ("Wolfeschlegelsteinhausenbergerdorff Senior", 2)):
        said = texts(card(CARD, streak(CARD.progress, TODAY), name=name))
        assert " ".join(said[:lines]) == name
        assert said[lines] == CARD.roadmap.title


def test_the_months_of_an_axis_are_the_first_of_a_month_apart() -> None:
    year = axis([date(2027, 1, 1), date(2027, 12, 31)], left=0, right=800)
    assert [name for _, name in year.ticks()][:3] == ["2027", "Feb", "Mar"]
    assert year.at(date(2027, 1, 1)) == 0
    assert year.at(date(2027, 12, 31), end=True) == 800
    decades = axis([date(2027, 1, 1), date(2099, 12, 31)], left=0, right=600)
    assert [name for _, name in decades.ticks()][:2] == ["2030", "2040"]


def test_the_alt_text_of_a_chart_says_in_words_what_it_shows() -> None:
    assert pictures.chart_alt(plan_of(7), BAND) == (
        "Machine learning and data on 20 May 2027: 2 of 7 topics done. Behind by 32 days. "
        f"Going on: {TITLES[2]} and {TITLES[3]}. Overdue: {TITLES[2]}. The latest day of the plan is 22 Aug 2027. "
        "All done, at your pace: 3 Aug – 2 Sep 2027."
    )
    assert "Going on: Deep Learning (4 of 9 steps done)." in pictures.chart_alt(long_plan(7, steps=9), None)


@pytest.mark.drill
@tried_on(12, deadline=None)
@given(plans(), bands(), titles())
def test_an_alt_text_fits_below_a_photo(plan, band, name) -> None:
    assert len(pictures.chart_alt(plan, band)) <= 1024
    assert len(pictures.card_alt(plan, streak(plan.progress, plan.today), name)) <= 1024


def test_the_words_of_a_heatmap_name_its_days_and_no_others() -> None:
    first = date(2027, 4, 26)
    days = {first - timedelta(days=1): 60, first: 0, **{TODAY - timedelta(days=number): 25 for number in (0, 1, 2, 9)}}
    assert pictures.heatmap_alt(days, first, TODAY) == (
        "Study days: 5 days from 26 Apr 2027 to 20 May 2027. 1 h 40 in all. May 2027: 11, 18–20. Apr 2027: 26."
    )
    assert pictures.heatmap_alt({}, first, TODAY) == "No study days from 26 Apr 2027 to 20 May 2027."


@given(st.sets(st.integers(0, 370)))
def test_the_words_of_a_heatmap_fit_below_a_photo_and_count_what_they_leave_out(numbers: set[int]) -> None:
    days = {TODAY - timedelta(days=number): 60 for number in numbers}
    said = pictures.heatmap_alt(days, TODAY - timedelta(days=370), TODAY)
    assert len(said) <= 1024
    named = sum(
        int(last or first) - int(first) + 1
        for month in re.findall(r"[A-Z][a-z]{2} \d{4}: ([\d, –]+)\.", said)
        for first, last in re.findall(r"(\d+)(?:–(\d+))?", month)
    )
    left = re.search(r"(\d+) more before", said)
    assert named + (int(left[1]) if left else 0) == len(days)
