"""The log: what is told is stored with its topic and step, read back as it was, and added twice only where it was twice."""

import json
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings

from bot.platforms.console.renderer import plain
from bot.store import Database, Store
from bot.texts import notes_file
from roadmap.facts import Fact, ProgressEvent
from roadmap.notes import noted
from roadmap.remembered import remember, remembered
from roadmap.replay import replay
from roadmap.sittings import counted, entries, notes
from roadmap.streak import monday
from roadmap.week import week_of
from tests.bot.conftest import MONDAY, Talk
from tests.bot.test_importing import take
from tests.bot.test_ticking import context_of
from tests.roadmap.test_sittings import SLUGS, TOPICS, logs, said, sitting

TODAY = MONDAY.date()


@pytest.fixture
async def studying(lean: Talk) -> Talk:
    """Ann is on NLP, which she goes through in nine lessons, and on nothing else."""
    await lean.say("/start ml-data today")
    await lean.say("/begin nlp")
    await lean.say("/steps nlp: 9 lessons")
    await lean.press(await key(lean, "✔ Keep", "/steps nlp: 9 lessons"))
    return lean


async def key(talk: Talk, label: str, line: str) -> str:
    """What the button of this label hands back, below the answer to a line."""
    message = await talk.say(line)
    assert message
    return next(one.data for one in message.keys if label in one.label)


async def told(talk: Talk) -> list[Fact]:
    """The check-ins that stand, the newest first."""
    async with talk.database.store() as store:
        return list(entries(await (await context_of(talk, store)).events()))


# What the database says of it, as the facts say it


async def filled(store: Store, events: tuple[ProgressEvent, ...], user: str) -> dict[int, int]:
    """The events in two strands of one learner: the strands by the numbers that the events have."""
    ids: dict[int, int] = {}
    contact = await store.learners.add("telegram", user, MONDAY)
    for number, slug in ((1, "one"), (2, "two")):
        enrolled = await store.learners.enrol(contact, slug, TODAY, MONDAY)
        assert enrolled.enrolment
        ids[number] = enrolled.enrolment.strands[0].id
    for at, event in enumerate(events):
        moment = MONDAY + timedelta(minutes=at)
        await store.facts.append(ids[event.strand], [event.fact], after=event.position - 1, said_at=moment)
    return ids


@pytest.mark.drill
async def test_the_database_counts_what_the_facts_count(database: Database) -> None:
    cases: list[tuple[ProgressEvent, ...]] = []

    @settings(max_examples=25, suppress_health_check=list(HealthCheck))
    @given(logs())
    def gather(events: tuple[ProgressEvent, ...]) -> None:
        cases.append(events)

    gather()
    for number, events in enumerate(cases):
        async with database.store() as store:
            strands = tuple((await filled(store, events, str(number))).values())
            for slug in SLUGS:
                expected = entries(events, slug)
                studied = await store.log.studied(strands, monday(TODAY), slug)
                assert (studied and studied.sittings) == counted(expected)
                assert studied is None or studied.week == sum(
                    fact.minutes or 0 for fact in expected if monday(fact.day) == monday(TODAY)
                )
                page = await store.log.page(strands, slug, 2, 3)
                assert list(page.entries) == list(expected[2:5])
                for day in {fact.day for fact in page.entries}:
                    assert page.minutes[day] == sum(fact.minutes or 0 for fact in expected if fact.day == day)
            assert list(await store.log.notes(strands, "nlp", 3)) == list(notes(events, "nlp")[:3])
            sentence = remembered(events).get("nlp")
            assert await store.log.remembered(strands, "nlp") == (sentence.note if sentence else "")
            studied = await store.log.studied(strands, monday(TODAY))
            assert (studied.week if studied else 0) == week_of(replay(TODAY, events), events, TODAY).minutes


# What is told


