"""Partners from end to end: pairs as the week begins, promises, silence, and a budget of messages that holds."""

from collections.abc import AsyncIterator, Callable
from datetime import date, time, timedelta

import pytest

from bot.nudges.partner.announcements import outcome_told, promise_told
from bot.store import NudgeKind
from bot.store.ledger import Entry
from roadmap.group.promises import PromiseOutcome
from tests.bot.group_stage import GroupStage, utc
from tests.bot.nudge_stage import ANN, BEN, DAY, WEEK
from tests.conftest import SQLITE
from tests.presses import carried

ENGINES = SQLITE

EVE, GUS = "3", "4"
NAMES = {ANN: "Ann", BEN: "Ben", EVE: "Eve", GUS: "Gus"}
HOUR = timedelta(hours=1)
FIRST = utc("2027-01-11 08:00")
MONDAY_11 = date(2027, 1, 11)


@pytest.fixture
async def open_stage(database_url: str) -> AsyncIterator[Callable[..., GroupStage]]:
    stages: list[GroupStage] = []

    def made(**more: object) -> GroupStage:
        stages.append(GroupStage(database_url, **more))
        return stages[-1]

    yield made
    for one in stages:
        await one.close()


@pytest.fixture
async def stage(open_stage: Callable[..., GroupStage]) -> GroupStage:
    """So many messages a week are allowed that the budget plays no part."""
    return open_stage(weekly_budget=21)


async def company(stage, *users, lines=("/begin nlp",)):
    """A group whose members want partners; their own nudges come on Wednesdays."""
    group = await stage.group()
    for user in users:
        await stage.join(group, user, NAMES[user], *lines, "/nudges wednesday 20:00", partner=True)
    return group


def texts(stage, user, *, containing=""):
    return [sent.text for sent in stage.sent_to(user) if containing in sent.text]


def partner_of(stage, user):
    """The names in the latest introduction."""
    text = texts(stage, user, containing="🤝")[-1]
    return {name for name in NAMES.values() if name in text}


async def promise(stage, group, user, text="two chapters", week=MONDAY_11):
    contact = await stage.contact(user)
    async with stage.database.store() as store:
        kept = await store.partners.promise(group.id, contact.account.id, week, text)
        await promise_told(store, kept, stage.clock(), stage.clock().date())
    return kept


# pairs


@pytest.mark.drill
async def test_the_willing_are_introduced_to_each_other_as_the_week_begins(stage):
    await company(stage, ANN, BEN)
    await stage.go(FIRST + HOUR)
    assert texts(stage, ANN, containing="Your partner: Ben")
    assert texts(stage, BEN, containing="Your partner: Ann")


async def test_who_does_not_want_a_partner_gets_none(stage):
    group = await company(stage, ANN, BEN)
    await stage.join(group, EVE, "Eve", "/begin nlp")
    await stage.go(FIRST + HOUR)
    assert not texts(stage, EVE, containing="🤝")


async def test_one_who_is_willing_alone_is_left_alone(stage):
    await company(stage, ANN)
    await stage.go(FIRST + HOUR)
    assert not texts(stage, ANN, containing="🤝")


@pytest.mark.drill
async def test_three_are_a_three(stage):
    await company(stage, ANN, BEN, EVE)
    await stage.go(FIRST + HOUR)
    assert partner_of(stage, ANN) == {"Ben", "Eve"}


async def study(stage, to, *users):
    """Let days pass in which these users study."""
    while stage.clock() < to:
        await stage.go(min(to, stage.clock() + 4 * DAY))
        for user in users:
            await stage.say("/checkin", user)


@pytest.mark.drill
async def test_partners_stay_together_for_four_weeks_and_then_meet_somebody_else(stage):
    await company(stage, ANN, BEN, EVE, GUS)
    met = []
    for month in range(3):
        await study(stage, FIRST + month * 4 * WEEK + HOUR, *NAMES)
        met.append(partner_of(stage, ANN))
        assert len(texts(stage, ANN, containing="🤝 Your partner")) == month + 1
    assert all(len(one) == 1 for one in met)
    assert met[0] != met[1] != met[2]


@pytest.mark.drill
async def test_a_newcomer_joins_a_pair_instead_of_being_left_alone(stage):
    group = await company(stage, ANN, BEN)
    await study(stage, FIRST + DAY, ANN, BEN)
    await stage.join(group, EVE, "Eve", "/begin nlp", partner=True)
    await study(stage, FIRST + WEEK + HOUR, ANN, BEN, EVE)
    assert partner_of(stage, EVE) == {"Ann", "Ben"}
    assert partner_of(stage, ANN) == {"Ben", "Eve"}


