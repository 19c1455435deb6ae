"""Topics as people type them behind a command, on the shipped roadmap, on one with C, C++ and C#, and on odd ones."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.said.readings import MOST, Told, Unclear, Why
from bot.said.topics import LONGEST, topics_beside_times, topics_called
from bot.said.values import Call
from roadmap.model import Roadmap, Topic
from tests.laws import tried_on
from tests.roadmap.strategies import roadmaps
from tests.said.reading import SHIPPED, read, world

LANGUAGES = Roadmap(
    "languages",
    "Languages",
    (
        Topic(slug="c", number=1, title="C"),
        Topic(slug="c-plus-plus", number=2, title="C++"),
        Topic(slug="c-sharp", number=3, title="C#"),
        Topic(slug="r", number=4, title="R"),
        Topic(slug="ecole", number=5, title="École & Straße"),
    ),
)


def roadmap_of(*titles: str) -> Roadmap:
    """A roadmap with topics of these titles, numbered from 1."""
    return Roadmap(
        "any",
        "Any",
        tuple(Topic(slug=f"topic-{at}", number=at, title=title) for at, title in enumerate(titles, 1)),
    )


def done(said: str, roadmap: Roadmap = SHIPPED) -> Told | Unclear:
    reading = read(f"/done {said}", world(roadmap))
    assert isinstance(reading, Told | Unclear)
    return reading


def found(said: str, roadmap: Roadmap = SHIPPED) -> list[int]:
    """The numbers of the topics that are completed by it; none where it is asked about."""
    reading = done(said, roadmap)
    if isinstance(reading, Unclear):
        return []
    (call,) = reading.calls
    assert call == Call("done", topics=call.topics), "and nothing else was read"
    return [topic.number for topic in call.topics]


def offered(said: str, roadmap: Roadmap = SHIPPED) -> list[int]:
    """The numbers of the topics to choose from, where it is asked about."""
    reading = done(said, roadmap)
    assert isinstance(reading, Unclear), reading
    numbers = (topic.number for option in reading.options for call in option for topic in call.topics)
    return list(dict.fromkeys(numbers))


@pytest.mark.parametrize(
    ("said", "number"),
    [
        ("3", 3),
        ("#3", 3),
        (" 3 ", 3),
        ("topic 3", 3),
        ("number 3", 3),
        ("nlp", 3),
        ("NLP", 3),
        ("the nlp topic", 3),
        ("all of nlp", 3),
        ("natural language processing", 3),
        ("deep-learning", 1),
        ("#deep-learning", 1),
        ("Deep Learning", 1),
        ("  deep   learning ", 1),
        ("DL", 1),
        ("CV", 4),
        ("computer vision", 4),
        ("de", 7),
        ("time-series-forecasting", 2),
        ("TSF", 2),
        ("ci/cd", 6),
        ("CI CD", 6),
        ("ci/cd for ml", 6),
        ("ml oops & multiprocessing", 5),
        ("ML OOPs and multiprocessing", 5),
    ],
)
def test_a_number_a_slug_a_title_an_alias_and_initials_name_a_topic(said: str, number: int) -> None:
    assert found(said) == [number]


@pytest.mark.parametrize(
    ("said", "number"),
    [("vision", 4), ("learning", 1), ("natural", 3), ("natural language", 3), ("engineering", 7), ("series", 2)],
)
def test_a_name_that_is_only_contained_is_offered_and_acts_only_from_two_words_on(said: str, number: int) -> None:
    assert found(said) == [number] if " " in said else offered(said) == [number]
    assert [topic.number for topic in topics_called(SHIPPED, said)] == [number]


@pytest.mark.parametrize("said", ["natural lang", "series fore", "deep lear", "imag", "nat", "for ml", "of ml"])
def test_a_beginning_that_is_no_whole_word_never_acts(said: str) -> None:
    assert found(said) == []


@pytest.mark.parametrize(
    ("said", "number"),
    [
        ("deep lerning", 1),
        ("deeplearning", 1),
        ("image procesing", 4),
        ("data enginering", 7),
        ("time serie forcasting", 2),
    ],
)
def test_a_typo_of_a_long_word_acts(said: str, number: int) -> None:
    assert found(said) == [number]


@pytest.mark.parametrize("said", ["nlq", "cw", "nlpp", "depp learning"])
def test_a_short_text_never_acts_by_likeness_alone(said: str) -> None:
    assert found(said) == []


@pytest.mark.parametrize(
    ("said", "numbers"),
    [
        ("1 2 5", [1, 2, 5]),
        ("5 1", [5, 1]),
        ("1,2,5", [1, 2, 5]),
        ("1, 2 and 5", [1, 2, 5]),
        ("nlp, cv and 3", [3, 4]),
        ("nlp cv", [3, 4]),
        ("nlp deep learning", [3, 1]),
        ("nlp + cv", [3, 4]),
        ("nlp & cv; de", [3, 4, 7]),
        ("nlp/cv", [3, 4]),
        ("deep lerning, image procesing", [1, 4]),
        ("3 3 nlp", [3]),
    ],
)
def test_several_at_once_are_found_in_the_order_they_were_said_and_once_each(said: str, numbers: list[int]) -> None:
    assert found(said) == numbers


def test_more_topics_than_are_taken_at_once_are_taken_none_of() -> None:
    many = roadmap_of(*(f"Subject number {at}" for at in range(1, 2 * MOST)))
    assert len(found(" ".join(map(str, range(1, MOST + 1))), many)) == MOST
    reading = done(" ".join(map(str, range(1, MOST + 2))), many)
    assert isinstance(reading, Unclear)
    assert reading.why is Why.TOO_MANY


def test_what_fits_two_topics_is_asked_about() -> None:
    assert offered("ml") == [5, 6]


def test_among_several_the_unclear_one_is_asked_about_and_none_acts() -> None:
    for said in ("nlp, ml", "ml, nlp"):
        reading = done(said)
        assert isinstance(reading, Unclear)
        assert "ml" in reading.said
        assert {topic.number for option in reading.options for call in option for topic in call.topics} <= {3, 5, 6}


@pytest.mark.parametrize("said", ["zzzz", "99", "0", "1 2 99", "quantum gravity", "-1", "١٢٣", "nlp zzzz", "nlp 99"])
def test_what_names_nothing_is_said_back_and_nothing_acts(said: str) -> None:
    reading = done(said)
    assert isinstance(reading, Unclear)
    assert reading.said in said
    assert reading.said


@pytest.mark.parametrize("said", ["?", "", " ", ",", "the"])
def test_where_no_word_stands_it_is_asked_which_topic(said: str) -> None:
    assert found(said) == []


def test_what_is_like_a_name_offers_it() -> None:
    assert offered("depp learning") == [1]
    assert offered("imagine processing")[0] == 4


@pytest.mark.parametrize(
    ("said", "numbers"),
    [
        ("C", [1]),
        ("c", [1]),
        ("C++", [2]),
        ("c++", [2]),
        ("C#", [3]),
        ("c sharp", [3]),
        ("r", [4]),
        ("1 C++", [1, 2]),
        ("C C++ C#", [1, 2, 3]),
    ],
)
def test_signs_keep_languages_apart(said: str, numbers: list[int]) -> None:
    assert found(said, LANGUAGES) == numbers


@pytest.mark.parametrize("said", ["C++, C#", "C++ and C#", "C++ & C#", "C++; C#", "C++ + C#"])
def test_the_signs_of_a_name_part_no_list(said: str) -> None:
    assert found(said, LANGUAGES) == [2, 3]


@pytest.mark.parametrize("said", ["ecole strasse", "ÉCOLE & STRASSE", "E\u0301cole & Stra\u00dfe"])
def test_case_and_accents_do_not_matter(said: str) -> None:
    assert found(said, LANGUAGES) == [5]


def test_an_exact_name_wins_over_the_initials_of_another() -> None:
    roadmap = Roadmap(
        "any",
        "Any",
        (Topic(slug="a", number=1, title="Deep Learning"), Topic(slug="b", number=2, title="Docker", aliases=("DL",))),
    )
    assert found("dl", roadmap) == [2]


def test_initials_of_two_topics_are_asked_about() -> None:
    assert offered("dl", roadmap_of("Deep Learning", "Data Lakes")) == [1, 2]


def test_a_number_is_the_number_in_the_document_and_not_the_place() -> None:
    roadmap = Roadmap("any", "Any", (Topic(slug="a", number=7, title="A"), Topic(slug="b", number=2, title="B")))
    assert found("7", roadmap) == [7]
    assert found("1", roadmap) == []


def test_a_topic_that_is_called_by_the_number_of_another_is_asked_about() -> None:
    assert offered("2", roadmap_of("2", "Graphs")) == [2, 1]


@pytest.mark.parametrize(
    "title",
    [
        *("Project", "Basics", "Introduction", "Theory", "Practice", "Reading", "Exercises", "Review", "Begin", "Next"),
        *("Sun", "Monday", "March", "Today", "Half", "Done", "Not", "Break", "Minutes", "Hour", "Her", "Pause"),
        *("The Basics", "Week 1", "Chapter 2", "Hello World", "First Steps", "Getting Started", "What is AI?", "12"),
        *("Monday Morning", "Two Hours", "Reading and Writing", "Introduction to Statistics", "Stop and Go", "C"),
    ],
)
def test_a_topic_called_by_words_that_mean_something_else_can_be_told_of_by_its_whole_title(title: str) -> None:
    roadmap = roadmap_of("Deep Learning", title)
    reading = done(title, roadmap)
    assert found(title, roadmap) == [2] or 2 in offered(title, roadmap), reading
    assert topics_called(roadmap, title) == (roadmap.topics[1],)


def test_too_long_a_text_is_no_name() -> None:
    assert topics_called(SHIPPED, "nlp") == topics_called(SHIPPED, "nlp" + " " * (LONGEST - 3))
    assert topics_called(SHIPPED, "nlp" + " " * LONGEST) == ()


@tried_on(18)
@given(st.text(max_size=300) | st.text("mlcvnp123,+&; #", max_size=30))
@example("C++ " * 50)
@example("\ud800")
@example("\u0301")
@example("+")
@example(",")
@example("and and")
@example("²")
def test_any_text_gets_an_answer(said: str) -> None:
    for roadmap in (SHIPPED, LANGUAGES):
        reading = read(f"/done {said}", world(roadmap))
        calls = reading.calls if isinstance(reading, Told) else ()
        for call in calls:
            assert len(call.topics) == len(set(call.topics))
            assert set(call.topics) <= set(roadmap.topics)
        assert set(topics_called(roadmap, said)) <= set(roadmap.topics)


@tried_on(13, deadline=None)
@given(st.data())
def test_every_topic_is_found_by_its_number_its_slug_and_its_title(data: st.DataObject) -> None:
    roadmap = data.draw(roadmaps())
    topic = data.draw(st.sampled_from(roadmap.topics))
    assert topic.number in found(f"#{topic.slug}", roadmap)
    by_number = done(str(topic.number), roadmap)
    assert topic in _meant(by_number)
    assert topic in topics_called(roadmap, topic.slug)


def _meant(reading: Told | Unclear) -> set[Topic]:
    """Those that it names, or asks about."""
    options = (reading.calls,) if isinstance(reading, Told) else reading.options
    return {topic for option in options for call in option for topic in call.topics}


@pytest.mark.parametrize(
    "title", ["Project", "Basics", "Reading", "Sun", "Today", "Done", "First steps", "30 days of JS"]
)
def test_a_title_that_is_a_word_of_a_table_is_known_by_the_whole_of_it(title: str) -> None:
    roadmap = roadmap_of("Arrays", title)
    for said in (title, title.upper(), f" {title} "):
        assert found(said, roadmap) == [2]
        assert [topic.number for topic in topics_called(roadmap, said)] == [2]


@pytest.mark.parametrize("title", ["हिन्दी भाषा", "ไทยภาษา ง่าย", "தமிழ் மொழி", "한국어 문법", "العَرَبِيَّة"])
def test_a_title_of_letters_with_marks_upon_them_is_found(title: str) -> None:
    roadmap = roadmap_of("Arrays", title)
    assert found(title, roadmap) == [2]
    told = read(f"finished {title}", world(roadmap))
    assert isinstance(told, Told)
    assert [call.topics for call in told.calls] == [(roadmap.topics[1],)]


BOOKS = roadmap_of("Introduction to R", "Not only SQL", "The second half", "Or", *("Another" for _ in range(5)))


@pytest.mark.parametrize("said", ["to", "- 4", "to 4", "– 4", "not", "second", "past 4", "or 4"])
def test_words_that_say_something_of_times_name_no_topic_beside_them(said: str) -> None:
    assert topics_beside_times(BOOKS, said) == ()


@pytest.mark.parametrize(
    ("said", "number"), [("4", 4), ("or", 4), ("introduction to r", 1), ("not only", 2), ("the second half", 3)]
)
def test_a_topic_is_named_beside_times_by_its_number_its_name_or_a_part_with_another_word(
    said: str, number: int
) -> None:
    assert [one.number for one in topics_beside_times(BOOKS, said)] == [number]
