"""Hiding a post by the real clients: from its menu on Discord, in reply to it on Telegram."""

from collections.abc import AsyncIterator
from typing import Any

import discord
import pytest
from simcord.backend.errors import SetupError

from tests.platforms.discord_stage import labels, text
from tests.platforms.test_discord_refusals import Owls
from tests.platforms.test_replies import ANN, BEN, OWLS, telegram

HIDE = "Hide this"


@pytest.fixture
async def owls(sqlite_url: str) -> AsyncIterator[Owls]:
    async with Owls(sqlite_url) as stage:
        await stage.begin(stage.channel)
        await stage.other.slash(stage.channel, "helpme", topic="nlp", question="idiots, see http://evil.example")
        await stage.go(0.01)
        yield stage


def question(stage: Owls) -> list[discord.Message]:
    return [one for one in stage.channel.history() if "idiots" in one.content]


@pytest.mark.drill
async def test_an_admin_hides_a_post_from_its_menu_and_takes_it_back(owls: Owls) -> None:
    (post,) = question(owls)
    answer = await owls.admin.context_menu(owls.channel, HIDE, post)
    assert answer.ephemeral
    assert text(answer).startswith("✔ I take it away")
    await owls.go(0.01)
    assert question(owls) == []
    undo: Any = answer.response
    assert labels(undo) == ["↩ Undo"]
    await owls.admin.click(undo, label="↩ Undo")
    await owls.go(0.01)
    assert len(question(owls)) == 1


async def test_what_others_say_is_not_the_bots_to_hide(owls: Owls) -> None:
    said = await owls.other.send(owls.channel, "hello")
    answer = await owls.admin.context_menu(owls.channel, HIDE, said)
    assert (answer.ephemeral, text(answer)) == (True, "I can only hide what I posted myself.")


async def test_what_is_no_post_of_a_group_is_told_apart(owls: Owls) -> None:
    answer = await owls.admin.slash(owls.channel, "group start")
    assert answer.response
    (post,) = question(owls)
    await owls.admin.context_menu(owls.channel, HIDE, post)
    twice = await owls.admin.context_menu(owls.channel, HIDE, post)
    assert text(twice) == "That one is hidden already; if you still see it, I try once more."


async def test_who_manages_nothing_is_not_shown_it(owls: Owls) -> None:
    (post,) = question(owls)
    with pytest.raises(SetupError, match="default-member-permissions"):
        await owls.other.context_menu(owls.channel, HIDE, post)
    assert len(question(owls)) == 1


async def test_on_telegram_it_is_said_in_reply_to_the_post(sqlite_url: str) -> None:
    async with telegram(sqlite_url) as ann:
        ann.api.statuses = {(OWLS, ANN): ("creator", {}), (OWLS, BEN): ("member", {})}
        for user in (ANN, BEN):
            await ann.say("/timezone berlin", by=user)
        await ann.among("/group start")
        await ann.among("/join yes", by=BEN)
        post = await ann.among("/helpme nlp idiots, see http://evil.example", by=BEN)
        assert "idiots" in post.text
        assert "http://" not in post.html
        await ann.among("/group hide", by=BEN, below=post)
        assert post in ann.api.messages, "he manages nothing"
        hidden = await ann.among("/group hide", below=post)
        assert "I take it away" in hidden.text
        assert post not in ann.api.messages
        ann.api.press(ANN, hidden, hidden.data("↩ Undo"))
        await ann.silence()
        await ann.nudging.work()
        assert [one for one in ann.api.messages if "idiots" in one.text]