@pytest.mark.drill
async def test_whose_partner_left_has_another_the_next_monday(stage):
    group = await company(stage, ANN, BEN)
    await study(stage, FIRST + DAY, ANN, BEN)
    await stage.leave(group, BEN)
    await stage.join(group, EVE, "Eve", "/begin nlp", partner=True)
    await study(stage, FIRST + WEEK + HOUR, ANN, EVE)
    assert partner_of(stage, ANN) == {"Eve"}


@pytest.mark.drill
async def test_two_looks_on_one_monday_make_one_pairing(stage):
    group = await company(stage, ANN, BEN)
    await stage.go(FIRST + HOUR)
    async with stage.database.store() as store:
        await store.groups.change(group.id, next_look_at=FIRST + 2 * HOUR)
    await stage.go(FIRST + 3 * HOUR)
    assert len(texts(stage, ANN, containing="🤝")) == 1


@pytest.mark.drill
async def test_who_left_before_the_introduction_is_sent_is_not_introduced(stage):
    group = await company(stage, ANN, BEN)
    await stage.say("/nudges quiet 08:00-12:00", ANN)
    await stage.go(FIRST + HOUR)
    await stage.leave(group, BEN)
    await stage.go(FIRST + 6 * HOUR)
    assert not texts(stage, ANN, containing="Ben")
    assert "partners" in " ".join(await stage.outcomes(ANN))
    assert "skipped: no partner" in " ".join(await stage.outcomes(ANN))


# promises


@pytest.mark.drill
async def test_a_promise_is_told_asked_about_on_sunday_evening_and_its_outcome_told(stage):
    group = await company(stage, ANN, BEN)
    await stage.go(FIRST + HOUR)
    kept = await promise(stage, group, ANN)
    await stage.go(FIRST + 2 * HOUR)
    assert texts(stage, BEN, containing="Ann promises you")
    for day in range(6):
        await stage.go(FIRST + day * DAY + 3 * HOUR)
        await stage.say("/checkin", ANN)
        await stage.say("/checkin", BEN)
    await stage.go(FIRST + 6 * DAY + 9 * HOUR)
    assert not [sent for sent in stage.sent_to(ANN) if "How did it go?" in sent.text]
    await stage.go(FIRST + 6 * DAY + 10 * HOUR)  # seven in Berlin
    (question,) = [sent for sent in stage.sent_to(ANN) if "How did it go?" in sent.text]
    pressed = [carried(key.data, ANN) for key in question.message.keys]
    assert f"/promise kept {kept.id}" in [press.line for press in pressed if press]
    async with stage.database.store() as store:
        settled = await store.partners.settle(kept.id, PromiseOutcome.KEPT)
        assert await outcome_told(store, settled, stage.clock()) == 1
        await outcome_told(store, settled, stage.clock())
    await stage.go(FIRST + 7 * DAY - HOUR / 2)
    assert len(texts(stage, BEN, containing="Ann kept the promise")) <= 1
    assert "outcome" in " ".join(await stage.outcomes(BEN))


def asked_how(stage, user):
    """When somebody was asked how it went, in UTC: an hour less than in Berlin, where they are."""
    return [f"{sent.at:%a %H:%M}" for sent in stage.sent_to(user) if "How did it go?" in sent.text]


@pytest.mark.parametrize(
    ("lines", "asked"),
    [
        (["NLP by friday"], ["Fri 18:00"]),
        (["NLP by monday"], ["Mon 18:00"]),
        (["NLP by sunday"], ["Sun 18:00"]),
        (["NLP by friday", "NLP by wednesday"], ["Wed 18:00"]),
        (["NLP by wednesday", "NLP by friday"], ["Fri 18:00"]),
        (["NLP by wednesday", "all of NLP"], ["Sun 18:00"]),
        (["NLP by next wednesday"], ["Wed 18:00"]),
    ],
)
async def test_a_promise_is_asked_about_once_on_the_evening_of_the_day_that_it_was_last_made_for(stage, lines, asked):
    await company(stage, ANN, BEN)
    await stage.go(FIRST + HOUR)
    for line in lines:
        await stage.say(f"/promise {line}", ANN)
    await stage.go(FIRST + 14 * DAY, studying=True)
    assert asked_how(stage, ANN) == asked


async def test_one_that_is_made_anew_after_it_was_asked_about_is_asked_about_again(stage):
    await company(stage, ANN, BEN)
    await stage.go(FIRST + HOUR)
    await stage.say("/promise a chapter by tuesday", ANN)
    await stage.go(FIRST + 2 * DAY, studying=True)
    await stage.say("/promise kept", ANN)
    await stage.say("/promise another by friday", ANN)
    await stage.go(FIRST + 7 * DAY, studying=True)
    assert asked_how(stage, ANN) == ["Tue 18:00", "Fri 18:00"]


