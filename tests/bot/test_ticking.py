"""Steps are ticked and opened again by a line: what was stored is shown, a topic is begun by its first step and never
completed by its last, and every answer can be taken back."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.chat.context import Context, open_context
from bot.chat.platform import Called, Message, Place, Speaker
from bot.commands.ticking import open_steps
from bot.platforms.console.renderer import plain
from bot.store import Store
from roadmap import step_sayings
from roadmap.facts import Kind
from roadmap.inside import inside
from roadmap.model import Status, Written
from roadmap.progress import Progress
from roadmap.replay import apply
from tests.bot.conftest import ANN, LESSONS, MONDAY, Talk, going_through
from tests.conftest import SQLITE
from tests.laws import tried_on
from tests.said.reading import SHIPPED

ENGINES = SQLITE


async def context_of(talk: Talk, store: Store) -> Context:
    contact = await store.learners.by_account("console", ANN)
    return await open_context(
        store, Speaker("console", ANN), talk.clock(), default_zone="UTC", contact=contact, commands=talk.commands
    )


@pytest.fixture
async def studying(talk: Talk) -> Talk:
    """Ann goes through nine lessons of NLP."""
    await talk.say("/start ml-data today")
    async with talk.database.store() as store:
        await going_through(await context_of(talk, store), "nlp", *LESSONS)
    return talk


async def ticked(talk: Talk, topic: str = "nlp") -> list[str]:
    async with talk.database.store() as store:
        context = await context_of(talk, store)
        return [step.title for step in inside(context.roadmap.by_slug[topic], await context.progress()).done]


async def status(talk: Talk, topic: str = "nlp") -> Status:
    async with talk.database.store() as store:
        return (await (await context_of(talk, store)).progress()).of(topic).status


def pressed(message: Message | str | None, label: str) -> str:
    """What the button with this in its label carries."""
    assert isinstance(message, Message)
    return next(key.data for key in message.keys if label in key.label)


async def test_what_was_ticked_is_shown_with_what_is_next(studying: Talk) -> None:
    said = await studying.hear("finished lesson 4 yesterday")
    assert said.startswith("☑ NLP · Lesson 4 of 9, Sun 3 Jan.\n1 of 9 done. Next: Lesson 1")
    assert await ticked(studying) == ["Lesson 4"]


async def test_one_undo_takes_back_all_steps_of_a_line(studying: Talk) -> None:
    assert "Lesson 4 and Lesson 5" in await studying.hear("done lessons 4 and 5")
    assert "“Lesson 4” of NLP ticked on 4 Jan and “Lesson 5” of NLP" in await studying.hear("/undo")
    assert await ticked(studying) == []


async def test_a_step_that_is_ticked_already_stays_as_it_is_unless_another_day_is_told(studying: Talk) -> None:
    await studying.hear("done lesson 4")
    assert "ticked already, on Mon 4 Jan" in await studying.hear("done lesson 4")
    assert "☑ NLP · Lesson 4 of 9, Sun 3 Jan." in await studying.hear("done lesson 4 yesterday")
    assert "on Sun 3 Jan" in await studying.hear("done lesson 4")


async def test_a_step_is_opened_again(studying: Talk) -> None:
    await studying.hear("done lesson 4")
    assert "☐ NLP · Lesson 4 of 9: open again." in await studying.hear("/reopen lesson 4")
    assert "open anyway" in await studying.hear("/reopen lesson 4")
    assert await ticked(studying) == []


async def test_the_last_step_offers_the_completion_and_completes_nothing(studying: Talk) -> None:
    message = await studying.say("done lessons 1 to 9")
    assert message
    assert [key.label for key in message.keys if "Complete" in key.label] == ["✅ Complete NLP"]
    assert await status(studying) is Status.GOING_ON
    await studying.say("/done nlp")
    assert await status(studying) is Status.COMPLETED


async def test_the_first_step_of_a_topic_begins_it_and_says_so(studying: Talk) -> None:
    await studying.say("/undo")
    await studying.say("/undo")  # the list, and the beginning
    async with studying.database.store() as store:
        context = await context_of(studying, store)
        steps = step_sayings.listed(await context.progress(), context.roadmap.by_slug["nlp"], map(Written, LESSONS))
        await context.append(
            step_sayings.choose(await context.progress(), context.roadmap.by_slug["nlp"], steps, context.today)
        )
    said = await studying.hear("done lesson 1 of nlp")
    assert "☑ NLP · Lesson 1 of 9" in said
    assert "🟡 NLP: begun today" in said
    assert await status(studying) is Status.GOING_ON


async def test_a_step_beyond_the_last_is_answered_kindly_and_stores_nothing(studying: Talk) -> None:
    assert "NLP has 9 steps, and “lesson 12” is none of them." in await studying.hear("done lesson 12")
    assert await ticked(studying) == []


async def test_a_note_stays_with_the_step(studying: Talk) -> None:
    assert "📝 “three ideas”" in await studying.hear("/done lesson 4: three ideas")
    async with studying.database.store() as store:
        events = await (await context_of(studying, store)).events()
    assert [event.fact.note for event in events if event.fact.kind is Kind.STEP_DONE] == ["three ideas"]


@pytest.mark.drill
@tried_on(30)
@given(st.lists(st.tuples(st.booleans(), st.sets(st.integers(1, 9), max_size=9)), max_size=8))
def test_no_tick_ever_completes_a_topic(told: list[tuple[bool, set[int]]]) -> None:
    today, nlp = MONDAY.date(), SHIPPED.by_slug["nlp"]
    progress = Progress(today)
    steps = step_sayings.listed(progress, nlp, map(Written, LESSONS))
    progress = apply(progress, *step_sayings.choose(progress, nlp, steps, today))
    for is_done, numbers in told:
        slugs = [f"lesson-{number}" for number in numbers]
        say = step_sayings.tick if is_done else step_sayings.untick
        before = progress
        progress = apply(progress, *say(progress, nlp, slugs, today))
        assert progress.of("nlp").status is not Status.COMPLETED
        assert inside(nlp, progress).is_done <= (len(inside(nlp, progress).ticked) == 9)
        assert is_done or len(inside(nlp, progress).ticked) <= len(inside(nlp, before).ticked)


async def test_a_platforms_own_form_takes_steps_where_it_asks_for_topics_and_drops_no_link(studying: Talk) -> None:
    async def call(**options: str) -> str:
        spoken = Called(Speaker("console", ANN), Place(ANN, direct=True), "done", studying.clock(), options)
        message = await studying.dispatcher.call(spoken)
        assert message
        return plain(message.text)

    assert "☑ NLP · Lesson 4 of 9" in await call(topics="lesson 4", when="yesterday")
    assert "https://a.example/b" in await call(topics="lesson 5", link="https://a.example/b")
    assert await ticked(studying) == ["Lesson 4"]


async def test_another_number_of_lessons_keeps_those_of_the_resource_ticked(talk: Talk) -> None:
    await talk.say("/start ml-data today")
    await talk.say("/begin deep learning")
    keep = await talk.say("/steps deep learning: 9 lessons of fast.ai")
    await talk.press(pressed(keep, "Keep"))
    await talk.say("lessons 1 to 4 done")
    assert "4 of 9 → 4 of 12" in await talk.hear("/steps deep learning: 12 lessons")
    assert "4 of 9 → 0 of 3" in await talk.hear("/steps deep learning: Kilns; Bowls; Vases")


async def test_steps_to_tick_are_offered_of_each_topic_that_goes_on_in_turn(studying: Talk) -> None:
    async with studying.database.store() as store:
        await going_through(await context_of(studying, store), "deep-learning", *LESSONS)
    async with studying.database.store() as store:
        offered = await open_steps(await context_of(studying, store))
    assert [one.line.partition("/")[0] for one in offered[:4]] == ["#deep-learning", "#nlp", "#deep-learning", "#nlp"]


async def test_a_topic_without_steps_that_is_ticked_may_be_completed(talk: Talk) -> None:
    await talk.say("/start ml-data today")
    assert pressed(await talk.say("/tick deep learning"), "Complete").endswith("/done #deep-learning")


@pytest.mark.parametrize("line", ["forget lesson 3", "forget nlp", "/forget abc"])
async def test_what_is_no_code_forgets_nothing_and_is_no_used_up_button(talk: Talk, line: str) -> None:
    await talk.say("/start ml-data today")
    said = await talk.hear(line)
    assert "I don't understand" in said
    assert "used up" not in said


async def test_skipping_is_shown_first_where_something_else_would_be_overdue_by_it(talk: Talk) -> None:
    await talk.say("/start ml-data today")
    async with talk.database.store() as store:
        await going_through(await context_of(talk, store), "deep-learning", *LESSONS)
    talk.wait(timedelta(days=35))
    await talk.say("lessons 1 to 8 done")
    assert "On track" in await talk.hear("/status")
    asked = await talk.hear("/skip deep learning")
    assert "Overdue: Time Series Forecasting by 8 days." in asked
    assert "Nothing is changed yet" in asked
    assert await status(talk, "deep-learning") is Status.GOING_ON
