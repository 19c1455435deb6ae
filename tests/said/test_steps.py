"""Steps of topics are told by their number and by their title, on the topic that goes on or is named; a part that is no step
stays a question."""

from dataclasses import replace
from datetime import date

import pytest

from bot.errors import Refusal
from bot.said.counted import Counted, counted
from bot.said.lexicon import LEXICON
from bot.said.lines import lines_of
from bot.said.readings import Told, Unclear, Untold, Why
from bot.said.world import World
from roadmap.facts import Fact, Kind
from roadmap.model import Step
from roadmap.progress import Progress
from roadmap.replay import apply
from roadmap.words import Mood
from tests.said.reading import WORLD, calls, lessons, options, outcome, read, studying

TITLED = (
    Step("intro", "Introduction to text"),
    Step("tokens", "Tokens"),
    Step("attention", "Attention is all you need"),
)
NLP = studying(("nlp", lessons(9)))
BOTH = studying(
    ("nlp", lessons(9)), ("deep-learning", (*lessons(9, resource="Fast.ai"), *lessons(10, "Lecture", "MIT")))
)
YESTERDAY = date(2027, 6, 8)


def told(line: str, where: World = NLP) -> list[tuple[str, str, tuple[str, ...], date | None]]:
    """The calls of a line: command, topic, steps, day."""
    return [
        (call.command, call.topics[0].slug if call.topics else "", tuple(step.slug for step in call.steps), call.day)
        for call in calls(line, where)
    ]


@pytest.mark.parametrize(
    ("line", "numbers"),
    [
        ("/done lesson 4", (4,)),
        ("done lesson 4", (4,)),
        ("lesson 4 done", (4,)),
        ("did lesson 4", (4,)),
        ("finished the fourth lesson", (4,)),
        ("finished the 4th lesson of nlp", (4,)),
        ("done lessons 4 and 5 of nlp", (4, 5)),
        ("done lessons 4, 5 and 6", (4, 5, 6)),
        ("done lessons 4-6", (4, 5, 6)),
        ("finished lessons four to six of nlp", (4, 5, 6)),
        ("finished the first 3 lessons", (1, 2, 3)),
        ("done the next lesson", (1,)),
        ("done with the next two lessons of nlp", (1, 2)),
        ("completed step 4 of nlp", (4,)),
        ("/tick 4", (4,)),
        ("/tick 4 and 5", (4, 5)),
        ("/tick 4-6", (4, 5, 6)),
        ("lesson4 done", (4,)),
        ("did lessons4-6", (4, 5, 6)),
        ("/tick 4 to 6", (4, 5, 6)),
        ("tick 4 to 6", (4, 5, 6)),
        ("tick 4 until 6", (4, 5, 6)),
        ("tick 4 through 6 and 8", (4, 5, 6, 8)),
        ("tick 4..6", (4, 5, 6)),
        ("lessons 4 up to 6 done", (4, 5, 6)),
        ("lessons 4..6 done", (4, 5, 6)),
        ("all lessons done", tuple(range(1, 10))),
        ("did all the lessons", tuple(range(1, 10))),
        ("/tick nlp 7-9", (7, 8, 9)),
        ("/tick 1, 2 and 4-6", (1, 2, 4, 5, 6)),
        ("/tick nlp lesson 4", (4,)),
        ("nlp: lesson 4 done", (4,)),
        ("lesson 6 to lesson 8 done", (6, 7, 8)),
        ("lesson 6 - lesson 8 done", (6, 7, 8)),
        ("did from lesson 6 through lesson 8", (6, 7, 8)),
        ("lessons 6/7 done", (6, 7)),
        ("tick 6/7", (6, 7)),
        ("done everything except lesson 9", tuple(range(1, 9))),
        ("all done but lesson 9", tuple(range(1, 9))),
        ("all lessons except 8 and 9 done", tuple(range(1, 8))),
        ("finished nlp apart from lessons 8 and 9", tuple(range(1, 8))),
        ("all of nlp but lesson 9 done", tuple(range(1, 9))),
        ("all but lesson 9 of nlp done", tuple(range(1, 9))),
        ("finished all the lessons but the last one", tuple(range(1, 9))),
    ],
)
def test_lessons_are_ticked_by_their_numbers(line: str, numbers: tuple[int, ...]) -> None:
    assert told(line) == [("tick", "nlp", tuple(f"lesson-{number}" for number in numbers), None)]