async def test_one_is_asked_about_in_the_evening_of_where_its_maker_is_by_then(stage):
    await company(stage, ANN, BEN)
    await stage.go(FIRST + HOUR)
    await stage.say("/promise a chapter by friday", ANN)
    await stage.say("/timezone los angeles", ANN)
    await stage.go(FIRST + 7 * DAY, studying=True)
    assert asked_how(stage, ANN) == ["Sat 03:00"]  # seven on Friday there


async def test_quiet_hours_that_are_set_after_a_promise_was_made_hold_for_its_question(stage):
    await company(stage, ANN, BEN)
    await stage.go(FIRST + HOUR)
    await stage.say("/promise a chapter by friday", ANN)
    await stage.say("/nudges quiet 18:00-08:00", ANN)
    await stage.go(FIRST + 7 * DAY, studying=True)
    assert asked_how(stage, ANN) == ["Fri 16:00"]


@pytest.mark.parametrize(("day", "count"), [("wednesday", 2), ("sunday", 6)])
async def test_one_that_is_made_anew_for_the_same_day_after_it_was_asked_about_is_asked_about_again(stage, day, count):
    await company(stage, ANN, BEN)
    await stage.go(FIRST + HOUR)
    await stage.say(f"/promise a chapter by {day}", ANN)
    await stage.go(FIRST + count * DAY + 10 * HOUR + HOUR / 2, studying=True)
    await stage.say("/promise partly", ANN)
    for line in ("the other half by today", "the other half and a page by today"):
        await stage.say(f"/promise {line}", ANN)
    await stage.go(FIRST + 14 * DAY, studying=True)
    assert asked_how(stage, ANN) == [f"{day[:3].title()} {at}" for at in ("18:00", "20:30")]


async def test_one_that_nobody_answered_is_asked_about_once(stage):
    group = await company(stage, ANN, BEN)
    async with stage.database.store() as store:
        await store.groups.change(group.id, digest_time=time(23))
    await stage.go(FIRST + HOUR)
    await stage.say("/promise a chapter by wednesday", ANN)
    await stage.go(FIRST + 7 * DAY, studying=True)
    assert asked_how(stage, ANN) == ["Wed 18:00"]


async def test_one_that_is_made_late_on_its_day_is_asked_about_two_hours_later(stage):
    await company(stage, ANN, BEN)
    await stage.go(FIRST + 10 * HOUR)
    await stage.say("/promise a chapter by today", ANN)
    await stage.go(FIRST + 7 * DAY, studying=True)
    assert asked_how(stage, ANN) == ["Mon 20:00"]


async def test_one_that_was_answered_before_its_day_is_not_asked_about(stage):
    await company(stage, ANN, BEN)
    await stage.go(FIRST + HOUR)
    await stage.say("/promise a chapter by friday", ANN)
    await stage.say("/promise kept", ANN)
    await stage.go(FIRST + 7 * DAY, studying=True)
    assert asked_how(stage, ANN) == []


@pytest.mark.drill
async def test_a_promise_that_was_changed_is_told_again_on_another_day_of_whoever_promises(stage):
    await company(stage, ANN, BEN)
    await stage.go(FIRST + HOUR)
    await stage.say("/timezone auckland", ANN)
    for hours, text in ((2, "one chapter"), (4, "two chapters"), (5, "three chapters")):  # 23:00, then 01:00 and 02:00
        await stage.go(FIRST + hours * HOUR)
        await stage.say(f"/promise {text}", ANN)
        await stage.go(FIRST + hours * HOUR + HOUR / 2)
    assert len(texts(stage, BEN, containing="Ann promises you")) == 2


@pytest.mark.drill
async def test_a_promise_that_was_answered_is_not_asked_about(stage):
    group = await company(stage, ANN, BEN)
    await stage.go(FIRST + HOUR)
    kept = await promise(stage, group, ANN)
    async with stage.database.store() as store:
        await store.partners.settle(kept.id, PromiseOutcome.PARTLY)
    await stage.go(FIRST + 6 * DAY + 2 * HOUR)
    assert not texts(stage, ANN, containing="How did it go?")


@pytest.mark.drill
async def test_a_kept_promise_is_told_in_the_digest_and_another_is_not(stage):
    group = await company(stage, ANN, BEN)
    for user, outcome in ((ANN, PromiseOutcome.KEPT), (BEN, PromiseOutcome.NOT)):
        kept = await promise(stage, group, user, week=date(2027, 1, 4))
        async with stage.database.store() as store:
            await store.partners.settle(kept.id, outcome)
    await stage.go(FIRST)
    assert "Promises kept: Ann." in stage.said()[0]


# silence


