"""A second look: a week after a completion, then a month, then a quarter, and never twice in a week."""

from collections.abc import Sequence
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadmap.facts import LOOKED, STUDY, Fact, Kind, ProgressEvent
from roadmap.looks import INTERVALS, Look, Since, due, looks
from roadmap.model import Roadmap, Status, Topic
from roadmap.replay import replay
from tests.laws import tried_on

DAY = date(2027, 1, 4)
"""A Monday."""

ROADMAP = Roadmap(
    "clay",
    "Clay",
    (
        Topic(slug="bowls", title="Bowls", number=1),
        Topic(slug="glazes", title="Glazes", number=2),
        Topic(slug="kilns", title="Kilns", number=3, prerequisites=("bowls",)),
    ),
)
SLUGS = [topic.slug for topic in ROADMAP.topics]


def after(days: int) -> date:
    return DAY + timedelta(days=days)


def events(*facts: Fact) -> tuple[ProgressEvent, ...]:
    return tuple(ProgressEvent(at, at, fact, 1) for at, fact in enumerate(facts, 1))


def fact(kind: Kind, days: int, topic: str = "bowls") -> Fact:
    return Fact(kind=kind, day=after(days), topic=topic)


def looks_at(*facts: Fact) -> tuple[Look, ...]:
    told = events(*facts)
    return looks(ROADMAP, replay(DAY, told), told)


def asked_on(days: int, *facts: Fact) -> str:
    """The topic that is asked about on a day; empty where none is."""
    told = events(*facts)
    found = due(looks(ROADMAP, replay(DAY, told), told), told, after(days))
    return found.topic.slug if found else ""


DONE = fact(Kind.COMPLETED, 0)


def test_the_first_look_comes_a_week_after_the_completion() -> None:
    (look,) = looks_at(DONE)
    assert (look.day, look.days, look.why, look.since) == (after(7), 7, Since.COMPLETED, DAY)


def test_what_was_known_comes_back_later_each_time_and_after_the_third_no_more() -> None:
    told = [DONE]
    for days in INTERVALS:
        (look,) = looks_at(*told)
        assert look.days == days
        told.append(Fact(kind=Kind.RECALLED, day=look.day, topic="bowls"))
    assert looks_at(*told) == ()


@pytest.mark.parametrize(("answer", "following"), [(Kind.HALF_RECALLED, 30), (Kind.FORGOTTEN, 7)])
def test_what_was_not_known_comes_back_in_a_week_and_goes_on_from_there(answer: Kind, following: int) -> None:
    told = [DONE, fact(Kind.RECALLED, 7), fact(answer, 37)]
    (again,) = looks_at(*told)
    assert again.day == after(44)
    (then,) = looks_at(*told, fact(Kind.RECALLED, 44))
    assert then.days == (90 if following == 30 else 30)


def test_of_the_answers_of_one_week_the_last_holds() -> None:
    (look,) = looks_at(DONE, fact(Kind.RECALLED, 7), fact(Kind.RECALLED, 7), fact(Kind.HALF_RECALLED, 8))
    assert (look.day, look.why) == (after(15), Since.HALF_KNOWN)
    (then,) = looks_at(DONE, fact(Kind.RECALLED, 7), fact(Kind.RECALLED, 8))
    assert then.days == 30


def test_to_have_known_it_before_it_was_to_be_asked_about_puts_nothing_off() -> None:
    asked = (DONE, fact(Kind.RECALLED, 7))
    for days in (14, 21, 35):
        assert looks_at(*asked, fact(Kind.RECALLED, days)) == looks_at(*asked)
    (look,) = looks_at(*asked, fact(Kind.RECALLED, 36))
    assert look.days == 90


def test_to_have_half_known_it_at_any_time_brings_it_back_in_a_week() -> None:
    (look,) = looks_at(DONE, fact(Kind.RECALLED, 7), fact(Kind.HALF_RECALLED, 15))
    assert (look.day, look.why) == (after(22), Since.HALF_KNOWN)


def test_what_was_known_for_good_comes_back_only_when_it_is_not() -> None:
    told = (DONE, fact(Kind.RECALLED, 7), fact(Kind.RECALLED, 37), fact(Kind.RECALLED, 127))
    assert looks_at(*told, fact(Kind.RECALLED, 300)) == ()
    (half,) = looks_at(*told, fact(Kind.HALF_RECALLED, 300))
    (gone,) = looks_at(*told, fact(Kind.FORGOTTEN, 300))
    assert half.day == gone.day == after(307)
    assert looks_at(*told, fact(Kind.HALF_RECALLED, 300), fact(Kind.RECALLED, 307)) == ()
    (then,) = looks_at(*told, fact(Kind.FORGOTTEN, 300), fact(Kind.RECALLED, 307))
    assert then.days == 30


