"""Linking: a code from one chat typed in the other makes one learner of two, and /unlink makes two of one."""

import asyncio
import json
import re
from datetime import UTC, date, datetime, timedelta

import pytest

from bot.commands.links import ALPHABET, LENGTH
from bot.errors import Conflict
from bot.store.link_tables import deletions
from bot.store.tables import accounts, learners, metadata, nudges
from roadmap.model import Status
from tests.bot.chats import MONDAY, Chat, Chats
from tests.conftest import BOTH_WHEN_LONG

ENGINES = BOTH_WHEN_LONG

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
FIRST = datetime(2027, 1, 11, 9, tzinfo=UTC)


@pytest.fixture
def ben(chats: Chats) -> Chat:
    """Somebody else on Discord."""
    return chats.chat("discord", "11", "Ben")


async def enrolled(*chats: Chat) -> None:
    for chat in chats:
        await chat.tell("/start ml-data today")


def wrong(number: int = 0) -> str:
    """A code that nobody has."""
    return "22222" + ALPHABET[number] * 3


# a code


async def test_a_code_has_forty_bits_of_signs_that_do_not_look_alike(ann):
    assert len(ALPHABET) ** LENGTH == 2**40
    assert not set("01OI") & set(ALPHABET)
    codes = {await ann.code() for _ in range(20)}
    assert len(codes) == 20


async def test_no_code_is_stored_as_it_is(chats, ann):
    code = await ann.code()
    stored = repr(await chats.rows())
    assert code not in stored
    assert code.replace("-", "") not in stored


@pytest.mark.parametrize("typed", ["{}", "{lower}", "{dense}", "{spaced}", " - {} -"])
async def test_a_code_is_understood_in_any_case_with_dashes_and_spaces_or_without(ann, disc, typed):
    code = await ann.code()
    line = typed.format(code, lower=code.lower(), dense=code.replace("-", ""), spaced=" ".join(code))
    assert "from Ann on Telegram" in await disc.hear(f"/link {line}")


async def test_the_other_sides_name_and_platform_are_shown_before_anything_is_joined(chats, ann, disc):
    await enrolled(ann, disc)
    code = await ann.code()
    before = await chats.rows("learners", "accounts", "enrolments")
    preview = await disc.hear(f"/link {code}")
    assert "from Ann on Telegram" in preview
    assert await chats.rows("learners", "accounts", "enrolments") == before


async def test_a_name_in_markup_is_shown_and_never_obeyed(chats, disc):
    mallory = chats.chat("telegram", "14", "<b>\u202eAnn</b>\n" * 20)
    shown = (await disc.say(f"/link {await mallory.code()}")).text
    assert "&lt;b&gt;Ann" in shown
    assert "\u202e" not in shown
    assert len(shown) < 600


async def test_leaving_it_joins_nothing_and_the_code_stays_good(chats, ann, disc):
    code = await ann.code()
    assert "Nothing is joined" in await disc.press(await disc.say(f"/link {code}"), "Leave it")
    assert len((await chats.rows())["learners"]) == 2
    assert "from Ann" in await disc.hear(f"/link {code}")


async def test_a_code_works_once(chats, ann, disc):
    third = chats.chat("console", "1", "you")
    code = await ann.code()
    await disc.hear(f"/link {code}")
    assert "Linked" in await disc.hear(f"/link {code} yes")
    for chat in (disc, third):
        assert "opens nothing" in await chat.hear(f"/link {code} yes")
    assert len((await chats.rows())["learners"]) == 2


@pytest.mark.parametrize("by_press", [True, False])
async def test_who_is_linked_by_the_first_thing_they_say_on_a_day_is_linked(chats, ann, disc, by_press):
    await enrolled(ann)
    chats.clock.now = datetime(2027, 1, 5, 23, 58, tzinfo=UTC)
    code = await ann.code()
    preview = await disc.say(f"/link {code}")
    chats.wait(3 * MINUTE)
    assert "Linked" in (await disc.press(preview, "Link") if by_press else await disc.hear(f"/link {code} yes"))
    (learner,) = (await chats.rows("learners"))["learners"]
    assert date(2027, 1, 6) in learner, "the day on which they were heard"


