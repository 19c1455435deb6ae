"""/steps: a page of the steps with a button for each, a list of one's own that is previewed, kept and undone as one, and what
stays ticked through all of it."""

from datetime import timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.chat.reply import Message
from bot.platforms.console.renderer import plain
from roadmap import step_sayings
from roadmap.inside import inside
from roadmap.model import Written
from roadmap.progress import Progress
from roadmap.replay import apply
from tests.bot.conftest import MONDAY, Talk
from tests.bot.test_dispatch import data_of
from tests.bot.test_ticking import ticked
from tests.conftest import BOTH_WHEN_LONG
from tests.laws import tried_on
from tests.said.reading import SHIPPED

ENGINES = BOTH_WHEN_LONG

PASTED = "/steps nlp\n- Tokens (30 min)\n- Plan of the course\n- Attention https://a.example/b"


@pytest.fixture
async def going(talk: Talk) -> Talk:
    """Ann has begun NLP, and goes through twelve lessons of it."""
    await talk.say("/start ml-data today")
    await talk.say("/begin nlp")
    await press(talk, "/steps nlp: 12 lessons", "✔ Keep")
    return talk


async def press(talk: Talk, line: str, *labels: str) -> str:
    """A line, and the buttons that are pressed one after another; the last answer."""
    shown = await talk.say(line)
    for label in labels:
        assert isinstance(shown, Message)
        answer = await talk.press(data_of(shown, label))
        assert isinstance(answer, Message)
        shown = answer
    assert shown
    return plain(shown.text)


def labels(message: Message | None) -> list[str]:
    assert message
    return [key.label for key in message.keys]


async def test_a_page_has_ten_steps_and_a_button_for_each(going: Talk) -> None:
    shown = await going.say("/steps nlp")
    assert labels(shown) == [*(f"☐ Lesson {number}" for number in range(1, 11)), "Page 2 ▶"]
    assert "page 2 of 2" in await press(going, "/steps nlp", "Page 2")


async def test_a_press_ticks_and_the_page_changes_in_place(going: Talk) -> None:
    shown = await going.say("/steps nlp")
    assert shown
    answer = await going.press(data_of(shown, "☐ Lesson 2"))
    assert isinstance(answer, Message)
    assert answer.in_place
    assert answer.form is None, "a press that ticks opens no window"
    assert "☑ Lesson 2" in labels(answer)
    assert await ticked(going) == ["Lesson 2"]
    again = await going.press(data_of(shown, "☐ Lesson 2"))
    assert isinstance(again, Message)
    assert await ticked(going) == ["Lesson 2"], "an old button says what it said"
    await going.press(data_of(answer, "☑ Lesson 2"))
    assert await ticked(going) == []


async def test_the_form_ticks_and_opens_a_page_at_once_and_one_undo_takes_it_back(going: Talk) -> None:
    await going.say("done lesson 1")
    shown = await going.say("/steps nlp")
    assert shown
    assert shown.form
    assert [one.chosen for one in shown.form.fields[0].options] == [True, *[False] * 9]
    await going.press(f"{shown.form.line} n1 n2")
    assert await ticked(going) == ["Lesson 2", "Lesson 3"]
    await going.say("/undo")
    assert await ticked(going) == ["Lesson 1"]


async def test_a_form_of_another_list_stores_nothing(going: Talk) -> None:
    shown = await going.say("/steps nlp")
    assert shown
    assert shown.form
    await going.say("/steps nlp move 9 to 1")
    answer = await going.press(f"{shown.form.line} n1")
    assert isinstance(answer, Message)
    assert "has changed meanwhile" in answer.text
    assert await ticked(going) == []


