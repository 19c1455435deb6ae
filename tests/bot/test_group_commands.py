"""What is said in study groups, and what comes of it: on Telegram and on Discord, from the first word to the digest."""

import json
from collections.abc import AsyncIterator
from datetime import time

import pytest

from bot.platforms.console.renderer import plain
from bot.texts.errors import not_yours
from tests.bot.gathering import ANN, BEN, EVE, NAMES, Gathering
from tests.bot.group_stage import utc
from tests.bot.nudge_stage import DAY

pytestmark = pytest.mark.parametrize("platform", ["telegram", "discord"])
FIRST = utc("2027-01-11 09:00")


@pytest.fixture
async def gathering(sqlite_url: str, platform: str) -> AsyncIterator[Gathering]:
    gathering = Gathering(sqlite_url, platform)
    yield gathering
    await gathering.close()


async def test_a_group_is_started_joined_and_told_of_its_members_in_its_digest(gathering):
    started = await gathering.say(ANN, "/group start")
    assert started
    assert not started.private
    assert "your name, the topics you're on" in plain(started.text)
    agree, _ = started.keys
    joined = await gathering.press(BEN, agree.data)
    assert "Welcome to The Owls! You're the first." in plain(joined.text)
    await gathering.say(BEN, "/begin nlp")
    await gathering.say(EVE, "/begin nlp", None)
    await gathering.go(FIRST)
    await gathering.work()
    (digest, *_) = [text for text in gathering.stands() if "🗞" in text or "quiet" in text]
    assert "NLP: Ben" in digest
    assert "Eve" not in digest


# starting, showing, setting, stopping


async def test_a_group_lives_in_the_thread_it_was_started_in(gathering):
    await gathering.say(ANN, "/group start", thread="7")
    assert (await gathering.group(thread="7")).thread_id == "7"
    assert "under way already" in plain((await gathering.say(ANN, "/group start", thread="7")).text)


async def test_a_group_has_the_zone_and_the_day_of_who_starts_it(gathering):
    await gathering.say(ANN, "/timezone auckland", None)
    gathering.clock.now = utc("2027-01-04 20:00")
    group = await gathering.begin()
    assert (group.zone, group.first_day.isoformat()) == ("Pacific/Auckland", "2027-01-05")


@pytest.mark.drill
async def test_a_group_can_be_tied_to_any_roadmap_but_not_unasked_to_one_of_somebodys_own(gathering):
    await gathering.say(ANN, "/import\n- [ ] My secret plan", None)
    taken = await gathering.say(ANN, "/import\n- [ ] My secret plan", None)
    await gathering.press(ANN, taken.keys[0].data, None)
    assert (await gathering.begin()).roadmap == "ml-data"
    async with gathering.database.store() as store:
        ann = await store.learners.by_account(gathering.platform, ANN)
        (own,) = await store.roadmaps.of_learner(ann.learner.id)
    await gathering.say(ANN, "/group stop")
    await gathering.say(ANN, f"/group start {own.slug}")
    assert (await gathering.group()).roadmap == own.slug
    assert "no roadmap called" in await gathering.tell(ANN, "/group start rust", "-700")


@pytest.mark.parametrize(
    ("setting", "told", "columns"),
    [
        ("tuesday 18:00", "Digest: Tuesdays at 18:00", {"digest_weekday": 1, "digest_time": time(18)}),
        ("friday", "Digest: Fridays at 09:00", {"digest_weekday": 4}),
        ("7:30pm", "Digest: Mondays at 19:30", {"digest_time": time(19, 30)}),
        ("zone berlin", "(Europe/Berlin)", {"zone": "Europe/Berlin"}),
        ("quiet 21:00-8:00", "Quiet hours: 21:00–08:00", {"quiet_from": time(21), "quiet_to": time(8)}),
        ("quiet off", "Quiet hours: none", {"quiet_from": None, "quiet_to": None}),
        ("board off", "Board: when somebody asks", {"board_on": False}),
        ("rooms on", "Topic rooms: one for each topic", {"rooms_on": True}),
    ],
)
async def test_every_setting_is_set_and_told(gathering, setting, told, columns):
    await gathering.begin()
    assert told in await gathering.tell(ANN, f"/group settings {setting}")
    group = await gathering.group()
    assert {name: getattr(group, name) for name in columns} == columns
    assert told in await gathering.tell(BEN, "/group")