@pytest.mark.parametrize(
    "line", ["finished lesson 3 of nlp yesterday", "yesterday i did lesson 3", "/tick 3 yesterday"]
)
def test_a_day_goes_with_them(line: str) -> None:
    assert told(line) == [("tick", "nlp", ("lesson-3",), YESTERDAY)]


@pytest.mark.parametrize(
    ("line", "slug"),
    [
        ("finished attention is all you need", "attention"),
        ("done tokens of nlp", "tokens"),
        ("did introduction to text", "intro"),
        ("/done attention is all you need yesterday", "attention"),
        ("finished lesson 2", "tokens"),
        ("done chapter 2 of nlp", "tokens"),
    ],
)
def test_steps_are_ticked_by_their_titles_and_by_their_places(line: str, slug: str) -> None:
    assert told(line, studying(("nlp", TITLED)))[0][:3] == ("tick", "nlp", (slug,))


@pytest.mark.parametrize("line", ["tick 6 to 4", "lessons 6-4 done"])
def test_a_range_that_ends_before_it_begins_ticks_nothing(line: str) -> None:
    assert all(not call.steps for calls in options(line, NLP) for call in calls)
    assert isinstance(outcome(line, NLP), Refusal)


@pytest.mark.parametrize("line", ["/reopen lesson 4", "/untick 4", "reopen lesson 4 of nlp", "unmark lesson 4"])
def test_a_step_is_opened_again(line: str) -> None:
    assert told(line) == [("untick", "nlp", ("lesson-4",), None)]


def test_a_resource_says_whose_lesson_is_meant() -> None:
    assert told("done lessons 4 and 5 of fast.ai", BOTH) == [
        ("tick", "deep-learning", ("fast-ai-lesson-4", "fast-ai-lesson-5"), None)
    ]
    assert told("finished lesson 6 and lecture 6 of deep learning", BOTH) == [
        ("tick", "deep-learning", ("fast-ai-lesson-6", "mit-lecture-6"), None)
    ]
    assert told("finished lecture 2 of deep learning", BOTH) == [("tick", "deep-learning", ("mit-lecture-2",), None)]


def test_where_several_topics_have_such_a_step_it_is_asked_which() -> None:
    reading = read("finished lesson 4", BOTH)
    assert isinstance(reading, Unclear)
    assert reading.why is Why.WHICH_STEP
    assert [(option[0].topics[0].slug, option[0].steps[0].slug) for option in reading.options] == [
        ("deep-learning", "fast-ai-lesson-4"),
        ("nlp", "lesson-4"),
    ]


def test_steps_of_two_topics_are_told_together() -> None:
    assert told("finished lesson 4 of nlp and lecture 2 of deep learning", BOTH) == [
        ("tick", "nlp", ("lesson-4",), None),
        ("tick", "deep-learning", ("mit-lecture-2",), None),
    ]


@pytest.mark.parametrize(
    "line", ["video 3 and lesson 8 done", "lesson 8 done, video 3 done", "did video 3 and lesson 8"]
)
def test_steps_of_two_topics_need_no_topic_where_each_is_of_one_alone(line: str) -> None:
    both = studying(("nlp", lessons(9)), ("deep-learning", lessons(12, "Video")))
    assert sorted(told(line, both)) == [
        ("tick", "deep-learning", ("video-3",), None),
        ("tick", "nlp", ("lesson-8",), None),
    ]
    assert not any(call.command == "tick" for calls in options("video 30 and lesson 8 done", both) for call in calls)


