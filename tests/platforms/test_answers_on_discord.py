"""An answer on Discord outlives what goes wrong with its sending, and what Discord brings twice counts once."""

import asyncio
import json
import logging
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from discord.gateway import DiscordWebSocket
from discord.http import Route
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup
from sqlalchemy import select

from bot.chat.dispatch import Dispatcher
from bot.chat.exhibit import Exhibit
from bot.chat.platform import Admitted, Called, Handed, Mark, Spoken
from bot.chat.reply import Attachment, Key, Message
from bot.commands import COMMANDS
from bot.errors import DatabaseGone
from bot.nudges.arming import returning
from bot.platforms.discord.owed import Owed, Way, read, written
from bot.platforms.discord.platform import Discord
from bot.store import Database
from bot.store.tables import progress_events, updates
from bot.texts.errors import database_gone, said_before
from tests.laws import tried_on
from tests.platforms.discord_gateway import Json
from tests.platforms.discord_interactions import GOOD_FOR
from tests.platforms.discord_server import DiscordServer

ANN = 7
CALLBACK = "/callback"


@pytest.fixture(autouse=True)
def as_it_was() -> Iterator[None]:
    """discord.py knows one API and one gateway for a process."""
    api, gateway = Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY
    yield
    Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY = api, gateway


class Time:
    """Runs as clocks do, and can be put forward."""

    def __init__(self) -> None:
        self.ahead = timedelta()

    def __call__(self) -> datetime:
        return datetime.now(UTC) + self.ahead


@pytest.fixture
def time() -> Time:
    return Time()


@pytest.fixture
async def api(time: Time) -> AsyncIterator[DiscordServer]:
    async with DiscordServer(time) as api:
        yield api


@pytest.fixture
async def database(sqlite_url: str, time: Time) -> AsyncIterator[Database]:
    database = Database(sqlite_url, time)
    yield database
    await database.close()


class Holding(Dispatcher):
    """What is asked is stored, and its answer held back while the gate is shut."""

    gate: asyncio.Event

    async def call(self, called: Called, mark: Mark | None = None) -> Message | None:
        message = await super().call(called, mark)
        await self.gate.wait()
        return message

    async def hand(self, handed: Handed, mark: Mark | None = None) -> Message | None:
        message = await super().hand(handed, mark)
        await self.gate.wait()
        return message

    async def press(self, press: Admitted, mark: Mark | None = None) -> Message | None:
        message = await super().press(press, mark)
        await self.gate.wait()
        return message

    async def say(self, spoken: Spoken, mark: Mark | None = None) -> Message | None:
        message = await super().say(spoken, mark)
        await self.gate.wait()
        return message


@pytest.fixture
def gate() -> asyncio.Event:
    gate = asyncio.Event()
    gate.set()
    return gate


@asynccontextmanager
async def serving(
    api: DiscordServer,
    database: Database,
    time: Time,
    gate: asyncio.Event | None = None,
    *,
    kernel: type[Holding] | None = None,
    **settings: float,
) -> AsyncIterator[Discord]:
    """The bot at work; it is stopped as the program stops it, by cancelling."""
    made = (kernel or Holding)(database, COMMANDS, clock=time, default_zone="UTC", returning=returning)
    made.gate = gate or asyncio.Event()
    if gate is None:
        made.gate.set()
    bot = Discord(
        token=api.token,
        api_url=api.url,
        dispatcher=made,
        database=database,
        clock=time,
        **{"pause": 0.01, "grace": 0.5} | settings,  # type: ignore[arg-type]
    )
    before = len(api.gateway.identified)
    async with asyncio.TaskGroup() as group:
        running = group.create_task(bot.run())
        await api.wait_until(lambda: len(api.gateway.identified) > before or running.done())
        yield bot
        running.cancel()


async def minutes(database: Database) -> list[int]:
    """What was checked in."""
    async with database.engine.connect() as connection:
        return list((await connection.execute(select(progress_events.c.minutes))).scalars())


