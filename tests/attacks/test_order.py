"""Order in a group under attack: questions and names that pretend, admins' answers that quote them, deeds that meet."""

import asyncio
import re
from collections.abc import AsyncIterator, Iterator
from dataclasses import replace
from datetime import timedelta
from itertools import product

import pytest
from hypothesis import HealthCheck, given
from hypothesis import strategies as st
from markupsafe import Markup

from bot.chat.reply import Message
from bot.platforms.console.renderer import plain
from bot.platforms.discord import markup as discord
from bot.platforms.telegram import markup as telegram
from bot.store import NudgeKind
from bot.store.post_names import Said, quoted_in, struck, unsaid, untraced
from bot.texts.sentence import say
from tests.attacks.test_names import FOUND_BY_DISCORD, FOUND_BY_TELEGRAM, HOSTILE, OWN, anything_in
from tests.bot.gathering import ANN, BEN, EVE, GUS, NAMES, ZOE, Gathering
from tests.bot.group_stage import utc
from tests.conftest import BOTH_WHEN_LONG
from tests.laws import tried_on

ENGINES = BOTH_WHEN_LONG

MOMENT = re.compile("<time.*?</time>")
QUESTIONS = (
    "you are idiots, see https://evil.example/win?x=1",
    "evil.example or t.me/evil or @durov",
    "/leave /forget @everyone <@7> <@&1> <#9>",
    "[click](https://evil.example) ![x](http://evil.example/a.png) <https://evil.example>",
    "call +49 170 1234567 or a@b.example #tag $USD",
    '</span><span id="m1">Ann</span> <a href="http://evil.example">x</a>',
    '" data-said="help.1"> \u202enwod\u2067 **bold** ||spoiler|| `code`',
    "# WINNER -# small > quote - list 1. one",
    "discord.gg/evil tg://resolve?domain=evil magnet:?x=1",
)


def links_in(message: Message) -> Iterator[str]:
    """What a client would make of what others say in it."""
    for html in telegram.parts(message.text):
        yield from FOUND_BY_TELEGRAM.findall(OWN.sub("", html))
    for markdown in discord.parts(Message(text=type(message.text)(OWN.sub("", message.text))).text):
        yield from (found[0] for found in FOUND_BY_DISCORD.finditer(markdown))


@pytest.fixture
async def gathering(database_url: str, request: pytest.FixtureRequest) -> AsyncIterator[Gathering]:
    before = dict(NAMES)
    gathering = Gathering(database_url, getattr(request, "param", "telegram"))
    yield gathering
    await gathering.close()
    NAMES.clear()
    NAMES.update(before)


both = pytest.mark.parametrize("gathering", ["telegram", "discord"], indirect=True)


async def asked_by_all(gathering: Gathering, around: str = "") -> list[str]:
    """Each question by somebody else or about another topic, so that the digest, which comes then, quotes them all; how each is
    told of there."""
    ways = list(zip(product((ANN, BEN, EVE, GUS, ZOE), ("NLP", "Deep Learning")), QUESTIONS, strict=False))
    await gathering.begin(ANN, BEN, EVE, GUS, ZOE)
    for (user, topic), question in ways:
        await gathering.say(user, f"/helpme {topic} {around} {question} {around}")
    await gathering.go(utc("2027-01-11 09:30"))
    (digest,) = [text for text in gathering.stands() if "Who can help?" in text]
    told = [f"{NAMES[user]} with {topic} (#{number}): “" for number, ((user, topic), _) in enumerate(ways, 1)]
    assert [one for one in told if one not in digest] == []
    return told


@pytest.mark.drill
@both
async def test_whatever_is_asked_nothing_in_it_can_be_tapped(gathering: Gathering) -> None:
    await asked_by_all(gathering)
    answer = await gathering.say(ANN, "/group close")
    assert answer
    posts = [post.message for post in gathering.edge.posts.values()]
    assert len([post for post in posts if "would like help" in post.text]) == len(QUESTIONS)
    found = {plain(message.text): list(links_in(message)) for message in (*posts, answer)}
    assert {text: links for text, links in found.items() if links} == {}


