"""Single lines and what is read of them: what is told, what is asked about, and that nothing is guessed."""

from datetime import UTC, date, datetime

import pytest

from bot.errors import Asked, NotPossible, Refusal
from bot.said.options import read_options
from bot.said.readings import Unclear
from bot.said.values import Call, Stretch
from roadmap.errors import DayInFuture
from tests.said.reading import NOW, SHIPPED, calls, grammar_of, options, outcome, world

JANUARY = datetime(2027, 1, 20, 18, 30, tzinfo=UTC)
DL, NLP, CV = (SHIPPED.by_slug[slug] for slug in ("deep-learning", "nlp", "image-processing"))
MONDAY, TUESDAY, TODAY = date(2027, 6, 7), date(2027, 6, 8), date(2027, 6, 9)


def is_asked(line: str, now: datetime = NOW) -> bool:
    return isinstance(outcome(line, world(now=now)), Asked)


# Several topics and days


def test_each_topic_may_have_a_day_of_its_own_also_one_that_was_named_before() -> None:
    assert calls("/begin nlp monday, cv tuesday") == (
        Call("begin", topics=(NLP,), day=MONDAY),
        Call("begin", topics=(CV,), day=TUESDAY),
    )
    assert calls("/begin nlp monday, cv monday, dl tuesday") == (
        Call("begin", topics=(NLP,), day=MONDAY),
        Call("begin", topics=(CV,), day=MONDAY),
        Call("begin", topics=(DL,), day=TUESDAY),
    )


def test_a_day_that_is_named_for_each_topic_is_that_of_each() -> None:
    told = calls("/done nlp yesterday, cv yesterday")
    assert {(topic, call.day) for call in told for topic in call.topics} == {(NLP, TUESDAY), (CV, TUESDAY)}


@pytest.mark.parametrize(
    "line",
    [
        "/begin nlp monday, cv monday, dl tuesday, de",
        '/begin TS"3 march! tomorrow: computer vision + tomorrow\nDL/',
        "nlp monday, cv monday, dl tuesday done",
        "/checkin nlp 1h monday, cv 1h monday, dl 2h tuesday",
        "/checkin nlp 1h, cv 1h, dl 2h",
        "/done 1 monday 2 monday 3 monday 4 tuesday",
    ],
)
def test_no_number_of_topics_days_and_lengths_breaks_the_reading(line: str) -> None:
    assert isinstance(outcome(line), tuple | Refusal | DayInFuture)


def test_a_correction_by_several_topics_is_one_correction() -> None:
    told = calls("/correct nlp cv")
    assert [call.command for call in told] == ["correct"]
    assert told[0].topics == (NLP, CV)


def test_of_what_shows_one_topic_several_are_asked_about() -> None:
    assert is_asked("/topic nlp cv")
    assert [option for option in options("/topic nlp cv wombat") if len(option[0].topics) > 1] == []


# Nothing is guessed


@pytest.mark.parametrize("line", ["/checkin 30m not nlp", "30m not nlp", "/checkin 1h, but not cv"])
def test_what_was_not_studied_is_not_checked_in(line: str) -> None:
    assert not isinstance(outcome(line), tuple)


@pytest.mark.parametrize("line", ["/checkin 1.5", "/checkin nlp 1.5", "/checkin 2.5 nlp"])
def test_a_figure_that_may_be_hours_or_a_day_is_asked_about(line: str) -> None:
    assert is_asked(line)


@pytest.mark.parametrize("line", ["/done nlp 1.5", "/done nlp 1 may", "/done nlp 1/5", "/checkin 30m 20.4"])
def test_a_day_of_more_than_eight_months_ago_is_asked_about_however_it_is_written(line: str) -> None:
    assert is_asked(line, datetime(2027, 1, 20, 12, tzinfo=UTC))


@pytest.mark.parametrize(
    "line", ["/pause until", "/pause since", "ill since", "on holiday from monday until", "ill until"]
)
def test_a_side_of_a_pause_without_its_day_is_asked_about(line: str) -> None:
    assert is_asked(line)


@pytest.mark.parametrize(
    "line",
    ["ill last friday through 9999 years", "/pause from friday for 9999 years", "/pause 9999 months until friday"],
)
def test_a_pause_of_more_than_a_century_is_asked_about(line: str) -> None:
    assert is_asked(line)


def test_a_pause_that_is_offered_can_be_taken_at_once() -> None:
    for option in options("/pause 15 jan"):
        (call,) = option
        days = call.stretch
        assert days is None or call.sure or abs((days.first - TODAY).days) < 184, "a longer one says that it is meant"


