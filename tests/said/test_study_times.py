"""Study times as people type them, in English, with some German in it; what is left open is said to be open."""

from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.said.lexicon import LEXICON
from bot.said.study_times import Deed, is_about_times, read_times, weekdays_of

WORDS = LEXICON.words.study_times
MON, TUE, WED, THU, FRI, SAT, SUN = range(7)
ALL = (MON, TUE, WED, THU, FRI, SAT, SUN)


def meant(said: str) -> list[tuple[tuple[int, ...], str, int | None, str]]:
    """The times of a line: days, time, minutes and topic."""
    wish = read_times(said, WORDS)
    assert wish is not None, said
    return [(one.days(), f"{one.at:%H:%M}" if one.at else "", one.minutes, one.topic) for one in wish.times]


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("tue thu 19:00 45m nlp", [((TUE, THU), "19:00", 45, "nlp")]),
        ("tue and thu after dinner, sunday morning", [((TUE, THU), "19:30", None, ""), ((SUN,), "09:00", None, "")]),
        ("mondays 7", [((MON,), "19:00", None, "")]),
        ("mondays 7am", [((MON,), "07:00", None, "")]),
        ("every day 20:00 25m nlp", [(ALL, "20:00", 25, "nlp")]),
        ("weekends 10", [((SAT, SUN), "10:00", None, "")]),
        ("Weekends at 10 for an hour", [((SAT, SUN), "10:00", 60, "")]),
        ("mon-fri 6pm half an hour deep learning", [((MON, TUE, WED, THU, FRI), "18:00", 30, "deep learning")]),
        ("tue 19:00 and 21:00", [((TUE,), "19:00", None, ""), ((TUE,), "21:00", None, "")]),
        ("tue 19:00 and thu", [((TUE,), "19:00", None, ""), ((THU,), "19:00", None, "")]),
        ("tue 18:00, thu 19:00 30 min", [((TUE,), "18:00", 30, ""), ((THU,), "19:00", 30, "")]),
        ("7 in the evening on mondays", [((MON,), "19:00", None, "")]),
        ("sunday morning at 10, wed evening 7", [((SUN,), "10:00", None, ""), ((WED,), "19:00", None, "")]),
        ("thu lunch at 1", [((THU,), "13:00", None, "")]),
        ("thu after lunch at 2", [((THU,), "14:00", None, "")]),
        ("every day at 8:00 in the morning 45m", [(ALL, "08:00", 45, "")]),
        ("mon 20:00 in the evening nlp", [((MON,), "20:00", None, "nlp")]),
        ("mon 7pm 45m in the evening", [((MON,), "19:00", 45, "")]),
        ("mon 9:30 in the evening and tue", [((MON,), "21:30", None, ""), ((TUE,), "21:30", None, "")]),
        ("mon 19:00 and mornings", [((MON,), "19:00", None, ""), ((MON,), "09:00", None, "")]),
        ("mon 7:30 and in the evening", [((MON,), "07:30", None, ""), ((MON,), "19:00", None, "")]),
        ("mon 7:30, always after dinner", [((MON,), "07:30", None, ""), ((MON,), "19:30", None, "")]),
        ("mon 20 uhr abends", [((MON,), "20:00", None, "")]),
        ("mon 8 uhr abends und di", [((MON,), "20:00", None, ""), ((TUE,), "20:00", None, "")]),
        ("montags um 7 uhr früh 30 min", [((MON,), "07:00", 30, "")]),
        ("mon 7:30 evening nlp", [((MON,), "19:30", None, "nlp")]),
        ("mon 19:00 mornings", [((MON,), "19:00", None, ""), ((MON,), "09:00", None, "")]),
        ("mon 7:30 morning 8:00 evening", [((MON,), "07:30", None, ""), ((MON,), "20:00", None, "")]),
        ("mon 20 uhr, abends", [((MON,), "20:00", None, ""), ((MON,), "19:00", None, "")]),
        ("mo 8 am abend, di 7:30 am morgen", [((MON,), "20:00", None, ""), ((TUE,), "07:30", None, "")]),
        ("9 am am wochenende", [((SAT, SUN), "09:00", None, "")]),
        ("um 10 am wochenende", [((SAT, SUN), "10:00", None, "")]),
        ("do 18 uhr 30 nlp", [((THU,), "18:30", None, "nlp")]),
        ("do 7 uhr 30 abends", [((THU,), "19:30", None, "")]),
        ("do 18 uhr 30 min", [((THU,), "18:00", 30, "")]),
        ("thu 7 a.m. 45m", [((THU,), "07:00", 45, "")]),
        ("mon 19:00 2h30 nlp", [((MON,), "19:00", 150, "nlp")]),
        ("mon 19:00 1:30h", [((MON,), "19:00", 90, "")]),
        ("mon 19:00 0h45", [((MON,), "19:00", 45, "")]),
        ("mon 3h30 nachmittags", [((MON,), "15:30", None, "")]),
        ("mon 6h30", [((MON,), "06:30", None, "")]),
        ("mon 20 in the morning", [((MON,), "20:00", None, ""), ((MON,), "09:00", None, "")]),
        ("mon 20 in the evening", [((MON,), "20:00", None, "")]),
        ("mon 7 30", [((MON,), "19:00", None, "7 30")]),
        ("mon 3 5", [((MON,), "15:00", None, "3 5")]),
        ("mon 7 45m 3", [((MON,), "19:00", 45, "3")]),
        ("mon 7 in the evening 3", [((MON,), "19:00", None, "3")]),
        ("mon 19:00+02:00", [((MON,), "", None, "19:00+02:00")]),
        ("14/1 19:00", [((), "19:00", None, "14/1")]),
        ("mon 0:30 nachts", [((MON,), "00:30", None, "")]),
        ("mon 7 in the morning and 6 in the evening", [((MON,), "07:00", None, ""), ((MON,), "18:00", None, "")]),
        ("mon 7 in the morning 8 in the evening", [((MON,), "07:00", None, ""), ((MON,), "20:00", None, "")]),
        ("mon 7:00 and 8 in the evening", [((MON,), "07:00", None, ""), ((MON,), "20:00", None, "")]),
        ("mon 7:00, 8 at about noon", [((MON,), "07:00", None, ""), ((MON,), "08:00", None, "")]),
        ("mon tue 7 and 8 in the morning", [((MON, TUE), "07:00", None, ""), ((MON, TUE), "08:00", None, "")]),
        ("sunday morning 9 and 10", [((SUN,), "09:00", None, ""), ((SUN,), "10:00", None, "")]),
        ("mon 9 in the evening and 10", [((MON,), "21:00", None, ""), ((MON,), "22:00", None, "")]),
        ("mon 7 and tue 8 in the morning", [((MON,), "19:00", None, ""), ((TUE,), "08:00", None, "")]),
        ("mon 9 and 5 45m", [((MON,), "09:00", 45, ""), ((MON,), "17:00", 45, "")]),
        ("mon 19:00 45m, 3", [((MON,), "19:00", 45, "3")]),
        ("thu noon", [((THU,), "12:00", None, "")]),
        ("thu mittags und fri over lunch", [((THU,), "12:00", None, ""), ((FRI,), "12:30", None, "")]),
        ("wed 12:00 in the evening", [((THU,), "00:00", None, "")]),
        ("sun 1 at night 30m", [((MON,), "01:00", 30, "")]),
        ("mon 5 uhr nachts", [((TUE,), "05:00", None, "")]),
        ("weekends midnight", [((MON, SUN), "00:00", None, "")]),
        ("every day 12 at night", [(ALL, "00:00", None, "")]),
        ("tue 12 at night and thu", [((WED,), "00:00", None, ""), ((FRI,), "00:00", None, "")]),
        ("tue 11 at night and 12 at night", [((TUE,), "23:00", None, ""), ((WED,), "00:00", None, "")]),
        ("tue 12am, wed 0:30", [((TUE,), "00:00", None, ""), ((WED,), "00:30", None, "")]),
        ("tue 1 in the morning", [((TUE,), "01:00", None, "")]),
        ("every evening", [(ALL, "19:00", None, "")]),
        ("tue 19:00 3", [((TUE,), "19:00", None, "3")]),
        ("dienstag und thursday um 19 uhr", [((TUE, THU), "19:00", None, "")]),
        ("mo mi fr abends 45 min", [((MON, WED, FRI), "19:00", 45, "")]),
        ("jeden Tag nach dem Abendessen", [(ALL, "19:30", None, "")]),
        ("werktags früh 20 Minuten", [((MON, TUE, WED, THU, FRI), "08:00", 20, "")]),
        ("so 10 und mi 18", [((SUN,), "10:00", None, ""), ((WED,), "18:00", None, "")]),
        ("samstags 10h", [((SAT,), "10:00", None, "")]),
        ("remind me tue and thu at 19:00 to study", [((TUE, THU), "19:00", None, "")]),
        ("sat 18h 1,5h nlp", [((SAT,), "18:00", 90, "nlp")]),
        ("sat 18:00 2.5 hours", [((SAT,), "18:00", 150, "")]),
        ("sat 18:00 1.25 hours", [((SAT,), "18:00", 75, "")]),
        ("mon 19.30h", [((MON,), "19:30", None, "")]),
        ("mon 9.30 h 45m", [((MON,), "09:30", 45, "")]),
        ("sat 18h30", [((SAT,), "18:30", None, "")]),
        ("tue", [((TUE,), "", None, "")]),
        ("19:00", [((), "19:00", None, "")]),
    ],
)
def test_a_line_is_read_as_days_with_a_time_a_length_and_a_topic(said, expected):
    assert meant(said) == expected