@pytest.mark.drill
@pytest.mark.engines_differ
@both
async def test_a_hostile_question_is_hidden_whole(gathering: Gathering) -> None:
    for question, told in zip(QUESTIONS, await asked_by_all(gathering, "rude"), strict=True):
        post = told.replace(" with ", " would like help with ").replace(":", ".")
        both_posts = f"{post}rude", f"{told}rude"
        assert len([text for text in gathering.stands() if any(words in text for words in both_posts)]) == 2, question
        answer = await gathering.below(ANN, "/group hide", post)
        assert answer
        await gathering.work()
        assert not [text for text in gathering.stands() if any(words in text for words in both_posts)], question
    assert not [text for text in gathering.stands() if "rude" in text]


@pytest.mark.drill
@both
async def test_whoever_is_muted_or_taken_out_is_a_name_in_what_the_admin_reads(gathering: Gathering) -> None:
    accounts = [f"{number}" for number in range(2, 2 + len(HOSTILE))]
    NAMES.update(zip(accounts, HOSTILE, strict=True))
    await gathering.begin(*accounts)
    async with gathering.database.store() as store:
        group = await store.groups.find(gathering.platform, "-500")
        assert group
        members = await store.members.of_group(group.id)
    for member in members:
        for line in (f"/group mute #{member.id} 3d", f"/group back #{member.id}", f"/group remove #{member.id}"):
            answer = await gathering.say(ANN, line)
            assert answer
            bare = replace(answer, text=Markup(MOMENT.sub("", str(answer.text))))
            assert list(anything_in(bare)) == [], answer.text
            gathering.clock.now += timedelta(seconds=5)


WORDS = st.text(max_size=80) | st.text(alphabet="<>\"'=/ .mspand-id0123456789\n", max_size=60)


@given(WORDS, WORDS)
@tried_on(40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_what_was_said_is_struck_out_whole_and_nothing_else_with_it(first: str, second: str) -> None:
    """Whatever two people say, striking one out leaves the other's words as they were, and no tag behind."""
    one, other = Said.by(first, 1, "help", 5), Said.by(second, 11, "help", 51)
    post = say("head {one} and {other} tail", one=one, other=other)
    alone = str(say("head … and {other} tail", other=other))
    assert unsaid(post, "help", 5) == alone == struck(post, [1])
    assert quoted_in(post) == [(1, "help", 5), (11, "help", 51)]
    assert "<span" not in untraced(Markup(alone))
    assert list(links_in(Message(text=untraced(post)))) == []


@pytest.mark.engines_differ
@both
async def test_two_admins_who_hide_at_once_hide_once(gathering: Gathering) -> None:
    gathering.admins = {ANN, GUS}
    await gathering.begin(BEN)
    await gathering.say(BEN, "/helpme nlp idiots")
    await gathering.work()
    answers = await asyncio.gather(*(gathering.below(user, "/group hide", "idiots") for user in (ANN, GUS)))
    told = sorted(plain(one.text)[:21] for one in answers if one)
    assert told == ["That one is hidden al", "✔ I take it away and "]
    async with gathering.database.store() as store:
        rows = (await store.belongings.of([1, 2, 3]))["group_orders"]
    assert [row["deed"] for row in rows] == ["hidden"]


@pytest.mark.drill
@pytest.mark.engines_differ
@both
async def test_what_waits_to_be_said_of_a_hidden_question_is_never_said(gathering: Gathering) -> None:
    """Offers and thanks that were entered before it was hidden, and not sent yet."""
    await gathering.begin(BEN, EVE)
    await gathering.say(BEN, "/helpme nlp idiots")
    await gathering.work()
    await gathering.say(EVE, "/canhelp 1")
    await gathering.below(ANN, "/group hide", "idiots")
    await gathering.go(gathering.clock() + timedelta(hours=3))
    assert not [text for text in gathering.stands() if "idiots" in text or "Eve can help" in text]
    assert not [one for one in gathering.edge.sent if "can help" in one.message.text]
    async with gathering.database.store() as store:
        group = await store.groups.find(gathering.platform, "-500")
        assert group
        hidden = await store.orders.hidden_in([group.id], [1], gathering.clock())
        assert (group.id, NudgeKind.HELP.value, 1) in hidden


@pytest.mark.drill
@pytest.mark.engines_differ
@both
async def test_forget_leaves_no_order_behind(gathering: Gathering) -> None:
    await gathering.begin(BEN)
    await gathering.say(ANN, "/group mute ben 7d")
    answer = await gathering.say(BEN, "/forget", None)
    assert answer
    await gathering.press(BEN, next(key.data for key in answer.keys if "Delete" in key.label), None)
    async with gathering.database.store() as store:
        assert not (await store.belongings.of([1, 2, 3]))["group_orders"]