@pytest.mark.parametrize(
    "line",
    [
        "did lessons 2 & 3 yesterday, 4 today",
        "did lessons 2 and 3 yesterday and lesson 4 today",
        "yesterday lessons 2 and 3 done, today lesson 4",
    ],
)
def test_steps_may_have_a_day_each(line: str) -> None:
    assert told(line) == [
        ("tick", "nlp", ("lesson-2", "lesson-3"), YESTERDAY),
        ("tick", "nlp", ("lesson-4",), date(2027, 6, 9)),
    ]


@pytest.mark.parametrize(
    "line",
    ["did lesson 2 yesterday or today", "lesson 2 yesterday, lesson 40 today done", "lesson 2 and 3 monday tuesday"],
)
def test_steps_that_have_no_day_each_are_asked_about(line: str) -> None:
    assert isinstance(outcome(line, NLP), Refusal)


@pytest.mark.parametrize("line", ["1 done", "done 1", "finished 1 and 2"])
def test_a_bare_number_that_may_be_a_step_or_a_topic_is_asked_about(line: str) -> None:
    offered = [(calls[0].command, len(calls[0].steps or calls[0].topics)) for calls in options(line, NLP)]
    count = 2 if "2" in line else 1
    assert offered == [("tick", count), ("done", count)]
    assert told(f"/{line}" if line == "done 1" else "/done 1", NLP) == [("done", "deep-learning", (), None)]


def test_a_bare_number_is_a_topic_where_its_step_is_done_or_there_is_none() -> None:
    day = NLP.now.date()
    progress = NLP.progress or Progress(day)
    done = replace(NLP, progress=apply(progress, Fact(kind=Kind.STEP_DONE, day=day, topic="nlp", step="lesson-2")))
    assert told("2 done", done) == [("done", "time-series-forecasting", (), None)]
    assert told("2 done", WORLD) == [("done", "time-series-forecasting", (), None)]


@pytest.mark.parametrize("line", ["finished it", "it's done", "done", "finished yesterday"])
def test_what_is_finished_may_be_the_next_step_or_all_of_what_goes_on(line: str) -> None:
    offered = [(calls[0].command, calls[0].topics[0].slug) for calls in options(line, NLP)]
    assert offered == [("tick", "nlp"), ("done", "nlp")]
    assert {calls[0].day for calls in options(line, NLP)} == {YESTERDAY if "yesterday" in line else None}
    assert told(line, WORLD)[0][:2] == ("done", "")
    assert not options(f"{line} https://x.org/a", NLP)


@pytest.mark.parametrize(
    "line", ["lesson 4 tomorrow", "nlp tomorrow", "will do lesson 4 tomorrow", "will begin nlp tomorrow"]
)
def test_what_is_to_come_offers_nothing_to_be_stored(line: str) -> None:
    reading = read(line, NLP)
    assert isinstance(reading, Untold)
    assert reading.mood is Mood.INTENTION
    assert all(call.command == "topic" for calls in reading.options for call in calls)


def test_a_length_behind_steps_that_were_done_is_how_long_they_took() -> None:
    (ticked, studied) = calls("did lesson 4 yesterday for 40 min", NLP)
    assert (ticked.command, ticked.steps[0].slug, ticked.day) == ("tick", "lesson-4", YESTERDAY)
    assert (studied.command, studied.minutes, studied.day) == ("checkin", 40, YESTERDAY)
    (alone,) = calls("did 40 min of lesson 4", NLP)
    assert (alone.command, alone.minutes, alone.steps[0].slug) == ("checkin", 40, "lesson-4")


def test_a_length_that_is_told_with_a_step_is_a_check_in() -> None:
    assert told("finished lesson 4 of nlp, 40 min") == [
        ("tick", "nlp", ("lesson-4",), None),
        ("checkin", "nlp", ("lesson-4",), None),
    ]


@pytest.mark.parametrize(
    "line",
    [
        "done lesson 4 wombat",
        "done lesson 4 of nlp https://a.example/b",
        "done chapter 4 of nlp",
        "finished half of nlp",
        "finished the last lesson",
        "done lesson 4 or 5",
    ],
)
def test_what_is_not_sure_is_asked_about(line: str) -> None:
    assert isinstance(read(line, NLP), Unclear)


