"""A focus: its end is told once, where it was begun, and what is answered is a check-in; what is not answered is none."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.chat.platform import Place, Pressed, Spoken
from bot.chat.reply import Message
from bot.platforms.console.renderer import plain
from bot.reasons import Reason
from bot.store import Nudge, NudgeKind, NudgeState
from roadmap import focus
from roadmap.facts import Fact, Kind, standing
from tests.bot.chats import MONDAY, Chat, Chats
from tests.bot.conftest import Talk
from tests.bot.test_dispatch import data_of
from tests.bot.test_importing import take
from tests.bot.test_several_roadmaps import FIRST, OTHER
from tests.bot.test_several_roadmaps import pressed as pressed_in
from tests.conftest import BOTH_WHEN_LONG
from tests.presses import press

ENGINES = BOTH_WHEN_LONG

HOUR, MINUTE, DAY = timedelta(hours=1), timedelta(minutes=1), timedelta(days=1)


@pytest.fixture
async def studying(chats: Chats, ann: Chat) -> Chat:
    """Ann is on NLP, in nine lessons, and on nothing else."""
    for line in ("/start ml-data today", "/begin nlp", "/steps nlp: 9 lessons"):
        answer = await ann.say(line)
    await ann.press(answer, "Keep")
    return ann


async def said(chat: Chat) -> list[Fact]:
    """The focuses and check-ins that stand."""
    contact = await chat.contact()
    assert contact.enrolment
    async with chat.chats.database.store() as store:
        events = await store.facts.of(contact.enrolment.ids)
    return [one.fact for one in standing(events) if one.fact.kind in {Kind.FOCUSED, Kind.CHECKED_IN}]


async def minutes(chat: Chat) -> list[tuple[str, int | None]]:
    return [(fact.kind.value, fact.minutes) for fact in await said(chat)]


async def rows(chat: Chat) -> list[Nudge]:
    """The timers of the ledger, the oldest first."""
    learner = (await chat.contact()).learner
    async with chat.chats.database.store() as store:
        every = reversed(await store.ledger.last(learner.id, 100))
    return [row for row in every if row.kind in {NudgeKind.FOCUS, NudgeKind.BREAK}]


def last(chats: Chats, platform: str = "telegram") -> Message:
    """What has arrived last without being asked for."""
    return (chats.telegram if platform == "telegram" else chats.discord).sent[-1].message


def labels(message: Message) -> list[str]:
    return [key.label for key in message.keys]


@pytest.mark.engines_differ
async def test_the_end_is_told_once_at_its_minute_and_asks_how_much_it_was(chats, studying):
    shown = await studying.say("/focus 25")
    assert plain(shown.text) == "⏳ Focus on NLP until 08:25.\n👉 Lesson 1"
    assert labels(shown) == ["⏹ Stop", "↩ Undo"]
    await chats.go(MONDAY + DAY)
    (sent,) = chats.telegram.sent
    assert sent.at == MONDAY + 25 * MINUTE
    assert sent.text == "⏰ 25 minutes of NLP: how much was it?"
    assert labels(sent.message) == ["✍️ 25 min", "➖ Less", "✖ Not at all", "+25", "☕ Break 5"]


async def test_what_is_answered_is_a_check_in_of_its_topic_and_step_and_its_tick_is_offered(chats, studying):
    await studying.say("/focus 25")
    await chats.go(MONDAY + HOUR)
    answer = await studying.press(last(chats), "25 min")
    assert answer == "✍️ Today, Mon 4 Jan · NLP · Lesson 1 · 25 min\n25 min this week.\n\nIs “Lesson 1” done?"
    confirmed = (await said(studying))[-1]
    assert (confirmed.topic, confirmed.step, confirmed.minutes) == ("nlp", "lesson-1", 25)


async def test_what_is_not_answered_counts_for_nothing_and_makes_no_study_day(chats, ann):
    await ann.tell("/start ml-data today", "/focus 25 nlp")
    await chats.go(MONDAY + DAY)
    assert await minutes(ann) == [("focused", 25)]
    assert (await ann.progress()).study_days == frozenset()
    assert "Nothing is logged" in await ann.hear("/log")


async def test_less_is_chosen_from_a_few_and_none_is_taken_back_until_it_was_something(chats, studying):
    await studying.say("/focus 25")
    await chats.go(MONDAY + HOUR)
    assert await studying.press(last(chats), "Less") == "How much of the 25 min was it?"
    gone = await pressed(studying, last(chats), "Not at all")
    assert await minutes(studying) == []
    asked = await pressed(studying, gone, "It was something")
    await studying.press(asked, "25 min")
    assert await minutes(studying) == [("checked in", 25)]


async def pressed(chat: Chat, message: Message, label: str) -> Message:
    """The same as ``press``, with its buttons."""
    data = next(key.data for key in message.keys if label in key.label)
    answer = await press(chat.chats.app.dispatcher, Pressed(chat.speaker, chat._place, data, chat.chats.clock()))
    assert isinstance(answer, Message)
    return answer


@pytest.mark.engines_differ
async def test_pressed_twice_it_is_one_check_in(chats, studying):
    await studying.say("/focus 25")
    await chats.go(MONDAY + HOUR)
    await studying.press(last(chats), "25 min")
    assert "in your log already" in await studying.press(last(chats), "25 min")
    assert (await minutes(studying)).count(("checked in", 25)) == 1


async def test_an_undo_makes_it_unconfirmed_again_and_it_can_be_answered_anew(chats, studying):
    await studying.say("/focus 25")
    await chats.go(MONDAY + HOUR)
    answer = await pressed(studying, last(chats), "25 min")
    await studying.press(answer, "Undo")
    assert await minutes(studying) == [("focused", 25)]
    await pressed(studying, last(chats), "Less")
    await studying.hear("/focus stop")
    assert await minutes(studying) == [("focused", 25)]


async def test_more_keeps_what_was_and_begins_another_and_one_undo_takes_both_back(chats, studying):
    await studying.say("/focus 25")
    await chats.go(MONDAY + 30 * MINUTE)
    answer = await pressed(studying, last(chats), "+25")
    assert "until 08:55" in plain(answer.text)
    assert await minutes(studying) == [("focused", 25), ("focused", 25), ("checked in", 25)]
    await chats.go(MONDAY + HOUR)
    assert len(chats.telegram.sent) == 2
    await studying.press(answer, "Undo")
    assert await minutes(studying) == [("focused", 25)]


async def test_a_break_is_a_timer_of_which_nothing_is_told(chats, studying):
    await studying.say("/focus 25")
    await chats.go(MONDAY + 30 * MINUTE)
    answer = await pressed(studying, last(chats), "Break")
    assert plain(answer.text).endswith("☕ Break until 08:35.")
    assert await minutes(studying) == [("focused", 25), ("checked in", 25)]
    await chats.go(MONDAY + HOUR)
    assert plain(last(chats).text) == "⏰ The break is over."
    again = await studying.press(last(chats), "Go on")
    assert again.startswith("⏳ Focus on NLP until 09:25.")


async def test_who_goes_on_before_the_break_is_over_hears_nothing_of_its_end(chats, studying):
    await studying.say("/focus 25")
    await chats.go(MONDAY + 30 * MINUTE)
    await pressed(studying, last(chats), "Break")
    await studying.say("/focus 25")
    await chats.go(MONDAY + HOUR)
    assert [(row.kind, row.state) for row in await rows(studying)] == [
        (NudgeKind.FOCUS, NudgeState.SENT),
        (NudgeKind.BREAK, NudgeState.SKIPPED),
        (NudgeKind.FOCUS, NudgeState.SENT),
    ]


@pytest.mark.engines_differ
async def test_stopped_early_it_asks_for_what_has_passed_and_the_end_is_not_told(chats, studying):
    shown = await studying.say("/focus 25")
    chats.wait(12 * MINUTE + timedelta(seconds=40))
    asked = await pressed(studying, shown, "Stop")
    assert plain(asked.text) == "⏰ 12 minutes of NLP: how much was it?"
    assert labels(asked) == ["✍️ 12 min", "➖ Less", "✖ Not at all"]
    assert [(row.state, row.reason) for row in await rows(studying)] == [(NudgeState.SKIPPED, Reason.CALLED_OFF)]
    await studying.press(asked, "12 min")
    await chats.go(MONDAY + HOUR)
    assert chats.telegram.sent == []
    assert await minutes(studying) == [("focused", 12), ("checked in", 12)]


async def test_an_old_button_is_about_what_became_of_it(chats, studying):
    begun = await studying.say("/focus 25")
    chats.wait(12 * MINUTE)
    asked = await studying.say("/focus stop")
    assert plain((await pressed(studying, begun, "Stop")).text) == "⏰ 12 minutes of NLP: how much was it?"
    await studying.press(asked, "12 min")
    assert "in your log already" in await studying.press(begun, "Stop")
    await studying.tell("/focus 25", "/undo")
    assert [count for kind, count in await minutes(studying) if kind == "checked in"] == [12]


async def test_an_old_button_of_what_was_taken_back_keeps_nothing(chats, studying):
    begun = await studying.say("/focus 25")
    await studying.say("/undo")
    chats.wait(5 * MINUTE)
    assert "nothing of it is kept" in await studying.press(begun, "Stop")
    assert await minutes(studying) == []


async def test_in_a_group_it_is_its_learners_alone_and_ends_in_the_direct_chat(chats, studying):
    group = Place("-7", direct=False, title="The Owls")
    answer = await chats.app.dispatcher.say(Spoken(studying.speaker, group, "/focus 25", chats.clock()))
    assert answer
    assert answer.private
    await chats.go(MONDAY + HOUR)
    assert [sent.user_id for sent in chats.telegram.sent] == [studying.speaker.user_id]


async def test_of_chats_that_part_while_it_is_on_it_ends_in_its_own(chats, ann, disc):
    await ann.tell("/start ml-data today")
    await disc.tell("/start ml-data today")
    await disc.link(ann)
    await chats.nudging.work()
    begun = chats.clock()
    await ann.say("/focus 25 nlp")
    await disc.unlink()
    await chats.go(begun + HOUR)
    asked = last(chats)
    assert plain(asked.text) == "⏰ 25 minutes of NLP: how much was it?"
    await ann.press(asked, "25 min")
    assert await minutes(ann) == [("focused", 25), ("checked in", 25)]
    assert await minutes(disc) == []


async def test_stopped_within_a_minute_nothing_is_kept(chats, studying):
    await studying.say("/focus 25")
    chats.wait(timedelta(seconds=50))
    assert "nothing of it is kept" in await studying.hear("stop the timer")
    await chats.go(MONDAY + HOUR)
    assert (await minutes(studying), chats.telegram.sent) == ([], [])


async def test_the_word_stop_means_the_focus_while_one_is_on_and_the_bot_otherwise(chats, studying):
    assert "I can be quiet" in await studying.hear("stop")
    await studying.say("focus until I say stop")
    chats.wait(37 * MINUTE)
    assert "37 minutes of NLP" in await studying.hear("stop")
    assert "I can be quiet" in await studying.hear("stop")


async def test_without_an_end_it_is_asked_about_after_four_hours(chats, studying):
    shown = await studying.hear("/focus open end")
    assert shown.startswith("⏳ Focus on NLP until you say stop.")
    await chats.go(MONDAY + DAY)
    (sent,) = chats.telegram.sent
    assert sent.at == MONDAY + focus.MOST * MINUTE
    assert await minutes(studying) == [("focused", None)]
    await studying.press(last(chats), "4 h")
    assert (await said(studying))[-1].minutes == focus.MOST


async def test_nobody_is_woken_for_what_was_to_have_no_end(chats, studying):
    await studying.say("/focus 25")
    chats.clock.now = MONDAY + 15 * HOUR
    shown = await studying.hear("/focus open end")
    assert shown.endswith("If you don't, I ask at 07:30.")
    await chats.go(MONDAY + DAY)
    assert [sent.at for sent in chats.telegram.sent][-1] == datetime(2027, 1, 5, 7, 30, tzinfo=UTC)
    assert "4 h of NLP on Mon 4 Jan" in plain(last(chats).text)


async def test_a_second_one_while_one_is_on_is_not_begun(chats, studying):
    await studying.say("/focus 25")
    chats.wait(12 * MINUTE)
    shown = await studying.say("/focus 45 cv")
    assert labels(shown) == ["⏹ Stop and keep 12", "▶ Go on"]
    await studying.press(shown, "Go on")
    assert await minutes(studying) == [("focused", 25)]
    kept = await pressed(studying, shown, "Stop and keep 12")
    assert "NLP · Lesson 1 · 12 min" in plain(kept.text)
    await chats.go(MONDAY + HOUR)
    assert chats.telegram.sent == []
    assert await minutes(studying) == [("focused", 12), ("checked in", 12)]


async def test_an_undo_while_it_is_on_calls_it_off(chats, studying):
    await studying.say("/focus 25")
    await studying.say("/undo")
    assert (await studying.hear("/focus 15")).startswith("⏳ Focus on NLP until 08:15")
    await chats.go(MONDAY + HOUR)
    assert [sent.at for sent in chats.telegram.sent] == [MONDAY + 15 * MINUTE]
    skipped = next(row for row in await rows(studying) if row.state is NudgeState.SKIPPED)
    assert skipped.reason == Reason.CALLED_OFF


async def test_what_was_taken_back_is_not_on(chats, studying):
    await studying.tell("/focus 5")
    await chats.go(MONDAY + 10 * MINUTE)
    question = last(chats)
    await studying.tell("/focus open end", "/undo")
    assert "I can be quiet" in await studying.hear("stop")
    await pressed(studying, question, "Break")
    await chats.go(MONDAY + HOUR)
    assert plain(last(chats).text) == "⏰ The break is over."


async def test_over_midnight_it_belongs_to_the_day_on_which_it_began(chats, studying):
    chats.clock.now = datetime(2027, 1, 4, 23, 50, tzinfo=UTC)
    await studying.say("/focus 25")
    await chats.go(datetime(2027, 1, 5, 0, 30, tzinfo=UTC))
    assert plain(last(chats).text) == "⏰ 25 minutes of NLP on Mon 4 Jan: how much was it?"
    await studying.press(last(chats), "25 min")
    assert (await said(studying))[-1].day == MONDAY.date()


async def test_neither_quiet_hours_nor_nudges_that_are_off_nor_a_pause_hold_back_what_somebody_began(chats, studying):
    await studying.tell("/nudges quiet 00:00-23:00", "/nudges off", "/pause")
    chats.clock.now = MONDAY + HOUR
    await studying.say("/focus 25")
    await chats.go(MONDAY + 2 * HOUR)
    assert [sent.at for sent in chats.telegram.sent] == [MONDAY + HOUR + 25 * MINUTE]


async def test_nobody_is_asked_days_later_what_has_passed_while_the_bot_was_down(chats, studying):
    await studying.say("/focus 25")
    chats.wait(3 * DAY)
    await chats.nudging.work()
    assert [(row.state, row.reason) for row in await rows(studying)] == [(NudgeState.SKIPPED, Reason.TOO_LATE)]
    assert await minutes(studying) == [("focused", 25)]


@pytest.mark.engines_differ
async def test_of_linked_chats_it_ends_in_the_one_where_it_was_begun_and_each_can_stop_it(chats, ann, disc):
    await ann.tell("/start ml-data today")
    await disc.tell("/start ml-data today")
    await disc.link(ann)
    await chats.nudging.work()
    chats.telegram.sent.clear()
    chats.discord.sent.clear()
    begun = chats.clock()
    await ann.say("/focus 25 nlp")
    chats.wait(5 * MINUTE)
    await disc.say("/status")
    assert "It is on already" in await disc.hear("/focus 10 cv")
    await chats.go(begun + HOUR)
    assert [plain(sent.message.text) for sent in chats.telegram.sent] == ["⏰ 25 minutes of NLP: how much was it?"]
    assert chats.discord.sent == []
    await disc.say("/focus nlp 25")
    asked = await ann.say("stop the timer")
    assert "nothing of it is kept" in plain(asked.text)


async def test_an_answer_for_another_roadmap_waits_until_that_is_under_way_again(talk: Talk):
    await take(talk, FIRST)
    running = await talk.say("/focus 25 maps")
    talk.wait(5 * MINUTE)
    await take(talk, OTHER)
    assert "another of your roadmaps" in await pressed_in(talk, data_of(running, "Stop"))
    assert "on already" in await talk.hear("/focus 10 wool")
    assert "another of your roadmaps" in await talk.hear("/focus stop")
    await talk.say("/switch path")
    assert "5 minutes of Maps" in await pressed_in(talk, data_of(running, "Stop"))


async def test_alone_it_is_as_long_as_the_last_and_asks_where_there_was_none(chats, studying):
    asked = await studying.say("/focus")
    assert labels(asked) == ["⏳ 15 min", "⏳ 25 min", "⏳ 45 min", "⏳ Open end"]
    shown = await pressed(studying, asked, "45")
    assert "until 08:45" in plain(shown.text)
    chats.wait(2 * MINUTE)
    await studying.say("/focus stop")
    assert "until 08:47" in await studying.hear("/focus")


async def test_today_offers_it_on_what_it_asks_for(chats, studying):
    shown = await studying.say("/today")
    assert "▶ Start 25 min" in labels(shown)
    assert (await studying.press(shown, "Start")).startswith("⏳ Focus on NLP until 08:25.\n👉 Lesson 1")


async def test_it_is_at_most_four_hours(chats, studying):
    assert "4 h at most" in await studying.hear("/focus 5h")
    assert await minutes(studying) == []


@pytest.mark.engines_differ
async def test_a_focus_and_its_entry_are_in_the_export_and_gone_with_what_is_forgotten(chats, studying):
    await studying.say("/focus 25")
    await chats.go(MONDAY + HOUR)
    await studying.press(last(chats), "25 min")
    await studying.say("/focus 15 cv")
    facts = (await studying.export())["facts"]
    told = [(fact["kind"], fact["minutes"], fact["undoes"]) for fact in facts if fact["minutes"]]
    begun = next(fact["position"] for fact in facts if fact["kind"] == "focused")
    assert told == [("focused", 25, None), ("checked in", 25, begun), ("focused", 15, None)]
    asked = await studying.say("/forget")
    await studying.press(asked, "Delete")
    left = await chats.rows("progress_events", "nudges")
    assert left == {"progress_events": [], "nudges": []}


async def test_what_somebody_who_stopped_nothing_says_is_answered(chats, ann):
    await ann.say("/start ml-data today")
    assert await ann.hear("/focus stop") == "No focus is on. /focus 25 begins one."


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        ("20", 20),
        ("20 min", 20),
        ("all of it", 25),
        ("half an hour", 30),
        ("not at all", None),
        ("15 minutes, thanks", 15),
    ],
)
async def test_the_question_can_be_answered_in_words(chats, studying, line, kept):
    await studying.say("/focus 25")
    await chats.go(MONDAY + 40 * MINUTE)
    await studying.say(line)
    checked_in = [count for kind, count in await minutes(studying) if kind == "checked in"]
    assert checked_in == ([kept] if kept else [])
    assert (await minutes(studying) == []) == (kept is None)


@pytest.mark.parametrize(("line", "later"), [("20", 2 * HOUR), ("all of it", DAY)])
async def test_long_afterwards_a_word_by_itself_answers_nothing(chats, studying, line, later):
    await studying.say("/focus 25")
    await chats.go(MONDAY + later)
    await studying.say(line)
    assert await minutes(studying) == [("focused", 25)]
