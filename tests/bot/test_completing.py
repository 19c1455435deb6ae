"""Suggestions keep pace with a reader, not with a typist: one at a time, so many in a while, none after a wait."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import Annotated

import pytest
from structlog.testing import capture_logs

from bot.chat.command import Arg, command
from bot.chat.completion import MOST, SPAN, Completing
from bot.chat.context import Context
from bot.chat.platform import Speaker, Typed
from bot.chat.reply import Reply
from bot.chat.turnstile import Turnstile
from bot.errors import Choice
from bot.store import Database
from bot.texts.helps import of
from tests.bot.conftest import ANN, BEN, MONDAY

ANSWERS = 0


async def numbered(_: Context) -> list[Choice]:
    """What is suggested says how often it was worked out."""
    global ANSWERS  # noqa: PLW0603 - a suggestion has nowhere else to write to
    ANSWERS += 1
    return [Choice(f"answer {ANSWERS}", "answer")]


async def broken(_: Context) -> list[Choice]:
    raise ZeroDivisionError


@command("try", of("Something to complete", one="One", other="Other", odd="Odd"), "/try")
async def tried(
    _: Context,
    one: Annotated[str | None, Arg(suggest=numbered)] = None,
    other: Annotated[str | None, Arg(suggest=numbered)] = None,
    odd: Annotated[str | None, Arg(suggest=broken)] = None,
) -> Reply:
    raise NotImplementedError


class Typing:
    """Somebody types; the clock stands still unless it is moved."""

    def __init__(self, database: Database) -> None:
        self.now, self.turnstile = MONDAY, Turnstile(1)
        self.told: list[tuple[str, str]] = []
        self.completing = Completing(
            database,
            (tried,),
            self.turnstile,
            clock=lambda: self.now,
            default_zone="UTC",
            own_up=self.own_up,
            patience=0.05,
        )

    async def own_up(self, incident: str, platform: str) -> None:
        self.told.append((incident, platform))

    async def type(self, option: str = "one", by: str = ANN) -> list[str]:
        asked = Typed(Speaker("console", by), "try", option, "", self.now)
        return [choice.label for choice in await self.completing.suggest(asked)]

    @asynccontextmanager
    async def busy(self) -> AsyncIterator[None]:
        """Somebody else's line is being worked on."""
        async with self.turnstile.place("somebody"):
            yield


@pytest.fixture
async def typing(sqlite_url: str) -> AsyncIterator[Typing]:
    database = Database(sqlite_url)
    yield Typing(database)
    await database.close()


async def test_who_types_faster_than_anybody_reads_sees_what_was_suggested_last(typing: Typing) -> None:
    seen = [await typing.type() for _ in range(MOST)]
    assert len({*map(tuple, seen)}) == MOST
    assert await typing.type() == seen[-1]
    assert await typing.type("other") == [], "what was suggested last was for another argument"
    assert await typing.type(by=BEN) != seen[-1]
    typing.now += SPAN + timedelta(seconds=1)
    assert await typing.type() not in ([], seen[-1])


async def test_while_one_suggestion_is_worked_out_the_next_keys_see_the_last_one(typing: Typing) -> None:
    last = await typing.type()
    async with typing.busy():
        waiting = asyncio.ensure_future(typing.type())
        await asyncio.sleep(0)
        assert await typing.type() == last
    assert await waiting not in ([], last)


async def test_nobody_waits_for_suggestions_for_ever(typing: Typing) -> None:
    async with typing.busy():
        assert await typing.type() == []
    assert await typing.type() != []


async def test_what_takes_no_suggestions_has_none(typing: Typing) -> None:
    assert await typing.type("nothing") == []


async def test_of_what_breaks_while_somebody_types_operators_are_told_the_number(typing: Typing) -> None:
    with capture_logs() as logs:
        assert await typing.type("odd") == []
    (broke,) = [log for log in logs if log["event"] == "suggest_broke"]
    assert typing.told == [(broke["incident"], "console")]
