"""What was known before a plan begins: asked after the start, marked by taps, numbers or names, taken back by one undo."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.chat.library import default_roadmap
from bot.chat.reply import Message
from bot.commands.known_pages import PAGE, Where, shown, where_in
from roadmap.facts import Kind, ProgressEvent
from roadmap.marks import Marks
from roadmap.model import Roadmap, Step, Topic
from roadmap.overview import is_long
from roadmap.progress import Progress
from roadmap.replay import apply, replay
from tests.bot.conftest import Talk
from tests.bot.test_dispatch import data_of
from tests.bot.test_importing import send
from tests.bot.test_long_roadmaps import LIST
from tests.bot.test_steps_told import brought, events
from tests.conftest import SQLITE
from tests.roadmap.test_laws import FIRST_DAY, histories

ENGINES = SQLITE
DAY = timedelta(days=1)
LONGEST_LINE = 1000
"""Characters of a line that a button points to."""


async def pressed(talk: Talk, message: Message, label: str) -> Message:
    answer = await talk.press(data_of(message, label))
    assert isinstance(answer, Message)
    return answer


async def facts(talk: Talk) -> list[tuple[Kind, str, str, bool]]:
    return [(one.fact.kind, one.fact.topic, one.fact.step, one.fact.known) for one in await events(talk)]


def known_of(told: tuple[ProgressEvent, ...]) -> set[tuple[str, str]]:
    return {(one.fact.topic, one.fact.step) for one in told if one.fact.known}


async def say(talk: Talk, line: str) -> Message:
    answer = await talk.say(line)
    assert answer
    return answer


async def test_topics_and_steps_that_were_marked_are_told_together_and_taken_back_by_one_undo(talk: Talk) -> None:
    await brought(talk, "Without ticks")
    marking = await pressed(talk, await say(talk, "/known"), "☐ Bowls (3 steps)")
    marking = await pressed(talk, marking, "☐ Centring")
    marking = await pressed(talk, await pressed(talk, marking, "Back"), "☐ Kilns")
    assert await events(talk) == ()
    told = await pressed(talk, marking, "That's it")
    assert "Kilns and 1 step of Bowls" in told.text
    assert await facts(talk) == [(Kind.COMPLETED, "kilns", "", True), (Kind.STEP_DONE, "bowls", "centring", True)]
    assert "knowing Kilns and knowing “Centring” of Bowls" in (await pressed(talk, told, "Undo")).text
    assert all(one.fact.kind is Kind.UNDONE or one.fact.known for one in await events(talk))


async def test_a_step_taken_out_of_a_topic_that_was_marked_whole_leaves_the_others(talk: Talk) -> None:
    await brought(talk, "Without ticks")
    marking = await pressed(talk, await say(talk, "/known"), "☐ Bowls (3 steps)")
    marking = await pressed(talk, await pressed(talk, marking, "☐ All of it"), "☑ Trimming")
    await pressed(talk, marking, "That's it")
    assert known_of(await events(talk)) == {("bowls", "centring"), ("bowls", "glazing")}


async def test_what_was_known_is_no_study_day_and_what_is_completed_on_the_same_day_counts(talk: Talk) -> None:
    await say(talk, "/start ml-data today")
    await say(talk, "/known nlp")
    assert "none yet" in await talk.hear("/streak")
    assert "On track" in await talk.hear("/status")
    await say(talk, "/done deep learning")
    assert "Ahead by 28 days" in await talk.hear("/status")


async def test_what_was_known_stays_out_of_the_plan_when_its_first_day_is_moved_back(talk: Talk) -> None:
    await say(talk, "/start ml-data today")
    await say(talk, "/known nlp and cv")
    await say(talk, "/plan from 2026-12-28 yes")
    assert "Ahead" not in await talk.hear("/status")


@pytest.mark.parametrize("line", ["1 3", "nlp and deep learning", "Deep Learning, nlp", "1 and 3"])
async def test_names_and_numbers_by_themselves_answer_what_was_asked_and_only_mark(talk: Talk, line: str) -> None:
    await say(talk, "/start ml-data today")
    marking = await say(talk, line)
    assert "Marked: Deep Learning and NLP." in marking.text
    assert await events(talk) == ()
    await pressed(talk, marking, "That's it")
    assert known_of(await events(talk)) == {("deep-learning", ""), ("nlp", "")}


@pytest.mark.parametrize("line", ["1 3", "nlp"])
async def test_they_answer_nothing_once_something_was_told_or_the_first_week_is_over(talk: Talk, line: str) -> None:
    await say(talk, "/start ml-data today")
    await say(talk, "/begin cv")
    assert "Marked" not in await talk.hear(line)
    await say(talk, "/undo")
    talk.wait(7 * DAY)
    assert "Marked" not in await talk.hear(line)


@pytest.mark.parametrize(
    "line",
    ["i don't know nlp", "i know nothing of nlp", "do i know nlp?", "i know nlp is hard", "i want to know nlp"],
)
async def test_what_only_sounds_like_knowing_stores_nothing(talk: Talk, line: str) -> None:
    await say(talk, "/start ml-data today")
    await talk.hear(line)
    assert await events(talk) == ()


@pytest.mark.parametrize(
    "line",
    ["i know nlp", "I already know NLP.", "i know nlp already", "known nlp", "/known 3", "I knew nlp"],
)
async def test_a_sentence_tells_what_is_known(talk: Talk, line: str) -> None:
    await say(talk, "/start ml-data today")
    await talk.hear(line)
    assert await facts(talk) == [(Kind.COMPLETED, "nlp", "", True)]


async def test_after_the_first_week_it_is_done_or_left_out(talk: Talk) -> None:
    await say(talk, "/start ml-data today")
    talk.wait(6 * DAY)
    assert "Known already" in await talk.hear("/known nlp")
    talk.wait(DAY)
    late = await say(talk, "/known cv")
    assert [key.label for key in late.keys] == ["✅ Image Processing", "⏭ Image Processing"]


async def test_a_button_of_the_first_days_stores_nothing_later(talk: Talk) -> None:
    await say(talk, "/start ml-data today")
    marking = await pressed(talk, await say(talk, "/known"), "☐ NLP")
    talk.wait(7 * DAY)
    assert "Your plan began" in (await pressed(talk, marking, "That's it")).text
    assert await events(talk) == ()


async def test_a_start_asks_one_thing_and_the_city_comes_with_the_answer(talk: Talk) -> None:
    started = await say(talk, "/start ml-data today")
    assert started.text.count("?") == 1
    answered = await pressed(talk, started, "Nothing yet")
    assert answered.text.count("?") == 1
    assert "Which city" in answered.text
    assert await events(talk) == ()


@pytest.mark.drill
async def test_of_hundreds_of_topics_whole_stages_are_marked_on_short_pages(talk: Talk) -> None:
    await pressed(talk, await send(talk, LIST), "Without ticks")
    marking = await say(talk, "/known")
    for stage in ("Topics 1–25", "Topics 51–75"):
        assert len(marking.keys) <= PAGE + 3
        opened = await pressed(talk, marking, stage)
        assert len(opened.keys) <= PAGE + 5
        marking = await pressed(talk, await pressed(talk, opened, "All of it"), "Back")
    assert "50 topics" in (await pressed(talk, marking, "That's it")).text
    assert len(known_of(await events(talk))) == 50


def long_roadmap(topics: int, steps: int) -> Roadmap:
    made = (
        Topic(
            slug=f"t{number}",
            number=number,
            title=f"Topic {number}",
            stage=f"Stage {number // 40}",
            steps=tuple(Step(f"s{at}", f"Step {at}") for at in range(steps)),
        )
        for number in range(1, topics + 1)
    )
    return Roadmap("long", "Long", tuple(made))


def test_no_line_of_a_button_is_too_long_to_keep_however_much_is_marked() -> None:
    roadmap = long_roadmap(463, 20)
    marks = Marks(roadmap, Progress(FIRST_DAY)).marking(roadmap.topics)
    for where in (Where(), Where("s", 3), Where("t", 40)):
        reply = shown(marks, where)
        assert all(len(button.line) <= LONGEST_LINE for button in reply.buttons)


def test_a_form_is_offered_where_it_holds_all_of_its_page() -> None:
    short = shown(Marks(long_roadmap(7, 0), Progress(FIRST_DAY)), Where())
    assert short.form
    assert [len(field.options) for field in short.form.fields] == [7]
    assert shown(Marks(long_roadmap(7, 3), Progress(FIRST_DAY)), Where()).form is None
    steps = shown(Marks(long_roadmap(7, 12), Progress(FIRST_DAY)), Where("t", 0)).form
    assert steps
    assert [len(field.options) for field in steps.fields] == [10, 3]
    assert shown(Marks(long_roadmap(463, 0), Progress(FIRST_DAY)), Where()).form is None


async def test_a_form_that_asked_about_everything_tells_what_was_chosen(talk: Talk) -> None:
    await say(talk, "/start ml-data today")
    form = shown(Marks(default_roadmap(), Progress(FIRST_DAY)), Where()).form
    assert form
    await say(talk, f"{form.line} 0 2")
    assert known_of(await events(talk)) == {("deep-learning", ""), ("nlp", "")}


@given(histories(), st.data())
def test_marks_survive_the_line_they_stand_in_and_become_facts_that_finish_what_was_named(history, data) -> None:
    roadmap, events_so_far = history
    progress = replay(FIRST_DAY, events_so_far)
    marks = Marks(roadmap, progress)
    for topic in data.draw(st.lists(st.sampled_from(roadmap.topics), unique=True)):
        marks = marks.turned(topic)
        for step in data.draw(st.lists(st.sampled_from(topic.steps), unique=True)) if topic.steps else ():
            marks = marks.turned(topic, step)
    assert Marks(roadmap, progress).with_word(marks.word) == marks
    after = apply(progress, *marks.facts(FIRST_DAY))
    assert after.study_days == progress.study_days
    for topic in marks.topics:
        state = after.of(topic.slug)
        assert state.known is marks.has(topic)
        assert not (state.known and not state.is_before)
    assert not (is_long(roadmap) and shown(marks, Where()).form)


@given(st.builds(Where, st.sampled_from("st"), st.integers(0, 9999), st.integers(0, 9999)))
def test_a_page_is_found_by_its_word(where: Where) -> None:
    assert where_in(where.word) == where
    assert where_in(f"{where.word}x") is None


@pytest.mark.parametrize(
    "line", ["nothing yet", "Nothing", "Nothing at all!", "none of it", "not yet", "I don't know anything yet"]
)
async def test_who_types_that_they_know_nothing_is_asked_for_the_city_as_well(talk: Talk, line: str) -> None:
    await talk.say("/start ml-data today")
    said = await talk.hear(line)
    assert "Then all of it is ahead of you" in said
    assert "Which city" in said
    assert await facts(talk) == []


@pytest.mark.parametrize("line", ["no thanks", "not nlp", "not now"])
async def test_another_no_is_no_answer_to_it(talk: Talk, line: str) -> None:
    await talk.say("/start ml-data today")
    assert "Which city" not in await talk.hear(line)
    assert await facts(talk) == []


async def test_later_nothing_yet_is_small_talk(talk: Talk) -> None:
    await talk.say("/start ml-data today")
    await talk.say("/begin nlp")
    assert "Which city" not in await talk.hear("nothing yet")