async def waiting(database: Database) -> list[Json]:
    """What is kept of what was asked and is not done."""
    async with database.engine.connect() as connection:
        found = await connection.execute(select(updates).where(updates.c.done_at.is_(None)))
        return [dict(row) for row in found.mappings()]


async def settled(database: Database) -> None:
    """Wait until everything has come, or is given up."""
    async with asyncio.timeout(8):
        while await waiting(database):
            await asyncio.sleep(0.01)


async def started(api: DiscordServer) -> None:
    await api.called("start", roadmap="ml-data")
    await api.wait_until(lambda: bool(api.read_by(ANN)))


async def checked_in(api: DiscordServer) -> Json:
    return await api.called("checkin", minutes="10")


# Lost on a broken line.


async def test_an_answer_whose_line_broke_before_it_was_heard_comes(
    api: DiscordServer, database: Database, time: Time
) -> None:
    async with serving(api, database, time):
        await started(api)
        api.break_off(CALLBACK, heard=False)
        await checked_in(api)
        await api.wait_until(lambda: len(api.read_by(ANN)) == 2)
        await settled(database)
    assert "10 min" in api.read_by(ANN)[1]
    assert api.directly(ANN) == []
    assert await minutes(database) == [10]


@pytest.mark.drill
async def test_an_answer_that_was_heard_before_the_line_broke_is_not_said_twice(
    api: DiscordServer, database: Database, time: Time
) -> None:
    async with serving(api, database, time):
        await started(api)
        api.break_off(CALLBACK, heard=True)
        await checked_in(api)
        await api.wait_until(lambda: len(api.made(CALLBACK)) == 3)
        await settled(database)
    assert len(api.read_by(ANN)) == 2
    assert api.directly(ANN) == []


@pytest.mark.drill
async def test_an_answer_that_came_too_late_for_its_three_seconds_is_said_directly_and_marked(
    api: DiscordServer, database: Database, time: Time
) -> None:
    async with serving(api, database, time):
        await started(api)
        await checked_in(api)
        time.ahead += timedelta(seconds=4)
        await api.wait_until(lambda: bool(api.directly(ANN)))
        await settled(database)
    (late,) = api.directly(ANN)
    assert late.startswith(str(said_before()))
    assert "10 min" in late
    assert len(api.read_by(ANN)) == 1
    assert await minutes(database) == [10]


@pytest.mark.drill
async def test_a_refusal_that_came_too_late_is_said_directly_as_well(
    api: DiscordServer, database: Database, time: Time
) -> None:
    async with serving(api, database, time):
        await started(api)
        await api.called("done", topics="underwater basket weaving")
        time.ahead += timedelta(seconds=4)
        await api.wait_until(lambda: bool(api.directly(ANN)))
        await settled(database)
    assert "underwater basket weaving" in api.directly(ANN)[0]


@pytest.mark.drill
async def test_a_command_that_a_late_answer_names_can_be_tapped(
    api: DiscordServer, database: Database, time: Time
) -> None:
    async with serving(api, database, time):
        await api.called("help")
        time.ahead += timedelta(seconds=4)
        await api.wait_until(lambda: bool(api.directly(ANN)))
        await settled(database)
    (number,) = [one["id"] for one in api.commands if one["name"] == "today"]
    assert f"</today:{number}>" in api.directly(ANN)[0]


@pytest.mark.drill
async def test_an_answer_that_meets_five_faults_in_a_row_comes(
    api: DiscordServer, database: Database, time: Time
) -> None:
    async with serving(api, database, time):
        await started(api)
        for _ in range(5):
            api.fail(CALLBACK, 503, message="no")
        await checked_in(api)
        await api.wait_until(lambda: len(api.made(CALLBACK)) > 2)
        time.ahead += timedelta(seconds=25)  # which they take when nobody hurries
        await api.wait_until(lambda: bool(api.directly(ANN)))
        await settled(database)
    assert "10 min" in api.directly(ANN)[0]
    assert await minutes(database) == [10]


