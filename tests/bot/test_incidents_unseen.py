"""Bugs that nobody was told of, for nobody had said anything: operators get the number by which the log is found."""

import asyncio
from collections.abc import AsyncIterator, MutableMapping
from contextlib import asynccontextmanager, suppress
from datetime import timedelta
from typing import Any

import pytest
from structlog.testing import capture_logs

from bot.chat.happenings import Happening, Moved
from bot.errors import Conflict
from bot.nudges.engine import Nudging
from bot.store import Database, NudgeKind, Store
from bot.store.ledger import Entry
from tests.bot.nudge_stage import at_once
from tests.bot.office import ANN, OPS, Office


@pytest.fixture
async def office(sqlite_url: str) -> AsyncIterator[Office]:
    """The operator on Telegram has written to the bot."""
    office = Office(sqlite_url)
    await office.enrol(ANN)
    await office.say("/stats")
    yield office
    await office.close()


def number_of(logs: list[MutableMapping[str, Any]], event: str) -> str:
    (one,) = [log for log in logs if log["event"] == event]
    return str(one["incident"])


async def told(office: Office) -> list[str]:
    await office.wait(timedelta(minutes=1))
    return [one.message.text for one in office.sent() if one.user_id == OPS["telegram"]]


async def to_ann(office: Office, kind: NudgeKind, period: str) -> None:
    async with office.database.store() as store:
        contact = await store.learners.by_account("telegram", ANN)
        assert contact
        account, now = contact.account, await store.now()
        await store.ledger.file(Entry(account.learner_id, account.id, "telegram", kind, period, now, 1))


async def test_a_message_that_breaks_on_its_way_has_a_number_that_operators_are_told(office: Office) -> None:
    await to_ann(office, NudgeKind.LINKED, "telegram.1.2")
    office.telegram.faults = [ZeroDivisionError()]
    with capture_logs() as logs:
        await office.work()
    number = number_of(logs, "nudge.broke")
    (text,) = await told(office)
    assert number in text
    assert "Incidents in the last 7 days: 1" in await office.say("/stats")


async def test_a_row_that_cannot_be_composed_has_a_number_that_operators_are_told(office: Office) -> None:
    await to_ann(office, NudgeKind.FOCUS, "no place")
    office.telegram.faults = []
    with capture_logs() as logs:
        await office.work()
    number = number_of(logs, "nudge.not_composed")
    (text,) = await told(office)
    assert number in text


async def test_what_tells_of_bugs_and_breaks_itself_is_not_told_of_for_ever(office: Office) -> None:
    await office.break_something()
    office.telegram.faults = [ZeroDivisionError() for _ in range(9)]
    with capture_logs() as logs:
        await office.wait(timedelta(hours=3))
    assert number_of(logs, "nudge.broke")
    assert len(office.telegram.faults) == 8, "it was tried once"


@pytest.mark.drill
async def test_the_process_that_the_settings_make_tells_its_operators(office: Office) -> None:
    nudging: Nudging = office.app.nudging({"telegram": office.telegram})
    await to_ann(office, NudgeKind.LINKED, "telegram.1.2")
    office.telegram.faults = [ZeroDivisionError()]
    with capture_logs() as logs:
        await nudging.work()
    (text,) = await told(office)
    assert number_of(logs, "nudge.broke") in text


async def test_what_breaks_as_a_chat_changes_is_told_to_operators(office: Office) -> None:
    class Odd(Moved):
        """One that nothing can be done with."""

        @property
        def to(self) -> str:
            raise ZeroDivisionError

    odd: Happening = Odd.__new__(Odd)
    object.__setattr__(odd, "platform", "telegram")
    object.__setattr__(odd, "chat_id", "-5")
    with capture_logs() as logs:
        await office.app.dispatcher.happened(odd, office.clock())
    assert number_of(logs, "happening_broke") in (await told(office))[0]


async def test_a_bug_is_told_though_the_batch_it_was_met_in_is_cut_short(office: Office) -> None:
    for period in ("telegram.1.2", "telegram.1.3"):
        await to_ann(office, NudgeKind.LINKED, period)
    office.telegram.faults = [ZeroDivisionError(), asyncio.CancelledError()]
    with capture_logs() as logs, suppress(asyncio.CancelledError):
        await office.work()
    assert not office.telegram.faults
    assert number_of(logs, "nudge.broke") in (await told(office))[0]


class Beaten(Database):
    """Another transaction wins as the first batch is to be stored."""

    lost = 0

    @asynccontextmanager
    async def store(self, *, lasting: bool = True, **more: Any) -> AsyncIterator[Store]:
        async with super().store(lasting=lasting, **more) as store:
            yield store
            if not (lasting or self.lost):
                self.lost += 1
                raise Conflict


async def test_a_row_that_breaks_again_in_a_batch_that_is_tried_again_is_one_bug(office: Office) -> None:
    await to_ann(office, NudgeKind.FOCUS, "no place")
    database = Beaten(office.url, office.clock)
    nudging = Nudging(
        database,
        {"telegram": office.telegram},
        default_zone="UTC",
        limits={},
        operators=office.operators,
        sleep=at_once,
    )
    with capture_logs() as logs:
        await nudging.work()
    await database.close()
    assert database.lost == 1
    *_, number = [str(log["incident"]) for log in logs if log["event"] == "nudge.not_composed"]
    (text,) = await told(office)
    assert number in text
    assert "Incidents in the last 7 days: 1" in await office.say("/stats")


class Odd(Nudging):
    """Breaks whenever it is to work, and stops after the third time."""

    left = 3
    ended: asyncio.Event

    async def work(self, *_: object) -> int:
        self.left -= 1
        if not self.left:
            self.ended.set()
        raise ZeroDivisionError


async def test_what_stops_all_nudges_again_and_again_is_one_bug(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.app.SHORTEST_WAIT", 0.01)
    odd = Odd(office.database, {}, default_zone="UTC", limits={}, operators=office.operators)
    odd.ended = asyncio.Event()
    with capture_logs() as logs:
        await office.app.nudge(odd, odd.ended)
    numbers = [str(log["incident"]) for log in logs if log["event"] == "nudges.interrupted"]
    assert len(numbers) == 3
    (text,) = await told(office)
    assert {*numbers} == {numbers[0]}
    assert numbers[0] in text
