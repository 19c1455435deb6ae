"""An answer outlives what goes wrong with its sending, for as long as it is of use; the fact is stored once all the while."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup
from sqlalchemy import insert, select, update

from bot.chat.dispatch import Dispatcher
from bot.chat.platform import Place, Speaker, Spoken
from bot.chat.reply import Attachment, Key, Message
from bot.commands import COMMANDS
from bot.nudges.arming import returning
from bot.platforms.telegram.answers import Answer, Asked, Pointed, read, written
from bot.platforms.telegram.arrivals import arrival
from bot.platforms.telegram.in_hand import InHand
from bot.platforms.telegram.platform import Telegram
from bot.store import Database
from bot.store.inbox import LEASE, OF_USE, Arrival, Claimed
from bot.store.tables import progress_events, updates
from bot.texts.errors import unmade
from tests.bot.test_waking import writes
from tests.laws import tried_on
from tests.platforms.bot_api import BotApi
from tests.platforms.bot_api_script import Failure, broken, flood, garbled, lost, silent, unheard
from tests.platforms.conftest import NOW
from tests.platforms.updates import BOT_ID, HOOK, Scribe, rows, said, working

ANN = 11
Process = Callable[[], Database]
PNG = Attachment("plan.png", b"\x89PNG\r\n\x1a\n\xff\x00", "image/png", "A plan & more")


@pytest.fixture
async def api() -> AsyncIterator[BotApi]:
    async with BotApi() as api:
        yield api


def dispatcher(database: Database) -> Dispatcher:
    return Dispatcher(database, COMMANDS, clock=lambda: NOW, default_zone="UTC", returning=returning)


@asynccontextmanager
async def process_of(api: BotApi, database: Database, **settings: Any) -> AsyncIterator[Telegram]:
    """A whole bot at work on a database."""
    async with working(api, dispatcher(database), database, **settings) as bot:
        yield bot


async def bring(bot: Telegram, *lines: str) -> None:
    await bot._inlet.keep([arrival(said(number, line)) for number, line in enumerate(lines, start=1)])


async def settled(database: Database) -> None:
    """Wait until nothing is left in the inbox."""
    async with asyncio.timeout(8):
        while not all(row[-1] for row in await rows(database)):
            await asyncio.sleep(0.01)


async def facts(database: Database) -> int:
    async with database.engine.connect() as connection:
        return len((await connection.execute(select(progress_events.c.id))).all())


async def kept(database: Database) -> list[str]:
    """The answers that wait."""
    async with database.engine.connect() as connection:
        found = await connection.execute(select(updates.c.answer).where(updates.c.answer.is_not(None)))
        return list(found.scalars())


async def claimed(database: Database, *, lease: str = "dead", now: datetime = NOW - LEASE) -> Claimed:
    async with database.store() as store:
        (one,) = await store.inbox.claim(BOT_ID, now, lease=lease, most=1)
    return one


async def worked_on(database: Database, line: str, *, who: int = ANN) -> None:
    """A process works on a line, and is killed when all is stored and nothing said."""
    async with database.store() as store:
        await store.inbox.keep(BOT_ID, [arrival(said(7, line, who))], NOW)
    speaker, place = Speaker("telegram", str(who), "Ann"), Place(str(who), direct=True)
    in_hand = InHand(await claimed(database), asked=Asked(speaker, place))
    assert await dispatcher(database).say(Spoken(speaker, place, line, NOW), in_hand)


FAULTS = [broken(), broken(500), flood(0), unheard(), garbled(), garbled(""), garbled("[]"), garbled('{"ok": true}')]
FAULTS += [garbled('{"ok": false, "result": {}}'), garbled("[" * 99_999)]


@pytest.mark.parametrize("failure", FAULTS, ids=lambda failure: f"{failure.status} {failure.description[:20]}")
async def test_whatever_passes_is_outlived_and_the_fact_is_stored_once(
    api: BotApi, database: Database, failure: Failure
) -> None:
    api.fail("sendMessage", *[failure] * 6)
    async with process_of(api, database) as bot:
        await bring(bot, "/start ml-data", "/done 1")
        await api.wait_for_messages(2)
        await settled(database)
    welcome, done = sorted(api.said(ANN), reverse=True)
    assert "It begins with Deep Learning." in welcome
    assert "Deep Learning" in done
    assert await facts(database) == 1
    assert await kept(database) == []


@pytest.mark.drill
async def test_an_answer_whose_acknowledgement_is_lost_may_come_twice_but_its_fact_does_not(
    api: BotApi, process: Process
) -> None:
    database = process()
    async with process_of(api, database) as bot:
        await bring(bot, "/start ml-data")
        await api.wait_for_messages(1)
        api.fail("sendMessage", *[lost()] * 5)
        await bot._inlet.keep([arrival(said(9, "/done 1"))])
        await settled(database)
    assert len(set(api.said(ANN)[1:])) == 1
    assert await facts(database) == 1


async def test_what_was_stored_by_one_that_was_killed_is_answered_by_the_next(api: BotApi, process: Process) -> None:
    one, two = process(), process()
    await worked_on(one, "/start ml-data")
    assert len(await kept(one)) == 1
    async with process_of(api, two):
        (message,) = await api.wait_for_messages(1)
        await settled(two)
    assert "It begins with Deep Learning." in message.text
    assert message.labels, "its buttons came along"
    assert await kept(two) == []


@pytest.mark.drill
async def test_what_hangs_when_the_bot_stops_is_answered_after_the_next_start(api: BotApi, process: Process) -> None:
    one, two = process(), process()
    api.fail("sendMessage", silent())
    async with process_of(api, one, grace=0.05) as bot:
        await bring(bot, "/start ml-data", "/status")
        await api.wait_for_calls("sendMessage")
    async with process_of(api, two):
        await settled(two)
    first, second = api.said(ANN)
    assert "It begins with Deep Learning." in first
    assert "It begins with Deep Learning." not in second


async def test_after_ten_minutes_an_answer_is_of_no_use_and_goes(api: BotApi, process: Process) -> None:
    database = process()
    await worked_on(database, "/start ml-data")
    async with database.engine.begin() as connection:
        await connection.execute(update(updates).values(answer_until=NOW))
    async with process_of(api, database):
        await settled(database)
    assert api.said(ANN) == []
    assert await kept(database) == []


async def test_an_answer_is_kept_for_ten_minutes_from_when_its_update_was_worked_on(process: Process) -> None:
    database = process()
    await worked_on(database, "/start ml-data")
    async with database.engine.connect() as connection:
        assert await connection.scalar(select(updates.c.answer_until)) == NOW - LEASE + OF_USE


async def test_answers_of_bots_that_nobody_runs_any_more_are_let_go_of_as_well(process: Process) -> None:
    database = process()
    row = {"bot_id": "9", "update_id": "1", "chat_id": "11", "user_id": "11", "payload": "", "received_at": NOW}
    async with database.engine.begin() as connection:
        await connection.execute(insert(updates).values(**row, answer="{}", answer_until=NOW + OF_USE))
    async with database.store() as store:
        await store.inbox.drop_answers(NOW + OF_USE - timedelta(seconds=1))
    assert await kept(database) == ["{}"]
    async with database.store() as store:
        await store.inbox.drop_answers(NOW + OF_USE)
    assert await kept(database) == []
    assert await rows(database) == [(1, 0, "", 0, True)]


async def test_an_answer_that_was_put_off_holds_up_nobody_and_is_handed_out_when_its_time_has_come(
    process: Process,
) -> None:
    database = process()
    async with database.store() as store:
        await store.inbox.keep(BOT_ID, [Arrival("1", "-500", "one", "11"), Arrival("2", "-500", "two", "22")], NOW)
    first = await claimed(database, lease="mine", now=NOW)
    async with database.store() as store:
        assert await store.inbox.mark(first)
        await store.inbox.keep_answer(first, "hello")
        assert not await store.inbox.claim(BOT_ID, NOW, lease="other", most=9), "it is being said"
        await store.inbox.put_off(first, "llo", NOW + timedelta(seconds=5))
    assert (await claimed(database, now=NOW)).payload == "two"
    async with database.reading() as store:
        assert not await store.inbox.has_free(BOT_ID, NOW + timedelta(seconds=4))
        assert await store.inbox.has_free(BOT_ID, NOW + timedelta(seconds=5))
    again = await claimed(database, now=NOW + timedelta(seconds=5))
    assert (again.payload, again.answer, again.answer_until) == ("", "llo", NOW + OF_USE)


async def test_what_telegram_asks_to_wait_for_is_waited_for_out_of_hand(api: BotApi, process: Process) -> None:
    database = process()
    api.fail("sendMessage", flood(60))
    async with process_of(api, database) as bot:
        await bring(bot, "/start ml-data", "/status")
        await api.wait_for_messages(1)
        async with asyncio.timeout(5):
            while not (await kept(database) and [*bot._working._in_hand] == []):
                await asyncio.sleep(0.01)
        async with database.engine.connect() as connection:
            until = await connection.scalar(select(updates.c.leased_until).where(updates.c.answer.is_not(None)))
    assert until
    assert timedelta(seconds=59) < until - NOW < timedelta(seconds=70)


class Filing:
    """Stands where the Dispatcher stands: every line is answered with words and a file."""

    commands: tuple[()] = ()

    async def say(self, spoken: Spoken, mark: object = None) -> Message:
        return Message(text=Markup("Your plan."), attachments=(PNG,))

    async def admit(self, pressed: object) -> None: ...


@pytest.mark.drill
async def test_of_an_answer_of_several_messages_only_what_has_not_come_is_brought_again(
    api: BotApi, process: Process
) -> None:
    database = process()
    api.fail("sendPhoto", *[broken()] * 6)
    async with working(api, Filing(), database) as bot:
        await bring(bot, "plan")
        await api.wait_for_messages(2)
        await settled(database)
    assert [message.kind for message in api.messages] == ["text", "photo"]
    assert api.messages[1].file == (PNG.name, PNG.content)


@pytest.mark.drill
async def test_where_whoever_was_to_make_the_picture_is_gone_the_answer_says_so(api: BotApi, process: Process) -> None:
    one, two = process(), process()
    await dispatcher(one).say(Spoken(Speaker("telegram", "11"), Place("11", direct=True), "/begin nlp", NOW))
    await worked_on(one, "/chart")
    async with process_of(api, two):
        (message,) = await api.wait_for_messages(1)
        await settled(two)
    assert message.text.endswith(unmade())


# Whose words they are.


async def test_answers_that_wait_go_with_forget(process: Process) -> None:
    database = process()
    await worked_on(database, "/begin nlp")
    assert await kept(database)
    async with database.store() as store:
        contact = await store.learners.by_account("telegram", "11")
        assert contact
        await store.learners.forget(contact.learner.id, NOW)
    assert await kept(database) == []
    assert [row[1:] for row in await rows(database)] == [(0, "", 1, True)]


@pytest.mark.parametrize("way", ["forgets", "leaves"])
async def test_what_waits_to_be_said_where_others_see_somebody_is_taken_back_when_they_go(
    process: Process, way: str
) -> None:
    database = process()
    await dispatcher(database).say(Spoken(Speaker("telegram", "22"), Place("22", direct=True), "/begin nlp", NOW))
    await worked_on(database, "/begin nlp")
    async with database.store() as store:
        ann, ben = [await store.learners.by_account("telegram", one) for one in ("11", "22")]
        assert ann
        assert ben
        group = await store.groups.add("telegram", "-500", NOW, title="Owls")
        for one, name in ((ann, "Ann"), (ben, "Ben")):
            await store.members.join(group.id, one.account.id, name, NOW)
        await store.inbox.keep(BOT_ID, [Arrival("8", "-500", "/board", "22"), Arrival("9", "22", "/status", "22")], NOW)
        asked = await store.inbox.claim(BOT_ID, NOW - LEASE, lease="one", most=9)
        for update_ in asked:
            await store.inbox.mark(update_)
            await store.inbox.keep_answer(update_, "Ann studied")
    assert (await kept(database)).count("Ann studied") == 2
    async with database.store() as store:
        if way == "forgets":
            await store.learners.forget(ann.learner.id, NOW)
        else:
            await store.members.leave(group.id, ann.account.id, NOW)
        for update_ in asked:
            await store.inbox.put_off(update_, "Ann studied", NOW)
    assert "Ann studied" not in await kept(database)
    assert len(await kept(database)) == (way == "leaves"), "what is for her alone"


# What an idle look costs.


@pytest.mark.drill
async def test_an_idle_look_into_the_inbox_only_reads(api: BotApi, process: Process) -> None:
    database = process()
    async with working(api, Scribe(database), database, webhook=HOOK) as bot:
        await bring(bot, "hello")
        await settled(database)
        await asyncio.sleep(0.05)
        with writes(database) as seen:
            await asyncio.sleep(1.2)
        assert seen == []
        await bot._inlet.keep([arrival(said(2, "bye"))])
        await settled(database)


# As it is kept.

IDS = st.integers(-(2**52), 2**52)
CHATS = IDS.map(str)
FILES = st.builds(Attachment, st.text(), st.binary(), st.sampled_from(["image/png", "text/csv"]), st.text())
MESSAGES = st.builds(
    Message,
    text=st.text().map(Markup.escape),
    keys=st.lists(st.builds(Key, st.text(), st.text())).map(tuple),
    attachments=st.lists(FILES, max_size=2).map(tuple),
)
POINTED = st.none() | st.builds(Pointed, CHATS, st.none() | CHATS, st.text(), st.none() | IDS)
ANSWERS = st.builds(
    Answer,
    MESSAGES,
    CHATS,
    thread_id=st.none() | CHATS,
    editing=st.none() | IDS,
    pointed=POINTED,
    arrived=st.integers(0, 9),
    is_whole=st.just(value=True),
    among=st.booleans(),
    crowded=st.booleans(),
)


@tried_on(12)
@given(ANSWERS)
def test_an_answer_is_read_as_it_was_written(answer: Answer) -> None:
    assert read(written(answer)) == answer
