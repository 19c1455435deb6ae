"""What operators see, do and tell, and what a learner hears and reads of it; whose it is tells test_operators_alone."""

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import pytest

from bot.chat.platform import Place, Pressed, Speaker, Spoken
from bot.platforms.console.renderer import plain
from bot.program import operating
from bot.settings import Settings
from tests.bot.office import ANN, BEN, OPS, Office
from tests.conftest import BOTH_WHEN_LONG
from tests.presses import press

ENGINES = BOTH_WHEN_LONG


@pytest.fixture
async def office(database_url: str) -> AsyncIterator[Office]:
    office = Office(database_url)
    yield office
    await office.close()


@pytest.mark.engines_differ
async def test_stats_are_figures_of_the_installation(office):
    await office.enrol(ANN, BEN)
    await office.enrol("12", on="discord")
    said = await office.say("/stats")
    assert "Learners: 4, heard in the last 7 days: 4" in said
    assert "Telegram 3" in said
    assert "Discord 1" in said


# what they show


async def test_a_learner_is_shown_in_dates_and_counts_and_reads_that_they_were(office):
    await office.enrol(ANN)
    await office.say("/done nlp: a secret note of mine", ANN)
    for who in ("/learner 1", f"/learner telegram:{ANN}"):
        said = await office.say(who)
        assert "Learner 1" in said
        assert f"telegram:{ANN}" in said
        assert "completed 1" in said
        assert "secret" not in said
        assert "NLP" not in said
    read = await office.say("/settings operators", ANN)
    assert read.count("looked at your dates and counts") == 2
    assert OPS["telegram"] not in read
    await office.enrol(BEN)
    assert "has done nothing" in await office.say("/settings operators", BEN)


async def test_whom_there_is_not_nobody_is_looked_at(office):
    assert "Nobody here is" in await office.say("/learner 4711")
    assert "Nobody here is" in await office.say("/learner telegram:4711")
    assert "There is no group 4711" in await office.say("/group 4711")
    assert "I don't understand" in await office.say("/learner Ann")
    assert "I don't understand" in await office.say("/block telegram:@ann")
    async with office.database.store() as store:
        assert not await store.operating.acts.last(10)


async def test_a_group_is_shown_in_counts_without_its_name(office):
    await office.join(ANN, "/helpme nlp is this a secret?")
    said = await office.say("/group 1")
    assert "Members: 1" in said
    assert "Open requests for help: 1" in said
    assert "Owls" not in said
    assert "secret" not in said


@pytest.mark.drill
@pytest.mark.engines_differ
async def test_the_log_names_who_did_what_and_is_kept_for_ninety_days(office):
    await office.enrol(ANN)
    await office.say("/stats")
    await office.say("/learner 1", OPS["discord"], "discord")
    said = await office.say("/acts")
    assert "looked at the figures, by telegram:900" in said
    assert "looked at a learner, by discord:901" in said
    await office.wait(timedelta(days=89))
    assert "looked at the figures" in await office.say("/acts")
    await office.wait(timedelta(days=2))
    assert "No operator has done anything" in await office.say("/acts")


# what they do


async def test_a_blocked_account_is_told_so_once_and_then_nothing(office):
    await office.enrol(ANN, BEN)
    assert f"telegram:{ANN} is blocked" in await office.say(f"/block telegram:{ANN}")
    told = await office.say("/status", ANN)
    assert (
        told
        == "Whoever runs this bot has blocked this account, so I don't answer here any more; /export and /forget still work."
    )
    for line in ("/status", "done nlp", "nonsense", "/done", "/stats", "x" * 2000):
        assert await office.answer(line, ANN) is None
    assert "Where you stand" not in told
    assert await office.say("/status", BEN)
    assert "Blocked already" in await office.say(f"/block telegram:{ANN}")


async def test_a_flood_of_a_blocked_account_is_silent_too(office):
    await office.say("/block telegram:66")
    answers = []
    for _ in range(40):
        speaker, place = Speaker("telegram", "66"), Place("66", direct=True)
        answers.append(await office.app.dispatcher.say(Spoken(speaker, place, "hi", office.clock())))
    assert [plain(one.text)[:20] for one in answers if one] == ["Whoever runs this bo"]


@pytest.mark.drill
async def test_what_is_kept_of_a_blocked_account_it_may_take_along_and_delete(office):
    await office.enrol(ANN)
    await office.say(f"/block telegram:{ANN}")
    assert await office.say("/status", ANN)
    exported = await office.answer("/export", ANN)
    assert exported
    assert exported.attachments
    asked = await office.answer("/forget", ANN)
    gone = await office.press(asked, "Delete", ANN)
    assert "The block stays for a year" in gone
    assert await office.answer("/start", ANN) is None
    assert await office.answer("/start ml-data today", ANN) is None
    assert "answered again" in await office.say(f"/unblock telegram:{ANN}")
    assert await office.say("/start", ANN)


