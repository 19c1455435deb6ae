"""The chart of a plan as values: nothing of it lies beyond its ends, and what is at hand is in sight."""

from datetime import timedelta

import pytest
from hypothesis import given

from bot.charts.lines import Line
from bot.charts.timeline import CLASSES, timeline
from roadmap.model import Status, Topic
from tests.bot.chart_values import bands, plans
from tests.laws import tried_on


@pytest.mark.drill
@tried_on(12, deadline=None)
@given(plans(), bands())
def test_nothing_lies_beyond_the_ends_of_a_timeline(plan, band) -> None:
    for whole in (False, True):
        shown = timeline(plan, band, whole=whole)
        for bed in shown.beds if shown else ():
            for piece in bed.pieces:
                assert -0.1 <= piece.x <= piece.x + piece.width <= 100.1, (bed.line.title, piece)
                assert 0 <= piece.y <= piece.y + piece.height <= bed.height
                assert piece.kind in {getattr(CLASSES, name) for name in CLASSES.__slots__ if name != "shades"}


@pytest.mark.drill
@tried_on(12, deadline=None)
@given(plans(), bands())
def test_what_is_at_hand_is_in_sight_however_far_off_it_is(plan, band) -> None:
    shown = timeline(plan, band)
    if shown is None or plan.finished:
        return
    assert shown.first <= plan.today <= shown.last
    here = {topic.slug for bed in shown.beds for topic in _topics_of(bed.line)}
    at_hand = [*plan.with_status(Status.GOING_ON)[:1], *plan.unfinished[:1]]
    assert all(topic.slug in here for topic in at_hand if topic.slug in plan.windows)


def _topics_of(line: Line) -> tuple[Topic, ...]:
    match line.of:
        case Topic() as topic:
            return (topic,)
        case None:
            return ()
        case stages:
            return tuple(topic for stage in stages for topic in stage.topics)


@pytest.mark.drill
@tried_on(12, deadline=None)
@given(plans(), bands())
def test_the_whole_has_a_line_for_all_and_a_part_says_how_many_it_leaves_out(plan, band) -> None:
    whole, part = timeline(plan, band, whole=True), timeline(plan, band)
    if whole and part:
        assert len(whole.beds) == len(part.beds) + (part.others or 0)
        assert part.others is not None or (part.first, part.last) == (whole.first, whole.last)
        assert part.others is None or part.last - part.first >= timedelta(days=90)