@pytest.mark.parametrize(
    "line", ["will do lesson 4 tomorrow", "did i do lesson 4?", "didn't do lesson 4", "studied lesson 4, 30 min"]
)
def test_what_is_no_deed_ticks_nothing(line: str) -> None:
    reading = read(line, NLP)
    assert not isinstance(reading, Told) or all(call.command == "checkin" for call in reading.calls)


@pytest.mark.parametrize(
    "line", ["done chapter 3 of deep learning", "finished lesson 4", "did lesson 4 of nlp", "/reopen chapter 2 of nlp"]
)
def test_where_a_topic_has_no_steps_the_line_is_a_question_as_before(line: str) -> None:
    assert isinstance(read(line, WORLD), Unclear)


def test_a_number_beyond_the_last_step_names_the_topic_and_how_many_it_has() -> None:
    reading = read("done lesson 12", NLP)
    assert isinstance(reading, Unclear)
    assert reading.why is Why.NO_STEP
    assert reading.lacking
    assert (reading.lacking.topic.slug, reading.lacking.steps) == ("nlp", 9)


def test_a_step_of_a_topic_that_does_not_go_on_is_ticked_where_it_is_named_and_else_asked_about() -> None:
    assert NLP.progress
    idle = replace(NLP, progress=replace(NLP.progress, topics={}))
    assert told("done lesson 4 of nlp", idle) == [("tick", "nlp", ("lesson-4",), None)]
    assert isinstance(read("done lesson 4", idle), Unclear)


@pytest.mark.parametrize(
    "line", ["finished lesson 4", "done lesson 4 wombat", "done chapter 4 of nlp", "done lesson 12", "lesson 4 of nlp"]
)
def test_every_option_is_read_as_itself(line: str) -> None:
    offered = options(line, BOTH)
    assert offered
    for option in offered:
        assert calls(lines_of(option), BOTH) == option


@pytest.mark.parametrize(
    ("piece", "meant"),
    [
        ("lesson 4", Counted("lesson", (4,))),
        ("Lessons 4 and 5 of", Counted("lesson", (4, 5))),
        ("the third chapter of the", Counted("chapter", (3,))),
        ("next 2 units", Counted("unit", following=2)),
        ("half of", None),
        ("some lessons", None),
        ("lesson 3.1", None),
        ("lessons 1-900", None),
        ("the last page", Counted("page", final=1)),
        ("lessons 6/7", Counted("lesson", (6, 7), paired=True)),
        ("lesson 4/9", None),
        ("lesson 6 to lesson 8", Counted("lesson", (6, 7, 8))),
        ("lesson 6 to chapter 8", None),
    ],
)
def test_a_part_is_counted_or_it_is_not(piece: str, meant: Counted | None) -> None:
    assert counted(piece, LEXICON.words) == meant


@pytest.mark.parametrize(
    "line", ["/untick 12", "/tick 12 of nlp", "finished fast.ai of deep learning", "/tick wombat", "/done fast.ai"]
)
def test_nothing_that_may_be_a_step_is_passed_over(line: str) -> None:
    assert isinstance(read(line, BOTH), Unclear)


@pytest.mark.parametrize("line", ["began nlp and finished lesson 1", "/begin nlp, finished lesson 1"])
def test_a_topic_that_the_same_line_begins_goes_on_behind_it(line: str) -> None:
    idle = studying(("nlp", lessons(9)))
    assert idle.progress
    progress = replace(idle.progress, topics={})
    assert [call.command for call in calls(line, replace(idle, progress=progress))] == ["begin", "tick"]


@pytest.mark.parametrize("line", ["tick 2", "/tick 2 to 4", "tick 2-4 yesterday"])
def test_where_nothing_has_steps_what_is_ticked_may_be_topics(line: str) -> None:
    (offered,) = options(line, WORLD)
    assert [call.command for call in offered] == ["done"]
    assert not any(call.command == "done" for calls in options(line, NLP) for call in calls)


