"""Topics as people type them, on the shipped roadmap and on one with C, C++ and C#."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.chat.library import default_roadmap
from roadmap.finding import LONGEST, find_topic, find_topics
from roadmap.model import Roadmap, Topic
from tests.roadmap.strategies import roadmaps

SHIPPED = default_roadmap()
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


def found(said: str, roadmap: Roadmap = SHIPPED) -> list[int]:
    """The numbers of the topics that were clearly meant."""
    return [topic.number for topic in find_topics(roadmap, said).topics]


def offered(said: str, roadmap: Roadmap = SHIPPED) -> list[int]:
    """The numbers of the topics to choose from, when none was clearly meant."""
    match = find_topics(roadmap, said)
    assert not match.topics, match
    return [topic.number for topic in match.offers]


@pytest.mark.parametrize(
    ("said", "number"),
    [
        ("3", 3),
        ("#3", 3),
        (" 3 ", 3),
        ("nlp", 3),
        ("NLP", 3),
        ("natural language processing", 3),
        ("deep-learning", 1),
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
        ("ml oops & multiprocessing", 5),
        ("ML OOPs and multiprocessing", 5),
    ],
)
def test_a_number_a_slug_a_title_an_alias_and_initials_name_a_topic(said, number):
    assert found(said) == [number]


@pytest.mark.parametrize(
    ("said", "number"), [("natural lang", 3), ("vision", 4), ("image", 4), ("engineering", 7), ("series fore", 2)]
)
def test_a_part_that_only_one_topic_has_names_it(said, number):
    assert found(said) == [number]


@pytest.mark.parametrize(
    ("said", "number"),
    [
        ("deep lerning", 1),
        ("depp learning", 1),
        ("deeplearning", 1),
        ("image procesing", 4),
        ("data enginering", 7),
        ("time serie forcasting", 2),
        ("multiprocesing", 5),
    ],
)
def test_a_typo_acts(said, number):
    assert found(said) == [number]


@pytest.mark.parametrize(
    ("said", "numbers"),
    [
        ("1 2 5", [1, 2, 5]),
        ("5 1", [5, 1]),
        ("1,2,5", [1, 2, 5]),
        ("1, 2 and 5", [1, 2, 5]),
        ("nlp, cv and 3", [3, 4]),
        ("nlp cv", [3, 4]),
        ("nlp + cv", [3, 4]),
        ("nlp & cv; de", [3, 4, 7]),
        ("deep lerning, image procesing", [1, 4]),
        ("3 3 nlp", [3]),
    ],
)
def test_several_at_once_are_found_in_the_order_they_were_said_and_once_each(said, numbers):
    assert found(said) == numbers


def test_what_fits_two_topics_is_asked_back_and_is_not_weak():
    match = find_topics(SHIPPED, "ml")
    assert offered("ml") == [5, 6]
    assert (match.weak, match.said) == (False, "ml")


def test_among_several_the_unclear_one_is_asked_back_and_none_acts():
    match = find_topics(SHIPPED, "nlp, ml")
    assert match.topics == ()
    assert match.said == "ml"
    assert {topic.number for topic in match.offers} == {5, 6}


@pytest.mark.parametrize("said", ["zzzz", "99", "0", "1 2 99", "quantum gravity", "?", "", " ", "-1", "١"])
def test_what_names_nothing_offers_only_the_nearest(said):
    match = find_topics(SHIPPED, said)
    assert match.topics == ()
    assert 1 <= len(match.offers) <= 3


@pytest.mark.parametrize("said", ["zzzz", "99", "?"])
def test_the_nearest_to_nonsense_is_called_weak(said):
    assert find_topics(SHIPPED, said).weak


def test_a_short_text_never_acts_by_likeness_alone():
    assert found("nlq") == []
    assert found("nl") == [3] or 3 in offered("nl")


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
def test_signs_keep_languages_apart(said, numbers):
    assert found(said, LANGUAGES) == numbers


@pytest.mark.parametrize("said", ["C++, C#", "C++ and C#", "C++ & C#", "C++; C#", "C++ + C#"])
def test_the_signs_of_a_name_part_no_list(said):
    assert found(said, LANGUAGES) == [2, 3]


@pytest.mark.parametrize("said", ["ecole strasse", "ÉCOLE & STRASSE", "E\u0301cole & Stra\u00dfe"])
def test_case_and_accents_do_not_matter(said):
    assert found(said, LANGUAGES) == [5]


def test_an_exact_name_wins_over_the_initials_of_another():
    roadmap = Roadmap(
        "any",
        "Any",
        (Topic(slug="a", number=1, title="Deep Learning"), Topic(slug="b", number=2, title="Docker", aliases=("DL",))),
    )
    assert found("dl", roadmap) == [2]


def test_initials_of_two_topics_are_asked_back():
    roadmap = Roadmap(
        "any",
        "Any",
        (Topic(slug="a", number=1, title="Deep Learning"), Topic(slug="b", number=2, title="Data Lakes")),
    )
    assert offered("dl", roadmap) == [1, 2]


def test_a_number_is_the_number_in_the_document_and_not_the_place():
    roadmap = Roadmap("any", "Any", (Topic(slug="a", number=7, title="A"), Topic(slug="b", number=2, title="B")))
    assert found("7", roadmap) == [7]
    assert offered("1", roadmap)


def test_only_the_first_two_hundred_characters_are_looked_at():
    assert found("nlp" + " " * LONGEST + "cv") == [3]
    assert len(find_topics(SHIPPED, "y" * 10_000).said) <= LONGEST
    assert len(find_topic(SHIPPED, "y" * 10_000).said) <= LONGEST


@settings(max_examples=60)
@given(st.text(max_size=300) | st.text("mlcvnp123,+&; #", max_size=30))
@example("C++ " * 50)
@example("\ud800")
@example("\u0301")
@example("+")
@example(",")
@example("and and")
@example("²")
def test_any_text_gets_an_answer(said):
    for roadmap in (SHIPPED, LANGUAGES):
        for find in (find_topics, find_topic):
            match = find(roadmap, said)
            assert bool(match.topics) != bool(match.offers)
            assert set(match.topics + match.offers) <= set(roadmap.topics)
            assert len(match.topics) == len(set(match.topics))


@settings(max_examples=20)
@given(st.data())
def test_every_topic_is_found_by_its_number_and_by_its_slug(data):
    roadmap = data.draw(roadmaps())
    topic = data.draw(st.sampled_from(roadmap.topics))
    assert find_topic(roadmap, str(topic.number)).topics == (topic,)
    match = find_topic(roadmap, topic.slug)
    assert topic in match.topics + match.offers