@pytest.mark.drill
async def test_what_was_put_off_and_then_meets_faults_is_said_where_something_was_to_come(
    api: DiscordServer, database: Database, time: Time, gate: asyncio.Event
) -> None:
    async with serving(api, database, time, gate, patience=0.05):
        await started(api)
        for _ in range(8):
            api.fail("/messages/@original", 503, message="no")
        gate.clear()
        await checked_in(api)
        await api.wait_until(lambda: api.read_by(ANN)[1:] == ["…"])
        gate.set()
        await settled(database)
    assert "10 min" in api.read_by(ANN)[1]
    assert api.directly(ANN) == []


@pytest.mark.drill
async def test_a_first_sign_that_had_arrived_though_its_line_broke_is_gone_on_from(
    api: DiscordServer, database: Database, time: Time, gate: asyncio.Event
) -> None:
    async with serving(api, database, time, gate, patience=0.05):
        await started(api)
        gate.clear()
        api.break_off(CALLBACK, heard=True)
        await checked_in(api)
        await api.wait_until(lambda: api.read_by(ANN)[1:] == ["…"])
        gate.set()
        await settled(database)
    assert "10 min" in api.read_by(ANN)[1]


async def test_whoever_cannot_be_written_to_is_not_tried_for_ever(
    api: DiscordServer, database: Database, time: Time, capfd: pytest.CaptureFixture[str]
) -> None:
    api.refuse(f"5{ANN}", 403, 50007)
    async with serving(api, database, time):
        await checked_in(api)
        time.ahead += timedelta(seconds=4)
        await api.wait_until(lambda: bool(api.made(f"/channels/5{ANN}/messages")))
        await settled(database)
    assert "discord.reply_lost" in "".join(capfd.readouterr())


class Gone(Holding):
    """A kernel that knows of nothing but that the database is gone."""

    async def call(self, called: Called, mark: Mark | None = None) -> Message | None:
        raise DatabaseGone


async def test_where_the_database_is_gone_that_is_said_at_once(
    api: DiscordServer, database: Database, time: Time
) -> None:
    async with serving(api, database, time, kernel=Gone):
        await checked_in(api)
        await api.wait_until(lambda: bool(api.read_by(ANN)))
    assert api.read_by(ANN) == [str(database_gone())]


# Where whoever was to answer is killed.


async def killed_before_its_answer(
    api: DiscordServer, database: Database, time: Time, gate: asyncio.Event, *, put_off: bool
) -> None:
    """What Ann told is stored, and the process is gone before it has said so."""
    async with serving(api, database, time, gate, grace=0.01, patience=0.05 if put_off else 9.0):
        await started(api)
        gate.clear()
        await checked_in(api)
        async with asyncio.timeout(5):
            while not (await waiting(database) and (not put_off or api.read_by(ANN)[1:] == ["…"])):
                await asyncio.sleep(0.01)
    time.ahead += timedelta(seconds=61)
    gate.set()


@pytest.mark.drill
async def test_what_a_killed_process_had_stored_is_answered_directly_by_the_next(
    api: DiscordServer, database: Database, time: Time, gate: asyncio.Event
) -> None:
    await killed_before_its_answer(api, database, time, gate, put_off=False)
    async with serving(api, database, time):
        await settled(database)
    (late,) = api.directly(ANN)
    assert late.startswith(str(said_before()))
    assert "10 min" in late
    assert await minutes(database) == [10]


@pytest.mark.drill
async def test_what_a_killed_process_had_put_off_is_answered_where_something_was_to_come(
    api: DiscordServer, database: Database, time: Time, gate: asyncio.Event
) -> None:
    await killed_before_its_answer(api, database, time, gate, put_off=True)
    async with serving(api, database, time):
        await settled(database)
    assert api.read_by(ANN)[1].startswith(str(said_before()))
    assert api.directly(ANN) == []