async def test_a_pasted_list_is_previewed_kept_and_taken_back_as_one(going: Talk) -> None:
    shown = await going.hear(PASTED)
    assert "☐ 1. Tokens · 30 min\n☐ 2. Plan of the course\n☐ 3. Attention (https://a.example/b)" in shown
    assert "0 of 12 → 0 of 3" in shown
    assert "12 steps" in await going.hear("/steps nlp"), "nothing is kept by a preview"
    assert "has 3 steps now" in await press(going, PASTED, "✔ Keep")
    assert "the steps of NLP changed" in await going.hear("/undo")
    assert "of 12 steps" in await going.hear("/steps nlp")


async def test_what_was_ticked_stays_ticked_where_the_new_list_has_it_and_an_undo_brings_back_the_rest(
    going: Talk,
) -> None:
    await going.say("done lessons 1 to 4")
    assert "4 of 12 → 4 of 19, " in await going.hear("/steps split nlp into 19 lessons")
    assert "3 ticks are of steps that are not in it" in await going.hear("/steps nlp: Tokens; Lesson 4")
    await press(going, "/steps nlp: Tokens; Lesson 4", "✔ Keep")
    assert await ticked(going) == ["Lesson 4"]
    await going.say("/undo")
    assert await ticked(going) == ["Lesson 1", "Lesson 2", "Lesson 3", "Lesson 4"]


async def test_an_edit_that_makes_nobody_stand_worse_is_made_at_once(going: Talk) -> None:
    assert "has 12 steps now" in await going.hear("/steps nlp rename 2 to Tokens")
    await going.say("done lessons 3 to 12")
    going.wait(MONDAY.resolution)
    assert "less ahead" in await going.hear("/steps nlp drop 12"), "it is previewed"
    assert "10 of 12" in await going.hear("/steps nlp")


async def test_more_steps_than_a_list_may_have_are_refused(going: Talk) -> None:
    assert "at most 200" in await going.hear("/steps nlp: 201 lessons")
    assert "of 12 steps" in await going.hear("/steps nlp")


async def test_a_list_of_many_lines_is_read_and_kept_whole(going: Talk) -> None:
    pasted = "\n".join(["/steps nlp", *(f"- A step with a rather long title, number {at}" for at in range(1, 61))])
    assert len(pasted) > 1000
    assert "0 of 12 → 0 of 60" in await press(going, pasted)
    assert "has 60 steps now" in await press(going, pasted, "✔ Keep")


async def test_a_list_that_was_shown_too_long_ago_is_not_kept(going: Talk) -> None:
    shown = await going.say(PASTED)
    going.wait(timedelta(days=31))
    answer = await going.press(data_of(shown, "✔ Keep"))
    assert "has 3 steps now" not in str(answer)
    assert "of 12 steps" in await going.hear("/steps nlp")


async def test_a_topic_without_steps_says_how_it_gets_some(going: Talk) -> None:
    assert "has no steps yet" in await going.hear("/steps deep learning")
    assert "📋 Steps" not in labels(await going.say("/topic deep learning"))
    assert "📋 Steps" in labels(await going.say("/topic nlp"))


# Going through a resource

FAST = "/steps deep learning: 9 lessons of fast.ai"
MIT = "/steps deep learning: 10 lectures of mit"


@pytest.fixture
async def learning(talk: Talk) -> Talk:
    """Ann goes through nine lessons of Fast.ai, four of which are done."""
    await talk.say("/start ml-data today")
    await talk.say("/begin deep learning")
    await press(talk, FAST, "✔ Keep")
    await talk.say("done lessons 1 to 4")
    return talk


async def test_a_beginning_asks_what_will_be_gone_through_until_there_are_steps(talk: Talk) -> None:
    await talk.say("/start ml-data today")
    shown = await talk.say("/begin deep learning")
    known = ["📘 Fast.ai DL, 9 lessons", "📘 MIT 6.S191, 10 lectures"]
    assert labels(shown)[:5] == [*known, "📘 Coursera (Audit)", "✏️ My own", "✖ No steps"]
    await press(talk, FAST, "✔ Keep")
    await talk.say("/skip deep learning")
    assert "What will you go through?" not in await talk.hear("/begin deep learning")


