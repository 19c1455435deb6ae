"""What topics are called: by the whole of a name, by a part of one, by likeness, and by their numbers."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.chat.library import default_roadmap
from roadmap.model import Roadmap, Topic
from roadmap.names import LONGEST, Names, folded, initials, reference
from tests.laws import tried_on
from tests.roadmap.strategies import roadmaps

SHIPPED = default_roadmap()
NAMES = SHIPPED.names


def numbers(topics: tuple[Topic, ...]) -> list[int]:
    return [topic.number for topic in topics]


def titled(*titles: str) -> Names:
    return Names([Topic(slug=f"topic-{at}", number=at, title=title) for at, title in enumerate(titles, 1)])


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Deep Learning", "deep learning"),
        ("  deep   LEARNING! ", "deep learning"),
        ("CI/CD for ML", "ci cd for ml"),
        ("École & Straße", "ecole strasse"),
        ("E\u0301cole", "ecole"),
        ("C++, C# and F#", "c++ c# and f#"),
        ("time_series-forecasting", "time series forecasting"),
        ("ﬁne-tuning ²", "fine tuning 2"),
        ("数学", "数学"),
        ("?!", ""),
        ("", ""),
    ],
)
def test_case_accents_and_punctuation_are_no_part_of_a_name(text: str, key: str) -> None:
    assert folded(text) == key


@pytest.mark.parametrize(
    ("key", "number"),
    [("deep learning", 1), ("nlp", 3), ("computer vision", 4), ("ci cd for ml", 6), ("time series forecasting", 2)],
)
def test_a_title_a_slug_and_an_alias_name_their_topic_exactly(key: str, number: int) -> None:
    assert numbers(NAMES.exactly(key)) == [number]


@pytest.mark.parametrize("key", ["deep", "learning", "natural lang", "m", "", "zzz"])
def test_a_part_of_a_name_is_no_name(key: str) -> None:
    assert NAMES.exactly(key) == ()


@pytest.mark.parametrize("key", ["ml oops multiprocessing", "ml oops and multiprocessing"])
def test_an_ampersand_may_be_said_or_left_out(key: str) -> None:
    assert numbers(NAMES.exactly(key)) == [5]


def test_two_topics_of_one_name_are_both_of_that_name() -> None:
    assert numbers(titled("Review", "Graphs", "review!").exactly("review")) == [1, 3]


@pytest.mark.parametrize(("key", "found"), [("vision", [4]), ("natural language", [3]), ("ml", [5, 6]), ("earn", [])])
def test_words_within_a_name_are_found_whole_and_side_by_side(key: str, found: list[int]) -> None:
    assert numbers(NAMES.containing(key)) == found


def test_words_of_two_names_of_a_topic_stand_not_side_by_side() -> None:
    names = Names([Topic(slug="a", number=1, title="Graphs", aliases=("Trees",))])
    assert names.containing("graphs trees") == names.containing("graphs a") == ()


def test_a_part_names_a_topic_only_if_no_other_has_it() -> None:
    names = titled("Graph Theory", "Graph Databases", "Set Theory")
    assert numbers(names.named_by_part("databases")) == [2]
    assert names.named_by_part("graph") == names.named_by_part("theory") == names.named_by_part("zzz") == ()


@pytest.mark.parametrize(("key", "number"), [("deeplearning", 1), ("timeseriesforecasting", 2), ("dataengineering", 7)])
def test_a_name_of_several_words_may_be_written_as_one(key: str, number: int) -> None:
    assert numbers(NAMES.joined(key)) == [number]


def test_short_names_are_not_written_as_one_word() -> None:
    assert titled("A I", "C D E").joined("ai") == ()


def test_initials_are_those_of_titles_of_several_words() -> None:
    assert [initials(topic) for topic in SHIPPED.topics] == ["dl", "tsf", "", "ip", "mom", "ccfm", "de"]
    assert numbers(NAMES.abbreviated("tsf")) == [2]
    assert numbers(titled("Deep Learning", "Data Lakes").abbreviated("dl")) == [1, 2]


def test_a_number_is_the_number_in_the_document_and_not_the_place() -> None:
    names = Names([Topic(slug="a", number=7, title="A"), Topic(slug="b", number=2, title="B")])
    assert numbers(names.numbered(7)) == [7]
    assert names.numbered(1) == ()


@pytest.mark.parametrize(
    ("said", "number"), [("depp learning", 1), ("deep learner", 1), ("imagine processing", 4), ("multiprocesing", 5)]
)
def test_the_nearest_to_a_slip_is_what_was_meant(said: str, number: int) -> None:
    assert NAMES.nearest(said, 3)[0].number == number


@pytest.mark.parametrize("said", ["", "?", "zzzzzzzz", "x" * 10_000])
def test_nothing_is_near_to_what_is_like_no_name(said: str) -> None:
    assert NAMES.nearest(said, 3) == ()


def test_long_names_are_told_apart_by_their_beginnings() -> None:
    names = titled("a" * LONGEST + " one", "b" * LONGEST + " two")
    assert numbers(names.nearest("b" * (2 * LONGEST), 3)) == [2]


@pytest.mark.drill
@tried_on(13, deadline=None)
@given(st.data())
def test_every_topic_is_found_by_each_of_its_names(data: st.DataObject) -> None:
    roadmap: Roadmap = data.draw(roadmaps())
    names = roadmap.names
    for topic in roadmap.topics:
        assert reference(topic) == f"#{topic.slug}"
        assert topic in names.numbered(topic.number)
        for name in (topic.title, topic.slug, *topic.aliases):
            key = folded(name)
            if key:
                assert topic in names.exactly(key)
                assert topic in names.containing(key)
                assert len(key) <= names.longest


@tried_on(18)
@example("+0")
@given(st.text(max_size=300))
def test_folding_what_is_folded_changes_nothing(text: str) -> None:
    key = folded(text)
    assert folded(key) == key
    assert key == " ".join(key.split())
