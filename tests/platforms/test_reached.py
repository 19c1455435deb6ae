"""Who is meant to be reached by a text can be tapped, and is the only one who is told of it; all others are names."""

from collections.abc import AsyncIterator
from typing import Any

import pytest
from markupsafe import Markup, escape

from bot.chat.platform import Edit, Post
from bot.chat.reply import Key, Message
from bot.platforms.console.renderer import plain
from bot.platforms.discord.posts import posts
from bot.store.post_names import AccountName, Person, untraced
from bot.store.values import Account
from bot.texts.sentence import say
from tests.platforms.discord_stage import Stage


@pytest.fixture
async def stage(sqlite_url: str) -> AsyncIterator[Stage]:
    async with Stage(sqlite_url) as stage:
        yield stage


def person(name: str, user_id: object, platform: str = "discord") -> Person:
    return Person.of(name, Account(1, 1, platform, str(user_id), None))


def told(sentence: str, **names: str) -> Message:
    return Message(text=untraced(say(sentence, **names)))


async def posted(stage: Stage, message: Message) -> Any:
    await stage.discord.perform(Post(str(stage.channel.id), None, message))
    return stage.calls("POST", f"/channels/{stage.channel.id}/messages")[-1]


async def test_a_post_reaches_whom_it_means_and_nobody_whose_name_it_only_says(stage: Stage) -> None:
    text = told("{by} thanks {helper}.", by=AccountName("<@1> @everyone", 2), helper=person("Ben", stage.ben.id))
    sent = await posted(stage, text)
    assert sent["content"].endswith(f" thanks <@{stage.ben.id}>.")
    assert sent["allowed_mentions"] == {"parse": [], "users": [stage.ben.id]}
    (message,) = stage.channel.history()
    assert [one.id for one in message.mentions] == [stage.ben.id]


async def test_what_tells_two_of_one_name_apart_stands_behind_the_tap(stage: Stage) -> None:
    sent = await posted(stage, told("{one} and {two}", one=person("Sam", 7), two=person("sam (2)", 8)))
    assert sent["content"] == "<@7> and <@8> (2)"
    assert sent["allowed_mentions"] == {"parse": [], "users": [7, 8]}


async def test_a_post_that_means_nobody_reaches_nobody(stage: Stage) -> None:
    sent = await posted(stage, told("{one} and {two}", one=person("Sam", 7, "telegram"), two=AccountName("Cat", 1)))
    assert (sent["content"], sent["allowed_mentions"]) == ("Sam and Cat", {"parse": []})


async def test_an_edit_and_a_letter_reach_nobody_else_either(stage: Stage) -> None:
    text = told("{one}", one=person("Ann", stage.ann.id))
    await posted(stage, told("x"))
    number = str(stage.channel.last_message.id)  # type: ignore[union-attr]
    await stage.discord.perform(Edit(str(stage.channel.id), None, number, text))
    await stage.discord.send(str(stage.ben.id), text)
    for sent in (*stage.calls("PATCH", f"/messages/{number}"), stage.calls("POST", "/messages")[-1]):
        assert sent["allowed_mentions"] == {"parse": [], "users": [stage.ann.id]}


def test_each_of_several_messages_reaches_those_who_are_named_in_it() -> None:
    text = Markup("\n\n").join(
        [untraced(escape(person("Ann", 7))), escape("much " * 410), untraced(escape(person("Ben", 8)))]
    )
    first, *_, last = posts(Message(text=text, keys=(Key("Join", "x"),)))
    assert (first.people, last.people) == ((7,), (8,))


@pytest.mark.parametrize("typed", ["<@7>", "@everyone", '<a person="discord:7">x</a>', "<@!7>", "<@&7>"])
def test_what_somebody_types_reaches_nobody(typed: str) -> None:
    for name in (AccountName(typed, 1), person(typed, 7, "telegram"), typed):
        (post,) = posts(told("{name}, `{name}`", name=name))
        assert post.people == ()
        assert not post.content.replace("\\<", "").count("<@")


@pytest.mark.parametrize("user_id", ["me", "7 8", "-7", "٧", "0", "7" * 40])
def test_an_account_that_the_platform_cannot_have_is_a_name(user_id: str) -> None:
    (post,) = posts(told("{name}", name=person("Sam", user_id)))
    assert (post.content, post.people) == ("Sam", ())


def test_in_a_terminal_and_in_what_is_read_aloud_a_person_is_a_name() -> None:
    assert plain(told("🤝 {name} can help.", name=person("Sam (2)", 7)).text) == "🤝 Sam (2) can help."
