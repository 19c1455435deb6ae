"""Attacks by linking: taking over what somebody told, taking it along or deleting it behind their back, vetoing a deletion,
and trying codes for as long as it takes."""

import asyncio
import re
from collections.abc import AsyncIterator
from datetime import timedelta
from functools import partial
from hashlib import sha256
from pathlib import Path
from shutil import copyfile

import pytest
from sqlalchemy import select

from bot.chat.platform import Place, Pressed, Spoken
from bot.nudges.engine import Nudging
from bot.send_errors import TryLater
from bot.store import NudgeKind
from bot.store.ledger import Entry
from bot.store.link_tables import secrets, tries
from tests.bot.chats import MONDAY, Chat, Chats, at_once
from tests.bot.nudge_stage import FakePlatform
from tests.presses import answer_to

SECOND, MINUTE, HOUR = timedelta(seconds=1), timedelta(minutes=1), timedelta(hours=1)
WAIT = 10 * MINUTE


@pytest.fixture
async def chats(sqlite_url: str) -> AsyncIterator[Chats]:
    chats = Chats(sqlite_url)
    yield chats
    await chats.close()


@pytest.fixture
async def anywhere(database_url: str) -> AsyncIterator[Chats]:
    """The same on both kinds of database, for what happens at the same time."""
    chats = Chats(database_url)
    yield chats
    await chats.close()


def people(chats: Chats) -> tuple[Chat, Chat, Chat]:
    """Ann on Telegram, and Mallory on Discord and in the terminal."""
    return (
        chats.chat("telegram", "10", "Ann"),
        chats.chat("discord", "13", "Ann"),
        chats.chat("console", "12", "Ann"),
    )


async def linked(ann: Chat, *others: Chat) -> None:
    """All of them one learner, who each have told something, and heard of the links."""
    for chat in (ann, *others):
        await chat.tell("/start ml-data today")
    await ann.tell("/done nlp")
    for at, chat in enumerate(others):
        await chat.link(ann)
        await chat.tell(f"/checkin {30 + at}")
    await ann.heard()
    for edge in (ann.chats.telegram, ann.chats.discord):
        edge.sent.clear()


async def ask_to_forget(chat: Chat) -> str:
    return await chat.press(await chat.say("/forget"), "Delete everything")


async def button(chat: Chat, label: str) -> str:
    """What comes back when the button with this in its label is pressed, below what the bot sent unasked."""
    edge = chat.chats.telegram if chat.speaker.platform == "telegram" else chat.chats.discord
    message = next(one.message for one in reversed(edge.sent) if any(label in key.label for key in one.message.keys))
    return await chat.press(message, label)


async def told(chats: Chats) -> set[str]:
    """On which platforms those speak of whom anything is kept."""
    return {str(row[2]) for row in (await chats.rows("accounts"))["accounts"]}


# "yes" before anything was seen


@pytest.mark.parametrize("line", ["/link {} yes", "link {} YES", "/LINK {} yes"])
async def test_a_yes_without_a_preview_shows_the_preview_and_links_nothing(chats: Chats, line: str) -> None:
    ann, mallory, _ = people(chats)
    answer = await ann.say(line.format(await mallory.code()))
    assert "Is that you" in answer.text
    assert [key.label for key in answer.keys] == ["🔗 Link", "Leave it"]
    assert len((await chats.rows())["learners"]) == 2


async def test_a_button_that_somebody_made_up_is_no_preview(chats: Chats) -> None:
    ann, mallory, _ = people(chats)
    code = (await mallory.code()).replace("-", "")
    forged = Pressed(ann.speaker, ann._place, f"{int(ann.speaker.user_id):x}:/link {code} yes", chats.clock())
    answer = await answer_to(chats.app.dispatcher, forged)
    assert answer
    assert "Is that you" in answer.text
    assert len((await chats.rows())["learners"]) == 2


async def test_what_another_account_saw_or_of_another_code_counts_for_nothing(chats: Chats) -> None:
    ann, mallory, other = people(chats)
    code = await mallory.code()
    assert "Is that you" in await other.hear(f"/link {code}")
    assert "Is that you" in await ann.hear(f"/link {await other.code()}")
    assert "Is that you" in await ann.hear(f"/link {code} yes")
    assert len((await chats.rows())["learners"]) == 3