async def test_a_sitting_belongs_to_the_one_topic_that_is_on(studying: Talk) -> None:
    assert "NLP · 45 min" in await studying.hear("/log 45m")
    assert [fact.topic for fact in await told(studying)] == ["nlp"]


async def test_a_step_that_is_named_is_kept_and_not_ticked(studying: Talk) -> None:
    assert "NLP · Lesson 3 · 35 min · “queries”" in await studying.hear("/log 35m lesson 3: queries")
    (fact,) = await told(studying)
    assert (fact.topic, fact.step, fact.note) == ("nlp", "lesson-3", "queries")
    assert "☐ Lesson 3" in await studying.hear("/topic nlp")


async def test_a_tick_with_minutes_tells_both(studying: Talk) -> None:
    said = await studying.hear("lesson 4 done, 40 min")
    assert "1 of 9 done" in said
    assert "Lesson 4 · 40 min" in said
    assert [(fact.step, fact.minutes) for fact in await told(studying)] == [("lesson-4", 40)]


async def test_a_word_beside_a_step_stays_in_the_note(studying: Talk) -> None:
    await studying.say("/log 20m lesson 5 was hard")
    (fact,) = await told(studying)
    assert (fact.step, fact.note) == ("lesson-5", "lesson 5 was hard")


async def test_a_sitting_of_several_steps_keeps_them_as_its_note(studying: Talk) -> None:
    await studying.say("/log 20m lessons 7 and 8")
    (fact,) = await told(studying)
    assert (fact.topic, fact.step, fact.note) == ("nlp", "", "lessons 7 and 8")


async def test_no_answer_to_the_question_which_topic_loses_no_minutes(studying: Talk) -> None:
    await studying.say("/begin cv")
    button = await key(studying, "Image Processing", "/log 45m")
    assert [(fact.topic, fact.minutes) for fact in await told(studying)] == [("", 45)]
    assert "Image Processing · 45 min" in await studying.answer(button)
    assert [(fact.topic, fact.minutes) for fact in await told(studying)] == [("image-processing", 45)]


async def test_a_sitting_is_moved_to_a_topic_once(studying: Talk) -> None:
    await studying.say("/begin cv")
    button = await key(studying, "Image Processing", "/log 45m")
    await studying.press(button)
    await studying.press(button)
    assert [(fact.topic, fact.minutes) for fact in await told(studying)] == [("image-processing", 45)]


@pytest.mark.drill
async def test_another_topic_takes_no_step_along(studying: Talk) -> None:
    await studying.say("/log 35m lesson 3")
    await studying.say("/othertopic cv")
    assert [(fact.topic, fact.step) for fact in await told(studying)] == [("image-processing", "")]


async def test_only_a_sitting_has_another_topic(studying: Talk) -> None:
    assert "no check-in" in await studying.hear("/othertopic cv")
    assert await told(studying) == []


@pytest.mark.parametrize(("minutes", "asks"), [(0, True), (10, True), (11, False)])
async def test_the_same_minutes_within_ten_minutes_are_asked_about(studying: Talk, minutes: int, asks: bool) -> None:
    await studying.say("/log 45m nlp")
    studying.wait(timedelta(minutes=minutes))
    assert ("another sitting?" in await studying.hear("studied nlp 45 min")) is asks
    assert len(await told(studying)) == (1 if asks else 2)


async def test_two_sittings_of_one_line_are_two(studying: Talk) -> None:
    await studying.say("30 min of deep learning, then 30 min of time series")
    assert [fact.minutes for fact in await told(studying)] == [30, 30]


async def test_the_answer_that_it_was_another_sitting_adds_it(studying: Talk) -> None:
    await studying.say("/log 45m nlp")
    await studying.press(await key(studying, "Add it", "/log 45m nlp “once more”"))
    assert [(fact.minutes, fact.note) for fact in await told(studying)] == [(45, "once more"), (45, "")]