async def test_a_fresh_code_makes_the_earlier_one_void(ann, disc):
    old, new = await ann.code(), await ann.code()
    assert "opens nothing" in await disc.hear(f"/link {old}")
    assert "from Ann" in await disc.hear(f"/link {new}")


@pytest.mark.parametrize(("age", "works"), [(10 * MINUTE - timedelta(seconds=1), True), (10 * MINUTE, False)])
async def test_a_code_is_good_for_ten_minutes(chats, ann, disc, age, works):
    code = await ann.code()
    chats.wait(age)
    assert ("from Ann" in await disc.hear(f"/link {code}")) is works
    assert ("Linked" in await disc.hear(f"/link {code} yes")) is works


async def test_a_name_is_kept_no_longer_than_its_code(chats, ann):
    await ann.code()
    assert "Ann" in repr(await chats.rows("codes"))
    chats.wait(10 * MINUTE)
    await chats.nudging.work()
    assert await chats.rows("codes") == {"codes": []}


async def test_nobody_has_a_name_and_is_shown_all_the_same(chats, disc):
    nameless = chats.chat("telegram", "14")
    assert "from Somebody on Telegram" in await disc.hear(f"/link {await nameless.code()}")


@pytest.mark.parametrize("line", ["/link please", "/link 1234", "/link KKKKKKKKK", "/link O0I1O0I1", "/link ????-????"])
async def test_what_can_be_no_code_is_no_try(chats, ann, line):
    for _ in range(10):
        assert "I don't understand" in await ann.hear(line)
    assert (await chats.rows())["tries"] == []


# who cannot be linked


async def test_ones_own_code_is_refused_kindly_and_stays_good(chats, ann, disc):
    code = await ann.code()
    for line in (f"/link {code}", f"/link {code} yes"):
        assert "your own code" in await ann.hear(line)
    assert "from Ann" in await disc.hear(f"/link {code}")
    assert (await chats.rows())["tries"] == []


async def test_two_accounts_on_one_platform_are_not_linked(chats, ann):
    other = chats.chat("telegram", "15", "Ann")
    code = await ann.code()
    before = await chats.rows("learners", "accounts", "codes")
    await other.hear("/timezone berlin")
    for line in (f"/link {code}", f"/link {code} yes"):
        assert "Both sides have an account on Telegram" in await other.hear(line)
    assert set(before["codes"]) == set((await chats.rows("codes"))["codes"])
    assert len((await chats.rows())["learners"]) == 2


async def test_a_third_chat_may_join_and_no_second_one_of_any_of_them(chats, ann, disc, ben):
    console = chats.chat("console", "1", "you")
    await disc.link(ann)
    assert "Linked: Telegram, Discord and the terminal" in await console.link(ann)
    assert "Both sides have an account on Discord" in await ben.hear(f"/link {await console.code()}")
    assert len({(await chat.contact()).learner.id for chat in (ann, disc, console)}) == 1


async def test_those_who_are_linked_are_told_so(chats, ann, disc):
    await disc.link(ann)
    code, before = await ann.code(), await chats.rows("learners", "accounts", "tries")
    for line in (f"/link {code}", f"/link {code} yes"):
        assert "linked already" in await disc.hear(line)
    assert await chats.rows("learners", "accounts", "tries") == before


async def test_codes_from_before_are_void_for_the_two_are_somebody_else_now(chats, ann, disc):
    third = chats.chat("console", "1", "you")
    await enrolled(ann, disc)
    old, deletion = await disc.code(), await ann.say("/forget")
    await disc.link(ann)
    assert "opens nothing" in await third.hear(f"/link {old}")
    assert "used up" in await ann.press(deletion, "Delete")


# five wrong tries


async def test_five_wrong_tries_lock_the_door_for_an_hour_and_the_count_is_not_rolled_back(chats, ann, disc):
    code = await ann.code()
    for left in (4, 3, 2):
        assert f"({left} tries left.)" in await disc.hear(f"/link {wrong(left)}")
    assert "(1 try left.)" in await disc.hear(f"/link {wrong()} yes")
    assert "rests for an hour" in await disc.hear(f"/link {wrong()}")
    for line in (f"/link {code}", f"/link {code} yes", f"/link {wrong()}", "/link"):
        assert "works again in 60 minutes" in await disc.hear(line)
    assert [row[3] for row in (await chats.rows())["tries"]] == [5]
    chats.wait(HOUR - timedelta(seconds=1))
    assert "works again in 1 minute;" in await disc.hear(f"/link {await ann.code()}")
    chats.wait(timedelta(seconds=1))
    assert "from Ann" in await disc.hear(f"/link {await ann.code()}")


