"""The door of sentences and the room for dates, numbers and lists: laws that hold for whatever is said."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from bot.texts import phrases
from bot.texts.lengths import length
from bot.texts.phrases import dated, day, lines, listed, listed_markup, number, row, short_day, stamped, typed_day
from bot.texts.sentence import counted, plain, say
from roadmap.model import Duration, Roadmap, Topic

NAMES = ("who", "what", "when")
VALUES = st.text() | st.builds(Markup, st.sampled_from(["<b>nlp</b>", "&amp;", "{}", "{who}"]))
PIECES = ("{who}", "<b>{what}</b>", "{{as it is}}", "“", " and ", '<a href="{when}">it</a>')


@given(
    st.lists(st.sampled_from(PIECES), max_size=6).map("".join),
    st.fixed_dictionaries(dict.fromkeys(NAMES, VALUES)),
)
def test_a_sentence_is_filled_as_markup_is(sentence: str, values: dict[str, str]) -> None:
    said = say(sentence, **values)
    assert type(said) is Markup
    assert said == Markup(sentence).format(**values)


def test_a_value_of_a_learner_s_is_text_wherever_it_stands() -> None:
    said = say("{who}: <i>{what}</i>", who='"Ann"', what="<b>&{what}")
    assert said == "&#34;Ann&#34;: <i>&lt;b&gt;&amp;{what}</i>"


def test_a_place_with_a_format_of_its_own_is_refused_rather_than_left_unescaped() -> None:
    with pytest.raises(ValueError, match="Cannot specify"):
        say("{count:,}", count="1000")


@given(st.lists(VALUES | st.none(), max_size=5))
def test_what_is_laid_out_is_escaped_and_what_says_nothing_is_left_out(parts: list[str | None]) -> None:
    said = [Markup.escape(part) for part in parts if part]
    assert lines(*parts) == Markup("\n").join(said)
    assert row(*parts) == Markup(" · ").join(said)


def test_a_number_asks_for_its_form() -> None:
    assert [counted(count, "many", one="one") for count in (0, 1, 2, 1.5, 1.0)] == [
        "many",
        "one",
        "many",
        "many",
        "one",
    ]
    assert counted(1, "never one") == "never one"


@pytest.mark.parametrize(
    ("short", "long", "said"), [(1, 1, "1 week"), (0, 1, "0–1 weeks"), (1, 2, "1–2 weeks"), (4, 6, "4–6 weeks")]
)
def test_a_range_takes_the_form_of_its_end(short: int, long: int, said: str) -> None:
    assert phrases.weeks(short, long) == said


@pytest.mark.parametrize(
    ("duration", "said"),
    [
        (None, "no set time"),
        (Duration.in_weeks(4, 6), "4–6 weeks"),
        (Duration(7, 7), "1 week"),
        (Duration(1, 1), "1 day"),
        (Duration(10, 11), "10–11 days"),
        (Duration(7, 10), "7–10 days"),
    ],
)
def test_a_duration_is_said_in_weeks_where_they_are_whole_ones(duration: Duration | None, said: str) -> None:
    assert phrases.weeks_of(duration) == said


@pytest.mark.parametrize(
    ("durations", "said"),
    [
        ([Duration.in_weeks(4, 6), Duration.in_weeks(3, 4)], "7–10 weeks"),
        ([Duration(3, 4), Duration(4, 5)], "7–9 days"),
        ([Duration(10, 11), Duration.in_weeks(9, 9)], "10–11 weeks"),
    ],
)
def test_durations_together_are_days_while_those_are_few(durations: list[Duration], said: str) -> None:
    topics = (Topic(slug=f"t{n}", number=n, title=f"T {n}", duration=one) for n, one in enumerate(durations, 1))
    assert said in length(Roadmap("any", "Any", tuple(topics)))


@given(st.floats(0, 1e6))
def test_a_number_is_read_back_as_it_was_but_for_its_third_decimal(value: float) -> None:
    assert float(number(value).replace(",", "")) == pytest.approx(value, abs=0.00501)


@given(st.dates(date(1000, 1, 1)), st.integers(-400, 400))
def test_a_day_is_written_as_it_is_said_in_english(when: date, days: int) -> None:
    today = when + timedelta(days) if date.min.toordinal() < when.toordinal() + days < date.max.toordinal() else when
    year = "" if when.year == today.year else f" {when.year}"
    assert short_day(when, today) == f"{when.day} {when:%b}{year}"
    assert day(when, today) == f"{when:%a} {when.day} {when:%b}{year}"
    assert dated(when, with_year=True) == f"{when:%a} {when.day} {when:%b} {when.year}"
    assert typed_day(when) == f"{when.day} {when:%B} {when.year}"


@given(st.datetimes(datetime(1000, 1, 1)))
def test_the_terminal_s_clock_is_written_as_it_is_typed(local: datetime) -> None:
    assert stamped(local) == f"{local:%a %Y-%m-%d %H:%M}"


@given(st.lists(st.text(min_size=1), min_size=1, max_size=12))
def test_a_list_names_as_many_as_it_may_and_counts_the_others(things: list[str]) -> None:
    said = listed(things, most_named=4)
    assert said.endswith(things[-1]) if len(things) <= 4 else said.endswith(f" and {len(things) - 3} more")
    assert listed_markup(things, most_named=4) == listed([str(Markup.escape(thing)) for thing in things], most_named=4)


def test_words_without_markup_are_as_they_are() -> None:
    assert plain("▶ {title}", title="C++ <basics>") == "▶ C++ <basics>"