@pytest.mark.parametrize(
    ("said", "deed", "days"),
    [
        ("no more thursdays", Deed.DROP, (THU,)),
        ("keine Donnerstage mehr", Deed.DROP, (THU,)),
        ("thursdays off", Deed.DROP, (THU,)),
        ("change tue to 20:00", Deed.MOVE, (TUE,)),
        ("move tuesday to wed 18:30", Deed.MOVE, (TUE,)),
        ("verschieb Dienstag auf 20 Uhr", Deed.MOVE, (TUE,)),
        ("skip tuesday", Deed.SKIP, (TUE,)),
        ("not this thursday", Deed.SKIP, (THU,)),
        ("skip", Deed.SKIP, ()),
        ("later", Deed.LATER, ()),
        ("off", Deed.OFF, ()),
        ("aus", Deed.OFF, ()),
        ("on", Deed.ON, ()),
        ("only sat 10am", Deed.ONLY, ()),
        ("always", Deed.ALWAYS, ()),
        ("make it 8pm", Deed.AT, ()),
        ("move to 8", Deed.AT, ()),
        ("20 uhr lieber", Deed.AT, ()),
        ("tue 20:00 instead", Deed.MOVE, (TUE,)),
        ("i can only do weekends", Deed.ONLY, ()),
        ("remind me in an hour", Deed.LATER, ()),
        ("in 20 min", Deed.LATER, ()),
    ],
)
def test_what_is_to_change_is_read_from_the_first_words_or_the_last(said, deed, days):
    wish = read_times(said, WORDS)
    assert wish is not None
    assert (wish.deed, weekdays_of(wish.weekdays)) == (deed, days)


