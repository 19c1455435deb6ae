"""The small words that all texts share: sentences with their values, and days."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from bot.texts.phrases import Sentence, day, short_day

VALUES = st.text() | st.integers() | st.builds(Markup, st.sampled_from(["<b>nlp</b>", "&amp;", "{}"]))
PLACES = st.lists(st.sampled_from(["{}", "<b>{}</b>", "{{as it is}}", "“", " and ", '<a href="{}">it</a>']), max_size=6)


@given(PLACES.map("".join), st.lists(VALUES, min_size=12, max_size=12))
def test_a_sentence_is_filled_as_markup_is(template: str, values: list[object]) -> None:
    filled = Sentence(template).format(*values)
    assert type(filled) is Markup
    assert filled == Markup(template).format(*values)


def test_a_value_of_a_learner_s_is_text_wherever_it_stands() -> None:
    said = Sentence("{who}: <i>{}</i>").format("<b>&{}", who='"Ann"')
    assert said == "&#34;Ann&#34;: <i>&lt;b&gt;&amp;{}</i>"


def test_a_place_with_a_format_of_its_own_is_refused_rather_than_left_unescaped() -> None:
    with pytest.raises(ValueError, match="Cannot specify"):
        Sentence("{:,}").format(1000)


@given(st.dates(date(1000, 1, 1)), st.integers(-400, 400))
def test_a_day_is_written_as_it_is_said_in_english(when: date, days: int) -> None:
    today = when + timedelta(days) if date.min.toordinal() < when.toordinal() + days < date.max.toordinal() else when
    year = "" if when.year == today.year else f" {when.year}"
    assert short_day(when, today) == f"{when.day} {when:%b}{year}"
    assert day(when, today) == f"{when:%a} {when.day} {when:%b}{year}"