@pytest.mark.drill
async def test_five_silent_days_send_the_partner_one_note_and_ten_the_offer_of_a_rematch(stage):
    await company(stage, ANN, BEN)
    await stage.go(FIRST + HOUR)
    for day in range(13):
        await stage.go(FIRST + day * DAY + 2 * HOUR)
        await stage.say("/checkin", ANN)
    assert texts(stage, ANN, containing="since Ben last studied") == [
        "🍃 It's been five days since Ben last studied. Maybe a hello from you is all it takes."
    ]
    (offer,) = texts(stage, ANN, containing="another partner meanwhile")
    assert "Ben" in offer
    assert not texts(stage, BEN, containing="🍃")


@pytest.mark.drill
async def test_who_stays_silent_is_not_paired_again_before_a_study_day(stage):
    await company(stage, ANN, BEN, EVE, GUS)
    await study(stage, FIRST + HOUR, *NAMES)
    others = [user for user in NAMES if user != BEN]
    await study(stage, FIRST + 4 * WEEK + HOUR, *others)
    assert "Ben" not in partner_of(stage, ANN) | partner_of(stage, EVE) | partner_of(stage, GUS)
    await study(stage, FIRST + 5 * WEEK + HOUR, *NAMES)
    assert len(texts(stage, BEN, containing="🤝")) == 2


@pytest.mark.drill
async def test_a_paused_partner_is_not_silent(stage):
    await company(stage, ANN, BEN)
    await stage.go(FIRST + HOUR)
    await stage.say("/pause", BEN)
    for day in range(6):
        await stage.go(FIRST + day * DAY + 2 * HOUR)
        await stage.say("/checkin", ANN)
    await stage.go(FIRST + 7 * DAY - HOUR)
    assert not texts(stage, ANN, containing="🍃")


@pytest.mark.drill
async def test_who_studies_before_the_note_is_sent_is_not_called_silent(stage):
    await company(stage, ANN, BEN)
    await stage.say("/nudges quiet 08:00-12:00", ANN)
    await stage.go(FIRST + 5 * DAY)
    await stage.say("/checkin", ANN)
    await stage.go(FIRST + 6 * DAY + timedelta(minutes=1))
    await stage.say("/checkin", BEN)
    await stage.go(FIRST + 6 * DAY + 12 * HOUR)
    assert not texts(stage, ANN, containing="🍃")
    assert "silence is over" in " ".join(await stage.outcomes(ANN))


# the budget


async def notes(stage, group, count, *, start=0):
    """So many promises of Ben's, each a note for Ann."""
    ben = await stage.contact(BEN)
    ann = await stage.contact(ANN)
    async with stage.database.store() as store:
        for number in range(start, start + count):
            week = date(2027, 1, 4) + number * WEEK
            kept = await store.partners.promise(group.id, ben.account.id, week, f"promise {number}")
            entry = Entry(
                ann.learner.id, ann.account.id, "telegram", NudgeKind.PROMISED, f"n{number}", stage.clock(), kept.id
            )
            await store.ledger.file(entry)


@pytest.mark.drill
async def test_beyond_three_messages_a_week_notes_wait_for_the_next_nudge(open_stage):
    stage = open_stage()
    group = await company(stage, ANN, BEN)
    await stage.go(utc("2027-01-05 10:00"))
    await notes(stage, group, 5)
    await stage.work()
    assert len(texts(stage, ANN)) == 3
    await stage.go(utc("2027-01-13 20:00"))
    (weekly,) = texts(stage, ANN, containing="Also this week")
    assert "promise 3" in weekly
    assert "promise 4" in weekly
    assert "promise 1" not in weekly
    await stage.go(utc("2027-01-20 20:00"))
    assert len(texts(stage, ANN, containing="Also this week")) == 1
    assert sum("told with the next nudge" in row for row in await stage.outcomes(ANN)) == 2


@pytest.mark.drill
async def test_a_nudge_still_to_come_and_a_digest_count_too(open_stage):
    stage = open_stage()
    group = await company(stage, ANN, BEN)
    await stage.go(FIRST + HOUR)  # the digest, and the introduction
    await notes(stage, group, 2)
    await stage.go(utc("2027-01-13 18:00"))
    assert len(texts(stage, ANN)) == 2  # the introduction, which they asked for, counts against nothing
    assert [row for row in await stage.outcomes(ANN) if "over the weekly budget" in row] == [
        "promised n1 skipped: over the weekly budget"
    ]


async def test_who_has_their_nudges_off_gets_no_notes(stage):
    group = await company(stage, ANN, BEN)
    await stage.say("/nudges off", ANN)
    await notes(stage, group, 1)
    await stage.work()
    assert not texts(stage, ANN)
    assert "nudges are off" in (await stage.outcomes(ANN))[0]