async def test_the_lock_is_for_one_account_and_for_linking_alone(chats, ann, disc, ben):
    for _ in range(5):
        await disc.hear(f"/link {wrong()}")
    assert "begun" in await disc.hear("/begin nlp")
    assert "from Ann" in await ben.hear(f"/link {await ann.code()}")


async def test_wrong_tries_more_than_an_hour_apart_do_not_add_up(chats, disc):
    for _ in range(3):
        for _ in range(4):
            assert "left.)" in await disc.hear(f"/link {wrong()}")
        chats.wait(HOUR)


async def test_looking_at_a_right_code_forgives_nothing_linking_does(chats, ann, disc):
    for _ in range(4):
        await disc.hear(f"/link {wrong()}")
    preview = await disc.say(f"/link {await ann.code()}")
    assert "(0 tries" not in preview.text
    assert [row[3] for row in (await chats.rows())["tries"]] == [4]
    await disc.press(preview, "Link")
    assert (await chats.rows())["tries"] == []


async def test_what_was_tried_is_forgotten_after_its_hour(chats, disc):
    await disc.hear(f"/link {wrong()}")
    chats.wait(HOUR)
    await chats.nudging.work()
    assert (await chats.rows())["tries"] == []


# at the same time


@pytest.mark.engines_differ
async def test_of_two_people_racing_for_one_code_one_wins(chats, ann, disc, ben):
    await enrolled(ann, disc, ben)
    code = await ann.code()
    await asyncio.gather(*(chat.hear(f"/link {code}") for chat in (disc, ben)))
    answers = await asyncio.gather(*(chat.hear(f"/link {code} yes") for chat in (disc, ben)))
    assert sorted("Linked" in answer for answer in answers) == [False, True]
    assert sorted("opens nothing" in answer for answer in answers) == [False, True]
    assert len((await chats.rows())["learners"]) == 2
    owner = (await ann.contact()).learner.id
    assert [(await chat.contact()).learner.id == owner for chat in (disc, ben)].count(True) == 1


@pytest.mark.drill
@pytest.mark.engines_differ
async def test_two_sides_that_use_each_others_codes_at_once_become_one(chats, ann, disc):
    await enrolled(ann, disc)
    codes = await ann.code(), await disc.code()
    await disc.hear(f"/link {codes[0]}")
    await ann.hear(f"/link {codes[1]}")
    answers = await asyncio.gather(disc.hear(f"/link {codes[0]} yes"), ann.hear(f"/link {codes[1]} yes"))
    assert sum("Linked" in answer for answer in answers) == 1
    assert len((await chats.rows())["learners"]) == 1


@pytest.mark.engines_differ
async def test_what_is_said_while_two_are_linked_is_not_lost(chats, ann, disc):
    await enrolled(ann, disc)
    code = await ann.code()
    await disc.hear(f"/link {code}")
    await asyncio.gather(disc.hear(f"/link {code} yes"), *(chat.hear("/checkin") for chat in (ann, disc) * 5))
    assert len((await chats.rows())["learners"]) == 1
    assert len((await chats.rows())["progress_events"]) == 10