async def test_a_settings_own_word_may_be_said_without_settings(gathering):
    await gathering.begin()
    await gathering.say(ANN, "/group rooms on")
    assert (await gathering.group()).rooms_on


@pytest.mark.parametrize(
    "said", ["settings whenever", "settings quiet 9:00-9:00", "dance", "settings board maybe", "start a b"]
)
async def test_a_setting_that_is_none_changes_nothing(gathering, said):
    before = await gathering.begin()
    assert "I don't understand" in await gathering.tell(ANN, f"/group {said}")
    assert await gathering.group() == before


async def test_an_unclear_city_is_asked_about_and_a_tap_sets_it(gathering):
    await gathering.begin()
    asked = await gathering.say(ANN, "/group settings zone springfield")
    assert (await gathering.group()).zone is None
    await gathering.press(ANN, asked.keys[0].data)
    assert (await gathering.group()).zone == "America/Chicago"


async def test_the_digest_comes_when_it_was_set_to(gathering):
    await gathering.begin(BEN)
    await gathering.say(ANN, "/group settings wednesday 18:00")
    await gathering.go(utc("2027-01-13 17:59"))
    assert not [text for text in gathering.stands() if "quiet week" in text or "🗞" in text]
    await gathering.work()
    assert [text for text in gathering.stands() if "quiet week" in text or "🗞" in text]


async def test_a_stopped_group_hears_nothing_and_can_be_started_again(gathering):
    await gathering.begin(BEN)
    await gathering.work()
    assert "rests now" in await gathering.tell(ANN, "/group stop")
    await gathering.go(FIRST)
    await gathering.work()
    assert gathering.stands() == []
    assert "no study group here" in await gathering.tell(BEN, "/board")
    await gathering.say(ANN, "/group start")
    assert "1 learner" in await gathering.tell(BEN, "/group")


async def test_a_group_has_one_message_for_a_command_at_most(gathering):
    await gathering.begin(ANN, BEN)
    await gathering.work()
    for user, line in ((ANN, "/helpme nlp"), (BEN, "/canhelp"), (ANN, "/thanks ben"), (BEN, "/board"), (BEN, "/leave")):
        before = len(gathering.stands())
        answer = await gathering.say(user, line)
        await gathering.work()
        # What is for one alone stands in the direct chat on Telegram, and in the group a line that says so.
        public = int(answer is not None and (gathering.platform == "telegram" or not answer.private))
        assert len(gathering.stands()) - before + public <= 1, line


# joining and leaving


async def test_join_shows_first_what_would_be_seen_and_stores_nothing(gathering):
    await gathering.begin()
    shown = await gathering.say(BEN, "/join")
    assert shown.private is (gathering.platform == "discord")
    assert "whether you kept your weekly promise" in plain(shown.text)
    assert [key.data for key in shown.keys] == ["*:/join yes", "*:/join celebrate yes"]
    assert await members(gathering) == []


async def test_anybody_may_press_join_and_acts_for_themselves(gathering):
    await gathering.begin()
    shown = await gathering.say(BEN, "/join")
    await gathering.press(EVE, shown.keys[0].data)
    assert await members(gathering) == ["Eve"]


