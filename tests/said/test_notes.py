"""Notes: what is quoted is kept as it was typed, and so are quotations within it and the words around it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import NotPossible
from bot.said.lines import line_of
from bot.said.options import read_options
from bot.said.readings import Told
from bot.said.tokens import Form, tokens_of
from bot.said.values import Call
from tests.said.reading import SHIPPED, calls, grammar_of, options, outcome, world

NLP = SHIPPED.by_slug["nlp"]


def note(line: str) -> str:
    (call,) = calls(f"/log 45m nlp {line}")
    assert (call.minutes, call.topics) == (45, (NLP,))
    return call.note


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        ('"he said "attention is all" and left"', 'he said "attention is all" and left'),
        ('"a "b" c"', 'a "b" c'),
        ('""attention" is all"', '"attention" is all'),
        ('"it ends with "attention""', 'it ends with "attention"'),
        ("“he said “attention” and left”", "he said “attention” and left"),
        ('“he said "attention" and left”', 'he said "attention" and left'),
        ('"he said “attention” and left"', "he said “attention” and left"),
        ('«mot "clé" ici»', 'mot "clé" ici'),
        ('"use `x = "a"` in code"', 'use `x = "a"` in code'),
        ("'chain rule'", "chain rule"),
        ("‘chain rule’", "chain rule"),
    ],
)
def test_quotations_within_a_quotation_are_a_part_of_it(line: str, kept: str) -> None:
    assert note(line) == kept


@pytest.mark.parametrize(
    "line",
    [
        '"one" and "two"',
        'read "attention is all" twice',
        '"queries" and keys',
        '"closed" "open',
        '"he said "x and left',
        "students' and teachers' books",
        "'one' and 'two'",
    ],
)
def test_quotations_among_other_words_are_kept_as_they_were_typed(line: str) -> None:
    assert note(line) == line


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        ("/log 45m kilns: hot", "kilns: hot"),
        ("/log 45m kilns – hot", "kilns – hot"),
        ('/log 45m the "best" of it: values', '"best" of it: values'),
        ('/log 45m read "attention": every word of it', 'read "attention": every word of it'),
        ("/log 45m nlp: attention", "attention"),
        ("/log 45m: attention", "attention"),
    ],
)
def test_a_mark_behind_a_word_of_the_note_is_a_part_of_it(line: str, kept: str) -> None:
    assert [call.note for call in calls(line)] == [kept]


@pytest.mark.parametrize("line", ["1h75 nlp", "2h99", "100000m nlp", "999999999999999999m", "1000000 hours"])
def test_what_looks_like_a_length_and_is_none_is_no_note(line: str) -> None:
    assert isinstance(outcome(f"/log {line}"), NotPossible)


def test_a_part_of_an_hour_without_its_unit_is_asked_about() -> None:
    assert [call.minutes for option in options("/log 0.5") for call in option] == [30]


def test_quotation_marks_around_a_note_in_a_form_are_none_of_it() -> None:
    grammar = grammar_of("log")
    for said in ('"attention"', "“attention”", " attention "):
        assert read_options(grammar, (("minutes", "45m"), ("note", said)), world()) == Told(
            (Call("log", minutes=45, note="attention"),)
        )


WORDS = st.lists(st.sampled_from(["attention", "2h", "yesterday", "cv", "done", "“keys”", "'x'", '"y"', "yes", "3"]))


@given(WORDS.map(" ".join).filter(bool))
def test_a_note_comes_back_from_its_button_as_it_was(said: str) -> None:
    call = Call("checkin", topics=(NLP,), minutes=45, note=said)
    assert calls(line_of(call)) == (call,)


@given(st.text(alphabet='a" “”\n', max_size=40))
def test_no_nesting_of_quotations_loses_a_letter(line: str) -> None:
    tokens = tokens_of(line)
    assert "".join(token.text for token in tokens).replace(" ", "").replace("\n", "") == line.replace(" ", "").replace(
        "\n", ""
    )


def test_a_thousand_quotation_marks_are_read_in_no_time() -> None:
    for line in ('"' * 1000, ' "a' * 330, '"a" ' * 250, "“" * 1000, ' "a"' * 250 + '"'):
        assert sum(token.form is Form.QUOTE for token in tokens_of(line)) < 500
