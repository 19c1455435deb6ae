"""A long roadmap is shown where the learner is, and what is suggested next lies there too."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from roadmap.facts import Fact, Kind
from roadmap.model import Roadmap, Topic
from roadmap.overview import LONG, MOST_HERE, here, overview
from roadmap.plan import Plan, make_plan
from roadmap.progress import Progress
from roadmap.replay import apply

MONDAY = date(2027, 1, 4)


def staged(*sizes: int) -> Roadmap:
    """A roadmap with stages of so many topics."""
    stages = [f"Stage {at}" for at, size in enumerate(sizes, 1) for _ in range(size)]
    topics = (Topic(slug=f"t{n}", number=n, title=f"Topic {n}", stage=stage) for n, stage in enumerate(stages, 1))
    return Roadmap("long", "Long", tuple(topics))


def plan_of(roadmap: Roadmap, *done: int) -> Plan:
    """Topics completed one a day, in this order."""
    facts = [Fact(kind=Kind.COMPLETED, day=MONDAY + timedelta(days=day), topic=f"t{n}") for day, n in enumerate(done)]
    return make_plan(roadmap, apply(Progress(MONDAY), *facts), MONDAY + timedelta(days=len(done)))


def test_nothing_is_hidden_to_say_that_one_more_is_there():
    nine, ten = (staged(MOST_HERE + more, 30) for more in (1, 2))
    assert len(overview(nine, Progress(MONDAY), 1).topics) == MOST_HERE + 1
    assert len(overview(ten, Progress(MONDAY), 1).topics) == MOST_HERE


def test_of_a_long_roadmap_what_comes_next_lies_where_the_learner_is():
    roadmap = staged(12, 12, 12)
    plan = plan_of(roadmap, 13, 14)
    assert here(roadmap, plan.progress) == roadmap.stages.all[1]
    assert plan.suggestion
    assert plan.suggestion.topic.slug == "t15"
    assert [topic.slug for topic in plan.following][-12:] == [f"t{n}" for n in range(1, 13)], (
        "what was passed comes last"
    )


def test_of_a_short_one_it_is_the_first_of_the_roadmap():
    plan = plan_of(staged(5, 5), 6)
    assert plan.suggestion
    assert plan.suggestion.topic.slug == "t1"


@given(st.lists(st.integers(1, 40), unique=True, max_size=40))
def test_whatever_was_done_the_next_topic_stands_in_the_stage_that_is_shown(done: list[int]):
    roadmap = staged(7, 1, 12, 20)
    assert len(roadmap.topics) > LONG
    plan = plan_of(roadmap, *done)
    assert sorted(topic.number for topic in plan.following) == sorted(set(range(1, 41)) - set(done))
    current = here(roadmap, plan.progress)
    assert (plan.suggestion is None) == (current is None)
    if plan.suggestion and current:
        assert plan.suggestion.topic in current.topics
