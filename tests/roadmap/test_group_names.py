"""Names as a group sees them: readable, told apart, and nothing that a client finds anything in."""

import re
import unicodedata
from random import Random
from time import thread_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadmap.group.names import JOINER, LONGEST, MOST_MARKS, inert, isolated, readable, told_apart
from tests.machine import fair

ANYTHING = st.text(max_size=80) | st.text(alphabet="()（）⁽⁾０12②⑵ AnАα\u0301\u200b\u202e.@/#:", max_size=60)
READ = ANYTHING.map(readable)


@pytest.mark.parametrize(
    ("name", "read"),
    [
        ("Ann", "Ann"),
        ("  Ann\n\nBerg\t", "Ann Berg"),
        ("Ann\u00a0\u3000Berg", "Ann Berg"),
        ("\u202eAnn\u202c", "Ann"),
        ("A\u200bn\u2060n\ufeff", "Ann"),
        ("\x1b[31mAnn\x07", "[31mAnn"),
        ("Zoe\u0308", "Zoë"),
        ("Zoe\u200b\u0308", "Zoë"),
        ("🌸 Ann", "🌸 Ann"),
        ("李小龍", "李小龍"),
        ("नमस्ते", "नमस्ते"),
        ("# Ann", "# Ann"),
        ("O'Neil-Šmid, Jr.", "O'Neil-Šmid, Jr."),
    ],
)
def test_a_name_is_shown_as_it_is_but_for_what_cannot_be_seen(name: str, read: str) -> None:
    assert readable(name) == read


@pytest.mark.parametrize(
    "name",
    [
        "",
        " ",
        "\u200b",
        "\u3164",
        "\u2800\u2800",
        "\u115f\u1160",
        "...",
        "_-_",
        "\u0301",
        " \u0301 ",
        "\U000e0041",
        "\ud800",
    ],
)
def test_a_name_of_which_nothing_can_be_read_is_none(name: str) -> None:
    assert readable(name) == ""


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("two chapters", "two chapters"),
        ("\u202etwo\u202c \u2067chapters", "two chapters"),
        ("\u05e9\u05dc\u05d5\u05dd 7", "\u2068\u05e9\u05dc\u05d5\u05dd 7\u2069"),
        ("\u2069\u05e9\u2069", "\u2068\u05e9\u2069"),
    ],
)
def test_a_text_turns_nothing_around_it(text: str, shown: str) -> None:
    assert isolated(text) == shown
    assert isolated(isolated(text)) == shown


def test_marks_that_would_run_over_the_lines_around_are_thinned_out() -> None:
    assert readable("Z" + "\u0335" * 50 + "o") == "Z" + "\u0335" * MOST_MARKS + "o"
    assert readable("Ann \u0335\u0335B") == "Ann B"


@pytest.mark.parametrize("name", ["Ann (2)", "Ann(2)", "Ann （２）", "Ann ⑵", "Ann ( 2 )", "Ann ((2))", "Ann (2) "])
def test_a_name_that_says_it_is_the_second_says_so_otherwise(name: str) -> None:
    assert not re.search(r"\(\s*\d+\s*\)$", unicodedata.normalize("NFKC", readable(name)))


def test_those_that_look_alike_are_counted_in_the_order_of_their_joining() -> None:
    apart = told_apart(["Ann", "Ben", "ann", "\u0410nn", "Ánn", "A.n.n", "Zoe"])
    assert apart == ["Ann", "Ben", "ann (2)", "\u0410nn (3)", "Ánn (4)", "A.n.n (5)", "Zoe"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ivan", "lvan"),
        ("Bob", "B0b"),
        ("paypal", "\u0440\u0430\u0443\u0440\u0430l"),
        ("KATE", "\u039a\u0391\u03a4\u0395"),
    ],
)
def test_letters_of_other_alphabets_that_look_the_same_are_the_same(one: str, other: str) -> None:
    assert told_apart([one, other])[1] == f"{other} (2)"


@pytest.mark.parametrize(
    ("one", "other"), [("Ann", "Anna"), ("किरण", "करण"), ("Ann", "Ann 2"), ("🌸", "🌼"), ("李", "王")]
)
def test_names_that_do_not_look_alike_stay_as_they_are(one: str, other: str) -> None:
    assert told_apart([one, other]) == [one, other]


def test_who_joins_later_changes_nobodys_name() -> None:
    assert told_apart(["Ann", "Ann", "Ann (2)"])[:2] == told_apart(["Ann", "Ann"])


@pytest.mark.parametrize(
    "name",
    [
        "http://evil.example/win",
        "evil.example",
        "a@b.example",
        "@durov",
        "@everyone",
        "/leave",
        "/leave@roadmate_bot",
        "#tag",
        "$USD",
        "tg://resolve?domain=x",
        "12:34",
        "+49 170 1234567",
        "4111 1111 1111 1111",
        "evil。example",
    ],
)
def test_no_client_finds_anything_in_a_name(name: str) -> None:
    """The shapes are those of tdlib's MessageEntity.cpp and of Discord's Markdown."""
    found = re.compile(r"[@#$/]\w|\w[.。]\w|:/|\d:\d|\+\d|\d[ -]?\d[ -]?\d")
    assert found.search(name)
    assert not found.search(inert(name))
    assert inert(name).replace(JOINER, "") == name


def test_what_follows_a_name_written_from_right_to_left_stays_where_it_is() -> None:
    assert inert("שרה") == "\u2068שרה\u2069"
    assert inert("Sarah") == "Sarah"


@given(ANYTHING)
def test_what_is_read_is_one_short_line_of_what_can_be_seen_and_reads_the_same_again(name: str) -> None:
    read = readable(name)
    assert len(read) <= LONGEST
    assert read == " ".join(read.split())
    assert read.isprintable()
    assert readable(read) == read


@given(st.lists(READ.filter(bool), max_size=8))
def test_no_two_are_called_the_same(names: list[str]) -> None:
    apart = told_apart(names)
    assert len({name.casefold() for name in apart}) == len(names)


@pytest.mark.parametrize("letters", ["abc def-XYZ", "äéß中文字漢字あいう-1|", "авекмнор стух"])
def test_five_thousand_names_are_read_and_told_apart_between_two_lines(letters: str) -> None:
    drawn = Random(1)
    names = ["".join(drawn.choices(letters, k=15)) for _ in range(5000)]
    assert min(fair(_seconds(names), 0.05) for _ in range(3)) < 0.05


def _seconds(names: list[str]) -> float:
    """Processor time for what is done with the names of a group."""
    began = thread_time()
    told_apart(readable(name) or "Somebody" for name in names)
    return thread_time() - began
