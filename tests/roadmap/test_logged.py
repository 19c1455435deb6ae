"""What was logged, as it goes out with a roadmap and comes back: all that fits, and what does not is counted."""

import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadmap.errors import Fault, FaultKind
from roadmap.facts import Fact, Kind, ProgressEvent
from roadmap.logged import LONGEST_NOTE, MOST_LOGGED, logged, newest, told_by
from roadmap.reading.own.log import blanked, log_of
from roadmap.reading.own.signature import FORMAT
from roadmap.reading.readings import read_all
from roadmap.remembered import remembered
from roadmap.sittings import entries, notes
from roadmap.writing.log import entry, without_log
from tests.roadmap.test_sittings import logs

DAY = date(2027, 1, 4)
SITTING = {"kind": "checked in", "day": "2027-01-04", "topic": "nlp", "minutes": 45, "note": "chains"}


@given(logs())
def test_what_was_logged_told_again_is_logged_as_it_was(events: tuple[ProgressEvent, ...]) -> None:
    log = logged(events)
    slugs = {fact.topic for fact in log}
    read, left_out = log_of([entry(fact) for fact in log], slugs)
    again = tuple(ProgressEvent(place, 1, fact) for place, fact in enumerate(read, 1))
    assert left_out == ()
    assert logged(again) == log
    assert entries(again) == tuple(fact._replace(undoes=None) for fact in entries(events))
    assert remembered(again) == remembered(events)
    assert notes(again) == tuple(fact._replace(undoes=None) for fact in notes(events) if fact.kind is Kind.CHECKED_IN)


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"topic": "knitting"}, FaultKind.LOG_UNKNOWN_TOPIC),
        ({"note": "x" * (LONGEST_NOTE + 1)}, FaultKind.LOG_NOTE_TOO_LONG),
        ({"day": "soon"}, FaultKind.LOG_UNCLEAR),
        ({"day": None}, FaultKind.LOG_UNCLEAR),
        ({"kind": "completed"}, FaultKind.LOG_UNCLEAR),
        ({"kind": []}, FaultKind.LOG_UNCLEAR),
        ({"kind": "remembered", "topic": ""}, FaultKind.LOG_UNCLEAR),
        ({"kind": "remembered", "note": ""}, FaultKind.LOG_UNCLEAR),
        ({"minutes": True}, FaultKind.LOG_UNCLEAR),
        ({"minutes": 1441}, FaultKind.LOG_UNCLEAR),
        ({"step": "No Slug"}, FaultKind.LOG_UNCLEAR),
        ({"note": ["x"]}, FaultKind.LOG_UNCLEAR),
    ],
)
def test_an_entry_that_does_not_fit_is_left_out_and_counted(change: dict[str, object], why: FaultKind) -> None:
    read, left_out = log_of([SITTING, {**SITTING, **change}, {**SITTING, **change}], {"nlp"})
    assert [fact.note for fact in read] == ["chains"]
    assert left_out == (Fault(0, why, "2"),)


@pytest.mark.parametrize("said", [{}, "x", 3, None])
def test_a_log_that_is_no_list_is_left_out(said: object) -> None:
    assert log_of(said, {"nlp"}) == ((), (Fault(0, FaultKind.LOG_UNCLEAR, "1"),))
    assert log_of([said], {"nlp"}) == ((), (Fault(0, FaultKind.LOG_UNCLEAR, "1"),))


def test_of_a_log_that_is_too_long_the_last_entries_are_read() -> None:
    read, left_out = log_of([{**SITTING, "note": str(place)} for place in range(MOST_LOGGED + 5)], {"nlp"})
    assert (read[0].note, len(read)) == ("5", MOST_LOGGED)
    assert left_out == (Fault(0, FaultKind.LOG_TOO_LONG, "5"),)


@given(st.integers(0, 3 * MOST_LOGGED), st.integers(0, LONGEST_NOTE))
def test_the_last_entries_go_out_as_many_as_there_is_room_for(count: int, length: int) -> None:
    fact = Fact(Kind.CHECKED_IN, DAY, note="ü" * length)
    kept = newest((fact,) * count)
    assert len(kept) <= min(count, MOST_LOGGED)
    assert sum(2 * len(one.note) for one in kept) <= 256 * 1024
    assert bool(kept) is bool(count)


def test_a_day_to_come_is_not_told() -> None:
    today, tomorrow = (Fact(Kind.CHECKED_IN, date(2027, 1, day)) for day in (4, 5))
    assert told_by((today, tomorrow), DAY) == (today,)


@pytest.mark.parametrize(
    "text", ["", "# log", f'["{FORMAT}", "log"]', f'{{"format": "{FORMAT}", "log": ', f'{{"{FORMAT}": "log"}}']
)
def test_a_text_without_a_log_stays_as_it_is(text: str) -> None:
    assert without_log(text) == text


def test_no_entry_of_a_log_is_taken_for_a_topic_where_the_document_is_not_just_so() -> None:
    log = [{**SITTING, "topic": "knitting"}, {**SITTING, "topic": "weaving"}]
    topics = [{"title": title, "slug": title.lower(), "number": 0} for title in ("Sets", "Graphs")]
    said = {"format": FORMAT, "version": 1, "slug": "x", "title": "X", "log": log, "topics": topics}
    text = json.dumps(said, indent=2)
    readings = read_all(text, name="x.json")
    assert readings
    assert all([one.title for one in each.understood.roadmap.topics] == ["Sets", "Graphs"] for each in readings)
    assert blanked(text).count("\n") == text.count("\n")


def test_a_text_has_no_log_any_more_and_keeps_the_rest() -> None:
    assert without_log(f'{{"format":"{FORMAT}","log":[1],"topics":[]}}') == f'{{"format":"{FORMAT}","topics":[]}}'


def test_a_note_of_a_tick_or_a_completion_is_one_of_a_sitting_on_that_day_once() -> None:
    day = date(2027, 1, 4)
    told = (
        Fact(Kind.STEP_DONE, day, "nlp", step="nlp-1", note="hard"),
        Fact(Kind.COMPLETED, day, "nlp", note="done at last"),
        Fact(Kind.COMPLETED, day, "dl", note="both"),
        Fact(Kind.CHECKED_IN, day, "dl", minutes=30, note="both"),
        Fact(Kind.COMPLETED, day, "cv"),
    )
    assert logged(ProgressEvent(at, at, fact) for at, fact in enumerate(told, 1)) == (
        Fact(Kind.CHECKED_IN, day, "nlp", step="nlp-1", note="hard"),
        Fact(Kind.CHECKED_IN, day, "nlp", note="done at last"),
        Fact(Kind.CHECKED_IN, day, "dl", minutes=30, note="both"),
    )