async def test_what_a_resource_is_asked_for_is_understood(talk: Talk) -> None:
    await talk.say("/start ml-data today")
    asked = await press(talk, "/begin deep learning", "📘 Coursera (Audit)")
    line = asked[asked.index("/steps") :]
    assert "0 of 9 done" in await talk.hear(line)


async def test_a_resource_whose_parts_are_known_gives_its_steps_at_once_and_one_undo_takes_them_back(
    talk: Talk,
) -> None:
    await talk.say("/start ml-data today")
    told = await press(talk, "/begin deep learning", "📘 Fast.ai DL, 9 lessons")
    assert "Deep Learning has 9 steps now, 0 done. Next: Lesson 1: Getting started" in told
    await talk.say("lesson 4 done")
    assert await ticked(talk, "deep-learning") == ["Lesson 4: Natural Language (NLP)"]
    await talk.say("/undo")
    await talk.say("/undo")
    assert "has no steps yet" in await talk.hear("/steps deep learning")


async def test_a_second_resource_whose_parts_are_known_is_asked_about(talk: Talk) -> None:
    await talk.say("/start ml-data today")
    asked = await press(talk, "/begin deep learning", "📘 Fast.ai DL, 9 lessons", "📘 MIT 6.S191 too?")
    assert "How does MIT 6.S191 come in?" in asked
    await press(talk, "/steps through #deep-learning mit-6-s191", "➕ Both, 19 steps")
    assert "so already" in await talk.hear("/steps through #deep-learning mit-6-s191")


async def test_a_topic_without_steps_offers_its_resources_before_it_is_begun(talk: Talk) -> None:
    await talk.say("/start ml-data today")
    told = await press(talk, "/steps nlp", "📘 HuggingFace Course, 12 chapters")
    assert "NLP has 12 steps now" in told
    await talk.say("/begin nlp")
    await talk.say("finished chapter 3")
    assert await ticked(talk, "nlp") == ["Chapter 3: Fine-tuning a pretrained model"]


async def test_another_resource_halfway_is_asked_about_and_the_ticks_stay_facts(learning: Talk) -> None:
    shown = await learning.say(MIT)
    assert labels(shown)[:3] == ["↔ Instead, 4 of 10 done", "↔ Instead, from the start", "➕ Both, 19 steps"]
    assert len(await ticked(learning, "deep-learning")) == 4, "nothing is stored by the question"
    await press(learning, MIT, "↔ Instead, from the start")
    assert await ticked(learning, "deep-learning") == []
    await press(learning, FAST, "↔ Instead, from the start")
    assert len(await ticked(learning, "deep-learning")) == 4, "they were told, and still are"


async def test_what_carries_over_is_as_much_as_was_done_and_one_undo_takes_it_back(learning: Talk) -> None:
    await press(learning, MIT, "↔ Instead, 4 of 10 done")
    assert await ticked(learning, "deep-learning") == [f"Lecture {number}" for number in range(1, 5)]
    await learning.say("/undo")
    assert await ticked(learning, "deep-learning") == [f"Lesson {number}" for number in range(1, 5)]


async def test_two_resources_are_gone_through_side_by_side(learning: Talk) -> None:
    await press(learning, MIT, "➕ Both")
    await learning.say("done lecture 1")
    assert await ticked(learning, "deep-learning") == [*(f"Lesson {number}" for number in range(1, 5)), "Lecture 1"]
    assert "5 of 19 → 5 of 22" in await learning.hear("/steps deep learning: 12 lessons of fast.ai")


TITLES = st.lists(st.sampled_from([f"Lesson {number}" for number in range(1, 8)]), unique=True, max_size=7)


