"""A document's own numbers, "3.1" and "2.4.1": each finds its topic exactly, and what may be a day is told apart from it."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.said.readings import Unclear, Why
from bot.said.topics import topics_called
from bot.said.values import Call
from roadmap.model import Roadmap, Topic
from tests.said.reading import calls, options, read, world


def _topic(number: int, title: str, own: str = "", stage: str = "") -> Topic:
    return Topic(slug=f"t{number}", number=number, title=title, aliases=(own,) if own else (), stage=stage)


NUMBERED = Roadmap(
    "numbered",
    "Numbered",
    (
        _topic(1, "Intro", "1.1", "Basics"),
        _topic(2, "Setup", "1.2", "Basics"),
        _topic(3, "Arrays", "3.1", "Data"),
        _topic(4, "Lists", "3.2", "Data"),
        _topic(5, "Heaps", "3.10", "Data"),
        _topic(6, "Fibonacci heaps", "3.1.1", "Data"),
        _topic(7, "The 3.1 percent rule", "", "Money"),
        _topic(8, "NLP"),
    ),
)
TITLED = Roadmap("titled", "Titled", (_topic(1, "3.1 Arrays"), _topic(2, "3.10 Heaps"), _topic(3, "3.1.1 Deep heaps")))
TWICE = Roadmap("twice", "Twice", (_topic(1, "Goals", "1.1", "Arrays"), _topic(2, "Goals", "1.1", "Trees")))


def named(line: str, roadmap: Roadmap = NUMBERED) -> list[str]:
    """The titles of the topics that a line is read for, without asking and without a day."""
    (call,) = calls(line, world(roadmap))
    assert call == Call(call.command, topics=call.topics, refers=call.refers), "and nothing else was read"
    return [topic.title for topic in call.topics]


def asked(line: str, roadmap: Roadmap = NUMBERED) -> list[tuple[list[str], date | None]]:
    """The topics and the day of each reading that is offered."""
    assert isinstance(read(line, world(roadmap)), Unclear)
    offered = options(line, world(roadmap))
    return [([topic.title for call in one for topic in call.topics], one[0].day) for one in offered]


@pytest.mark.parametrize("command", ["topic", "done", "begin", "skip", "reopen"])
@pytest.mark.parametrize(
    ("number", "title"), [("3.1", "Arrays"), ("#3.1", "Arrays"), ("3.10", "Heaps"), ("3.1.1", "Fibonacci heaps")]
)
def test_a_number_of_the_document_is_its_topic_and_no_other(command: str, number: str, title: str) -> None:
    assert named(f"/{command} {number}") == [title]


def test_a_title_that_begins_with_longer_figures_is_not_meant() -> None:
    assert named("/topic 3.1", TITLED) == ["3.1 Arrays"]
    assert named("/done 3.10", TITLED) == ["3.10 Heaps"]


def test_a_number_that_each_stage_counts_anew_is_asked_about() -> None:
    assert asked("/topic 1.1", TWICE) == [(["Goals"], None), (["Goals"], None)]


def test_numbers_without_points_count_the_topics_as_ever() -> None:
    assert named("/done 3 1") == ["Arrays", "Intro"]
    assert named("/done 1 2") == ["Intro", "Setup"]
    assert asked("/done 1-2")[0] == (["Intro", "Setup"], None)


@pytest.mark.parametrize("line", ["/done 3.1 3.2", "/done 3.1, 3.2", "finished 3.1 and 3.2"])
def test_several_numbers_are_several_topics(line: str) -> None:
    assert named(line) == ["Arrays", "Lists"]


@pytest.mark.parametrize(
    "line", ["/done 3.1-3.10", "/done 3.1 to 3.10", "/skip 3.1 – 3.10", "finished 3.1 through 3.10"]
)
def test_from_one_number_to_another_are_all_between(line: str) -> None:
    assert named(line) == ["Arrays", "Lists", "Heaps"]


def test_a_number_beside_a_topic_may_be_a_day_and_is_asked_about() -> None:
    january = date(2027, 1, 3)
    assert asked("/done nlp 3.1") == [(["NLP", "Arrays"], None), (["NLP"], january)]
    assert asked("/checkin nlp 3.1") == [(["NLP", "Arrays"], None), (["NLP"], january)]
    assert named("/done nlp and 3.1") == ["NLP", "Arrays"]
    assert named("/done arrays 3.1") == ["Arrays"], "its own number says nothing new"


def test_a_day_stays_a_day_where_a_word_says_so() -> None:
    (told,) = calls("/done nlp on 3.1", world(NUMBERED))
    assert (told.topics[0].title, told.day) == ("NLP", date(2027, 1, 3))
    (paused,) = calls("/pause 3.1 to 5.1", world(NUMBERED))
    assert paused.stretch


def test_study_told_with_a_number_alone_may_be_hours_or_a_day() -> None:
    minutes = {call.minutes for one in options("/checkin 1.2", world(NUMBERED)) for call in one}
    assert minutes == {None, 72}
    (told,) = calls("studied 3.1 for 45 min", world(NUMBERED))
    assert (told.topics[0].title, told.minutes, told.day) == ("Arrays", 45, None)


def test_a_number_that_the_document_has_not_offers_its_chapter() -> None:
    reading = read("/done 3.3", world(NUMBERED))
    assert isinstance(reading, Unclear)
    assert reading.why is Why.NO_TOPIC
    assert asked("/done 3.3")[:2] == [(["Arrays"], None), (["Lists"], None)]


def test_a_part_that_is_called_by_a_number_may_be_its_topic() -> None:
    assert asked("completed section 3.2")[0] == (["Lists"], None)


def test_a_number_alone_is_asked_about_as_a_name_is() -> None:
    assert asked("3.1")[0] == (["Arrays"], None)


def test_a_page_stays_a_page() -> None:
    (call,) = calls("/status 2", world(NUMBERED))
    assert (call.number, call.topics) == (2, ())


@given(st.lists(st.lists(st.integers(1, 40), min_size=2, max_size=3), min_size=1, max_size=12, unique_by=tuple))
def test_every_number_finds_its_topic_among_all_others(numbers: list[list[int]]) -> None:
    own = [".".join(map(str, one)) for one in numbers]
    roadmap = Roadmap("any", "Any", tuple(_topic(at, f"Topic {at}", one) for at, one in enumerate(own, 1)))
    for at, one in enumerate(own, 1):
        assert [topic.number for topic in topics_called(roadmap, one)] == [at]
        assert [topic.number for call in calls(f"/topic {one}", world(roadmap)) for topic in call.topics] == [at]


COUNTED = Roadmap("counted", "Counted", tuple(_topic(number, f"Knot {number}") for number in range(1, 9)))


@pytest.mark.parametrize("line", ["/done 1, 2 and 4-6", "/done 1 and 2, 4-6", "/done 4-6, 1, 2"])
def test_beside_numbers_of_topics_a_range_counts_topics(line: str) -> None:
    assert sorted(named(line, COUNTED)) == ["Knot 1", "Knot 2", "Knot 4", "Knot 5", "Knot 6"]


@pytest.mark.parametrize("line", ["/done 1-3 yesterday", "done 1-3 yesterday", "/done yesterday 1-3"])
def test_where_the_day_is_said_a_range_counts_topics(line: str) -> None:
    (call,) = calls(line, world(COUNTED))
    assert [topic.number for topic in call.topics] == [1, 2, 3]
    assert call.day is not None


def test_what_takes_no_day_takes_a_range_for_topics() -> None:
    assert named("/skip 5-7", COUNTED) == named("skip 5-7", COUNTED) == ["Knot 5", "Knot 6", "Knot 7"]


@pytest.mark.parametrize("line", ["/done 4-6", "/done knot 1 4-6 yesterday", "/done 4-6 5-7"])
def test_what_may_be_a_day_is_asked_about_where_nothing_else_settles_it(line: str) -> None:
    assert isinstance(read(line, world(COUNTED)), Unclear)