async def test_who_joins_late_starts_today_with_a_look_at_the_groups_dates_or_keeps_their_own(gathering):
    await gathering.say(BEN, "/start ml-data today", None)
    gathering.clock.now += DAY
    await gathering.begin()
    gathering.clock.now += DAY
    assert not (await gathering.say(BEN, "/join yes")).keys
    late = await gathering.say(EVE, "/join yes")
    assert await first_days(gathering, BEN, EVE) == ["2027-01-04", "2027-01-06"]
    beside = plain((await gathering.press(EVE, late.keys[0].data)).text)
    assert "Deep Learning: you 2 Feb, the group 1 Feb" in beside
    assert "The Owls, from Tue 5 Jan" in beside


async def test_the_dates_of_a_group_that_began_on_the_same_day_are_nobodys_business(gathering):
    await gathering.begin()
    await gathering.say(EVE, "/join yes")
    assert await first_days(gathering, EVE) == ["2027-01-04"]
    assert "with other dates" in plain((await gathering.say(EVE, "/dates", None)).text)
    assert not (await gathering.say(EVE, "/plan", None)).keys


async def test_joining_puts_the_groups_roadmap_under_way_and_says_how_to_go_back(gathering):
    shown = await gathering.say(BEN, "/import\n- [ ] Knots", None)
    await gathering.press(BEN, shown.keys[0].data, None)
    await gathering.begin()
    told = await gathering.tell(BEN, "/join yes")
    assert "/switch goes back" in told
    assert "Machine learning" in await gathering.tell(BEN, "/status", None) or "Deep Learning" in await gathering.tell(
        BEN, "/status", None
    )


async def test_no_answer_in_the_group_names_anybody(gathering):
    await gathering.begin(ANN, BEN)
    for line in ("/join", "/group", "/group settings rooms on", "/group start"):
        answer = await gathering.say(ANN, line)
        assert answer
        if not answer.private:
            assert "Ann" not in answer.text
            assert "Ben" not in answer.text


async def test_joining_twice_is_said_and_changes_nothing(gathering):
    await gathering.begin(BEN)
    again = await gathering.say(BEN, "/join yes")
    assert again.private
    assert "already" in again.text
    assert await members(gathering) == ["Ben"]


async def test_a_name_that_cannot_be_shown_is_none(gathering):
    await gathering.begin()
    NAMES["9"] = "\u202e\u200b"
    await gathering.say("9", "/join yes")
    assert await members(gathering) == ["Somebody"]


async def test_who_leaves_is_gone_at_once_and_from_everything_that_stands(gathering):
    await gathering.begin(ANN, BEN)
    await gathering.say(BEN, "/begin nlp")
    await gathering.go(FIRST)
    await gathering.work()
    assert [text for text in gathering.stands() if "Ben" in text]
    left = await gathering.say(BEN, "/leave")
    assert left.private
    await gathering.work()
    assert not [text for text in gathering.stands() if "Ben" in text]
    assert await members(gathering) == ["Ann"]
    assert "not part of" in await gathering.tell(BEN, "/leave")


async def test_one_can_leave_a_group_that_rests(gathering):
    await gathering.begin(BEN)
    await gathering.say(ANN, "/group stop")
    assert "left" in await gathering.tell(BEN, "/leave")
    assert await members(gathering) == []


# the board


async def test_the_board_is_for_the_asker_and_shows_who_joined_only(gathering):
    await gathering.begin(BEN)
    await gathering.say(EVE, "/begin nlp", None)
    board = await gathering.say(EVE, "/board")
    assert board.private
    assert "Ben" in board.text
    assert "Eve" not in board.text


# help and thanks


