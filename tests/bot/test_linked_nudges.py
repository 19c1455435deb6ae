"""The nudges of linked chats: one chat each time, the other where the first cannot be reached, and none twice."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select, update

from bot.store import NudgeKind, NudgeState
from bot.store.ledger import Entry
from bot.store.tables import nudges
from tests.bot.chats import Chat, Chats
from tests.bot.nudge_stage import EVERYTHING, Sent
from tests.conftest import BOTH_WHEN_LONG

ENGINES = BOTH_WHEN_LONG

HOUR, DAY, WEEK = timedelta(hours=1), timedelta(days=1), timedelta(days=7)
FIRST = datetime(2027, 1, 11, 9, tzinfo=UTC)


async def enrolled(*chats: Chat) -> None:
    for chat in chats:
        await chat.tell("/start ml-data today")


async def link(asking: Chat, asked: Chat) -> None:
    """Link, and let the other side hear of it."""
    await asking.link(asked)
    await hear_alerts(asking.chats)


async def hear_alerts(chats: Chats) -> None:
    """Whoever is to hear of a link or a parting has heard of it; it is no nudge, and is not counted here."""
    platforms = (chats.telegram, chats.discord)
    before = [len(platform.tried) for platform in platforms]
    await chats.nudging.work()
    for platform, tried in zip(platforms, before, strict=True):
        del platform.tried[tried:]
        platform.sent = [one for one in platform.sent if not is_alert(one)]


def is_alert(sent: Sent) -> bool:
    return sent.text.startswith(("🔗", "✂"))


def arrived(chats: Chats) -> list[tuple[str, str]]:
    """Which nudges arrived where, in order."""
    both = [(sent, platform.name) for platform in (chats.telegram, chats.discord) for sent in platform.sent]
    return [
        (name, f"{at:%a %d %b %H:%M}") for at, name in sorted((one.at, name) for one, name in both if not is_alert(one))
    ]


async def test_two_who_were_nudged_apart_are_nudged_once_together_where_they_spoke_last(chats, ann, disc):
    await enrolled(ann, disc)
    await link(disc, ann)
    await chats.go(FIRST)
    await ann.tell("/status")
    await chats.go(FIRST + WEEK)
    assert arrived(chats) == [("discord", "Mon 11 Jan 09:00"), ("telegram", "Mon 18 Jan 09:00")]


async def test_nudges_go_where_they_are_wanted_and_back_to_where_one_spoke_last(chats, ann, disc):
    await enrolled(ann, disc)
    await link(disc, ann)
    assert "Nudges go to: Telegram" in await disc.hear("/nudges on telegram")
    await disc.tell("/checkin")
    await chats.go(FIRST)
    assert "Nudges go to: Discord, where you spoke last" in await disc.hear("/nudges on any")
    await chats.go(FIRST + WEEK)
    assert arrived(chats) == [("telegram", "Mon 11 Jan 09:00"), ("discord", "Mon 18 Jan 09:00")]


async def test_nudges_on_alone_only_switches_them_on(ann, disc):
    await enrolled(ann, disc)
    await link(disc, ann)
    await disc.tell("/nudges on telegram", "/nudges off", "/nudges on")
    learner = (await disc.contact()).learner
    assert (learner.nudges_on, learner.nudge_platform) == (True, "telegram")


async def test_nudges_cannot_go_where_one_is_not_known(ann):
    await enrolled(ann)
    before = await ann.contact()
    assert "I don't know you on Discord. Nudges can go to Telegram" in await ann.hear("/nudges on discord")
    assert "I don't understand" in await ann.hear("/nudges on mars")
    assert await ann.contact() == before


async def test_what_waits_goes_to_where_nudges_are_wanted_by_then(chats, ann, disc):
    await ann.tell("/start ml-data today", "/nudges monday 23:00")
    await link(disc, ann)
    await chats.go(FIRST.replace(hour=23, minute=30))
    await disc.tell("/nudges on telegram")
    await chats.go(FIRST + DAY)
    assert arrived(chats) == [("telegram", "Tue 12 Jan 07:30")]


async def test_a_week_that_one_side_was_nudged_in_has_no_second_nudge_once_linked(chats, ann, disc):
    await ann.tell("/start ml-data today")
    await disc.tell("/start ml-data today", "/nudges friday 18:00")
    await chats.go(FIRST + HOUR)
    await link(disc, ann)
    assert "Next nudge: Fri 22 Jan" in await disc.hear("/nudges")
    await chats.go(FIRST + 2 * WEEK)
    fridays = [("discord", f"Fri {day} Jan 18:00") for day in ("08", "22")]
    assert arrived(chats) == [fridays[0], ("telegram", "Mon 11 Jan 09:00"), fridays[1]]


@pytest.mark.drill
@pytest.mark.engines_differ
async def test_what_waits_on_one_side_when_two_are_linked_comes_to_the_chat_used_last(chats, ann, disc):
    await enrolled(ann)
    await disc.tell("/start ml-data today", "/nudges monday 08:00", "/nudges quiet 22:00-08:30")
    await chats.go(FIRST.replace(hour=8, minute=15))
    await link(ann, disc)
    await chats.go(FIRST + DAY)
    assert arrived(chats) == [("telegram", "Mon 11 Jan 08:30")]


async def enter(chats: Chats, chat: Chat, kind: NudgeKind, period: str, state: NudgeState) -> None:
    """A row of the ledger in this state."""
    account = (await chat.contact()).account
    entry = Entry(account.learner_id, account.id, account.platform, kind, period, FIRST)
    async with chats.database.store() as store:
        await store.ledger.file(entry)
    async with chats.database.engine.begin() as connection:
        mine = (nudges.c.account_id == account.id, nudges.c.period == period)
        await connection.execute(update(nudges).where(*mine).values(state=state.value))


@pytest.mark.parametrize("asks", ["ann", "disc"])
@pytest.mark.parametrize(
    ("one", "other", "kept"),
    [
        (NudgeState.SENT, NudgeState.DUE, NudgeState.SENT),
        (NudgeState.SKIPPED, NudgeState.SENT, NudgeState.SENT),
        (NudgeState.DUE, NudgeState.DUE, NudgeState.DUE),
        (NudgeState.SENDING, NudgeState.DUE, NudgeState.SENDING),
        (NudgeState.FAILED, NudgeState.DUE, NudgeState.DUE),
        (NudgeState.UNREACHABLE, NudgeState.SKIPPED, NudgeState.UNREACHABLE),
    ],
)
async def test_where_both_have_a_nudge_for_a_period_one_is_kept(chats, ann, disc, one, other, kept, asks):
    await enrolled(ann, disc)
    await enter(chats, ann, NudgeKind.WEEKLY, "2027-W02", one)
    await enter(chats, disc, NudgeKind.WEEKLY, "2027-W02", other)
    await enter(chats, disc, NudgeKind.SNOOZE, "2027-01-13", NudgeState.SENT)
    await (link(ann, disc) if asks == "ann" else link(disc, ann))
    rows = {row.period: row.state for row in await ann.ledger()}
    assert rows == {"2027-W02": kept, "2027-01-13": NudgeState.SENT}


async def test_parting_takes_along_the_nudges_of_this_chat_and_sets_both_next_ones(chats, ann, disc):
    await enrolled(ann, disc)
    await link(disc, ann)
    await disc.tell("/nudges on discord")
    await chats.go(FIRST)
    await ann.tell("/nudges on telegram")
    await chats.go(FIRST + WEEK)
    await disc.unlink()
    await hear_alerts(chats)
    assert [(row.period, row.platform) for row in await disc.ledger()] == [("2027-W02", "discord")]
    assert [(row.period, row.platform) for row in await ann.ledger()] == [("2027-W03", "telegram")]
    assert {(await chat.contact()).learner.next_nudge_at for chat in (ann, disc)} == {FIRST + 2 * WEEK}
    assert (await ann.contact()).learner.nudge_platform == "telegram"
    assert (await disc.contact()).learner.nudge_platform is None


@pytest.mark.drill
async def test_who_is_left_by_the_chat_that_nudges_went_to_is_nudged_where_they_are(chats, ann, disc):
    await enrolled(ann, disc)
    await link(disc, ann)
    await disc.tell("/nudges on discord")
    await disc.unlink()
    await hear_alerts(chats)
    assert (await ann.contact()).learner.nudge_platform is None
    await chats.go(FIRST)
    assert sorted(arrived(chats)) == [("discord", "Mon 11 Jan 09:00"), ("telegram", "Mon 11 Jan 09:00")]


async def test_a_nudge_due_in_the_very_minute_of_the_link_is_not_lost(chats, ann, disc):
    await enrolled(ann, disc)
    chats.clock.now = FIRST + timedelta(seconds=20)
    await link(disc, ann)
    await chats.go(FIRST + HOUR)
    assert len(arrived(chats)) == 1


@pytest.mark.drill
@pytest.mark.engines_differ
async def test_a_farewell_that_is_on_its_way_while_two_are_linked_is_the_only_one(chats, ann, disc):
    await enrolled(ann, disc)
    await disc.tell(f"/done {EVERYTHING}")
    await ann.tell("/nudges monday 10:00")

    async def link() -> None:
        chats.discord.meanwhile = None
        await ann.link(disc)

    chats.discord.meanwhile = link
    await chats.go(FIRST + 4 * WEEK)
    assert arrived(chats) == [("discord", "Mon 11 Jan 09:00")]


# where one cannot be reached


async def linked(chats: Chats, ann: Chat, disc: Chat) -> None:
    """Linked, and last used on Discord, where she then blocks the bot."""
    await enrolled(ann, disc)
    await link(disc, ann)
    chats.discord.blocked.add(disc.speaker.user_id)


async def test_a_nudge_that_does_not_get_through_falls_back_to_the_other_chat_once(chats, ann, disc):
    await linked(chats, ann, disc)
    await chats.go(FIRST + HOUR)
    assert [at for _, at in chats.discord.tried] == [FIRST]
    assert [at for _, at in chats.telegram.tried] == [FIRST]
    (row,) = await ann.ledger()
    assert (row.platform, row.state, row.period) == ("telegram", NudgeState.SENT, "2027-W02")


@pytest.mark.drill
async def test_the_blocked_chat_is_not_tried_again_and_nudges_go_on_in_the_other(chats, ann, disc):
    await linked(chats, ann, disc)
    await chats.go(FIRST + 3 * WEEK)
    assert len(chats.discord.tried) == 1
    assert [sent.at for sent in chats.telegram.sent] == [FIRST + week * WEEK for week in range(4)]


async def test_a_chosen_chat_that_cannot_be_reached_is_named(chats, ann, disc):
    await enrolled(ann, disc)
    await link(disc, ann)
    await disc.tell("/nudges on discord")
    chats.discord.blocked.add(disc.speaker.user_id)
    await chats.go(FIRST)
    assert "Nudges go to: Telegram, since I can't reach you on Discord" in await ann.hear("/nudges")


@pytest.mark.drill
async def test_a_nudge_of_before_that_waits_for_the_blocked_chat_falls_back_untried(chats, ann, disc):
    await linked(chats, ann, disc)
    chats.discord.blocked.clear()
    await disc.tell("/snooze 10d")
    chats.discord.blocked.add(disc.speaker.user_id)
    await disc_is_noted_as_unreachable(chats, disc)
    await chats.go(FIRST + 2 * WEEK)
    assert chats.discord.tried == []
    assert len(chats.telegram.sent) == len({sent.at for sent in chats.telegram.sent}) == 3


async def disc_is_noted_as_unreachable(chats: Chats, disc: Chat) -> None:
    account = (await disc.contact()).account
    async with chats.database.store() as store:
        await store.learners.set_unreachable(account.id, chats.clock())


async def test_where_no_chat_can_be_reached_each_is_tried_once_and_nudges_stop(chats, ann, disc):
    await linked(chats, ann, disc)
    chats.telegram.blocked.add(ann.speaker.user_id)
    await chats.go(FIRST + 4 * WEEK)
    assert len(chats.discord.tried) == len(chats.telegram.tried) == 1
    assert arrived(chats) == []
    assert (await ann.contact()).learner.next_nudge_at is None


async def test_who_speaks_again_in_the_blocked_chat_is_nudged_there_again(chats, ann, disc):
    await linked(chats, ann, disc)
    await chats.go(FIRST + HOUR)
    chats.discord.blocked.clear()
    await disc.tell("/status")
    await chats.go(FIRST + WEEK)
    assert arrived(chats) == [("telegram", "Mon 11 Jan 09:00"), ("discord", "Mon 18 Jan 09:00")]


async def test_a_chat_that_is_linked_while_its_nudge_is_on_the_way_still_falls_back(chats, ann, disc):
    await enrolled(ann, disc)
    await ann.tell("/nudges monday 11:00")
    chats.discord.blocked.add(disc.speaker.user_id)

    async def link() -> None:
        chats.discord.meanwhile = None
        async with chats.database.engine.connect() as connection:
            sending = select(nudges.c.id).where(nudges.c.state == NudgeState.SENDING.value)
            assert len((await connection.execute(sending)).all()) == 1
        await ann.link(disc)

    chats.discord.meanwhile = link
    await chats.go(FIRST + 2 * HOUR)
    assert arrived(chats) == [("telegram", "Mon 11 Jan 09:00")]
    await chats.go(FIRST + WEEK + HOUR)
    assert len(chats.discord.tried) == 1


async def test_a_study_time_comes_to_the_chat_where_it_was_set_wherever_nudges_go(chats, ann, disc):
    await enrolled(ann, disc)
    await ann.tell("/times tue 19:00")
    await link(disc, ann)
    await disc.tell("/nudges on discord", "/status")
    await chats.go(datetime(2027, 1, 5, 20, tzinfo=UTC))
    assert arrived(chats) == [("telegram", "Tue 05 Jan 19:00")]
    chats.telegram.blocked.add(ann.speaker.user_id)
    await disc.tell("/times keep")
    await chats.go(datetime(2027, 1, 12, 20, tzinfo=UTC))
    assert arrived(chats)[-1] == ("discord", "Tue 12 Jan 19:00"), "where it was set cannot be written to"


async def test_chats_that_part_leave_the_study_times_where_they_were_set(chats, ann, disc):
    await enrolled(ann, disc)
    await ann.tell("/times tue 19:00")
    await link(disc, ann)
    await disc.unlink()
    await hear_alerts(chats)
    await chats.go(datetime(2027, 1, 5, 20, tzinfo=UTC))
    assert arrived(chats) == [("telegram", "Tue 05 Jan 19:00")]
    assert "no study times" in await disc.hear("/times")
