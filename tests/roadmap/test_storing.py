"""A roadmap as it is kept: it reads back without loss, however long its prerequisites are called, and as it was kept before."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadmap.errors import RoadmapFaults
from roadmap.model import Duration, Roadmap, Topic
from roadmap.reading.exact import read_stored
from roadmap.writing.documents import as_document, steps_done_in, without_statuses, write_json
from roadmap.writing.stored_form import write_stored
from roadmap.writing.told import Told
from tests.laws import tried_on
from tests.roadmap.strategies import full_roadmaps, statuses, steps_done


@pytest.mark.drill
@tried_on(18, deadline=None)
@given(st.data())
def test_what_is_kept_reads_back_without_loss_as_does_what_was_kept_before(data: Any) -> None:
    roadmap = data.draw(full_roadmaps())
    told = data.draw(statuses(roadmap))
    done = data.draw(steps_done(roadmap))
    for written in (write_stored(roadmap, told, Told(done)), write_json(roadmap, told, Told(done))):
        assert steps_done_in(written) == done
        assert steps_done_in(without_statuses(written)) == frozenset()
        assert read_stored(written) == (roadmap, told)
        assert read_stored(written, slug="other")[0] == replace(roadmap, slug="other")


@pytest.mark.parametrize(
    ("said", "duration"),
    [
        ('"min_weeks": 4, "max_weeks": 6', Duration.in_weeks(4, 6)),
        ('"max_weeks": 2', Duration.in_weeks(2, 2)),
        ('"min_weeks": 1, "max_weeks": 2, "min_days": 10, "max_days": 11', Duration(10, 11)),
        ('"min_days": 3', Duration(3, 3)),
    ],
)
def test_durations_are_read_in_weeks_as_they_were_kept_before_and_in_days(said: str, duration: Duration) -> None:
    topic = f'{{"title": "A", "slug": "a", "number": 1, {said}}}'
    (read,) = read_stored(f'{{"slug": "any", "title": "Any", "topics": [{topic}]}}')[0].topics
    assert read.duration == duration


def test_who_reads_no_days_still_reads_the_nearest_weeks() -> None:
    topics = [
        Topic(slug=f"t{n}", number=n, title=f"T {n}", duration=one)
        for n, one in enumerate([Duration(1, 1), Duration(10, 11), Duration(14, 21)], 1)
    ]
    said = as_document(Roadmap("any", "Any", tuple(topics)))["topics"]
    assert [[one["min_weeks"], one["max_weeks"]] for one in said] == [[1, 1], [1, 2], [2, 3]]
    assert [[one["min_days"], one["max_days"]] for one in said] == [[1, 1], [10, 11], [None, None]]


def test_a_prerequisite_is_kept_by_its_number_unless_another_topic_goes_by_that() -> None:
    first = Topic(slug="first", number=1, title="First")
    strange = Topic(slug="strange", number=2, title="#1")
    last = Topic(slug="last", number=3, title="Last", prerequisites=("first", "strange"))
    roadmap = Roadmap("any", "Any", (first, strange, last))
    assert read_stored(write_stored(roadmap))[0] == roadmap
    assert '"prerequisites":["First","#2"]' in write_stored(roadmap)


def test_long_titles_of_prerequisites_do_not_make_a_document_long() -> None:
    slugs = [f"t{place}" for place in range(100)]
    topics = tuple(
        Topic(slug=slug, number=place + 1, title=f"{place} " + "long " * 40, prerequisites=tuple(slugs[:place]))
        for place, slug in enumerate(slugs)
    )
    roadmap = Roadmap("any", "Any", topics)
    assert len(write_stored(roadmap)) < len(write_json(roadmap)) / 8


@pytest.mark.parametrize("text", ["", "{}", '{"topics": [', '{"topics": ["a"]}', '{"topics": [1, 2', "[]"])
def test_what_is_no_document_of_ours_is_refused(text: str) -> None:
    with pytest.raises(RoadmapFaults):
        read_stored(text)


def test_under_another_slug_it_is_the_same_roadmap() -> None:
    topic = Topic(slug="a", number=1, title="A")
    roadmap = Roadmap("any", "Any", (topic,)).ready()
    assert roadmap.under("other") == Roadmap("other", "Any", (topic,))
    assert roadmap.slug == "any"