async def test_a_preview_is_of_one_code_and_not_of_the_next_one_of_that_account(chats: Chats) -> None:
    ann, mallory, _ = people(chats)
    await ann.hear(f"/link {await mallory.code()}")
    assert "Is that you" in await ann.hear(f"/link {await mallory.code()} yes")


async def test_a_preview_from_before_one_became_somebody_else_counts_no_more(chats: Chats) -> None:
    ann, mallory, other = people(chats)
    code = await mallory.code()
    await ann.hear(f"/link {code}")
    await ann.link(other)
    assert "Is that you" in await ann.hear(f"/link {code} yes")


async def test_a_preview_and_a_yes_in_one_breath_link_nothing(chats: Chats) -> None:
    ann, mallory, _ = people(chats)
    code = (await mallory.code()).replace("-", "")
    await ann.hear("/timezone berlin")
    account = (await ann.contact()).account.id
    async with chats.database.store() as store:
        offer = await store.links.offered(code, chats.clock())
        assert offer
        await store.links.show(offer, account)
        assert not await store.links.was_shown(offer, account)
    async with chats.database.store() as store:
        assert await store.links.was_shown(offer, account)


async def test_a_preview_that_may_never_have_arrived_counts_for_nothing(chats: Chats) -> None:
    """In a group on Telegram it goes to the direct chat, which may not be open."""
    ann, mallory, _ = people(chats)
    code = await mallory.code()
    group = Place("-5", direct=False)
    for line in (f"/link {code}", f"/link {code} yes"):
        answer = await chats.app.dispatcher.say(Spoken(ann.speaker, group, line, chats.clock()))
        assert answer
        assert "Is that you" in answer.text
    assert "Is that you" in await ann.hear(f"/link {code} yes")
    assert "Linked" in await ann.hear(f"/link {code} yes")


async def test_a_preview_that_was_seen_outlives_a_restart(chats: Chats) -> None:
    ann, mallory, _ = people(chats)
    code = await mallory.code()
    await ann.hear(f"/link {code}")
    again = Chats(f"{chats.database.engine.url}".replace("+aiosqlite", ""))
    try:
        assert "Linked" in await again.chat("telegram", "10", "Ann").hear(f"/link {code} yes")
    finally:
        await again.close()


# races and replays


async def test_of_two_who_saw_one_code_and_press_at_once_one_is_linked(anywhere: Chats) -> None:
    ann, mallory, other = people(anywhere)
    code = await ann.code()
    for chat in (mallory, other):
        await chat.hear(f"/link {code}")
    answers = await asyncio.gather(*(chat.hear(f"/link {code} yes") for chat in (mallory, other)))
    assert sorted("Linked" in answer for answer in answers) == [False, True]
    assert len((await anywhere.rows())["learners"]) == 2


async def test_two_taps_on_one_button_link_once(anywhere: Chats) -> None:
    ann, mallory, _ = people(anywhere)
    preview = await mallory.say(f"/link {await ann.code()}")
    answers = await asyncio.gather(*(mallory.press(preview, "Link") for _ in range(2)))
    assert sorted("Linked:" in answer for answer in answers) == [False, True]


@pytest.mark.parametrize("after", ["linked", "parted", "too late", "another code", "forgotten"])
async def test_a_button_that_is_pressed_again_later_links_nothing(chats: Chats, after: str) -> None:
    ann, mallory, _ = people(chats)
    preview = await mallory.say(f"/link {await ann.code()}")
    if after in {"linked", "parted"}:
        assert "Linked" in await mallory.press(preview, "Link")
    if after == "parted":
        await ann.unlink()
    if after == "too late":
        chats.wait(WAIT)
    if after == "another code":
        await ann.code()
    if after == "forgotten":
        await ask_to_forget(ann)
    before = len((await chats.rows())["learners"])
    assert "opens nothing" in await mallory.press(preview, "Link")
    assert len((await chats.rows())["learners"]) == before


# nothing happens behind anybody's back