def test_a_day_is_moved_to_another_or_to_another_time():
    wish = read_times("move tue to wed 18:30", WORDS)
    assert wish is not None
    assert [(weekdays_of(one.weekdays), one.at) for one in wish.times] == [((WED,), time(18, 30))]


@pytest.mark.parametrize(
    ("said", "days"),
    [("move tue to wed 12 at night", (THU,)), ("move tue to 12 at night", ()), ("tue 12 at night instead", ())],
)
def test_a_day_is_moved_to_the_night_behind_the_one_that_is_named(said, days):
    wish = read_times(said, WORDS)
    assert wish is not None
    assert [(one.days(), one.at, one.of_night) for one in wish.times] == [(days, time(0), True)]
    assert wish.times[0].days(1 << SUN) == (days or (MON,))


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ("mon 7 in the morning and 8", ["", "8"]),
        ("mon 12 in the morning", ["12"]),
        ("mon 12:30 in the morning", ["12:30"]),
        ("mon 12 at noon", [""]),
        ("mon 9 in the evening and 10", ["", ""]),
    ],
)
def test_an_hour_that_is_taken_for_one_half_of_the_day_is_told(said, words):
    wish = read_times(said, WORDS)
    assert wish is not None
    assert [one.word for one in wish.times] == words
    assert all(one.is_either for one in wish.times if one.word)


def test_what_is_put_off_may_be_so_by_a_length():
    wish = read_times("remind me in half an hour", WORDS)
    assert wish is not None
    assert [(one.at, one.minutes) for one in wish.times] == [(None, 30)]


@pytest.mark.parametrize(
    ("said", "ahead", "at"),
    [
        ("remind me tomorrow at 7", 1, time(19)),
        ("remind me at 7 tomorrow", 1, time(19)),
        ("remind me tomorrow at 7am please", 1, time(7)),
        ("remind me tomorrow evening", 1, time(19)),
        ("remind me to study tomorrow 18:30", 1, time(18, 30)),
        ("remind me tomorrow", 1, None),
        ("remind me the day after tomorrow at 20:00", 2, time(20)),
        ("remind me tonight at 8", 0, time(20)),
        ("remind me tonight at 9", 0, time(21)),
        ("remind me at 9:30 tonight", 0, time(21, 30)),
        ("later tonight 9", 0, time(21)),
        ("remind me tonight at 12", 0, time(0)),
        ("remind me tonight at midnight", 0, time(0)),
        ("remind me today at 9", 0, time(9)),
        ("remind me tomorrow at 9:30 in the evening", 1, time(21, 30)),
        ("later tomorrow at 7", 1, time(19)),
        ("put it off to tomorrow", 1, None),
        ("postpone it until tomorrow 21:00", 1, time(21)),
        ("erinner mich morgen um 20 uhr", 1, time(20)),
    ],
)
def test_what_is_put_off_may_be_so_to_a_day_that_is_named(said, ahead, at):
    wish = read_times(said, WORDS)
    assert wish is not None
    assert (wish.deed, wish.ahead, [one.at for one in wish.times]) == (Deed.LATER, ahead, [at] if at else [])
    assert is_about_times(said, WORDS)