async def test_who_asks_while_being_linked_is_answered_as_who_they_are_then(chats, ann, disc):
    await ann.tell("/start ml-data today", "/done nlp")
    await disc.tell("/start ml-data today", "/done 5")
    kept, gone = await ann.contact(), await disc.contact()
    async with chats.database.store() as store:
        await store.links.hold([kept.account.id, gone.account.id])
        await store.links.unite(kept.learner, gone.learner.id)
        asking = asyncio.ensure_future(disc.hear("/status 1"))
        await asyncio.sleep(0.2)
        assert not asking.done()
    status = await asking
    assert "✅ 3. NLP" in status
    assert "✅ 5." in status


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
@pytest.mark.engines_differ
async def test_an_account_that_changed_hands_while_its_learner_was_waited_for_is_a_conflict(chats, ann, disc):
    await enrolled(ann, disc)
    await disc.link(ann)

    contact = await disc.contact()

    async def hold() -> None:
        async with chats.database.store() as store:
            await store.links.hold([contact.account.id])

    async with chats.database.store() as store:
        await store.links.hold([contact.account.id])
        waiting = asyncio.ensure_future(hold())
        await chats.wait_for_a_lock()
        await store.links.part(contact.account, contact.learner, takes=None, leaves=None)
    with pytest.raises(Conflict):
        await waiting


async def test_a_second_tap_on_unlink_parts_nothing_more(chats, ann, disc):
    await enrolled(ann, disc)
    await disc.link(ann)
    answers = await asyncio.gather(disc.hear("/unlink yes"), disc.hear("/unlink yes"))
    assert sorted("not linked" in answer for answer in answers) == [False, True]
    assert len((await chats.rows())["learners"]) == 2


# what they have together


async def test_the_preview_shows_what_the_two_will_have_together(ann, disc):
    await ann.tell("/start ml-data today", "/begin dl", "/done nlp", "/done 5", "/timezone berlin")
    await disc.tell(
        "/start ml-data tomorrow", "/done 5", "/begin cv", "/nudges friday 18:00", "/earned fast.ai cert today"
    )
    preview = await disc.hear(f"/link {await ann.code()}")
    assert "Certificates: Fast.ai Cert" in preview
    assert "Together: Machine learning and data from Mon 4 Jan." in preview
    assert "Completed: NLP and ML OOPs & Multiprocessing" in preview
    assert "Going on: Deep Learning and Image Processing" in preview
    assert "One thing was told on both sides; it counts once." in preview
    assert "The settings are those from here:\nTime zone: Europe/Berlin\nNudges: Fridays at 18:00" in preview
    assert "Linked: Telegram and Discord" in await disc.link(ann)
    status = await ann.hear("/status 1")
    assert status == await disc.hear("/status 1")
    assert "✅ 3. NLP" in status
    assert "🟡 4. Image Processing" in status


async def test_the_earlier_begin_and_the_earlier_completion_are_kept(chats, ann, disc):
    await ann.tell("/start ml-data today", "/begin dl 3 january", "/done nlp 2 january")
    await disc.tell("/start ml-data today", "/begin dl 2 january", "/done nlp 3 january")
    await disc.link(ann)
    progress = await disc.progress()
    assert progress.of("deep-learning").begun == date(2027, 1, 2)
    assert progress.of("nlp").completed == date(2027, 1, 2)


@pytest.mark.parametrize("asks", ["ann", "disc"])
async def test_the_settings_are_those_of_the_side_that_asks(ann, disc, asks):
    await ann.tell("/start ml-data today", "/nudges friday 18:00", "/timezone berlin", "/nudges quiet off")
    await disc.tell("/start ml-data today", "/nudges sunday 07:45", "/timezone tokyo")
    asking, asked = (ann, disc) if asks == "ann" else (disc, ann)
    before = (await asking.contact()).learner
    await asking.link(asked)
    learner = (await asked.contact()).learner
    for setting in ("id", "zone", "nudges_on", "nudge_weekday", "nudge_time", "quiet"):
        assert getattr(learner, setting) == getattr(before, setting)
    assert learner.last_platform == asking.speaker.platform


async def test_a_chat_that_has_told_nothing_takes_over_the_settings_of_the_other(ann, disc):
    await ann.tell("/start ml-data today", "/nudges friday 18:00", "/timezone berlin", "/nudges quiet off")
    before = (await ann.contact()).learner
    assert "The settings are those from Telegram:\nTime zone: Europe/Berlin" in await disc.hear(
        f"/link {await ann.code()}"
    )
    await disc.link(ann)
    learner = (await disc.contact()).learner
    assert (learner.id, learner.zone, learner.nudge_weekday, learner.quiet) == (before.id, "Europe/Berlin", 4, None)