def test_of_a_day_that_has_just_passed_a_pause_since_then_is_offered() -> None:
    stretches = [call.stretch for option in options("/pause 15 jan", world(now=JANUARY)) for call in option]
    assert Stretch(date(2027, 1, 15)) in stretches


def test_a_pause_of_days_that_have_just_passed_is_that_of_this_year() -> None:
    assert calls("/pause 3-10 march", world(now=datetime(2027, 3, 20, 12, tzinfo=UTC))) == (
        Call("pause", stretch=Stretch(date(2027, 3, 3), date(2027, 3, 11))),
    )


@pytest.mark.parametrize("link", ["http://[", "https://:", "<https://>", "https://"])
def test_what_only_begins_like_a_link_is_none(link: str) -> None:
    told = outcome(f"/done nlp {link}")
    assert not isinstance(told, tuple) or told[0].call.links == ()


@pytest.mark.parametrize("line", ["/done nlp 31 april", "/checkin 0m", "/checkin 25h", "/pause until yesterday"])
def test_what_cannot_be_is_refused_as_such(line: str) -> None:
    assert isinstance(outcome(line), NotPossible)


# Parts, denials, and arguments by name


@pytest.mark.parametrize("line", ["finished some of nlp", "/done a bit of nlp", "did a half of nlp"])
def test_some_of_a_topic_is_never_the_whole_of_it(line: str) -> None:
    assert is_asked(line)


def test_a_bit_of_a_topic_is_study() -> None:
    assert [(call.command, call.topics[0].slug) for call in calls("did a little of nlp")] == [("checkin", "nlp")]


@pytest.mark.parametrize(
    "line",
    ["/done 3 of 7", "did 2 of 9 lessons", "done 2/9 lessons of nlp", "two of nine lectures done", "2 out of 9 done"],
)
def test_a_count_of_parts_is_no_number_of_a_topic(line: str) -> None:
    assert is_asked(line)
    assert {call.topics for option in options(line) for call in option} <= {(), (NLP,)}


def test_what_is_meant_instead_is_taken_and_what_was_denied_is_not() -> None:
    assert calls("not nlp but cv") == (Call("correct", topics=(CV,)),)
    assert calls("studied not nlp but cv 30m") == (Call("checkin", topics=(CV,), minutes=30),)
    assert not any(NLP in call.topics for call in told_of("finished not nlp, cv"))


def told_of(line: str) -> tuple[Call, ...]:
    found = outcome(line)
    return () if isinstance(found, Refusal) else tuple(request.call for request in found)


def test_a_length_that_is_no_number_of_days_is_the_length_of_the_sitting() -> None:
    assert calls("studied the last 2 hours") == (Call("checkin", minutes=120),)
    assert calls("/checkin forty") == (Call("checkin", minutes=40),)


def test_a_pause_until_a_week_ends_where_it_begins() -> None:
    (pause,) = calls("/pause until next week")
    assert pause.stretch == Stretch(TODAY, date(2027, 6, 14))


def test_arguments_by_name_are_read_as_the_same_line_is() -> None:
    both = [("topics", "nlp cv"), ("minutes", "40m")]
    found = read_options(grammar_of("checkin"), both, world())
    assert isinstance(found, Unclear)
    assert found.options == options("/checkin nlp, cv 40m")
    hours = read_options(grammar_of("checkin"), [("minutes", "1.5"), ("topics", "nlp")], world())
    assert isinstance(hours, Unclear)
    assert hours.options == ((Call("checkin", topics=(NLP,), minutes=90),),)


# What there is to say of it


@pytest.mark.parametrize(
    "line",
    [
        "finished nlp, no idea why it took so long",
        "done nlp but i still don't get attention",
        "nlp done, not sure about the exercises though",
        "finished nlp - i don't think i understood half of it",
    ],
)
def test_a_remark_that_denies_something_leaves_the_deed_before_it_to_be_asked_about(line: str) -> None:
    assert (Call("done", topics=(NLP,)),) in options(line)


@pytest.mark.parametrize("line", ["done nlp, not", "didn't finish nlp, but it was fun", "finished nlp, never"])
def test_a_deed_that_is_denied_is_not_offered(line: str) -> None:
    refused = outcome(line)
    assert not (isinstance(refused, Asked) and (Call("done", topics=(NLP,)),) in refused.reading.options)