async def test_the_chat_that_showed_the_code_hears_at_once_that_it_was_used_and_may_part_with_a_tap(
    chats: Chats,
) -> None:
    ann, mallory, _ = people(chats)
    await mallory.link(ann)
    (alert,) = await ann.heard()
    assert "linked with Discord now" in alert
    assert await mallory.heard() == []
    assert "This parts your chat on Telegram" in await button(ann, "Unlink")


async def test_every_chat_of_both_sides_hears_of_a_link_and_which_chat_has_come(anywhere: Chats) -> None:
    ann, mallory, other = people(anywhere)
    await mallory.link(ann)
    await ann.heard()
    await other.link(mallory)
    rows = [row for row in (await anywhere.rows("nudges"))["nudges"] if row[5] == "linked" and "console" in str(row[7])]
    assert {str(row[4]) for row in rows} == {"telegram", "discord"}
    assert "linked with the terminal now" in (await ann.heard())[-1]
    assert "linked with the terminal now" in (await mallory.heard())[-1]


async def test_the_others_hear_of_a_parting_and_of_an_export(chats: Chats) -> None:
    ann, mallory, _ = people(chats)
    await linked(ann, mallory)
    await mallory.say("/export calendar")
    assert "was just exported on Discord" in (await ann.heard())[-1]
    await mallory.unlink()
    assert "The chat on Discord is no longer linked" in (await ann.heard())[-1]
    assert await mallory.heard() == []


async def test_exports_of_a_few_minutes_are_told_of_once_so_that_nobody_drowns_another_alert(chats: Chats) -> None:
    ann, mallory, _ = people(chats)
    await linked(ann, mallory)
    for _ in range(5):
        await mallory.say("/export csv")
    assert len(await ann.heard()) == 1
    chats.wait(WAIT)
    await mallory.say("/export csv")
    assert len(await ann.heard()) == 2


@pytest.mark.parametrize(
    "lines",
    [
        ("/nudges off",),
        ("/nudges quiet 00:00-23:59",),
        ("/pause",),
        ("/nudges on discord",),
        ("/done 1 2 4 5 6 7",),
    ],
)
async def test_nothing_that_the_other_chat_sets_keeps_an_alert_from_coming(
    chats: Chats, lines: tuple[str, ...]
) -> None:
    ann, mallory, _ = people(chats)
    await linked(ann, mallory)
    await mallory.tell(*lines)
    await mallory.say("/export csv")
    await mallory.tell(*lines)
    await ask_to_forget(mallory)
    heard = await ann.heard()
    assert ["exported" in one for one in heard] == [True, False]
    assert "asked on Discord to delete everything" in heard[-1]


async def test_an_alert_goes_before_a_thousand_nudges_and_counts_against_no_budget(chats: Chats) -> None:
    ann, mallory, _ = people(chats)
    await linked(ann, mallory)
    account = (await ann.contact()).account
    crowd = (
        Entry(account.learner_id, account.id, "telegram", NudgeKind.SNOOZE, f"{n}", chats.clock()) for n in range(1000)
    )
    async with chats.database.store() as store:
        await store.ledger.file(*crowd)
    await mallory.say("/export csv")
    async with chats.database.store() as store:
        claimed = await store.ledger.claim(["telegram"], chats.clock(), lease="x", most=3)
        assert [one.kind for one in claimed] == [NudgeKind.EXPORTED, NudgeKind.SNOOZE, NudgeKind.SNOOZE]
        assert await store.ledger.unasked(account.learner_id, MONDAY, lease="y") == 2, "two snoozes under way"


async def test_an_alert_is_for_its_own_chat_and_comes_to_no_other(chats: Chats) -> None:
    ann, mallory, _ = people(chats)
    await linked(ann, mallory)
    chats.telegram.blocked.add(ann.speaker.user_id)
    await mallory.say("/export csv")
    for _ in range(2):
        assert await mallory.heard() == []
    learner = (await mallory.contact()).learner
    assert learner.next_nudge_at, "nudges go on in the chat that can be reached"


async def test_alerts_are_no_nudges_to_look_back_on_or_to_come(chats: Chats) -> None:
    ann, mallory, _ = people(chats)
    await linked(ann, mallory)
    await mallory.say("/export csv")
    nudges = await ann.hear("/nudges")
    assert "Next nudge: Mon 11 Jan, 09:00" in nudges
    assert "exported" not in nudges
    assert "linked," not in nudges


