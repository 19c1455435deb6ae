"""Lines of references alone, as a page of ticked boxes sends them: what they name, and what is read word by word instead."""

import pytest

from bot.said.readings import MOST
from bot.said.referred import MOST_REFERRED, referred
from roadmap.model import Roadmap, Topic
from roadmap.overview import LONG
from tests.said.reading import SHIPPED, read, world

ALL = tuple(SHIPPED.by_slug)


def line(count: int, command: str = "/done") -> str:
    return " ".join((command, *(f"#{slug}" for slug in ALL[:count])))


@pytest.mark.parametrize("command", ["/done", "/begin", "/skip", "/reopen"])
def test_references_alone_name_the_topics_that_they_name_word_by_word(command: str) -> None:
    call = referred(line(5, command), SHIPPED)
    assert call
    (same,) = read(line(5, command), world(SHIPPED)).calls
    assert (call.command, call.topics) == (same.command, same.topics)


def test_a_topic_that_is_named_twice_is_one() -> None:
    call = referred("/done #nlp #nlp", SHIPPED)
    assert call
    assert [topic.slug for topic in call.topics] == ["nlp"]


def test_as_many_as_have_a_box_are_taken_and_one_more_is_not() -> None:
    many = Roadmap("many", "Many", tuple(Topic(slug=f"t{n}", number=n, title=f"{n}") for n in range(1, 99)))
    names = [f"#t{n}" for n in range(1, 99)]
    call = referred(f"/begin {' '.join(names[:MOST_REFERRED])}", many)
    assert call
    assert len(call.topics) == MOST_REFERRED > MOST
    assert LONG <= MOST_REFERRED, "a short roadmap has all of its boxes on one page"
    assert referred(f"/begin {' '.join(names[: MOST_REFERRED + 1])}", many) is None


@pytest.mark.parametrize(
    "said",
    [
        *("", "/", "/done", "/done #nlp", "done #nlp #cv", "/done #nlp cv", "/done nlp cv", "/done #nlp #cv yesterday"),
        *("/done #nlp #nothing", "/done ##nlp #cv", "/done #nlp/one #cv", "/log #nlp #cv", "/known #nlp #cv"),
        "/done " + "#nlp" * 50_000 + " #cv",
    ],
)
def test_whatever_else_a_line_says_it_is_read_word_by_word(said: str) -> None:
    assert referred(said, SHIPPED) is None
