"""No hint in brackets stands right behind another one, wherever two could meet: the door of sentences sees to that, and moments with a zone."""

import re
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from markupsafe import Markup

from bot.platforms.telegram.markup import parts
from bot.texts import english, ledger
from bot.texts.phrases import moment
from bot.texts.sentence import plain, say
from bot.web.markup import html
from tests.bot.source import in_each, where
from tests.bot.test_whole_sentences import TEXTS, in_tables, sentences

MEETING = re.compile(r"\)(?:</\w+>)* (?:<\w+>)*\(")
"""Brackets that stand behind brackets, whatever tags are between them."""

PLACE = re.compile(r"\{(\w+)\}")


@pytest.mark.parametrize(
    ("sentence", "values", "said"),
    [
        ("{stage} ({count})", ("Knots", "2"), "Knots (2)"),
        ("{stage} ({count})", ("Knots (2 weeks)", "2"), "Knots (2 weeks) · 2"),
        ("☐ {a} ({b} steps) …", ("CNNs (bonus)", "9"), "☐ CNNs (bonus) · 9 steps …"),
        ("{a} <i>(for {b})</i>", ("f(x)", "NLP"), "f(x) · <i>for NLP</i>"),
        ("Next: <b>{a}</b> ({b})", ("NLP (2)", "it opens all"), "Next: <b>NLP (2)</b> · it opens all"),
        ("{a} (#{b}): “{c}”", ("NLP (2)", "3", "why?"), "NLP (2) · #3: “why?”"),
        ("{a} ({b})", ("a) b", "c"), "a) b (c)"),
    ],
)
def test_a_hint_behind_a_value_that_ends_in_brackets_stands_behind_a_dot(sentence, values, said):
    given = dict(zip(PLACE.findall(sentence), values, strict=True))
    assert plain(sentence, **given) == said
    assert say(sentence, **given) == Markup(said)


def test_a_value_in_bold_ends_in_its_brackets_too():
    assert say("{a} ({b})", a=Markup("<b>NLP (2)</b>"), b="<c>") == Markup("<b>NLP (2)</b> · &lt;c&gt;")


@in_each(TEXTS)
def test_in_no_sentence_two_brackets_meet_whatever_its_values_end_in(path: Path) -> None:
    for text in [one for _, one in sentences(path)] + list(in_tables(path)):
        assert isinstance(text.value, str)
        values = dict.fromkeys(PLACE.findall(text.value), "so (and so)")
        said = english.brackets_apart(text.value, values).format(**values)
        assert not MEETING.search(said), (where(path, text), said)


def test_the_law_above_would_find_one():
    assert MEETING.search("so (and so) (2)")
    assert MEETING.search("<b>so (and so)</b> <i>(2)</i>")
    assert english._hinted("{stage} ({count})") == ("stage",)


BERLIN, NOW = ZoneInfo("Europe/Berlin"), datetime(2027, 1, 4, 8, tzinfo=UTC)


@pytest.mark.parametrize(
    ("named", "shown"),
    [(True, "Tue 5 Jan, 19:00 (Europe/Berlin), tomorrow."), (False, "Tue 5 Jan, 19:00 (tomorrow).")],
)
def test_how_far_off_a_moment_is_stands_behind_its_zone_without_more_brackets(named, shown):
    when = NOW + timedelta(days=1, hours=10)
    said = say("{when}.", when=moment(when, BERLIN, date(2027, 1, 4), named=named))
    (on_telegram,) = parts(said)
    for written in (html(said), on_telegram):
        assert re.sub("<[^>]*>", "", written).strip() == shown


def test_a_number_of_the_platforms_stands_in_the_brackets_of_its_reason():
    row = ledger.row(NOW, BERLIN, NOW.date(), kind="weekly", outcome="failed", reason="refused (30046)")
    assert "((" not in row
    assert row.count("(") == 1
    assert "30046)" in row