async def test_the_button_that_adds_it_adds_it_once(studying: Talk) -> None:
    await studying.say("/log 45m nlp")
    button = await key(studying, "Add it", "/log 45m nlp")
    await studying.press(button)
    assert "Added: " in await studying.answer(button)
    assert [fact.minutes for fact in await told(studying)] == [45, 45]
    await studying.press(await key(studying, "Add it", "/log 45m nlp “a third one”"))
    assert [fact.minutes for fact in await told(studying)] == [45, 45, 45]


async def test_more_than_a_day_has_is_asked_about(studying: Talk) -> None:
    await studying.say("/log 20h nlp")
    assert "24 h" in await studying.hear("/log 4h nlp")
    button = await key(studying, "Add it", "/log 1m nlp")
    assert "That would be 24 h 01 on Mon 4 Jan" in await studying.hear("/log 1m nlp")
    assert "✍️" in await studying.hear("/log 23h yesterday")
    await studying.press(button)
    assert sum(fact.minutes or 0 for fact in await told(studying)) == 60 * 47 + 1


async def test_a_long_note_survives_the_button_that_adds_it(studying: Talk) -> None:
    note = f"“attention” yesterday, 2 h of it: {'keys and values, ' * 40}"
    await studying.say(f"/log 45m nlp: {note}")
    (first,) = await told(studying)
    await studying.press(await key(studying, "Add it", f"/log 45m nlp: {note}"))
    assert [fact.note for fact in await told(studying)] == [first.note, first.note]


async def test_what_a_linked_chat_said_a_little_later_is_the_same_sitting_all_the_same(studying: Talk) -> None:
    await studying.say("/log 45m nlp")
    studying.wait(-timedelta(minutes=3))
    assert "another sitting?" in await studying.hear("/log 45m nlp")


async def test_a_sitting_of_another_roadmap_is_moved_by_nobody(studying: Talk) -> None:
    await studying.say("/begin cv")
    button = await key(studying, "Image Processing", "/log 45m")
    await take(studying, "# Another\n\n- [ ] Bread\n- [ ] Wool\n- [ ] Iron\n")
    assert "another of your roadmaps" in await studying.answer(button)


async def test_a_yes_at_the_end_of_a_note_is_a_word_of_it(studying: Talk) -> None:
    await studying.say("/log 45m does it converge yes")
    (fact,) = await told(studying)
    assert fact.note == "does it converge yes"


# What is read back


@pytest.mark.parametrize("line", ["/log", "/log nlp", "log", "log nlp", "my log", "/log page:2", "/log #nlp page:1"])
async def test_reading_the_log_stores_nothing(studying: Talk, line: str) -> None:
    await studying.say("/log 45m nlp")
    assert "📒" in await studying.hear(line)
    assert len(await told(studying)) == 1


@pytest.mark.parametrize(
    "line", ["/log 45m", "/log yesterday", "/log lesson 3", "/log “a note”", "/log nlp: a note", "log 20 min of nlp"]
)
async def test_a_length_a_day_a_step_or_a_note_is_told(studying: Talk, line: str) -> None:
    assert "✍️" in await studying.hear(line)
    assert len(await told(studying)) == 1


async def test_loose_words_alone_are_asked_about(studying: Talk) -> None:
    assert "Did you mean this?" in await studying.hear("/log nlpp")
    assert await told(studying) == []


async def test_checking_in_always_tells(studying: Talk) -> None:
    await studying.say("/checkin")
    await studying.say("/checkin nlp")
    assert len(await told(studying)) == 2


@pytest.mark.drill
async def test_a_page_has_ten_sittings_and_the_sum_of_each_day(studying: Talk) -> None:
    for minutes in range(1, 13):
        await studying.say(f"/log {minutes}m nlp")
    first = await studying.hear("/log")
    assert first.startswith("📒 1 h 18 in 12 sittings since 4 Jan.")
    assert "Mon 4 Jan · 1 h 18\n• NLP · 12 min" in first
    assert "Page 1 of 2" in first
    assert "• NLP · 2 min\n• NLP · 1 min" in await studying.hear("/log page:2")
    assert "Page 2 of 2" in await studying.hear("/log page:99")


