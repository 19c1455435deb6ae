"""What is remembered of a topic: one sentence, asked for once, which moves nothing."""

from datetime import date, timedelta

from roadmap.facts import Fact, Kind, ProgressEvent
from roadmap.model import Status
from roadmap.remembered import MOST_ASKED, asked, in_a_row, remember, remembered
from roadmap.replay import replay

DAY = date(2027, 1, 4)


def said(*facts: Fact, saying: int = 0) -> tuple[ProgressEvent, ...]:
    """Each fact said by itself, or all of them together."""
    return tuple(ProgressEvent(at, saying or at, fact, 1) for at, fact in enumerate(facts, max(1, saying)))


def completed(slug: str, *, known: bool = False) -> Fact:
    return Fact(kind=Kind.COMPLETED, day=DAY, topic=slug, known=known)


def test_the_last_sentence_of_a_topic_holds() -> None:
    events = said(remember("nlp", DAY, "one"), remember("cv", DAY, "eyes"), remember("nlp", DAY, "two"))
    assert {slug: fact.note for slug, fact in remembered(events).items()} == {"nlp": "two", "cv": "eyes"}


def test_a_sentence_that_was_taken_back_is_none() -> None:
    events = said(remember("nlp", DAY, "one"), Fact(kind=Kind.UNDONE, day=DAY, topic="nlp", undoes=1))
    assert remembered(events) == {}


def test_a_sentence_leaves_its_topic_where_it_is_and_makes_no_study_day() -> None:
    events = said(completed("nlp"), remember("nlp", DAY + timedelta(days=3), "one"))
    progress = replay(DAY, events)
    assert progress.of("nlp").status is Status.COMPLETED
    assert progress.study_days == {DAY}


def test_a_sentence_about_a_topic_of_another_chat_leaves_it_where_it_is() -> None:
    here, there = said(completed("nlp"))[0], ProgressEvent(1, 1, remember("nlp", DAY, "one"), 2)
    assert replay(DAY, (here, there)).of("nlp").completed == DAY


def test_a_completion_asks_until_something_else_is_said() -> None:
    assert asked(said(completed("nlp"))) == ("nlp",)
    assert asked(said(completed("nlp"), Fact(kind=Kind.LOOKS_ON, day=DAY))) == ("nlp",)
    assert asked(said(completed("nlp"), Fact(kind=Kind.CHECKED_IN, day=DAY))) == ()


def test_what_was_completed_together_is_asked_about_in_turn() -> None:
    together = said(completed("nlp"), completed("cv"), saying=1)
    assert asked(together) == ("nlp", "cv")
    assert asked((*together, ProgressEvent(3, 3, remember("nlp", DAY, "one"), 1))) == ("cv",)


def test_many_completed_at_once_are_not_asked_about() -> None:
    assert asked(said(*(completed(f"t{at}") for at in range(MOST_ASKED + 1)), saying=1)) == ()


def test_a_topic_that_was_completed_before_is_not_asked_about_again() -> None:
    again = said(completed("nlp"), Fact(kind=Kind.REOPENED, day=DAY, topic="nlp"), completed("nlp"))
    assert asked(again) == ()


def test_what_was_known_before_is_not_asked_about() -> None:
    assert asked(said(completed("nlp", known=True))) == ()


def test_completions_that_follow_one_another_are_a_row_until_something_else_was_said() -> None:
    one, other = completed("nlp"), completed("cv")
    assert [done.topics for done in in_a_row(said(one, other))] == [("cv",), ("nlp",)]
    assert [done.topics for done in in_a_row(said(one, Fact(kind=Kind.CHECKED_IN, day=DAY), other))] == [("cv",)]
    assert [done.topics for done in in_a_row(said(one, remember("nlp", DAY, "words"), other))] == [("cv",)]
    assert [done.topics for done in in_a_row(said(one, Fact(kind=Kind.LOOKS_ON, day=DAY), other))] == [
        ("cv",),
        ("nlp",),
    ]
    assert len([*in_a_row(said(*(completed(f"t{at}") for at in range(10))))]) == MOST_ASKED
