"""What was studied: the minutes of any days are the sum of the check-ins that stand, each counted once."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from roadmap.facts import Fact, Kind, ProgressEvent
from roadmap.minutes import minutes_by_day
from roadmap.model import Roadmap, Topic
from roadmap.notes import noted
from roadmap.remembered import remember
from roadmap.replay import replay
from roadmap.sittings import entries, notes, sittings
from roadmap.streak import monday
from roadmap.twice import told_before
from roadmap.week import week_of

MONDAY = date(2027, 1, 4)
SLUGS = ("", "nlp", "cv")


def sitting(day: int = 0, minutes: int | None = 45, topic: str = "", note: str = "", step: str = "") -> Fact:
    when = MONDAY + timedelta(days=day)
    return Fact(kind=Kind.CHECKED_IN, day=when, minutes=minutes, topic=topic, note=note, step=step)


def said(*facts: Fact) -> tuple[ProgressEvent, ...]:
    return tuple(ProgressEvent(at, at, fact, 1) for at, fact in enumerate(facts, 1))


SITTINGS = st.builds(
    sitting,
    day=st.integers(0, 20),
    minutes=st.none() | st.integers(1, 600),
    topic=st.sampled_from(SLUGS),
    note=st.sampled_from(("", "one", "two")),
)


@st.composite
def logs(draw: st.DrawFn) -> tuple[ProgressEvent, ...]:
    """Sittings told in two linked chats, some of them taken back or told again, with other facts between."""
    events: list[ProgressEvent] = []
    for one in draw(st.lists(SITTINGS, max_size=12)):
        fact = one
        strand = draw(st.integers(1, 2))
        mine = [event for event in events if event.strand == strand]
        at = len(mine) + 1
        told = draw(st.sampled_from(("sitting", "undo", "hours", "remembered", "focus")))
        if told == "undo" and mine:
            fact = Fact(kind=Kind.UNDONE, day=MONDAY, undoes=draw(st.integers(1, len(mine))))
        elif told == "hours":
            fact = Fact(kind=Kind.HOURS_SET, day=MONDAY, minutes=360)
        elif told == "focus":
            fact = fact._replace(kind=Kind.FOCUSED, note="")
        elif told == "remembered":
            fact = remember("nlp", fact.day, "words have neighbours")
        events.append(ProgressEvent(at, at, fact, strand))
    return tuple(events)


@given(logs(), st.integers(0, 20))
def test_minutes_of_a_week_are_the_sum_of_its_entries_each_counted_once(
    events: tuple[ProgressEvent, ...], offset: int
) -> None:
    today = MONDAY + timedelta(days=offset)
    first = monday(today)
    gone = {(event.strand, event.fact.undoes) for event in events if event.fact.kind is Kind.UNDONE}
    counted = {
        (event.strand, event.position): event.fact.minutes or 0
        for event in events
        if event.fact.kind is Kind.CHECKED_IN
        and (event.strand, event.position) not in gone
        and first <= event.fact.day < first + timedelta(days=7)
    }
    assert week_of(replay(MONDAY, events), events, today).minutes == sum(counted.values())


@given(logs())
def test_the_minutes_of_days_are_those_of_the_log_whichever_chat_told_them(events: tuple[ProgressEvent, ...]) -> None:
    by_day, whole = minutes_by_day(events), entries(events)
    days = {fact.day for fact in whole}
    assert {day: sum(fact.minutes or 0 for fact in whole if fact.day == day) for day in days if day in by_day} == by_day
    assert all(not fact.minutes for fact in whole if fact.day not in by_day)
    for first in {monday(day) for day in days}:
        of_week = week_of(replay(MONDAY, events), events, first).minutes
        assert of_week == sum(told for day, told in by_day.items() if monday(day) == first)


@given(logs())
def test_the_minutes_of_two_linked_chats_are_those_of_each(events: tuple[ProgressEvent, ...]) -> None:
    apart = [[event for event in events if event.strand == strand] for strand in (1, 2)]
    assert sum(minutes_by_day(events).values()) == sum(sum(minutes_by_day(one).values()) for one in apart)


@given(logs())
def test_the_sittings_of_all_topics_and_of_none_are_all_sittings(events: tuple[ProgressEvent, ...]) -> None:
    whole = entries(events)
    parts = [fact for slug in SLUGS for fact in whole if fact.topic == slug]
    assert len(parts) == len(whole)
    of_topics = [one for slug in SLUGS[1:] if (one := sittings(events, slug))]
    alone = [fact.minutes or 0 for fact in whole if not fact.topic]
    assert sum(one.minutes for one in of_topics) + sum(alone) == sum(fact.minutes or 0 for fact in whole)


@given(logs())
def test_the_log_begins_with_the_newest_day(events: tuple[ProgressEvent, ...]) -> None:
    days = [fact.day for fact in entries(events)]
    assert days == sorted(days, reverse=True)


def test_of_one_day_what_was_said_last_comes_first() -> None:
    events = said(sitting(note="one"), sitting(note="two"), sitting(day=-1, note="three"))
    assert [fact.note for fact in entries(events)] == ["two", "one", "three"]


def test_what_is_remembered_is_no_note_among_others() -> None:
    events = said(sitting(topic="nlp", note="one"), remember("nlp", MONDAY, "two"))
    assert [fact.note for fact in notes(events, "nlp")] == ["one"]


def test_minutes_told_in_two_linked_chats_make_one_study_day() -> None:
    here = ProgressEvent(1, 1, sitting(topic="nlp"), 1)
    there = ProgressEvent(1, 1, sitting(topic="cv", minutes=20), 2)
    assert replay(MONDAY, (here, there)).study_days == {MONDAY}


def test_the_same_minutes_may_be_the_same_sitting_where_nothing_says_otherwise() -> None:
    before = sitting(topic="nlp", step="lesson-3")
    for again in (sitting(), sitting(topic="nlp"), sitting(topic="nlp", step="lesson-3", note="more")):
        found = told_before(said(before), again)
        assert found
        assert found.fact == before
    others = (sitting(topic="cv"), sitting(topic="nlp", step="lesson-4"), sitting(minutes=46), sitting(day=1))
    for other in (*others, sitting(minutes=None)):
        assert told_before(said(before), other) is None


def test_what_was_taken_back_is_told_anew_without_a_question() -> None:
    events = said(sitting(), Fact(kind=Kind.UNDONE, day=MONDAY, undoes=1))
    assert told_before(events, sitting()) is None


TOPICS = Roadmap(
    slug="two", title="Two", topics=(Topic(number=1, slug="cv", title="CV"), Topic(number=2, slug="nlp", title="NLP"))
)


def test_notes_are_gathered_by_topic_the_oldest_first_and_those_of_none_at_the_end() -> None:
    events = said(
        sitting(day=3, topic="nlp", note="later"),
        sitting(topic="nlp", note="first"),
        remember("nlp", MONDAY, "old"),
        remember("nlp", MONDAY, "new"),
        sitting(note="alone"),
        sitting(topic="gone", note="of a topic that went"),
        sitting(topic="cv"),
    )
    found = noted(TOPICS, events)
    assert [(one.topic and one.topic.slug, one.sentence) for one in found] == [("nlp", "new"), (None, "")]
    assert [[fact.note for fact in one.notes] for one in found] == [
        ["first", "later"],
        ["alone", "of a topic that went"],
    ]
    assert found[0].studied
    assert found[0].studied.minutes == 90


def test_a_sentence_about_a_topic_that_went_is_kept_among_the_notes() -> None:
    (found,) = noted(TOPICS, said(remember("gone", MONDAY, "it was good")))
    assert [fact.note for fact in found.notes] == ["it was good"]
