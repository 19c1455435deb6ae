"""Two versions of a roadmap: what changed, and which topic is which."""

from dataclasses import replace
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadmap.model import Duration, Resource, Roadmap, Topic
from roadmap.reading.limits import LONGEST_SLUG
from roadmap.versions import Change, Rename, succeed
from tests.laws import tried_on
from tests.roadmap.strategies import roadmaps


def roadmap(*topics: Topic, slug: str = "mine") -> Roadmap:
    return Roadmap(slug, "Mine", topics)


def topic(number: int, title: str, slug: str = "", **more: object) -> Topic:
    return Topic(slug=slug or title.lower().replace(" ", "-"), number=number, title=title, **more)


OLD = roadmap(topic(1, "Deep Learning"), topic(2, "NLP", prerequisites=("deep-learning",)), topic(3, "Statistics"))


def test_a_topic_with_the_same_title_keeps_its_slug_wherever_it_stands():
    new = roadmap(topic(1, "NLP", "natural"), topic(2, "Deep learning", "dl"), topic(3, "Statistics"), slug="other")
    after = succeed(OLD, new).roadmap
    assert [one.slug for one in after.topics] == ["nlp", "deep-learning", "statistics"]
    assert after.slug == "mine"


def test_prerequisites_follow_the_slugs_that_were_inherited():
    new = roadmap(topic(1, "Deep Learning", "x"), topic(2, "NLP", "y", prerequisites=("x",)))
    assert succeed(OLD, new).roadmap.by_slug["nlp"].prerequisites == ("deep-learning",)


def test_what_is_added_and_removed_is_told():
    new = roadmap(topic(1, "Deep Learning"), topic(2, "NLP"), topic(3, "Rust"))
    change = succeed(OLD, new).change
    assert [one.title for one in change.added] == ["Rust"]
    assert [one.title for one in change.removed] == ["Statistics"]


def test_a_title_that_is_nearly_the_same_is_a_rename():
    new = roadmap(topic(1, "Deep Learnings", "x"), topic(2, "NLP", prerequisites=("x",)), topic(3, "Statistics"))
    change = succeed(OLD, new).change
    assert change == Change(renamed=(Rename("deep-learning", "Deep Learning", "Deep Learnings"),))


def test_a_title_that_is_somewhat_the_same_is_asked_about_and_taken_for_new_until_confirmed():
    new = roadmap(topic(1, "Deep Learning"), topic(2, "NLP"), topic(3, "Bayesian Statistics"))
    unconfirmed = succeed(OLD, new)
    assert unconfirmed.change.unsure == (Rename("statistics", "Statistics", "Bayesian Statistics"),)
    assert [one.slug for one in unconfirmed.change.added] == ["bayesian-statistics"]
    confirmed = succeed(OLD, new, confirmed=frozenset({"statistics"}))
    assert confirmed.roadmap.topics[2].slug == "statistics"
    assert confirmed.change.unsure == ()


def test_another_title_for_the_same_links_is_asked_about():
    links = (Resource("Course", "https://example.org/course"),)
    old = roadmap(topic(1, "Vision", resources=links))
    new = roadmap(topic(1, "Seeing machines", resources=links))
    assert [one.slug for one in succeed(old, new).change.unsure] == ["vision"]


def test_a_changed_duration_is_told():
    new = roadmap(*(replace(one, duration=Duration.in_weeks(2, 3)) if one.slug == "nlp" else one for one in OLD.topics))
    assert succeed(OLD, new).change == Change(durations=("nlp",))


def test_other_links_and_prerequisites_and_another_order_are_told():
    links = (Resource("Course", "https://example.org/course"),)
    linked = roadmap(*(replace(one, resources=links) if one.slug == "nlp" else one for one in OLD.topics))
    assert succeed(OLD, linked).change == Change(details=("nlp",))
    turned = roadmap(*(replace(one, number=4 - one.number) for one in reversed(OLD.topics)))
    assert succeed(OLD, turned).change == Change(reordered=True)
    longer = roadmap(topic(1, "Rust"), *(replace(one, number=one.number + 1) for one in OLD.topics))
    assert not succeed(OLD, longer).change.reordered


def test_a_new_topic_never_takes_the_slug_of_one_that_is_gone():
    new = roadmap(topic(1, "Deep Learning"), topic(2, "NLP"), topic(3, "Gardening", "statistics-of-plants"))
    slugs = {one.slug for one in succeed(OLD, new).roadmap.topics}
    assert "statistics" not in slugs


def test_a_slug_made_longer_stays_within_what_facts_are_kept_under():
    slug = "s" * LONGEST_SLUG
    old = roadmap(topic(1, "Deep Learning", slug), topic(2, "NLP"))
    new = roadmap(topic(1, "NLP", slug), topic(2, "Gardening", "nlp"), topic(3, "Deep Learning", "x"))
    slugs = [one.slug for one in succeed(old, new).roadmap.topics]
    assert slugs == ["nlp", "nlp-2", slug]
    longer = roadmap(topic(1, "Gardening", slug), topic(2, "NLP"))
    assert max(len(one.slug) for one in succeed(old, longer).roadmap.topics) <= LONGEST_SLUG


def many(count: int, said: str) -> Roadmap:
    return roadmap(*(topic(number, f"{said} {number}", f"{said}-{number}") for number in range(1, count + 1)))


def test_two_other_roadmaps_of_the_greatest_size_are_compared_at_once():
    began = process_time()
    change = succeed(many(2000, "a chapter on birds"), many(2000, "a chapter on fishes")).change
    assert process_time() - began < 1
    assert (len(change.added), len(change.removed)) == (2000, 2000)


def test_among_two_thousand_topics_the_few_that_were_renamed_are_still_found():
    old = many(2000, "lesson")
    new = roadmap(*(replace(one, title="Rivers", slug="rivers") if one.number == 7 else one for one in old.topics))
    before = roadmap(*(replace(one, title="The River") if one.number == 7 else one for one in old.topics))
    assert succeed(before, new).change.unsure == (Rename("lesson-7", "The River", "Rivers"),)


@pytest.mark.drill
@tried_on(15)
@given(roadmaps())
def test_the_same_roadmap_again_changes_nothing(old):
    after = succeed(old, old)
    assert after.change.is_empty
    assert after.roadmap == old


@pytest.mark.drill
@tried_on(12)
@given(roadmaps(), st.randoms(use_true_random=False))
def test_whatever_order_a_new_version_is_in_every_topic_keeps_its_slug(old, random):
    topics = list(old.topics)
    random.shuffle(topics)
    renumbered = tuple(replace(one, number=number) for number, one in enumerate(topics, 1))
    after = succeed(old, Roadmap(old.slug, old.title, renumbered))
    assert {one.slug: one.title for one in after.roadmap.topics} == {one.slug: one.title for one in old.topics}
