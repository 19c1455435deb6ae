"""Somebody is meant by more than a name: picked in Discord's option, mentioned or replied to on Telegram."""

from typing import Any

import discord
import pytest
import telegram

from bot.chat.people import Meant
from bot.platforms.telegram.inward import spoken
from tests.platforms.discord_stage import Stage, text

OWLS = {"id": -500, "type": "supergroup", "title": "Owls", "is_forum": True}
ANN, BOT = {"id": 7, "is_bot": False, "first_name": "Ann"}, {"id": 4242, "is_bot": True, "first_name": "Roadmate"}
CAT = {"id": 9, "is_bot": False, "first_name": "Cat \U0001f408", "last_name": "Smith"}
BASE = {"message_id": 2, "date": 1_800_000_000, "chat": OWLS}


def people(chat: dict[str, Any] = OWLS, **fields: Any) -> tuple[Meant, ...]:
    message = {"message_id": 3, "date": 1_800_000_000, "chat": chat, "from": ANN, **fields}
    said = spoken(telegram.Message.de_json(message, telegram.Bot("4242:x")), "roadmate_bot")
    assert said
    return said.people


def test_on_telegram_a_mention_of_who_has_no_user_name_says_whose_it_is() -> None:
    mention = {"type": "text_mention", "offset": 8, "length": 12, "user": CAT}
    assert people(text="/thanks Cat \U0001f408 Smith", entities=[mention]) == (Meant("9", "Cat \U0001f408 Smith"),)


def test_on_telegram_a_reply_means_whom_it_answers() -> None:
    assert people(text="/thanks", reply_to_message={**BASE, "from": CAT, "text": "Try this"}) == (Meant("9"),)


@pytest.mark.parametrize(
    "answered",
    [
        {**BASE, "from": BOT, "text": "Who?"},
        {**BASE, "from": CAT, "forum_topic_created": {"name": "NLP", "icon_color": 1}},
        {**BASE, "sender_chat": OWLS, "text": "An admin who is nobody"},
    ],
    ids=["the bot", "how a thread begins", "an anonymous admin"],
)
def test_on_telegram_a_reply_to_nobody_means_nobody(answered: dict[str, Any]) -> None:
    assert people(text="/thanks", reply_to_message=answered) == ()


async def test_on_discord_somebody_is_picked_and_two_of_one_name_are_told_apart(sqlite_url: str) -> None:
    async with Stage(sqlite_url) as stage:
        sam, other = (
            stage.guild.add_member(stage.env.create_user(name, global_name="Sam")) for name in ("sam1", "sam2")
        )
        managers = stage.guild.create_role("Managers", permissions=discord.Permissions(manage_guild=True))
        boss = stage.guild.add_member(stage.env.create_user("boss"), roles=[managers])
        await boss.slash(stage.channel, "group start")
        for one in (stage.member, sam, other):
            await one.slash(stage.channel, "join", sure=True)
        (thanks,) = [one for one in stage.calls("PUT", "/commands")[0] if one["name"] == "thanks"]
        assert [(one["name"], one["type"]) for one in thanks["options"]] == [("name", 6)]
        assert "💛" in text(await stage.member.slash(stage.channel, "thanks", name=other))
        assert "today already" in text(await stage.member.slash(stage.channel, "thanks", name=other))
        assert "Sam (2)" in text(await stage.member.slash(stage.channel, "thanks", name=other))
        assert "haven't joined" in text(await stage.member.slash(stage.channel, "thanks", name=boss))
