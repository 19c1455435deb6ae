"""A focus is begun and stopped by a command or a sentence; what may be another thing is not taken for one."""

import pytest

from bot.commands import COMMANDS
from bot.said.focus import begins_focus, read_focus
from bot.said.lines import line_of
from bot.said.readings import Reading, Told, Unclear
from bot.said.values import Call
from tests.said.reading import lessons, studying

WORLD = studying(("nlp", lessons(9)))
GRAMMARS = {command.name: command.grammar for command in COMMANDS}


def read(said: str) -> Reading:
    return read_focus(said, GRAMMARS.__getitem__, WORLD)


def begun(said: str) -> tuple[int | None, str, str, tuple[str, ...]]:
    reading = read(said)
    assert isinstance(reading, Told), reading
    (call,) = reading.calls
    assert call.command == "focus"
    topic = call.topics[0].slug if call.topics else ""
    return call.minutes, topic, call.steps[0].slug if call.steps else "", call.texts


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("", (None, "", "", ())),
        ("25", (25, "", "", ())),
        ("25 nlp", (25, "nlp", "", ())),
        ("nlp 25", (25, "nlp", "", ())),
        ("25m nlp", (25, "nlp", "", ())),
        ("25 min on nlp", (25, "nlp", "", ())),
        ("on nlp for 25 minutes", (25, "nlp", "", ())),
        ("1h30 nlp", (90, "nlp", "", ())),
        ("an hour of nlp", (60, "nlp", "", ())),
        ("nlp", (None, "nlp", "", ())),
        ("25 lesson 4", (25, "nlp", "lesson-4", ())),
        ("lesson 4", (None, "nlp", "lesson-4", ())),
        ("25m #nlp/lesson-4", (25, "nlp", "lesson-4", ())),
        ("topic 3", (None, "nlp", "", ())),
        ("open end", (None, "", "", ("open",))),
        ("nlp open end", (None, "nlp", "", ("open",))),
        ("until I say stop", (None, "", "", ("open",))),
        ("on nlp until I say stop", (None, "nlp", "", ("open",))),
        ("25 nlp alone", (25, "nlp", "", ("alone",))),
        ("nlp on my own", (None, "nlp", "", ("alone",))),
        ("nlp alone until I say stop", (None, "nlp", "", ("open",))),
        ("alone", (None, "", "", ("alone",))),
        ("stop", (None, "", "", ("stop",))),
        ("12@5 less", (None, "", "", ("12@5 less",))),
    ],
)
def test_a_length_a_topic_a_step_and_an_open_end_have_their_places(said, meant):
    assert begun(said) == meant


@pytest.mark.parametrize(
    "said", ["25 wombat", "25 nlp yesterday", "25 nlp: chain rule", "nlp and cv 25m", "25 nlpp xx"]
)
def test_what_has_no_place_in_a_focus_is_asked_about(said):
    reading = read(said)
    assert isinstance(reading, Unclear), reading
    assert all(call.command == "focus" or call.day for option in reading.options for call in option)
    assert all(len(option) == 1 for option in reading.options), "one focus at a time"


@pytest.mark.parametrize(
    ("line", "behind"),
    [
        ("start the timer", ""),
        ("start the timer for nlp", "nlp"),
        ("please start a timer", ""),
        ("set a 25 minute timer", "25 minute"),
        ("start a 45-minute timer for nlp", "45-minute nlp"),
        ("25 min focus on deep learning", "25 min deep learning"),
        ("25 minutes of focus", "25 minutes"),
        ("let's focus on nlp for 50 minutes", "nlp for 50 minutes"),
        ("start a pomodoro on nlp", "nlp"),
        ("start focus until i say stop", "until i say stop"),
        ("half an hour focus on nlp", "half an hour nlp"),
        ("stop the timer", "stop"),
        ("please stop the timer", "stop"),
    ],
)
def test_sentences_begin_and_stop_one(line, behind):
    assert begins_focus(line, WORLD) == behind


@pytest.mark.parametrize(
    "line",
    [
        "did 25 min of focus on nlp",
        "don't start the timer",
        "25 min nlp",
        "start nlp",
        "i could not focus today",
        "started the timer",
        "/start the timer",
        "focusing is hard",
        "25 min of focused work on nlp",
        "start timers",
    ],
)
def test_what_tells_of_study_or_of_nothing_begins_none(line):
    assert begins_focus(line, WORLD) is None


@pytest.mark.parametrize("said", ["25 nlp", "45m #nlp/lesson-4", "#nlp open", "open", "stop"])
def test_what_a_button_types_is_read_as_it_was_meant(said):
    reading = read(said)
    assert isinstance(reading, Told)
    (call,) = reading.calls
    assert isinstance(call, Call)
    assert read(line_of(call).removeprefix("/focus ")) == reading
