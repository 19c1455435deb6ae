"""What a line leaves unsaid that replies to a message is what that message was about; what it names is not."""

from dataclasses import replace

import pytest

from bot.said.lines import line_of
from bot.said.readings import Reading, Told, Unclear
from bot.said.replies import bare
from bot.said.sentences import read_sentence
from bot.said.values import Call
from bot.said.world import World
from tests.said.reading import grammar_of, lessons, studying

WORLD = studying(("deep-learning", lessons(9)), ("nlp", lessons(9)), ("image-processing", ()))
"""Three topics go on, of which one has no steps."""

NLP, IMAGES = WORLD.roadmap.by_slug["nlp"], WORLD.roadmap.by_slug["image-processing"]
LESSON_3 = Call("checkin", (NLP,), steps=(WORLD.inside(NLP).steps[2],), minutes=45)
ALL_OF_IT = Call("checkin", (IMAGES,), minutes=30)
FOCUS = Call("focus", (NLP,), minutes=25, texts=("7@1",))


def below(about: Call, said: str) -> Reading:
    world: World = replace(WORLD, about=about)
    return read_sentence(said, grammar_of, world)


def told(about: Call, said: str) -> str:
    reading = below(about, said)
    assert isinstance(reading, Told), reading
    return " & ".join(map(line_of, reading.calls))


@pytest.mark.parametrize("said", ["done", "Did it!", "finished it", "it's done", "✅", "done ✅", "I did it"])
def test_what_was_done_is_the_step_that_was_asked_for(said: str) -> None:
    assert told(LESSON_3, said) == "/tick #nlp/lesson-3"


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("20 min", "/checkin 20m #nlp/lesson-3"),
        ("studied", "/checkin 45m #nlp/lesson-3"),
        ("studied for an hour yesterday", "/checkin 60m #nlp/lesson-3 2027-06-08"),
        ("done, 20 min", "/tick #nlp/lesson-3 & /checkin 20m #nlp/lesson-3"),
        ("did it in 20 minutes", "/tick #nlp/lesson-3 & /checkin 20m #nlp/lesson-3"),
        ("20m: rows are words", "/checkin 20m #nlp/lesson-3 “rows are words”"),
        ("did it yesterday", "/tick #nlp/lesson-3 2027-06-08"),
        ("lesson 4 done", "/tick #nlp/lesson-4"),
        ("next lesson done", "/tick #nlp/lesson-1"),
    ],
)
def test_what_is_told_besides_goes_with_it(said: str, meant: str) -> None:
    assert told(LESSON_3, said) == meant


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("lesson 4 of deep learning done", "/tick #deep-learning/lesson-4"),
        ("20m deep learning", "/checkin 20m #deep-learning"),
        ("finished deep learning", "/done #deep-learning"),
    ],
)
def test_what_a_line_names_itself_is_meant(said: str, meant: str) -> None:
    assert told(LESSON_3, said) == meant


def test_a_topic_without_steps_was_studied_and_done_asks_whether_it_is_completed() -> None:
    assert told(ALL_OF_IT, "did it") == "/checkin 30m #image-processing"
    assert told(ALL_OF_IT, "20 min") == "/checkin 20m #image-processing"
    asked = below(ALL_OF_IT, "done")
    assert isinstance(asked, Unclear)
    assert [line_of(call) for (call,) in asked.options] == ["/checkin 30m #image-processing", "/done #image-processing"]


def test_a_step_that_is_only_named_is_asked_about_in_that_topic_alone() -> None:
    asked = below(LESSON_3, "lesson 4")
    assert isinstance(asked, Unclear)
    assert [line_of(call) for (call,) in asked.options] == ["/tick #nlp/lesson-4"]


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        *(("all of it", "/focus 7@1 25"), ("did it", "/focus 7@1 25"), ("done", "/focus 7@1 25")),
        *(("20", "/focus 7@1 20"), ("20 min", "/focus 7@1 20"), ("done, 20 min", "/focus 7@1 20")),
        *(("none of it", "/focus 7@1 none"), ("no", "/focus 7@1 none"), ("not today", "/focus 7@1 none")),
        ("lesson 4 done", "/tick #nlp/lesson-4"),
        ("20m: rows are words", "/checkin 20m #nlp “rows are words”"),
        ("20m deep learning", "/checkin 20m #deep-learning"),
    ],
)
def test_below_the_end_of_a_focus_it_is_how_much_of_it_was_study(said: str, meant: str) -> None:
    assert told(FOCUS, said) == meant


@pytest.mark.parametrize("said", ["what's next?", "hello", "not done yet", "tomorrow", "I will do lesson 3 tomorrow"])
def test_what_tells_nothing_tells_nothing_below_a_message_either(said: str) -> None:
    for about in (LESSON_3, ALL_OF_IT, FOCUS):
        assert not isinstance(below(about, said), Told), about


def test_a_sign_is_the_same_in_every_colour_and_tone() -> None:
    assert {bare(sign) for sign in ("❤", "❤️", "❤︎")} == {"❤"}
    assert {bare(sign) for sign in ("👍", "👍🏽", "👍🏿")} == {"👍"}
