"""An answer that was too long for one message is hidden whole, whichever of its messages is chosen, on both platforms."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import timedelta
from functools import partial

import pytest
from markupsafe import Markup
from sqlalchemy import func, select

from bot.chat.command import Command, Where, command
from bot.chat.context import Context
from bot.chat.reply import Attachment, Reply
from bot.commands import COMMANDS
from bot.nudges.upkeep import is_untidy, tidy
from bot.store import Database, NudgeKind, NudgeState
from bot.store.answer_tables import answer_parts
from bot.store.answers import KEPT
from bot.store.tables import nudges
from bot.texts.helps import of
from tests.platforms.bot_api_script import BotMessage, flood
from tests.platforms.discord_stage import text
from tests.platforms.test_discord_refusals import Owls
from tests.platforms.test_inbox import until
from tests.platforms.test_order import HIDE
from tests.platforms.test_replies import ANN, BEN, OWLS, OnTelegram, telegram

LONG = " ".join(f"idiot {number}" for number in range(600))
"""Too long for one message on either platform."""


@command("long", of("Says a lot"), "/long", where=Where.GROUP)
async def long(_: Context) -> Reply:
    return Reply(text=Markup(LONG))


@command("long", of("Says a lot"), "/long", where=Where.GROUP)
async def longer(_: Context) -> Reply:
    """With a file below."""
    return Reply(text=Markup(LONG), attachments=(Attachment("idiots.txt", b"idiots", "text/plain", "idiots"),))


@asynccontextmanager
async def owls_on_telegram(url: str, said: Command) -> AsyncIterator[OnTelegram]:
    """Ann manages the Owls; Ben has joined."""
    async with telegram(url, said) as ann:
        ann.api.statuses = {(OWLS, ANN): ("creator", {}), (OWLS, BEN): ("member", {})}
        for user in (ANN, BEN):
            await ann.say("/timezone berlin", by=user)
        await ann.among("/group start")
        await ann.among("/join yes", by=BEN)
        yield ann


@pytest.fixture(params=[long, longer])
async def ann(sqlite_url: str, request: pytest.FixtureRequest) -> AsyncIterator[OnTelegram]:
    async with owls_on_telegram(sqlite_url, request.param) as ann:
        yield ann


@pytest.fixture
async def owls(sqlite_url: str) -> AsyncIterator[Owls]:
    async with Owls(sqlite_url, commands=(*COMMANDS, long)) as stage:
        await stage.begin(stage.channel)
        yield stage


def parts(ann: OnTelegram) -> list[BotMessage]:
    return [one for one in ann.api.messages if one.chat_id == OWLS and "idiot" in one.text]


@pytest.mark.parametrize("chosen", [0, -1])
async def test_on_telegram_all_messages_of_an_answer_go(ann: OnTelegram, chosen: int) -> None:
    other = await ann.among("/group", by=BEN)
    await ann.among("/long", by=BEN)
    shown = parts(ann)
    assert len(shown) > 1
    await ann.among("/group hide", below=shown[chosen])
    await ann.nudging.work()
    assert not parts(ann)
    assert other in ann.api.messages


@pytest.mark.drill
async def test_on_telegram_what_comes_of_a_hidden_answer_later_goes_too(sqlite_url: str) -> None:
    """Its file was put off, for Telegram asked to wait."""
    async with owls_on_telegram(sqlite_url, longer) as ann:
        ann.api.fail("sendDocument", flood(20))
        ann.api.say(BEN, "/long", chat_id=OWLS, chat_type="supergroup", date=ann.clock())
        await until(partial(known, ann))
        ann.api.reply(ANN, parts(ann)[0], "/group hide", date=ann.clock())
        await until(partial(is_entered, ann))
        await ann.nudging.work()
        assert not parts(ann)
        ann.clock.advance(ann.clock() + timedelta(seconds=30))
        await ann.api.wait_until(lambda: bool(parts(ann)))
        await until(partial(is_entered, ann))
        await ann.nudging.work()
        assert not parts(ann)


async def known(ann: OnTelegram) -> bool:
    """Whether the messages that have come know each other."""
    async with ann.database.engine.connect() as connection:
        return bool(await connection.scalar(select(func.count()).select_from(answer_parts)))


async def is_entered(ann: OnTelegram) -> bool:
    """Whether something waits to be taken away."""
    async with ann.database.engine.connect() as connection:
        waiting = (nudges.c.kind == NudgeKind.ERASE.value, nudges.c.state == NudgeState.DUE.value)
        return bool(await connection.scalar(select(func.count()).select_from(nudges).where(*waiting)))


@pytest.mark.parametrize("chosen", [0, -1])
async def test_on_discord_all_messages_of_an_answer_go(owls: Owls, chosen: int) -> None:
    await owls.other.slash(owls.channel, "long")
    shown = [one for one in owls.channel.history() if "idiot" in one.content]
    assert len(shown) > 1
    hidden = await owls.admin.context_menu(owls.channel, HIDE, shown[chosen])
    assert "I take it away" in text(hidden)
    twice = await owls.admin.context_menu(owls.channel, HIDE, shown[0])
    assert "hidden already" in text(twice)
    await owls.go(0.01)
    assert not [one for one in owls.channel.history() if "idiot" in one.content]


async def test_which_messages_belong_together_is_forgotten_in_time(owls: Owls) -> None:
    await owls.other.slash(owls.channel, "long")
    database: Database = owls.database
    shown: Sequence[str] = [f"{one.id}" for one in owls.channel.history() if "idiot" in one.content]
    group = await owls.group(owls.channel)
    for days, known in ((-1, True), (1, False)):
        await owls.env.advance_time((KEPT if days < 0 else timedelta(days=2)).total_seconds() - 86_400)
        await tidy(database)
        async with database.store() as store:
            first = [await store.answers.first_of("discord", group.chat_id, one) for one in shown]
            assert (len({*first}) == 1) is known
            assert not await is_untidy(store, await store.now())