@pytest.mark.drill
async def test_where_the_token_is_good_no_more_it_is_said_directly(
    api: DiscordServer, database: Database, time: Time, gate: asyncio.Event
) -> None:
    await killed_before_its_answer(api, database, time, gate, put_off=True)
    [*api.interactions.asked.values()][-1].at -= GOOD_FOR
    async with serving(api, database, time):
        await settled(database)
    assert "10 min" in api.directly(ANN)[0]


@pytest.mark.drill
async def test_a_typed_line_that_a_killed_process_had_stored_is_answered_by_the_next_and_once(
    api: DiscordServer, database: Database, time: Time, gate: asyncio.Event
) -> None:
    async with serving(api, database, time, gate, grace=0.01):
        gate.clear()
        told = await api.typed("studied 10 min")
        async with asyncio.timeout(5):
            while not await waiting(database):
                await asyncio.sleep(0.01)
    time.ahead += timedelta(seconds=61)
    async with serving(api, database, time):
        await settled(database)
        await api.again(told)
        await asyncio.sleep(0.1)
    (late,) = api.directly(ANN)
    assert late.startswith(str(said_before()))
    assert await minutes(database) == [10]


async def test_words_that_were_handed_to_a_killed_process_are_logged_and_answered_once_by_the_next(
    api: DiscordServer, database: Database, time: Time, gate: asyncio.Event
) -> None:
    async with serving(api, database, time, gate, grace=0.01, patience=9.0):
        await started(api)
        gate.clear()
        told = await api.handed("Log this", "45m: the chain rule")
        async with asyncio.timeout(5):
            while not await waiting(database):
                await asyncio.sleep(0.01)
    time.ahead += timedelta(seconds=61)
    gate.set()
    async with serving(api, database, time):
        await settled(database)
        await api.again(told)
        await api.typed("/log")
        await api.wait_until(lambda: len(api.directly(ANN)) == 2)
    late, _ = api.directly(ANN)
    assert late.startswith(str(said_before()))
    assert "45 min" in late
    assert await minutes(database) == [45]


async def test_what_a_killed_process_had_said_already_is_not_said_again(
    api: DiscordServer, database: Database, time: Time, gate: asyncio.Event
) -> None:
    await killed_before_its_answer(api, database, time, gate, put_off=True)
    (token,) = [one.token for one in api.interactions.asked.values() if one.original and api.read_by(ANN)[1] == "…"][1:]
    api.interactions.follow(token, {"content": "said"})
    async with serving(api, database, time):
        await settled(database)
    assert api.read_by(ANN)[1:] == ["said"]
    assert api.directly(ANN) == []


@pytest.mark.drill
async def test_after_ten_minutes_an_answer_is_of_no_use_and_goes_with_its_token(
    api: DiscordServer, database: Database, time: Time, gate: asyncio.Event
) -> None:
    await killed_before_its_answer(api, database, time, gate, put_off=True)
    assert [one["token"] for one in await waiting(database)] == [[*api.interactions.asked][-1]]
    time.ahead += timedelta(minutes=10)
    async with serving(api, database, time):
        await settled(database)
    assert api.read_by(ANN)[1:] == ["…"]
    async with database.engine.connect() as connection:
        assert set((await connection.execute(select(updates.c.token, updates.c.answer))).all()) == {(None, None)}


@pytest.mark.drill
async def test_answers_that_wait_go_with_forget(
    api: DiscordServer, database: Database, time: Time, gate: asyncio.Event
) -> None:
    await killed_before_its_answer(api, database, time, gate, put_off=False)
    async with database.store() as store:
        contact = await store.learners.by_account("discord", str(ANN))
        assert contact
        await store.learners.forget(contact.learner.id, time())
    assert await waiting(database) == []
    async with serving(api, database, time):
        await asyncio.sleep(0.1)
    assert api.directly(ANN) == []


# Brought twice.


async def undone(database: Database) -> int:
    """How many sayings were taken back."""
    async with database.engine.connect() as connection:
        return [*(await connection.execute(select(progress_events.c.kind))).scalars()].count("undone")