async def test_behind_a_command_that_may_be_said_no_other_is(office):
    await office.enrol(ANN)
    await office.say(f"/block telegram:{ANN}")
    await office.say("hello", ANN)
    assert await office.answer("/forget\ndone nlp", ANN) is None
    assert await office.answer("/export\n/status", ANN) is None
    async with office.database.store() as store:
        contact = await store.learners.by_account("telegram", ANN)
        assert contact
        assert not await store.facts.of(contact.enrolment.ids)


@pytest.mark.engines_differ
async def test_the_block_of_a_deleted_account_ends_after_a_year(office):
    await office.enrol(ANN)
    await office.say(f"/block telegram:{ANN}")
    await office.press(await office.answer("/forget", ANN), "Delete", ANN)
    async with office.database.store() as store:
        assert await store.operating.blocks.holds("telegram", ANN, office.clock())
        assert not await store.operating.blocks.holds("discord", ANN, office.clock())
    await office.wait(timedelta(days=366))
    async with office.database.store() as store:
        assert not await store.holds_any(store.operating.blocks.stale(office.clock()))
    assert await office.say("/start", ANN)


async def test_nothing_is_sent_to_a_blocked_account_until_the_block_ends(office):
    await office.enrol(ANN)
    await office.say("/block 1")
    await office.wait(timedelta(days=21))
    assert not office.telegram.sent
    await office.say("/unblock 1")
    await office.wait(timedelta(days=8))
    assert [one.user_id for one in office.telegram.sent] == [ANN]


@pytest.mark.drill
@pytest.mark.engines_differ
async def test_what_a_blocked_account_said_in_groups_is_taken_out_of_the_posts(office):
    await office.join(ANN, "/helpme nlp buy my course")
    await office.wait(timedelta(days=7))
    assert office.posts().count("buy my course") == 2, "in the post of its own and in the digest"
    await office.say(f"/block telegram:{ANN}")
    await office.work()
    assert "buy my course" not in office.posts()
    assert "Ann" not in office.posts()
    async with office.database.store() as store:
        assert not await store.members.of_group(1)


async def test_an_operator_is_not_blocked(office):
    await office.say("/stats", OPS["discord"], "discord")
    assert "That is an operator" in await office.say(f"/block discord:{OPS['discord']}")
    assert await office.say("/stats", OPS["discord"], "discord")


async def test_a_block_by_number_is_one_of_each_account(office):
    await office.enrol(ANN)
    code = (await office.say("/link", ANN)).partition("/link ")[2][:9]
    await office.say(f"/link {code}", "12", "discord")
    await office.say(f"/link {code} yes", "12", "discord")
    assert "2 accounts are blocked" in await office.say("/block 1")
    assert await office.say("/status", "12", "discord")
    assert await office.answer("/status", "12", "discord") is None


@pytest.mark.drill
async def test_of_two_linked_chats_the_one_that_is_not_blocked_is_nudged(office):
    await office.enrol(ANN)
    code = (await office.say("/link", ANN)).partition("/link ")[2][:9]
    await office.say(f"/link {code}", "12", "discord")
    await office.say(f"/link {code} yes", "12", "discord")
    await office.say("/nudges on telegram", ANN)
    await office.say(f"/block telegram:{ANN}")
    told = len(office.telegram.sent)
    await office.wait(timedelta(days=10))
    assert len(office.telegram.sent) == told
    assert "12" in {one.user_id for one in office.discord.sent}
    assert await office.say("/status", "12", "discord")


# what they tell everybody


@pytest.mark.drill
async def test_an_announcement_is_shown_first_and_sent_once_it_is_confirmed(office):
    await office.enrol(ANN, BEN)
    await office.enrol("12", on="discord")
    shown = await office.answer('/say "Maintenance at 20:00"')
    assert shown
    assert "This would go to 4 learners (Telegram 3 and Discord 1)" in plain(shown.text)
    await office.work()
    assert not office.sent()
    assert "On its way to 4 learners" in await office.press(shown, "Send it")
    await office.wait(timedelta(minutes=1))
    assert sorted(one.user_id for one in office.sent()) == sorted([ANN, BEN, "12", OPS["telegram"]])
    assert all("📣 Maintenance at 20:00" in one.text for one in office.sent())
    assert all("/nudges announcements off" in one.text for one in office.sent())
    data = shown.keys[0].data
    pressed = Pressed(Speaker("telegram", OPS["telegram"]), Place(OPS["telegram"], direct=True), data, office.clock())
    again = await press(office.app.dispatcher, pressed)
    assert "On its way" not in str(again)
    await office.work()
    assert len(office.sent()) == 4


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ('"Maintenance at 20:00"', "Maintenance at 20:00"),
        ("„Wartung um 20 Uhr“", "Wartung um 20 Uhr"),
        ('The new command is called "meet"', 'The new command is called "meet"'),
        ('"meet" is better than "join"', '"meet" is better than "join"'),
        ("'yes' was the users' choice", "'yes' was the users' choice"),
    ],
)
async def test_an_announcement_loses_only_the_quotation_marks_that_enclose_the_whole_of_it(office, said, told):
    await office.enrol(ANN)
    shown = await office.say(f"/say {said}")
    assert f"📣 {told}" in shown