async def test_an_alert_leaves_while_the_bot_would_have_slept_for_a_minute(chats: Chats) -> None:
    ann, mallory, _ = people(chats)
    await linked(ann, mallory)
    stop, arrived = asyncio.Event(), asyncio.Event()

    async def meanwhile() -> None:
        arrived.set()

    serving = asyncio.ensure_future(chats.app.serve({"telegram": chats.telegram}, stop))
    await asyncio.sleep(0.3)
    chats.telegram.meanwhile = meanwhile
    await mallory.say("/export csv")
    await asyncio.wait_for(arrived.wait(), 5)
    stop.set()
    await serving


# a deletion waits for an objection, and for nothing else


async def test_a_deletion_waits_ten_minutes_for_the_other_chat_and_then_everything_is_gone(anywhere: Chats) -> None:
    ann, mallory, _ = people(anywhere)
    await linked(ann, mallory)
    answer = await ask_to_forget(mallory)
    assert "Your other chats are told" in answer
    (alert,) = await ann.heard()
    assert re.search(r"asked on Discord to delete everything .* That happens on Mon 4 Jan, 08:1\d", alert)
    await anywhere.go(anywhere.clock() + WAIT - SECOND)
    assert await told(anywhere) == {"telegram", "discord"}
    await anywhere.go(anywhere.clock() + SECOND)
    left = {table for table, rows in (await anywhere.rows()).items() if rows}
    assert left <= {"rates", "secrets"}
    for chat in (ann, mallory):
        assert "I keep nothing about you" in await chat.hear("/forget")


async def test_who_objects_keeps_what_they_told_and_what_the_other_told_is_gone_at_once(anywhere: Chats) -> None:
    ann, mallory, _ = people(anywhere)
    await linked(ann, mallory)
    await ask_to_forget(mallory)
    await ann.heard()
    assert "yours alone now" in await button(ann, "Keep what I told")
    assert await told(anywhere) == {"telegram"}
    assert {str(row[5]) for row in (await anywhere.rows("progress_events"))["progress_events"]} == {"completed"}
    assert "I keep nothing about you" in await mallory.hear("/forget")
    await anywhere.go(anywhere.clock() + HOUR)
    assert await told(anywhere) == {"telegram"}
    assert "✅ 3. NLP" in await ann.hear("/status 1")


async def test_whoever_asks_may_call_it_off_and_the_others_hear_so(chats: Chats) -> None:
    ann, mallory, _ = people(chats)
    await linked(ann, mallory)
    await ask_to_forget(mallory)
    await ann.heard()
    assert "Called off" in await mallory.press(await mallory.say("/forget"), "Call it off")
    assert "called off on Discord" in (await ann.heard())[-1]
    await chats.go(chats.clock() + HOUR)
    assert await told(chats) == {"telegram", "discord"}
    assert "Nothing is about to be deleted" in await button(ann, "Keep what I told")


async def test_of_three_one_objects_and_the_third_has_the_rest_of_its_time(anywhere: Chats) -> None:
    ann, mallory, other = people(anywhere)
    await linked(ann, mallory, other)
    await ask_to_forget(mallory)
    await ann.heard()
    await button(ann, "Keep what I told")
    assert await told(anywhere) == {"telegram", "console"}
    assert (await ann.contact()).learner.id != (await other.contact()).learner.id
    await anywhere.go(anywhere.clock() + WAIT)
    assert await told(anywhere) == {"telegram"}
    assert "✅ 3. NLP" in await ann.hear("/status 1")


async def test_of_three_two_object_and_each_keeps_its_own(chats: Chats) -> None:
    ann, mallory, other = people(chats)
    await linked(ann, mallory, other)
    await ask_to_forget(mallory)
    assert "Kept" in await other.hear("/forget keep")
    assert "Kept" in await ann.hear("/forget keep")
    await chats.go(chats.clock() + HOUR)
    assert await told(chats) == {"telegram", "console"}
    assert "one thing you told me," in await ann.hear("/forget")
    assert "one thing you told me," in await other.hear("/forget")