def test_what_names_no_step_offers_nothing_to_be_ticked() -> None:
    reading = read("/tick wombat", NLP)
    assert isinstance(reading, Unclear)
    assert reading.options == ()


DONE = replace(
    NLP,
    progress=apply(
        NLP.progress or Progress(YESTERDAY),
        Fact(kind=Kind.STEP_DONE, day=YESTERDAY, topic="nlp", step="lesson-3"),
        Fact(kind=Kind.COMPLETED, day=YESTERDAY, topic="ci-cd-for-ml"),
    ),
)


@pytest.mark.parametrize(
    ("line", "opening"),
    [
        ("lesson 3 not done after all", "/untick #nlp/lesson-3"),
        ("i haven't done lesson 3", "/untick #nlp/lesson-3"),
        ("i'm not done with lesson 3 of nlp", "/untick #nlp/lesson-3"),
        ("lessons 3 and 4 are not done", "/untick #nlp/lesson-3"),
        ("ci/cd isn't finished", "/reopen #ci-cd-for-ml"),
    ],
)
def test_what_was_done_and_is_denied_may_be_opened_again(line: str, opening: str) -> None:
    assert [lines_of(option) for option in options(line, DONE)] == [opening]


@pytest.mark.parametrize("line", ["lesson 4 not done yet", "haven't finished nlp", "i did not do lessons 5-7"])
def test_what_is_not_done_and_denied_stays_as_it_is(line: str) -> None:
    assert not [one for option in options(line, DONE) for one in option if one.command in {"untick", "reopen"}]


@pytest.mark.parametrize(
    ("line", "step"), [("lesson 4", "lesson-4"), ("Lesson 4!", "lesson-4"), ("4th lesson", "lesson-4")]
)
def test_a_step_alone_is_asked_about(line: str, step: str) -> None:
    assert [lines_of(option) for option in options(line)] == []
    assert [lines_of(option) for option in options(line, NLP)] == [f"/tick #nlp/{step}"]


@pytest.mark.parametrize(("line", "ends"), [("/tick 20-40", (20, 40)), ("/tick 8-12 yesterday", (8, 12))])
def test_steps_from_one_to_another_are_no_day(line: str, ends: tuple[int, int]) -> None:
    (call,) = calls(line, studying(("nlp", lessons(60))))
    first, last = ends
    assert [step.slug for step in call.steps] == [f"lesson-{at}" for at in range(first, last + 1)]
    assert call.day == (YESTERDAY if "yesterday" in line else None)


@pytest.mark.parametrize(("line", "day"), [("did it", None), ("I did it!", None), ("did it yesterday", YESTERDAY)])
def test_it_is_the_next_step_of_the_topic_that_goes_on(line: str, day: date | None) -> None:
    assert told(line) == [("tick", "nlp", ("lesson-1",), day)]


def test_where_it_may_be_one_of_several_it_is_asked_which() -> None:
    assert [lines_of(option) for option in options("did it yesterday", BOTH)] == [
        "/tick #deep-learning/fast-ai-lesson-1 2027-06-08",
        "/tick #nlp/lesson-1 2027-06-08",
    ]
    assert [lines_of(option) for option in options("did it", studying(("nlp", ())))] == ["/checkin #nlp", "/done #nlp"]


def test_where_nothing_goes_on_it_shows_what_to_begin() -> None:
    assert [call.command for call in calls("did it")] == ["today"]


@pytest.mark.parametrize("line", ["did the third lesson", "did the lessons 3 and 4", "did the 3rd lesson yesterday"])
def test_a_verb_before_its_object_is_no_question(line: str) -> None:
    assert told(line)[0][:2] == ("tick", "nlp")


@pytest.mark.parametrize("line", ["did it help?", "did i do lesson 3", "was it lesson 3"])
def test_a_question_stays_one(line: str) -> None:
    assert not isinstance(read(line, NLP), Told)