@pytest.mark.drill
async def test_the_same_call_brought_twice_counts_once_and_is_answered_once(
    api: DiscordServer, database: Database, time: Time, gate: asyncio.Event
) -> None:
    async with serving(api, database, time, gate):
        for number in (10, 20, 30):
            await api.called("checkin", minutes=str(number))
            await api.wait_until(lambda before=number // 10: len(api.read_by(ANN)) == before)
        gate.clear()
        told = await api.called("undo")
        await api.again(told)
        await asyncio.sleep(0.05)
        gate.set()
        await api.wait_until(lambda: len(api.read_by(ANN)) == 4)
        await settled(database)
        await api.again(told)
        await asyncio.sleep(0.1)
    assert len(api.read_by(ANN)) == 4
    assert api.directly(ANN) == []
    assert await undone(database) == 1


@pytest.mark.drill
async def test_what_a_resume_brings_once_more_counts_once(api: DiscordServer, database: Database, time: Time) -> None:
    api.gateway.repeats = True
    async with serving(api, database, time):
        for number in (10, 20, 30, 40):
            await api.typed(f"studied {number} min")
            await api.wait_until(lambda before=number // 10: len(api.directly(ANN)) == before)
        await api.typed("undo")
        await api.called("undo")
        await api.wait_until(lambda: len(api.directly(ANN)) == 5 and bool(api.read_by(ANN)))
        await api.gateway.drop()
        await api.wait_until(lambda: bool(api.gateway.resumed))
        await api.typed("studied 50 min")
        await api.wait_until(lambda: len(api.directly(ANN)) == 6)
        await asyncio.sleep(0.1)
    assert await undone(database) == 2
    assert (len(api.directly(ANN)), len(api.read_by(ANN))) == (6, 1)


@pytest.mark.drill
async def test_a_press_brought_twice_counts_once(api: DiscordServer, database: Database, time: Time) -> None:
    async with serving(api, database, time):
        await started(api)
        await checked_in(api)
        await api.wait_until(lambda: len(api.read_by(ANN)) == 2)
        label = next(label for one in api.interactions.shown.values() for label in one.keys if "ndo" in label)
        told = await api.pressed(label)
        await api.again(told)
        await api.wait_until(lambda: len(api.made(CALLBACK)) >= 4)
        await asyncio.sleep(0.1)
    assert await undone(database) == 1


@pytest.mark.drill
async def test_what_happened_while_the_line_was_gone_is_answered_after_it_is_back(
    api: DiscordServer, database: Database, time: Time
) -> None:
    async with serving(api, database, time):
        await started(api)
        await api.gateway.drop()
        await checked_in(api)
        await api.wait_until(lambda: len(api.read_by(ANN)) == 2)
    assert await minutes(database) == [10]


# Among others.


OWLS, BEN = "55", 8


@asynccontextmanager
async def put_off_among_others(
    api: DiscordServer, database: Database, time: Time, gate: asyncio.Event, name: str, **options: str
) -> AsyncIterator[None]:
    """Ann calls a command in a group, and its answer is late; nobody else sees anything of it."""
    api.channel(OWLS)
    async with serving(api, database, time, gate, grace=0.01, patience=0.05):
        gate.clear()
        await api.called(name, where=OWLS, **options)
        await api.wait_until(lambda: api.read_by(ANN, OWLS) == ["…"])
        assert api.read_by(BEN, OWLS) == []
        yield


async def test_a_late_answer_for_one_alone_is_seen_by_nobody_else(
    api: DiscordServer, database: Database, time: Time, gate: asyncio.Event
) -> None:
    async with put_off_among_others(api, database, time, gate, "checkin", minutes="10"):
        gate.set()
        await settled(database)
    assert "10 min" in api.read_by(ANN, OWLS)[0]
    assert api.read_by(BEN, OWLS) == []


@pytest.mark.drill
async def test_a_late_answer_for_all_is_seen_by_all_though_it_was_put_off_for_one(
    api: DiscordServer, database: Database, time: Time, gate: asyncio.Event
) -> None:
    async with put_off_among_others(api, database, time, gate, "group start"):
        gate.set()
        await settled(database)
    (read,) = api.read_by(ANN, OWLS)
    assert read
    assert api.read_by(BEN, OWLS) == [read]


@pytest.mark.drill
async def test_a_line_that_breaks_as_what_was_put_off_is_taken_away_keeps_no_answer_from_all(
    api: DiscordServer, database: Database, time: Time, gate: asyncio.Event
) -> None:
    api.break_off("/messages/@original", heard=True, passing=1)
    async with put_off_among_others(api, database, time, gate, "group start"):
        gate.set()
        await settled(database)
    (read,) = api.read_by(ANN, OWLS)
    assert api.read_by(BEN, OWLS) == [read]


@pytest.mark.drill
async def test_so_it_is_where_whoever_was_to_answer_was_killed(
    api: DiscordServer, database: Database, time: Time, gate: asyncio.Event
) -> None:
    async with put_off_among_others(api, database, time, gate, "group start"):
        pass
    time.ahead += timedelta(seconds=61)
    async with serving(api, database, time):
        await settled(database)
    (read,) = api.read_by(ANN, OWLS)
    assert read.startswith(str(said_before()))
    assert api.read_by(BEN, OWLS) == [read]


# Whose business it is.


@pytest.mark.drill
async def test_a_token_is_in_no_log_and_in_no_export(
    api: DiscordServer,
    database: Database,
    time: Time,
    gate: asyncio.Event,
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
) -> None:
    caplog.set_level(logging.DEBUG)
    await killed_before_its_answer(api, database, time, gate, put_off=False)
    (kept,) = await waiting(database)
    async with database.reading() as store:
        (exported,) = await store.inbox.of_accounts([str(ANN)])
    assert "10 min" in exported["answer"]
    assert kept["token"] not in json.dumps(exported, default=str)
    api.fail(f"/webhooks/900/{kept['token']}/messages/@original", 500, message="no")
    async with serving(api, database, time):
        await settled(database)
    everything = caplog.text + "".join(capfd.readouterr())
    assert "discord.started" in everything
    assert not [token for token in api.interactions.asked if token in everything]


# As it is kept.

FILES = st.builds(Attachment, st.text(), st.binary(), st.sampled_from(["image/png", "text/csv"]), st.text())
MESSAGES = st.builds(
    Message,
    text=st.text().map(Markup.escape),
    keys=st.lists(st.builds(Key, st.text(), st.text())).map(tuple),
    attachments=st.lists(FILES, max_size=2).map(tuple),
    exhibits=st.lists(st.builds(Exhibit, st.text(), st.text(), several=st.booleans()), max_size=2).map(tuple),
)
WAYS = st.builds(Way, st.text(), st.text(), st.text(), among=st.booleans(), is_press=st.booleans(), token=st.text())
DEBTS = st.builds(Owed, MESSAGES, WAYS, st.booleans(), st.integers(0, 9), st.just(value=True), st.booleans())


@tried_on(12)
@given(DEBTS)
def test_what_is_owed_is_read_as_it_was_written_and_its_token_is_not_in_it(owed: Owed) -> None:
    assert read(written(owed), owed.way.token) == owed
    assert written(owed) == written(replace(owed, way=replace(owed.way, token="another")))


@given(DEBTS)
def test_what_is_said_late_says_so_once_and_not_behind_what_has_come(owed: Owed) -> None:
    again = owed.again()
    assert again.again() == again
    assert (again.message == owed.message) == bool(owed.is_again or owed.arrived)


def test_what_goes_on_directly_is_cut_as_it_was_begun_and_what_begins_there_as_it_stands_there() -> None:
    begun = Owed(Message(text=Markup("10 min")), Way("1", "2", "3", among=True, token="t"), whispered=False, arrived=1)
    assert begun.directly().way == Way("1", "2", "3", among=True)
    assert replace(begun, arrived=0).directly().way == Way("1", "2", "3", among=False)