@pytest.mark.parametrize("line", ["/forget", "/unlink", "/unlink yes", "/link"])
async def test_nothing_but_an_objection_stands_in_the_way_and_nothing_moves_the_moment(chats: Chats, line: str) -> None:
    ann, mallory, _ = people(chats)
    await linked(ann, mallory)
    await ask_to_forget(mallory)
    await ann.heard()
    chats.wait(5 * MINUTE)
    for chat in (ann, mallory):
        answer = await chat.hear(line)
        assert "A deletion is under way" in answer or "Mon 4 Jan, 08:" in answer
    await chats.go(chats.clock() + 5 * MINUTE)
    assert await told(chats) == set()


async def test_nobody_links_themselves_to_who_is_about_to_be_forgotten_or_the_other_way_round(chats: Chats) -> None:
    ann, mallory, other = people(chats)
    await linked(ann, mallory)
    await other.tell("/start ml-data today")
    code = await ann.code()
    await other.hear(f"/link {code}")
    theirs = await other.code()
    await ask_to_forget(mallory)
    assert "A deletion is under way" in await other.hear(f"/link {code} yes")
    assert "A deletion is under way" in await ann.hear(f"/link {theirs}")
    await chats.go(chats.clock() + WAIT + MINUTE)
    assert await told(chats) == {"console"}


async def test_an_objection_and_the_last_moment_meet_and_one_of_them_holds(anywhere: Chats) -> None:
    ann, mallory, _ = people(anywhere)
    await linked(ann, mallory)
    await ask_to_forget(mallory)
    await ann.heard()
    anywhere.wait(WAIT)
    answer, *_ = await asyncio.gather(ann.hear("/forget keep"), anywhere.nudging.work(), anywhere.nudging.work())
    kept = "Kept" in answer
    assert await told(anywhere) == ({"telegram"} if kept else set())
    assert kept or "keep nothing" in answer or "Nothing is about" in answer


async def test_two_objections_at_once_part_everybody_once(anywhere: Chats) -> None:
    ann, mallory, other = people(anywhere)
    await linked(ann, mallory, other)
    await ask_to_forget(mallory)
    answers = await asyncio.gather(ann.hear("/forget keep"), other.hear("/forget keep"))
    assert all("Kept" in answer for answer in answers)
    assert await told(anywhere) == {"telegram", "console"}
    assert len((await anywhere.rows())["learners"]) == 2
    assert (await anywhere.rows())["deletions"] == []


async def test_a_deletion_outlives_a_restart_and_two_processes_perform_it_once(anywhere: Chats) -> None:
    ann, mallory, _ = people(anywhere)
    await linked(ann, mallory)
    await ask_to_forget(mallory)
    edges = [FakePlatform(anywhere.clock, name) for name in ("telegram", "discord", "telegram", "discord")]
    workers = [
        Nudging(anywhere.database, {one.name: one for one in pair}, default_zone="UTC", limits={})
        for pair in (edges[:2], edges[2:])
    ]
    await asyncio.gather(*(worker.work() for worker in workers))
    assert sum(len(edge.sent) for edge in edges) == 1, "the other chat is told once"
    anywhere.wait(WAIT)
    await asyncio.gather(*(worker.work() for worker in workers))
    assert await told(anywhere) == set()


async def test_who_was_told_late_has_ten_minutes_from_then_on(chats: Chats) -> None:
    """The bot was down, or the platform was."""
    ann, mallory, _ = people(chats)
    await linked(ann, mallory)
    await ask_to_forget(mallory)
    chats.wait(HOUR)
    (alert,) = await ann.heard()
    at = chats.clock() + WAIT
    assert f"{at:%H:%M}" in alert
    assert await told(chats) == {"telegram", "discord"}
    await chats.go(at)
    assert await told(chats) == set()