@pytest.mark.parametrize(
    ("line", "command"), [("fresh start", "replan"), ("start over", "replan"), ("my steps", "steps"), ("why?", "why")]
)
def test_what_a_button_is_called_can_be_typed(line: str, command: str) -> None:
    assert [call.command for call in calls(line, NLP)] == [command]


# What is no tick


@pytest.mark.parametrize(
    "line", ["begin lesson 4", "start lesson 4", "lesson 4 started", "skip to lesson 4 of nlp", "/begin lesson 4"]
)
def test_a_step_that_is_begun_is_no_fact_and_may_be_study_or_done(line: str) -> None:
    assert [(one.command, one.steps[0].slug) for (one,) in options(line, NLP)] == [
        ("checkin", "lesson-4"),
        ("tick", "lesson-4"),
    ]


def test_of_a_step_to_be_begun_tomorrow_nothing_is_offered() -> None:
    assert isinstance(outcome("starting lesson 4 tomorrow", NLP), Refusal)
    assert options("starting lesson 4 tomorrow", NLP) == ()


@pytest.mark.parametrize("line", ["skip lesson 2", "skipped lesson 2", "leave out lesson 2 of nlp", "/skip lesson 2"])
def test_a_step_that_is_skipped_may_come_out_of_the_list(line: str) -> None:
    assert [lines_of(some) for some in options(line, NLP)] == ["/steps #nlp/lesson-2 drop"]


@pytest.mark.parametrize(
    "line", ["drop lesson 2", "remove lesson 2", "rename lesson 2 to Attention", "move lesson 3 to 1"]
)
def test_a_step_of_the_one_list_is_changed_without_the_command(line: str) -> None:
    (call,) = calls(line, NLP)
    assert (call.command, call.texts) == ("steps", (f"#nlp {line}",))


@pytest.mark.parametrize("line", ["drop lesson 2", "skip lesson 2", "remove lesson 2", "delete lesson 2 please"])
def test_of_two_lists_it_is_asked_whose_step_comes_out(line: str) -> None:
    assert [some[0].topics[0].slug for some in options(line, BOTH)] == ["deep-learning", "nlp"]


@pytest.mark.parametrize("line", ["open lesson 3 again", "reopen lesson 3", "please open lesson 3 again"])
def test_a_step_is_opened_again_in_other_words(line: str) -> None:
    assert told(line) == [("untick", "nlp", ("lesson-3",), None)]


@pytest.mark.parametrize(
    ("line", "note"), [("lab 2", "lab 2"), ("half of lesson 3", "half of lesson 3"), ("lesson 4/9 done", "lesson 4/9")]
)
def test_a_part_that_is_no_step_may_be_noted_with_the_topic_that_goes_on(line: str, note: str) -> None:
    ((call,),) = options(line, NLP)
    assert (call.command, call.topics[0].slug, call.note) == ("checkin", "nlp", note)


@pytest.mark.parametrize(
    "line",
    [
        "all but 2 lessons done",
        "all lessons but 2 done",
        "did nlp but lesson 9 was hard",
        "finished everything except nlp",
        "began nlp but lesson 9 done",
    ],
)
def test_what_may_leave_out_other_things_ticks_nothing_by_itself(line: str) -> None:
    found = outcome(line, NLP)
    assert isinstance(found, Refusal) or all(len(request.call.steps) < 2 for request in found)


@pytest.mark.parametrize(
    ("line", "numbers"),
    [
        ("two lessons today", (1, 2)),
        ("did two lessons", (1, 2)),
        ("3 lessons done", (1, 2, 3)),
        ("finished a lesson", (1,)),
        ("did another lesson", (1,)),
        ("lesson done", (1,)),
        ("4 of 9 done", (1, 2, 3, 4)),
        ("up to lesson 4 done", (1, 2, 3, 4)),
        ("finished everything until lesson 3", (1, 2, 3)),
        ("everything done", tuple(range(1, 10))),
    ],
)
def test_where_it_is_told_how_many_the_likely_steps_are_offered(line: str, numbers: tuple[int, ...]) -> None:
    found = options(line, NLP)[0][0]
    assert (found.command, tuple(step.slug for step in found.steps)) == (
        "tick",
        tuple(f"lesson-{at}" for at in numbers),
    )


