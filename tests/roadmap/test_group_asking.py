"""Who is asked for help with a topic."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadmap.group.helpers import LONGEST, HelpRequest, helpers, know_the_way
from roadmap.model import Status
from roadmap.plan import Plan, make_plan
from roadmap.progress import Pause, Progress, TopicProgress
from tests.roadmap.group_strategies import MONDAY, NLP, ROADMAP
from tests.roadmap.test_laws import plans

DAY = timedelta(days=1)
ASKER = 99


def on(state: TopicProgress, *pauses: Pause) -> Plan:
    return make_plan(ROADMAP, Progress(MONDAY, {"nlp": state}, pauses=pauses), MONDAY + 30 * DAY)


def completed(days: int) -> TopicProgress:
    return TopicProgress(Status.COMPLETED, completed=MONDAY + days * DAY)


def going_on(days: int) -> TopicProgress:
    return TopicProgress(Status.GOING_ON, MONDAY + days * DAY, MONDAY + days * DAY)


def test_who_completed_it_last_comes_first_and_then_who_is_on_it_longest():
    plans_of = {1: on(going_on(9)), 2: on(completed(3)), 3: on(going_on(2)), 4: on(completed(8))}
    asked = helpers(plans_of, "nlp", asker=ASKER)
    assert asked == (4, 2, 3, 1)
    assert know_the_way(plans_of, "nlp", asked) == (4, 2)


def test_who_has_not_begun_it_or_skipped_it_is_not_asked():
    assert helpers({1: on(TopicProgress()), 2: on(TopicProgress(Status.SKIPPED))}, "nlp", asker=ASKER) == ()


def test_neither_the_asker_nor_anybody_paused_is_asked():
    paused = on(completed(3), Pause(MONDAY + 20 * DAY))
    assert helpers({ASKER: on(completed(3)), 1: paused, 2: on(completed(3))}, "nlp", asker=ASKER) == (2,)


def test_a_question_has_a_limit():
    assert HelpRequest(number=3, asker=1, name="Ann", topic=NLP, asked_on=MONDAY, question="x" * LONGEST)
    with pytest.raises(ValueError, match=str(LONGEST + 1)):
        HelpRequest(number=3, asker=1, name="Ann", topic=NLP, asked_on=MONDAY, question="x" * (LONGEST + 1))


@given(st.dictionaries(st.integers(1, 5), plans(), max_size=3), st.integers(1, 5))
def test_everybody_on_or_past_the_topic_is_asked_once(group, asker):
    asked = helpers(group, "t0", asker=asker)
    expected = [
        learner
        for learner, plan in group.items()
        if plan.progress.of("t0").status in {Status.COMPLETED, Status.GOING_ON}
        and not plan.progress.pause_on(plan.today)
    ]
    assert sorted(asked) == sorted(set(expected) - {asker})