async def test_an_announcement_waits_for_the_end_of_quiet_hours(office):
    await office.enrol(ANN)
    await office.wait(timedelta(hours=11))
    await office.tell("The server moves tonight")
    await office.work()
    assert not office.sent()
    await office.wait(timedelta(hours=9))
    assert sorted(one.user_id for one in office.sent()) == [ANN, OPS["telegram"]]


async def test_whoever_wants_no_announcements_gets_none_and_their_nudges_stay(office):
    await office.enrol(ANN, BEN)
    assert "No more announcements" in await office.say("/nudges announcements off", ANN)
    assert "Announcements: off" in await office.say("/nudges", ANN)
    shown = plain((await office.answer("/say hello")).text)
    assert "One wants no announcements" in shown
    await office.tell("hello")
    assert ANN not in {one.user_id for one in office.sent()}
    async with office.database.store() as store:
        contact = await store.learners.by_account("telegram", ANN)
        assert contact
        assert contact.learner.nudges_on
    assert "You hear again" in await office.say("/nudges announcements on", ANN)


async def test_an_announcement_reaches_who_has_no_roadmap_or_no_nudges(office):
    await office.say("/timezone berlin", ANN)
    await office.enrol(BEN)
    await office.say("/nudges off", BEN)
    await office.tell("hello")
    assert {ANN, BEN} <= {one.user_id for one in office.sent()}
    await office.say("/nudges announcements off", ANN)
    sent = len(office.sent())
    await office.tell("hello again")
    assert ANN not in {one.user_id for one in office.sent()[sent:]}


async def test_an_announcement_counts_against_no_budget_and_stands_in_the_ledger(office):
    await office.enrol(ANN)
    for word in ("one", "two", "three", "four"):
        await office.tell(word)
    assert len([one for one in office.sent() if one.user_id == ANN]) == 4
    assert "announcement, sent" in await office.say("/nudges", ANN)


async def test_a_dry_run_that_is_too_old_is_not_sent(office):
    await office.enrol(ANN)
    shown = await office.answer("/say hello")
    await office.wait(timedelta(hours=2))
    assert "used up" in await office.press(shown, "Send it")


@pytest.mark.drill
@pytest.mark.engines_differ
async def test_an_announcement_is_sent_when_all_before_it_are_kept_no_longer(office):
    await office.say("/timezone berlin", ANN)
    await office.tell("The first")
    await office.wait(timedelta(days=91))
    async with office.database.store() as store:
        assert await store.operating.announcements.find(1) is None
    await office.tell("The second")
    assert [one.text.split("\n")[0] for one in office.sent() if one.user_id == ANN][-1].startswith("📣 The second")


# incidents


async def test_operators_are_told_of_an_incident_by_its_number(office):
    await office.say("/stats")
    number = await office.break_something()
    await office.work()
    assert [one.user_id for one in office.sent()] == [OPS["telegram"]]
    assert number in office.sent()[0].text
    assert "Incidents in the last 7 days: 1" in await office.say("/stats")


@pytest.mark.drill
async def test_a_flood_of_incidents_is_two_messages(office):
    await office.say("/stats")
    numbers = [await office.break_something() for _ in range(12)]
    await office.work()
    assert len(office.sent()) == 1
    await office.wait(timedelta(minutes=11))
    assert len(office.sent()) == 2
    assert "11 incidents" in office.sent()[1].text
    assert numbers[1] in office.sent()[1].text
    assert "and 7 more" in office.sent()[1].text
    await office.wait(timedelta(hours=1))
    assert len(office.sent()) == 2
    later = await office.break_something()
    await office.work()
    assert later in office.sent()[2].text
    assert numbers[0] not in office.sent()[2].text


async def test_who_wanted_no_announcements_in_one_chat_hears_none_once_another_is_linked_with_it(office):
    await office.enrol(ANN)
    await office.enrol("12", on="discord")
    await office.say("/nudges announcements off", ANN)
    code = (await office.say("/link", ANN)).partition("/link ")[2].split()[0]
    await office.press(await office.answer(f"/link {code}", "12", "discord"), "Link", "12", "discord")
    await office.tell("Maintenance at 20:00")
    assert not [one.text for one in office.sent() if one.user_id in {ANN, "12"} and "Maintenance" in one.text]


@pytest.mark.drill
@pytest.mark.engines_differ
async def test_what_is_said_in_the_chat_and_at_two_command_lines_at_once_is_told_once(office):
    office.clock.now = datetime.now(UTC)  # that of a command line
    await office.enrol(ANN)
    dry = await office.answer("/say maintenance at 20:00")
    settings = Settings(_env_file=None, database_url=office.url)
    said = await asyncio.gather(
        office.press(dry, "Send"),
        *(operating.say(settings, "maintenance at 20:00", sure=True) for _ in range(2)),
    )
    assert sorted("On its way to 2 learners" in one for one in said) == [False, False, True], said
    assert sorted("went to 2 learners already" in one for one in said) == [False, True, True], said
    await office.wait(timedelta(hours=24))
    assert len([one for one in office.sent() if "maintenance" in one.message.text]) == 2