async def test_a_topic_shows_its_last_three_notes(studying: Talk) -> None:
    for at, word in enumerate(("one", "two", "three", "four"), 1):
        await studying.say(f"/log {at}m nlp: {word}")
    await studying.say("/log 9m cv: five")
    for line in ("/log nlp", "/topic nlp"):
        said = await studying.hear(line)
        assert "10 min in 4 sittings since 4 Jan" in said
        assert [word for word in ("one", "two", "three", "four", "five") if f"“{word}”" in said] == [
            *("two", "three", "four"),
        ]


async def test_notes_are_written_as_text_and_no_markup(studying: Talk) -> None:
    await studying.say("/log 5m nlp: *bold* <b> [a](b) # no heading")
    message = await studying.say("/export notes")
    assert message
    content = message.attachments[0].content.decode()
    assert content.startswith("# Notes on Machine learning and data\n\n## 3. NLP\n\nStudied 5 min in 1 sitting since")
    assert r"- 4 Jan 2027, 5 min: \*bold\* \<b> \[a\](b) # no heading" in content


async def test_everything_that_is_kept_has_the_log_and_the_sentence(studying: Talk) -> None:
    await studying.say("/log 35m lesson 3: queries")
    await studying.say("/done nlp")
    await studying.say("words are known by their company")
    message = await studying.say("/export everything")
    assert message
    facts = json.loads(message.attachments[0].content)["facts"]
    kept = [(one["kind"], one["topic"], one["step"], one["minutes"], one["note"]) for one in facts]
    assert ("checked in", "nlp", "lesson-3", 35, "queries") in kept
    assert ("remembered", "nlp", "", None, "words are known by their company") in kept


# What is remembered


@pytest.fixture
async def asked(studying: Talk) -> Talk:
    """Ann has just completed NLP."""
    assert "What will you remember of it?" in await studying.hear("/done nlp")
    return studying


async def sentence(talk: Talk, topic: str = "nlp") -> str:
    async with talk.database.store() as store:
        found = remembered(await (await context_of(talk, store)).events()).get(topic)
        return found.note if found else ""


async def test_a_line_right_after_the_completion_is_the_sentence(asked: Talk) -> None:
    assert await asked.hear("Words are known by their company") == "💡 NLP: “Words are known by their company”"
    assert await sentence(asked) == "Words are known by their company"
    assert "what you'll remember of NLP" in await asked.hear("/undo")
    assert await sentence(asked) == ""


@pytest.mark.parametrize("line", ["thanks", "hm", "what is attention", "is it so?", "what now?", "/words are known"])
async def test_small_talk_and_questions_are_no_sentence(asked: Talk, line: str) -> None:
    await asked.say(line)
    assert await sentence(asked) == ""


async def test_half_an_hour_later_a_line_is_no_answer(asked: Talk) -> None:
    asked.wait(timedelta(minutes=31))
    assert "I don't know" in await asked.hear("Words are known by their company")
    assert await sentence(asked) == ""


async def test_whoever_goes_on_has_skipped_it(asked: Talk) -> None:
    await asked.say("/log 20m cv")
    assert "I don't know" in await asked.hear("Words are known by their company")


@pytest.mark.parametrize(
    "line",
    [
        *("I didn't study anything on sunday", "never start without a baseline"),
        *("backprop", "how gradients flow through a network"),
    ],
)
async def test_what_may_be_no_sentence_is_offered_and_not_stored(asked: Talk, line: str) -> None:
    button = await key(asked, "💡", line)
    assert await sentence(asked) == ""
    await asked.press(button)
    assert await sentence(asked) == line


