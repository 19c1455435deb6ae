"""What others see of a portfolio: what was chosen, and nothing else of a learner."""

from dataclasses import asdict
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from roadmap.facts import Fact, Kind
from roadmap.model import Roadmap, Topic
from roadmap.notes import NotedTopic
from roadmap.portfolio import Portfolio, Work
from roadmap.proofs import Certificate, Held
from roadmap.showing import MOST_NOTES, MOST_WORKS, Part, showing_of

DAY = date(2027, 1, 4)
TOPICS = (Topic(slug="owls", number=1, title="markedtitle"), Topic(slug="bats", number=2, title="unfinished"))
ROADMAP = Roadmap("night", "Night", TOPICS)
EARNED = Certificate("owls", "markedbadge", Held.EARNED, DAY, "https://badge.example/markedbadgelink", ("markedfile",))
FOUND = Portfolio(
    "Night", (Work(TOPICS[0], 4711, "https://proof.example/markedlink"),), (EARNED,), 4712, {"owls": "markedtitle"}
)
NOTED = tuple(
    NotedTopic(
        topic, None, f"{topic.title} sentence", (Fact(kind=Kind.CHECKED_IN, day=DAY, note=f"{topic.title} note"),)
    )
    for topic in TOPICS
)
MARKED = {
    Part.TOPICS: ("markedtitle", "4711"),
    Part.LINKS: ("markedlink",),
    Part.CERTIFICATES: ("markedbadge", "markedbadgelink", "2027"),
    Part.MINUTES: ("4711", "4712"),
    Part.REMEMBERED: ("markedtitle sentence",),
    Part.NOTES: ("markedtitle note",),
}


@given(st.frozensets(st.sampled_from(Part)))
def test_nothing_is_shown_but_what_was_chosen(parts: frozenset[Part]) -> None:
    shown = repr(asdict(showing_of(FOUND, NOTED, [DAY], parts)))
    for part, words in MARKED.items():
        if part not in parts:
            alone = [word for word in words if not any(word in MARKED[other] for other in parts & set(MARKED))]
            assert not any(f"{word}'" in shown or f" {word}," in shown for word in alone), part
    assert "unfinished" not in shown
    assert "markedfile" not in shown


def test_all_that_was_chosen_is_shown() -> None:
    shown = showing_of(FOUND, NOTED, [DAY, date(2027, 1, 10), date(2027, 1, 11)], frozenset(Part))
    (work,) = shown.works
    assert (work.title, work.minutes, work.link) == ("markedtitle", 4711, "https://proof.example/markedlink")
    assert (work.sentence, work.notes) == ("markedtitle sentence", ("markedtitle note",))
    assert (shown.minutes, shown.weeks, shown.certificates[0].name) == (4712, 2, "markedbadge")


def test_a_certificate_has_the_title_of_its_topic_only_beside_the_topics() -> None:
    twice = Portfolio("Night", FOUND.works, (EARNED, EARNED), 0, FOUND.titles)
    alone = showing_of(twice, (), (), frozenset({Part.CERTIFICATES}))
    beside = showing_of(twice, (), (), frozenset({Part.CERTIFICATES, Part.TOPICS}))
    assert [one.topic for one in (*alone.certificates, *beside.certificates)] == ["", "", "markedtitle", "markedtitle"]


def test_of_very_much_the_first_is_shown_and_the_rest_counted() -> None:
    many = Portfolio("Night", FOUND.works * (MOST_WORKS + 7), (), 0)
    notes = (Fact(kind=Kind.CHECKED_IN, day=DAY, note=f"note {number}") for number in range(MOST_NOTES + 5))
    noted = [NotedTopic(TOPICS[0], None, "", tuple(notes))]
    shown = showing_of(many, noted, (), frozenset({Part.TOPICS, Part.NOTES}))
    assert (len(shown.works), shown.more) == (MOST_WORKS, 7)
    assert shown.works[0].notes[-1] == f"note {MOST_NOTES + 4}"
    assert len(shown.works[0].notes) == MOST_NOTES