@pytest.mark.parametrize("line", ["4 of 7 done", "two labs done", "10 lessons done", "0 of 9 done"])
def test_what_does_not_fit_the_list_offers_no_tick(line: str) -> None:
    assert all(not call.steps for some in options(line, NLP) for call in some)


def test_steps_that_are_only_counted_may_be_a_sitting_and_all_of_them_the_topic() -> None:
    assert [(some[0].command, some[0].note) for some in options("did two lessons", NLP)][1:] == [
        ("checkin", "two lessons")
    ]
    assert [(some[0].command, some[0].steps) for some in options("everything done", NLP)][1:] == [("done", ())]


@pytest.mark.parametrize("line", ["the rest is done", "tick the rest", "tick all", "the remaining lessons are done"])
def test_what_is_left_is_ticked(line: str) -> None:
    some = studying(("nlp", lessons(3)))
    assert told(line, some) == [("tick", "nlp", ("lesson-1", "lesson-2", "lesson-3"), None)]


@pytest.mark.parametrize("line", ["rest today", "finished all of nlp", "everything about nlp done"])
def test_rest_and_all_of_a_topic_are_no_steps(line: str) -> None:
    assert all(not call.steps for some in options(line, NLP) for call in some)
    found = outcome(line, NLP)
    assert isinstance(found, Refusal) or not any(request.call.steps for request in found)


def test_a_step_of_a_day_to_come_is_left_out_of_what_is_offered() -> None:
    ((call,),) = options("did lesson 4, lesson 5 tomorrow", NLP)
    assert (call.command, [step.slug for step in call.steps], call.day) == ("tick", ["lesson-4"], None)


@pytest.mark.parametrize(
    ("line", "command"), [("next lesson done", "tick"), ("next lesson", "today"), ("list lessons", "steps")]
)
def test_next_is_a_view_unless_a_step_is_told(line: str, command: str) -> None:
    assert [call.command for call in calls(line, NLP)] == [command]


def test_a_resource_alone_offers_all_that_is_gone_through_of_it() -> None:
    ticked, noted = options("finished fast.ai", BOTH)
    assert [step.slug for step in ticked[0].steps] == [f"fast-ai-lesson-{at}" for at in range(1, 10)]
    assert (noted[0].command, noted[0].note) == ("checkin", "fast.ai")


@pytest.mark.parametrize("line", ["everything but fast.ai done", "add lesson Attention to nlp"])
def test_what_is_left_out_or_added_is_never_offered_as_done(line: str) -> None:
    assert all(not call.steps for some in options(line, BOTH) for call in some)


def test_a_length_told_with_a_step_that_is_begun_goes_with_the_sitting() -> None:
    assert [(some[0].command, some[0].minutes) for some in options("started lesson 3 30 min", NLP)] == [
        ("checkin", 30),
        ("tick", None),
    ]


@pytest.mark.parametrize(
    ("line", "count"),
    [
        ("only lesson 9 left", 8),
        ("lesson 9 missing", 8),
        ("just lesson 9 to go", 8),
        ("2 lessons left", 7),
        ("nlp done, lesson 9 missing", 8),
        ("apart from lesson 9 all done", 8),
        ("except for lesson 9 i'm done with nlp", 8),
        ("nlp done but lesson 9 open", 8),
    ],
)
def test_what_is_still_to_be_done_is_never_offered_as_done(line: str, count: int) -> None:
    found = outcome(line, NLP)
    some = options(line, NLP) if isinstance(found, Refusal) else (tuple(request.call for request in found),)
    ticked = [[step.slug for step in call.steps] for calls in some for call in calls if call.command == "tick"]
    assert ticked == [[f"lesson-{at}" for at in range(1, count + 1)]]