@tried_on(36)
@example(told=[(["Lesson 1", "Lesson 2"], {0})], last=["Lesson 2", "Lesson 1"])
@example(told=[(["Lesson 1"], {0})], last=["Lesson 2"])
@given(st.lists(st.tuples(TITLES, st.sets(st.integers(0, 6))), min_size=1, max_size=5), TITLES)
def test_a_step_keeps_its_tick_from_list_to_list_and_a_new_one_has_none(
    told: list[tuple[list[str], set[int]]], last: list[str]
) -> None:
    today, nlp = MONDAY.date(), SHIPPED.by_slug["nlp"]
    progress, done = Progress(today), set[str]()
    for titles, places in [*told, (last, set[int]())]:
        steps = step_sayings.listed(progress, nlp, map(Written, titles))
        progress = apply(progress, *step_sayings.change(progress, nlp, steps, today))
        within = inside(nlp, progress)
        assert {step.title for step in within.done} == done & set(titles)
        chosen = [within.steps[place] for place in places if place < len(within.steps)]
        progress = apply(progress, *step_sayings.tick(progress, nlp, {step.slug for step in chosen}, today))
        done = {step.title for step in inside(nlp, progress).done}


@pytest.mark.parametrize(
    ("answer", "shown"),
    [
        ("9", "☐ Part 9"),
        ("12 lessons", "☐ Lesson 12"),
        ("Tokens\nAttention", "☐ 2. Attention"),
        ("Tokens; Attention", "☐ 2. Attention"),
    ],
)
async def test_how_many_parts_a_resource_has_is_answered_by_a_plain_line(talk: Talk, answer: str, shown: str) -> None:
    await talk.say("/start ml-data today")
    assert "☐" not in await talk.hear(answer), "nobody asked"
    await press(talk, "/begin nlp", "CS224n")
    assert shown in await talk.hear(answer)
    await press(talk, answer, "✔ Keep")
    assert "☐" not in await talk.hear(answer), "it has steps by now"


async def test_after_a_while_or_with_another_thing_a_line_is_no_answer(talk: Talk) -> None:
    await talk.say("/start ml-data today")
    await press(talk, "/begin nlp", "CS224n")
    assert "☐" not in await talk.hear("4 weeks")
    talk.wait(timedelta(minutes=11))
    assert "☐" not in await talk.hear("9")


async def test_titles_given_later_take_the_ticks_of_as_many_counted_steps(going: Talk) -> None:
    await going.say("done lessons 1 and 3")
    titles = "; ".join(f"Part {letter}" for letter in "abcdefghijkl")
    assert "The 2 ticks carry over by their numbers." in await going.hear(f"/steps nlp: {titles}")
    await press(going, f"/steps nlp: {titles}", "✔ Keep")
    assert await ticked(going) == ["Part a", "Part c"]
    await going.say("/undo")
    assert await ticked(going) == ["Lesson 1", "Lesson 3"]


async def test_titles_of_another_count_take_no_ticks_by_number(going: Talk) -> None:
    await going.say("done lessons 1 and 3")
    assert "carry over" not in await going.hear("/steps nlp: Tokens; Attention; Trees")


async def test_a_skipped_step_comes_out_of_the_list_by_a_press_and_comes_back_by_an_undo(going: Talk) -> None:
    assert "has 11 steps now" in await press(going, "skip lesson 2", "Take out")
    await going.say("/undo")
    assert "of 12 steps" in await going.hear("/steps nlp")


async def test_of_several_that_come_out_what_is_left_is_shown_first(going: Talk) -> None:
    assert "0 of 12 → 0 of 10" in await press(going, "skip lessons 2 and 3", "Take out")
    assert "has 10 steps now" in await press(going, "skip lessons 2 and 3", "Take out", "✔ Keep")
    assert "Lesson 2" not in await going.hear("/steps nlp")


async def test_a_press_on_steps_that_are_gone_is_too_late(going: Talk) -> None:
    shown = await going.say("skip lesson 2")
    assert shown
    await going.say("/steps nlp drop 2")
    answer = await going.press(data_of(shown, "Take out"))
    assert not isinstance(answer, Message) or "🗑" not in answer.text
    assert "of 11 steps" in await going.hear("/steps nlp")