async def test_help_is_asked_for_offered_and_thanked_for_in_one_post_and_one_line(gathering):
    await gathering.begin(ANN, BEN)
    await gathering.say(BEN, "/begin nlp")
    await gathering.say(ANN, "/helpme nlp How do I read an attention map?")
    await gathering.work()
    (post,) = [one for one in gathering.edge.posts.values() if "🙋" in one.text]
    assert "Ann would like help with NLP (#1)." in post.text
    assert "“How do I read an attention map?”" in post.text
    assert "Ben: you're on it just now" in post.text
    await gathering.press(BEN, post.message.keys[0].data)
    await gathering.work()
    assert "🤝 Ben can help. Ann, a word of thanks" in post.text
    assert post.message.keys
    await gathering.say(ANN, "/thanks")
    await gathering.work()
    assert "Settled" in post.text
    assert not post.message.keys
    assert [text for text in gathering.stands() if text.startswith("💛 Ann thanks Ben.")]
    await gathering.go(FIRST)
    assert "🤝 Most help: Ben, thanked once" in await gathering.tell(ANN, "/board")


@pytest.mark.parametrize(
    ("said", "topic", "question"),
    [
        ("nlp", "NLP", ""),
        ("3 what is attention?", "NLP", "what is attention?"),
        ("deep learning", "Deep Learning", ""),
        ("deep learning why relu", "Deep Learning", "why relu"),
        ("deep lerning why relu", "Deep Learning", "why relu"),
    ],
)
async def test_the_topic_is_found_at_the_head_of_a_question(gathering, said, topic, question):
    await gathering.begin(ANN)
    await gathering.say(ANN, f"/helpme {said}")
    await gathering.work()
    (post,) = [text for text in gathering.stands() if "🙋" in text]
    assert f"help with {topic} (#1)." in post
    assert f"“{question}”" in post or not question


async def test_a_topic_that_is_none_offers_the_nearest_where_they_can_be_pressed(gathering):
    await gathering.begin(ANN)
    asked = await gathering.say(ANN, "/helpme cookery how long do eggs take")
    assert asked.private is (gathering.platform == "discord")
    assert await gathering.press(BEN, asked.keys[0].data) == not_yours()
    await gathering.press(ANN, asked.keys[0].data)
    await gathering.work()
    assert "“how long do eggs take”" in gathering.stands()[-1]


async def test_asking_again_about_a_topic_settles_the_earlier_question(gathering):
    await gathering.begin(ANN)
    for question in ("one", "two"):
        await gathering.say(ANN, f"/helpme nlp {question}")
        await gathering.work()
    one, two = (text for text in gathering.stands() if "🙋" in text)
    assert "Settled" in one
    assert "Settled" not in two


async def test_the_asker_settles_a_question_and_nobody_can_offer_any_more(gathering):
    await gathering.begin(ANN, BEN)
    await gathering.say(ANN, "/helpme nlp")
    await gathering.work()
    (post,) = [one for one in gathering.edge.posts.values() if "🙋" in one.text]
    old = post.message.keys[0].data
    await gathering.say(ANN, "/helpme nlp settled")
    await gathering.work()
    assert not post.message.keys
    late = await gathering.press(BEN, old)
    assert "is settled" in late.text
    assert late.private


async def test_a_member_has_two_open_questions_at_most(gathering):
    await gathering.begin(ANN)
    for topic in range(1, 5):
        answer = await gathering.tell(ANN, f"/helpme {topic}")
    assert "2 open questions" in answer
    await gathering.work()
    assert len([text for text in gathering.stands() if "🙋" in text]) == 2


async def test_a_question_or_promise_that_is_too_long_is_not_taken(gathering):
    await gathering.begin(ANN)
    assert "up to 300 characters" in await gathering.tell(ANN, f"/helpme nlp {'why ' * 80}")
    assert "up to 200 characters" in await gathering.tell(ANN, f"/promise {'study ' * 40}")


async def test_nobody_helps_or_thanks_themselves_and_thanks_count_once_a_day(gathering):
    await gathering.begin(ANN, BEN)
    await gathering.say(ANN, "/helpme nlp")
    assert "That one is yours" in await gathering.tell(ANN, await number_of(gathering))
    assert "somebody else" in await gathering.tell(ANN, "/thanks ann")
    await gathering.say(ANN, "/thanks @ben")
    assert "noted for today" in await gathering.tell(ANN, "/thanks Ben")
    gathering.clock.now += DAY
    assert "noted for today" not in await gathering.tell(ANN, "/thanks Ben")
    await gathering.go(FIRST)
    assert "🤝 Most help: Ben, thanked twice" in await gathering.tell(ANN, "/board")