async def test_two_who_have_told_nothing_are_linked_and_stay_on_no_roadmap(ann, disc):
    preview = await disc.hear(f"/link {await ann.code()}")
    assert "Together" not in preview
    await disc.link(ann)
    assert "no roadmap under way" in await ann.hear("/settings")
    await ann.tell("/begin nlp")
    assert "🟡 3. NLP" in await disc.hear("/status 1")


async def test_a_roadmap_that_only_the_other_side_was_on_is_kept_but_not_under_way(chats, ann, disc):
    await ann.tell("/start ml-data today", "/done nlp")
    await disc.code()
    async with chats.database.store() as store:
        contact = await store.learners.by_account("discord", "13")
        await store.learners.enrol(contact, "knitting", MONDAY.date(), MONDAY)
    preview = await ann.hear(f"/link {await disc.code()}")
    assert "Machine learning and data from Mon 4 Jan" in preview
    assert "What was told of knitting is kept, but not under way." in preview
    await ann.link(disc)
    assert "✅ 3. NLP" in await disc.hear("/status 1")
    await disc.unlink()
    assert (await disc.contact()).learner.roadmap == "knitting"


async def test_either_chat_undoes_what_was_said_last_and_a_button_what_it_was_shown_with(ann, disc):
    await enrolled(ann, disc)
    shown = await ann.say("/begin dl")
    await disc.link(ann)
    await disc.tell("/done nlp")
    assert "NLP completed" in await ann.hear("/undo")
    await disc.tell("/begin cv")
    assert "Deep Learning begun" in await ann.press(shown, "Undo")
    assert (await disc.progress()).of("image-processing").status is Status.GOING_ON
    assert "Image Processing begun" in await disc.hear("/undo")
    assert "nothing left" in await disc.hear("/undo")


async def test_export_covers_both_sides_and_says_which_account_told_what(ann, disc):
    await ann.tell("/start ml-data today", "/begin dl")
    await disc.tell("/start ml-data today", "/checkin 45 mine")
    await disc.link(ann)
    record = await ann.export()
    platforms = {account["id"]: account["platform"] for account in record["accounts"]}
    assert sorted(platforms.values()) == ["discord", "telegram"]
    told = {(platforms[fact["account_id"]], fact["kind"]) for fact in record["facts"]}
    assert told == {("telegram", "begun"), ("discord", "checked in")}
    assert len(record["enrolments"]) == 2


async def test_export_names_codes_and_tries_but_no_code(ann, disc):
    await enrolled(ann, disc)
    code = await ann.code()
    await ann.say("/link WWWW-WWWW")
    record = await ann.export()
    assert [(one["purpose"], one["name"]) for one in record["codes"]] == [("link", "Ann")]
    assert [(one["purpose"], one["count"]) for one in record["tries"]] == [("link", 1)]
    assert code.replace("-", "") not in json.dumps(record)


@pytest.mark.engines_differ
async def test_forget_says_that_it_covers_both_sides_and_does(chats, ann, disc):
    await enrolled(ann, disc)
    await ann.tell("/begin dl")
    await disc.tell("/checkin")
    await disc.link(ann)
    preview = await disc.say("/forget")
    assert "2 things you told me" in preview.text
    assert "all your linked chats: Telegram and Discord" in preview.text
    assert "on Mon 4 Jan, 08:14 everything is deleted" in await disc.press(preview, "Delete")
    await chats.go(chats.clock() + 10 * MINUTE)
    assert {table for table, rows in (await chats.rows()).items() if rows} <= {"rates", "secrets"}, (
        "how fast may be written, and the installation's own"
    )


def test_every_table_that_refers_to_a_learner_is_moved_when_two_become_one():
    """Whoever adds such a table says in bot.store.links what linking and parting do to it. While a deletion waits nothing
    is linked."""
    refer = {
        table.name for table in metadata.sorted_tables for key in table.foreign_keys if key.column.table is learners
    }
    assert refer == {accounts.name, nudges.name, deletions.name}


# parting