@pytest.mark.parametrize(
    "said",
    ["hello there", "", "45m", "nlp", "tue 25:00", "sat 24:00", "tue 19:75", "sat 13pm", "tue 19:00 20:00 x" * 30],
)
def test_what_names_neither_day_nor_time_or_one_that_is_none_is_no_study_time(said):
    wish = read_times(said, WORDS)
    assert wish is None or not wish.is_whole or any(one.topic for one in wish.times)


@pytest.mark.parametrize(
    "said",
    [
        "tue and thu after dinner, sunday morning",
        "mondays 7",
        "every day 20:00 25m nlp",
        "weekends 10",
        "change tue to 20:00",
        "no more thursdays",
        "jeden Dienstag nach der Arbeit 30 min",
        "remind me tue 19:00 nlp",
        "make it 8pm",
        "move it to 20:00",
        "tue 20:00 instead",
        "i can only do weekends",
        "remind me in an hour",
    ],
)
def test_without_the_command_it_is_about_study_times_where_it_can_be_nothing_else(said):
    assert is_about_times(said, WORDS)


@pytest.mark.parametrize(
    "said",
    [
        "finished nlp",
        "tue 19:00 nlp",
        "thursday off",
        "skip tuesday",
        "off",
        "later",
        "45m nlp on tuesday",
        "tuesday",
        "19:00",
        "make 2",
        "move lesson 2 to 8",
        "nlp instead",
        "i can only do nlp",
        "did 2 lessons in an hour",
        "in april",
        "tomorrow",
        "tomorrow at 7",
        "later tomorrow",
        "remind me tonight",
        "remind me tomorrow at 25",
        "remind me tomorrow of lesson 4",
    ],
)
def test_a_line_that_may_be_about_something_else_is_left_to_others(said):
    assert not is_about_times(said, WORDS)


PIECES = st.sampled_from(
    [
        *WORDS.weekdays,
        *WORDS.days,
        *WORDS.parts,
        *WORDS.fillers,
        "19:00",
        "7",
        "25:61",
        "45m",
        "1h",
        "nlp",
        ",",
        "to",
        "no more",
    ]
)


HOURS, PARTS = st.integers(1, 12), st.sampled_from(sorted(WORDS.parts))


@st.composite
def clocks(draw):
    """An hour of either half of the day as it is typed, with a part of the day behind it, and its hour and minute."""
    hour, minute, part = draw(HOURS), draw(st.integers(0, 59)), draw(PARTS)
    shape = draw(
        st.sampled_from(
            ["{hour}", "at {hour}", "{hour} uhr", "um {hour} uhr", "{hour}:{minute:02}", "{hour}h{minute:02}"]
        )
    )
    said = f"{shape.format(hour=hour, minute=minute)} {part}"
    return said, (hour % 12, minute if "{minute" in shape else 0)


def _on_the_dial(one):
    """Its hour of 12 and its minute."""
    return one.at.hour % 12, one.at.minute


@given(clocks())
def test_a_clock_with_a_part_of_the_day_behind_it_is_one_time(clock):
    wish = read_times(f"mon {clock[0]}", WORDS)
    assert wish is not None
    assert [(_on_the_dial(one), one.topic) for one in wish.times] == [(clock[1], "")]


@given(clocks(), clocks(), st.sampled_from([" ", " and ", ", ", " und "]))
def test_two_clocks_with_a_part_of_the_day_each_are_two_times(first, second, joint):
    wish = read_times(f"mon {first[0]}{joint}{second[0]}", WORDS)
    assert wish is not None
    assert [(_on_the_dial(one), one.topic) for one in wish.times] == [(first[1], ""), (second[1], "")]


@given(st.lists(PIECES, max_size=12).map(" ".join) | st.text(max_size=60))
def test_any_line_is_read_or_is_none_and_no_time_is_outside_the_day(said):
    wish = read_times(said, WORDS)
    for one in wish.times if wish else ():
        assert 0 <= one.weekdays < 1 << 7
        assert one.minutes is None or 0 < one.minutes <= 12 * 60