async def test_thanks_for_who_has_not_joined_are_not_noted(gathering):
    await gathering.begin(ANN, BEN)
    await gathering.say(EVE, "/start ml-data today", None)
    assert "Eve hasn't joined" in await gathering.tell(ANN, "/thanks @Eve")
    assert "hasn't joined" in await gathering.tell(ANN, "/thanks @")


async def test_of_two_with_one_name_the_right_one_is_asked_for(gathering):
    NAMES["8"] = "Ben"
    await gathering.begin(ANN, BEN, "8")
    asked = await gathering.say(ANN, "/thanks ben")
    assert [key.label for key in asked.keys] == ["Ben", "Ben (2)"]
    await gathering.press(ANN, asked.keys[1].data)
    assert "Your thanks to Ben (2) are noted" in await gathering.tell(ANN, "/thanks ben (2)")
    group = await gathering.group()
    async with gathering.database.store() as store:
        second = await store.learners.by_account(gathering.platform, "8")
        thanked = await store.helping.thanked(group.id, utc("2027-01-04 00:00"), FIRST)
    assert thanked == {second.account.id: 1}


# topic rooms


async def test_a_topic_that_a_member_begins_anywhere_opens_its_room(gathering):
    await gathering.begin(BEN)
    await gathering.say(ANN, "/group rooms on")
    await gathering.say(EVE, "/begin 1", None)
    await gathering.say(BEN, "/begin nlp", None)
    await gathering.work()
    assert list(gathering.edge.rooms.values()) == ["3. NLP"]


# what is kept


async def test_export_holds_all_that_is_kept_of_a_learner_in_groups_and_of_nobody_else(gathering):
    await gathering.begin(ANN, BEN)
    await gathering.say(ANN, "/helpme nlp my own question")
    await gathering.say(BEN, await number_of(gathering))
    await gathering.say(ANN, "/thanks ben")
    await gathering.say(ANN, "/promise two chapters")
    await gathering.say(BEN, "/promise my own promise")
    files = (await gathering.say(ANN, "/export everything", None)).attachments
    kept = json.loads(files[-1].content)
    assert [one["title"] for one in kept["memberships"]] == ["The Owls"]
    assert [one["text"] for one in kept["promises"]] == ["two chapters"]
    assert [one["question"] for one in kept["help_requests"]] == ["my own question"]
    assert len(kept["thanks"]) == 1
    assert kept["help_offers"] == []
    assert "my own promise" not in files[-1].content.decode()


async def test_forgetting_strikes_a_learner_out_of_the_groups_posts(gathering):
    await gathering.begin(ANN, BEN)
    await gathering.say(ANN, "/helpme nlp my own question")
    await gathering.work()
    shown = await gathering.say(ANN, "/forget", None)
    await gathering.press(ANN, shown.keys[0].data, None)
    await gathering.work()
    assert not [text for text in gathering.stands() if "Ann" in text or "my own question" in text]
    assert await members(gathering) == ["Ben"]


async def members(gathering):
    group = await gathering.group()
    async with gathering.database.store() as store:
        return [one.name for one in await store.members.of_group(group.id)]


async def first_days(gathering, *users):
    async with gathering.database.store() as store:
        found = [await store.learners.by_account(gathering.platform, user) for user in users]
    return [one.enrolment.first_day.isoformat() for one in found]


async def number_of(gathering):
    """The line of the button below the latest question."""
    group = await gathering.group()
    async with gathering.database.store() as store:
        return f"/canhelp {(await store.helping.open([group.id]))[-1].id}"
