"""A common goal: what counts, by whom, and from when."""

from datetime import date, timedelta

import pytest

from roadmap.facts import Fact, Kind, ProgressEvent
from roadmap.group.common_goal import MOST, CommonGoal, Counts
from roadmap.group.digest import Possible
from roadmap.group.member import Member
from roadmap.group.partners import shared_topic
from roadmap.progress import Progress, TopicProgress
from tests.roadmap.group_strategies import CV, DL, NLP

FIRST, LAST = date(2027, 1, 1), date(2027, 1, 31)
DAY = timedelta(days=1)
GOAL = CommonGoal(Counts.SESSIONS, 20, FIRST, LAST)


def told(*facts: Fact) -> list[ProgressEvent]:
    return [ProgressEvent(number, number, fact, 1) for number, fact in enumerate(facts, 1)]


def sat(day: date) -> Fact:
    return Fact(Kind.CHECKED_IN, day)


def test_both_its_days_count_and_no_others():
    days = (FIRST - DAY, FIRST, LAST, LAST + DAY)
    assert GOAL.sessions(told(*map(sat, days))) == 2
    assert CommonGoal(Counts.SESSIONS, 20, FIRST).sessions(told(*map(sat, days))) == 3


def test_what_was_taken_back_and_what_is_no_session_does_not_count():
    facts = (sat(FIRST), sat(FIRST), Fact(Kind.UNDONE, FIRST, undoes=1), Fact(Kind.BEGUN, FIRST, "nlp"))
    assert GOAL.sessions(told(*facts)) == 1


def test_topics_count_by_the_day_they_were_completed_unless_known_before():
    topics = {
        "a": TopicProgress(completed=FIRST),
        "b": TopicProgress(completed=FIRST, known=True),
        "c": TopicProgress(completed=LAST + DAY),
        "d": TopicProgress(begun=FIRST),
    }
    assert GOAL.topics(Progress(FIRST, topics)) == 1


def test_for_who_came_later_it_counts_from_then_on_and_for_who_came_after_not_at_all():
    later = GOAL.since(FIRST + 9 * DAY)
    assert later
    assert (later.first_day, later.last_day) == (FIRST + 9 * DAY, LAST)
    assert GOAL.since(FIRST - DAY) == GOAL
    assert GOAL.since(LAST + DAY) is None


@pytest.mark.parametrize(("amount", "last"), [(0, LAST), (MOST + 1, LAST), (3, FIRST - DAY)])
def test_it_is_an_amount_in_a_span(amount, last):
    with pytest.raises(ValueError, match=str(amount)):
        CommonGoal(Counts.TOPICS, amount, FIRST, last)


def test_partners_share_the_first_topic_that_all_of_them_are_on():
    ann, ben, eve = (
        Member(id=number, name="x", joined=True, topics=topics)
        for number, topics in enumerate(((NLP, DL, CV), (DL, CV), (CV,)))
    )
    assert shared_topic([ann, ben]) == DL
    assert shared_topic([ann, ben, eve]) == CV
    assert shared_topic([ann, Member(id=9, name="y", joined=True)]) is None


def test_by_itself_a_digest_knows_of_no_partner_to_promise_anything_to():
    assert not Possible().promise
