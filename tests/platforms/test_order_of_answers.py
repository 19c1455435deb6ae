"""Hiding what is no post, but an answer of the bot that all see: it goes as a post does, on both platforms."""

from collections.abc import AsyncIterator

import pytest

from bot.store import NudgeKind, NudgeState
from tests.platforms.discord_stage import text
from tests.platforms.test_discord_refusals import Owls
from tests.platforms.test_order import HIDE
from tests.platforms.test_replies import ANN, BEN, OWLS, OnTelegram, telegram

ABUSE = "/helpme idiots all of you"


@pytest.fixture
async def owls(sqlite_url: str) -> AsyncIterator[Owls]:
    async with Owls(sqlite_url) as stage:
        await stage.begin(stage.channel)
        yield stage


@pytest.fixture
async def ann(sqlite_url: str) -> AsyncIterator[OnTelegram]:
    """Ann manages the Owls; Ben has joined."""
    async with telegram(sqlite_url) as ann:
        ann.api.statuses = {(OWLS, ANN): ("creator", {}), (OWLS, BEN): ("member", {})}
        for user in (ANN, BEN):
            await ann.say("/timezone berlin", by=user)
        await ann.among("/group start")
        await ann.among("/join yes", by=BEN)
        yield ann


async def test_on_telegram_an_answer_that_repeats_what_somebody_said_is_hidden(ann: OnTelegram) -> None:
    answer = await ann.among(ABUSE, by=BEN)
    assert "idiots" in answer.text
    await ann.among("/group hide", by=BEN, below=answer)
    assert answer in ann.api.messages, "he manages nothing"
    await ann.among("/group hide", below=answer)
    await ann.nudging.work()
    assert answer not in ann.api.messages
    assert not [one for one in ann.api.messages if one.chat_id == OWLS and "idiots" in one.text]
    told = [one.text for one in ann.api.messages if one.chat_id == ANN]
    assert "I take it away" in told[-1]


async def test_what_somebody_said_themselves_is_not_the_bots_to_hide(ann: OnTelegram) -> None:
    reply = {"message_id": 900, "date": 1_800_000_000, "chat": {"id": OWLS, "type": "supergroup"}}
    by = {"id": BEN, "is_bot": False, "first_name": "Ben"}
    ann.api.say(
        ANN,
        "/group hide",
        chat_id=OWLS,
        chat_type="supergroup",
        date=ann.clock(),
        reply_to_message=reply | {"from": by, "text": "idiots"},
    )
    await ann.silence()
    told = [one.text for one in ann.api.messages if one.chat_id == ANN]
    assert told[-1] == "I can only hide what I posted myself."


async def test_what_is_just_being_posted_is_taken_for_no_answer(ann: OnTelegram) -> None:
    """Its number is not known yet; deleted as an answer it would be quoted by every digest."""
    post = await ann.among("/helpme nlp idiots", by=BEN)
    async with ann.database.store() as store:
        group = await store.groups.find("telegram", str(OWLS), None)
        assert group
        posted = await store.sent.to_group(group.id, str(post.message_id))
        assert posted
        await store.posts._connection.exec_driver_sql(
            f"UPDATE nudges SET state = '{NudgeState.SENDING.value}', message_id = '' WHERE id = {posted.id}"
        )
    await ann.among("/group hide", below=post)
    assert post in ann.api.messages
    told = [one.text for one in ann.api.messages if one.chat_id == ANN]
    assert "Try again in a minute" in told[-1]
    async with ann.database.store() as store:
        rows = await store.ledger.of_group(group.id, 99)
    assert NudgeKind.ERASE not in {row.kind for row in rows}


@pytest.mark.drill
async def test_on_discord_an_answer_that_all_see_is_hidden_from_its_menu(owls: Owls) -> None:
    await owls.other.slash(owls.channel, "join", sure=True)
    (answer,) = [one for one in owls.channel.history() if "Welcome" in one.content]
    hidden = await owls.admin.context_menu(owls.channel, HIDE, answer)
    assert hidden.ephemeral
    assert "I take it away" in text(hidden)
    twice = await owls.admin.context_menu(owls.channel, HIDE, answer)
    assert text(twice) == "That one is hidden already; if you still see it, I try once more."
    await owls.go(0.01)
    assert not [one for one in owls.channel.history() if "Welcome" in one.content]