def test_an_answer_from_before_a_reopening_is_none_of_what_was_completed_again() -> None:
    (look,) = looks_at(DONE, fact(Kind.FORGOTTEN, 7), fact(Kind.REOPENED, 7), fact(Kind.COMPLETED, 7))
    assert (look.day, look.why) == (after(14), Since.COMPLETED)


def test_studying_what_builds_on_it_puts_it_off() -> None:
    (look, *_) = looks_at(DONE, fact(Kind.BEGUN, 3, "kilns"), fact(Kind.CHECKED_IN, 5, "kilns"))
    assert (look.day, look.why, look.since) == (after(12), Since.BUILT_ON, after(5))
    assert look.by is ROADMAP.by_slug["kilns"]


def test_what_builds_on_it_and_was_studied_before_changes_nothing() -> None:
    (look,) = looks_at(fact(Kind.BEGUN, -3, "kilns"), DONE)
    assert look.why is Since.COMPLETED


def test_what_was_known_already_is_open_or_is_skipped_has_none() -> None:
    known = Fact(kind=Kind.COMPLETED, day=DAY, topic="bowls", known=True)
    assert looks_at(known) == ()
    assert looks_at(DONE, fact(Kind.REOPENED, 2)) == ()
    assert looks_at(fact(Kind.SKIPPED, 0)) == ()


def test_a_topic_that_is_completed_again_begins_anew() -> None:
    (look,) = looks_at(DONE, fact(Kind.RECALLED, 7), fact(Kind.REOPENED, 8), fact(Kind.COMPLETED, 20))
    assert (look.day, look.days) == (after(27), 7)


def test_twelve_weeks_that_were_missed_are_one_question_and_each_topic_has_its_week() -> None:
    told = (DONE, fact(Kind.COMPLETED, 0, "glazes"))
    assert {asked_on(84, *told), asked_on(91, *told)} == {"bowls", "glazes"}


def test_nothing_is_asked_in_a_week_in_which_something_was_answered() -> None:
    told = (DONE, fact(Kind.COMPLETED, 0, "glazes"), fact(Kind.RECALLED, 7))
    assert asked_on(13, *told) == ""
    assert asked_on(14, *told) == "glazes"


FACTS = st.lists(
    st.builds(
        lambda kind, topic, days: fact(kind, days, topic),
        st.sampled_from(sorted(LOOKED | STUDY | {Kind.REOPENED, Kind.SKIPPED})),
        st.sampled_from(SLUGS),
        st.integers(0, 200),
    ),
    max_size=12,
)


@tried_on(200)
@given(facts=FACTS, days=st.integers(0, 400))
def test_only_what_is_completed_is_asked_about_and_not_before_a_week_has_passed(
    facts: Sequence[Fact], days: int
) -> None:
    slug = asked_on(days, *facts)
    if slug:
        state = replay(DAY, events(*facts)).of(slug)
        assert state.status is Status.COMPLETED
        assert state.completed
        assert after(days) >= state.completed + timedelta(days=7)


@tried_on(100)
@given(facts=FACTS, days=st.integers(0, 400))
def test_a_button_that_is_pressed_again_in_another_week_puts_nothing_off(facts: Sequence[Fact], days: int) -> None:
    told = tuple(one for one in facts if one.day <= after(days))
    slug = asked_on(days, *told)
    if slug:
        once = (*told, fact(Kind.RECALLED, days, slug))
        again = (*once, *(fact(Kind.RECALLED, days + 7 * weeks, slug) for weeks in (1, 2, 3)))
        assert looks_at(*again) == looks_at(*once)


@pytest.mark.drill
@tried_on(40)
@given(facts=FACTS)
def test_answering_each_as_it_comes_asks_at_most_once_a_week_and_comes_to_an_end(facts: Sequence[Fact]) -> None:
    told, weeks = list(facts), []
    for days in range(201, 201 + 7 * 60, 3):
        if slug := asked_on(days, *told):
            weeks.append(after(days).isocalendar()[:2])
            told.append(fact(Kind.RECALLED, days, slug))
    assert len(weeks) == len(set(weeks))
    assert len(weeks) <= len(INTERVALS) * len(SLUGS)
    assert looks_at(*told) == ()
