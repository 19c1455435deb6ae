"""A form as it is asked one question a message: what each button carries on, and the line that the last one types."""

from itertools import product

from hypothesis import example, given
from hypothesis import strategies as st

from bot.chat.form import Answer, Blank, Field, Form, Into, Option, answers_in, arguments_of, kept, line_of
from bot.chat.questions import PASSED, one_by_one
from bot.chat.reply import Reply
from bot.store.buttons import LONGEST

LENGTH = Blank(
    label="How long?", into=Into("minutes", None), longest=20, offers=(Option("45 min", "45m"), Option("1 h", "60m"))
)
TOPIC = Field("Which?", (Option("NLP", "#nlp"), Option("CV", "#cv")), required=False, into=Into("topics", None))
DAY = Field(
    "When?", (Option("Today", "2027-01-04", chosen=True), Option("Before", "2027-01-03")), into=Into("when", None)
)
NOTE = Blank(label="What?", into=Into("note", None), longest=500, lines=True)
FORM = Form("Studied", "/log", (LENGTH, TOPIC, DAY, NOTE))


def asked(line: str) -> Reply:
    return one_by_one(FORM, "/sitting", answers_in(line.removeprefix("/sitting").strip()))


def lines(reply: Reply) -> list[str]:
    return [button.line for button in reply.buttons]


def test_every_way_through_the_questions_ends_with_a_line_that_somebody_could_have_typed() -> None:
    typed = set()
    for first in lines(asked("/sitting")):
        for second in lines(asked(first)):
            typed |= set(lines(asked(second)))
    lengths, topics, days = ("45m", "60m", ""), ("#nlp", "#cv", ""), ("2027-01-04", "2027-01-03")
    assert typed == {" ".join(["/log", *filter(None, said)]) for said in product(lengths, topics, days)}


def test_a_question_that_has_to_be_answered_cannot_be_left_open() -> None:
    last = asked("/sitting minutes=45m&topics=-")
    assert [button.label for button in last.buttons] == ["Today", "Before"]


def test_what_is_no_answer_is_asked_again() -> None:
    assert [button.label for button in asked("/sitting minutes=45m&topics=%23wombat").buttons] == [
        *("NLP", "CV", "Leave it open"),
    ]


def test_the_form_has_what_was_answered_so_far() -> None:
    form = asked("/sitting minutes=forever&topics=#cv&note=a %26 b").form
    assert form
    length, topic, day, note = form.fields
    assert isinstance(length, Blank)
    assert isinstance(note, Blank)
    assert (length.text, note.text) == ("forever", "a & b")
    assert [one.word for one in topic.options if one.chosen] == ["#cv"]
    assert [one.word for one in day.options if one.chosen] == ["2027-01-04"]


LETTERS = st.sampled_from("&=%+26ab") | st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp", "Zs"])
WORDS = st.text(LETTERS, max_size=40)


@example({"minutes": "45=1", "note": "a&b=c %26 100%"})
@given(st.dictionaries(st.sampled_from(["minutes", "topics", "note"]), WORDS, max_size=3))
def test_whatever_was_typed_comes_back_as_it_was(said: dict[str, str]) -> None:
    answers = [Answer(text, Into(name, None)) for name, text in said.items()]
    assert answers_in(kept(answers)) == {name: text for name, text in said.items() if text}


@example("a=%00%1F%E2%80%AE&b=%25")
@given(st.text(st.sampled_from("%0 1fFaADd=&xC32E"), max_size=40))
def test_what_is_typed_by_hand_is_never_more_than_the_letters_that_stand_there(said: str) -> None:
    assert all(one in said for text in answers_in(said).values() for one in text)


@given(WORDS, WORDS)
def test_answers_are_on_one_line_behind_their_words(text: str, day: str) -> None:
    answers = (Answer(text, Into("text")), Answer(day, Into("by", "by")), Answer("45", Into("minutes", None)))
    line = line_of("/promise in 3", answers)
    assert "\n" not in line
    assert line == " ".join(f"/promise in 3 {text} {f'by {day}' if day else ''}".split())
    assert arguments_of(answers) == {"minutes": "45"}


def test_a_long_note_makes_no_button_too_long_to_be_kept() -> None:
    reply = asked(f"/sitting minutes=45m&note={'%25' * 500}")
    assert all(len(line) <= LONGEST for line in lines(reply))
    assert "minutes=45m" in lines(reply)[0]
    assert PASSED in lines(reply)[-1]