async def test_a_sentence_about_another_topic_is_no_answer(asked: Talk) -> None:
    message = await asked.say("time series with lisa")
    assert message
    assert not any("💡" in one.label for one in message.keys)


async def test_a_length_is_study_all_the_same(asked: Talk) -> None:
    await asked.say("30 min of nlp")
    assert await sentence(asked) == ""
    assert [fact.minutes for fact in await told(asked)] == [30]


@pytest.mark.parametrize("line", ["no", "skip", "Maybe later.", "i don't know", "no idea", "I don't remember anything"])
async def test_whoever_has_nothing_to_say_has_answered(asked: Talk, line: str) -> None:
    assert await asked.hear(line) == "All right."
    assert await sentence(asked) == ""


async def test_a_refusal_is_one_only_behind_the_question(lean: Talk) -> None:
    await lean.say("/start ml-data today")
    assert "Which one?" in await lean.hear("skip")


@pytest.mark.parametrize("line", ["学到了反向传播和链式法则", "注意力は加重平均である", "โครงข่ายเรียนรู้จากความผิดพลาด"])
async def test_a_sentence_in_a_script_that_parts_no_words_is_one(asked: Talk, line: str) -> None:
    assert await asked.hear(line) == f"💡 NLP: “{line}”"


async def test_quotation_marks_around_the_sentence_are_none_of_it(asked: Talk) -> None:
    assert await asked.hear('"words are known by their company"') == "💡 NLP: “words are known by their company”"
    assert await sentence(asked) == "words are known by their company"


async def test_of_completions_in_a_row_the_first_alone_is_asked_about(asked: Talk) -> None:
    assert "remember" not in await asked.hear("/done cv")
    assert "remember" not in await asked.hear("finished deep learning")
    asked.wait(timedelta(minutes=31))
    assert "What will you remember of it?" in await asked.hear("/done 5")


async def test_a_line_behind_completions_in_a_row_is_offered_for_each_of_them(asked: Talk) -> None:
    await asked.say("/done cv")
    button = await key(asked, "NLP", "words are known by their company")
    assert (await sentence(asked), await sentence(asked, "image-processing")) == ("", "")
    await asked.press(button)
    assert await sentence(asked) == "words are known by their company"


async def test_whoever_answered_is_asked_about_the_next_one_at_once(asked: Talk) -> None:
    await asked.say("words are known by their company")
    assert "What will you remember of it?" in await asked.hear("/done cv")
    await asked.say("never trust a picture without its label")
    assert await sentence(asked, "image-processing") == "never trust a picture without its label"


async def test_what_was_taken_back_is_in_no_row(asked: Talk) -> None:
    await asked.say("/undo")
    assert "What will you remember of it?" in await asked.hear("/done cv")


async def test_several_completed_at_once_are_asked_about_in_turn(lean: Talk) -> None:
    await lean.say("/start ml-data today")
    assert "remember of Deep Learning?" in await lean.hear("/done 1 2")
    assert "remember of Time Series Forecasting?" in await lean.hear("Depth is composition")
    assert "remember" not in await lean.hear("Seasons repeat every year")
    assert await sentence(lean, "deep-learning") == "Depth is composition"
    assert await sentence(lean, "time-series-forecasting") == "Seasons repeat every year"


async def test_among_others_the_command_is_named(asked: Talk) -> None:
    asked.wait(timedelta(hours=1))
    message = await asked.say("/done cv", direct=False)
    assert message
    assert "/remember 4 …" in plain(message.text)


def test_what_was_noted_of_a_topic_that_went_keeps_its_name_in_the_file() -> None:
    gone = sitting(topic="old-topic", note="it was good")
    file = notes_file.written("Two", noted(TOPICS, said(gone, remember("old-topic", TODAY, "all of it"))), {})
    assert "- 4 Jan 2027, old-topic, 45 min: it was good" in file
    assert "- 4 Jan 2027, old-topic: all of it" in file