async def test_a_deletion_waits_for_no_flood_of_nudges_to_end(chats: Chats) -> None:
    ann, mallory, _ = people(chats)
    await linked(ann, mallory)
    await ask_to_forget(mallory)
    await ann.heard()
    crowd = chats.chat("telegram", "15")
    await crowd.tell("/start ml-data today")
    account = (await crowd.contact()).account
    many = (Entry(account.learner_id, account.id, "telegram", NudgeKind.LINKED, f"{n}", MONDAY) for n in range(60))
    async with chats.database.store() as store:
        await store.ledger.file(*many)
    chats.telegram.meanwhile = partial(asyncio.sleep, 0.03)
    chats.wait(WAIT)
    doors = {chats.telegram.name: chats.telegram}
    sent = await Nudging(chats.database, doors, default_zone="UTC", limits={}, sleep=at_once, turn=0.1).work()
    assert 0 < sent < 60
    assert "discord" not in await told(chats)


async def test_a_chat_that_cannot_be_told_holds_nothing_up(chats: Chats) -> None:
    ann, mallory, _ = people(chats)
    await linked(ann, mallory)
    await ask_to_forget(mallory)
    chats.telegram.faults.extend(TryLater("502") for _ in range(50))
    await chats.go(chats.clock() + WAIT)
    assert await told(chats) == set()


async def test_one_chat_alone_is_forgotten_at_once(chats: Chats) -> None:
    ann, *_ = people(chats)
    await ann.tell("/start ml-data today", "/done nlp")
    assert "All gone" in await ask_to_forget(ann)
    assert await told(chats) == set()


# five wrong codes


def wrong(number: int = 0) -> str:
    return f"2222-222{number + 2}"


@pytest.mark.parametrize("tried", [4, 5])
async def test_forgetting_oneself_gives_nobody_more_tries(anywhere: Chats, tried: int) -> None:
    ann, *_ = people(anywhere)
    for number in range(tried):
        await ann.hear(f"/link {wrong(number)}")
    answer = await ask_to_forget(ann)
    assert "One thing stays, for an hour at most" in answer
    assert {table for table, rows in (await anywhere.rows()).items() if rows} <= {"rates", "secrets", "tries"}
    await ann.hear(f"/link {wrong(6)}")
    assert "works again in" in await ann.hear(f"/link {wrong(7)}")
    anywhere.wait(HOUR)
    assert "4 tries left" in await ann.hear(f"/link {wrong()}")


async def test_what_outlives_a_deletion_is_a_number_that_only_this_installation_can_make_and_has_its_term(
    chats: Chats,
) -> None:
    ann, *_ = people(chats)
    await ann.hear(f"/link {wrong()}")
    await ask_to_forget(ann)
    async with chats.database.engine.connect() as connection:
        (row,) = (await connection.execute(select(tries))).all()
        (key,) = (await connection.execute(select(secrets.c.value))).scalars()
    user = ann.speaker.user_id
    plain = {
        sha256(f"{purpose}{user}".encode()).hexdigest() for purpose in ("", "link ", "link telegram ", "telegram:")
    }
    assert row.shadow not in plain
    assert f"{user}" not in {f"{value}" for value in row}
    assert len(bytes.fromhex(key)) == 32
    chats.wait(HOUR)
    await chats.nudging.work()
    assert (await chats.rows("tries"))["tries"] == []


async def test_the_same_account_casts_another_shadow_in_another_installation(chats: Chats, migrated: Path) -> None:
    elsewhere = Chats(f"sqlite:///{copyfile(migrated, migrated.with_name('elsewhere.db'))}")
    shadows = set()
    for installation in (chats, elsewhere):
        await installation.chat("telegram", "10").hear(f"/link {wrong()}")
        shadows |= {row[1] for row in (await installation.rows("tries"))["tries"]}
    await elsewhere.close()
    assert len(shadows) == 2


async def test_where_nothing_stays_nothing_is_said_of_it(chats: Chats) -> None:
    ann, *_ = people(chats)
    await ann.hear(f"/link {wrong()}")
    chats.wait(HOUR)
    assert "One thing stays" not in await ask_to_forget(ann)


async def test_a_deletion_that_waits_says_too_what_will_outlive_it(chats: Chats) -> None:
    ann, mallory, _ = people(chats)
    await linked(ann, mallory)
    await ann.hear(f"/link {wrong()}")
    assert "One thing stays, for an hour at most" in await ask_to_forget(mallory)