async def test_parting_takes_along_what_this_chat_told_and_a_copy_of_the_settings(chats, ann, disc):
    await ann.tell("/start ml-data today", "/done nlp", "/timezone berlin", "/nudges friday 18:00")
    await disc.tell("/start ml-data today", "/begin dl", "/checkin")
    await disc.link(ann)
    await ann.tell("/nudges friday 18:30")
    facts = (await chats.rows("progress_events"))["progress_events"]
    preview = await disc.hear("/unlink")
    assert "parts your chat on Discord from Telegram" in preview
    assert "the 2 things you told me here" in preview
    assert "One thing you told me stays with Telegram" in preview
    assert "Parted: Discord and Telegram" in await disc.unlink()
    assert (await chats.rows("progress_events"))["progress_events"] == facts
    mine, theirs = await disc.contact(), await ann.contact()
    assert mine.learner.id != theirs.learner.id
    for setting in ("zone", "nudge_weekday", "nudge_time", "quiet", "roadmap"):
        assert getattr(mine.learner, setting) == getattr(theirs.learner, setting)
    assert {slug for slug, topic in (await disc.progress()).topics.items()} == {"deep-learning"}
    assert {slug for slug, topic in (await ann.progress()).topics.items()} == {"nlp"}


async def test_a_chat_that_told_nothing_begins_without_a_roadmap_and_everything_stays(ann, disc):
    await ann.tell("/start ml-data today", "/done nlp")
    await disc.link(ann)
    assert "Nothing was told here" in await disc.hear("/unlink")
    await disc.unlink()
    assert (await disc.contact()).enrolment is None
    assert (await disc.contact()).learner.next_nudge_at is None
    assert "begun" in await disc.hear("/begin cv")
    assert set((await ann.progress()).topics) == {"nlp"}


async def test_those_who_stay_without_facts_are_on_no_roadmap(ann, disc):
    await ann.tell("/start ml-data today", "/done nlp")
    await disc.link(ann)
    await ann.unlink()
    assert (await disc.contact()).enrolment is None
    assert (await disc.contact()).learner.next_nudge_at is None
    assert (await ann.contact()).learner.next_nudge_at == FIRST


async def test_of_three_one_leaves_and_two_stay_together(chats, ann, disc):
    console = chats.chat("console", "1", "you")
    await enrolled(ann, disc, console)
    await disc.link(ann)
    await console.link(ann)
    assert "Discord and Telegram and the terminal go" in await disc.unlink()
    assert (await ann.contact()).learner.id == (await console.contact()).learner.id != (await disc.contact()).learner.id


@pytest.mark.parametrize("known", [True, False])
async def test_who_is_linked_with_nobody_is_told_so(ann, known):
    if known:
        await ann.tell("/start ml-data today")
    assert "not linked" in await ann.hear("/unlink")
    assert "not linked" in await ann.hear("/unlink yes")


async def test_who_was_parted_may_link_with_somebody_else(chats, ann, disc, ben):
    await enrolled(ann, disc, ben)
    await disc.link(ann)
    await disc.unlink()
    assert "Linked" in await ben.link(ann)
    assert "Both sides" in await disc.hear(f"/link {await ann.code()}")


async def test_undo_after_parting_reaches_only_ones_own(ann, disc):
    await enrolled(ann, disc)
    await disc.tell("/begin dl")
    await ann.tell("/begin nlp")
    await disc.link(ann)
    await disc.unlink()
    assert "Deep Learning begun" in await disc.hear("/undo")
    assert "nothing left" in await disc.hear("/undo")
    assert "NLP begun" in await ann.hear("/undo")


async def test_settings_show_the_linked_chats_and_the_way_there_and_back(ann, disc):
    await enrolled(ann, disc)
    alone = await ann.say("/settings")
    assert "Linked" not in alone.text
    assert "say /link" in await ann.press(alone, "Link another chat")
    await disc.link(ann)
    both = await ann.say("/settings")
    assert "Linked: Telegram (here) and Discord" in both.text
    assert "Nudges go to: Telegram, where you spoke last" in both.text
    assert "parts your chat" in await ann.press(both, "Unlink")


async def test_no_name_of_a_learner_is_stored_beyond_the_codes(chats, ann, disc):
    await enrolled(ann, disc)
    await disc.link(ann)
    for table, rows in (await chats.rows()).items():
        assert not re.search("Ann|annie", repr(rows)), table
