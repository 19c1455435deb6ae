"""Names that pretend: whatever somebody calls themselves, it is a name and nothing else wherever the bot says it."""

import re
from collections.abc import AsyncIterator, Iterator, Sequence
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given
from hypothesis import strategies as st

from bot.chat.library import default_roadmap
from bot.chat.reply import Message
from bot.nudges.engine import Nudging
from bot.nudges.group.names import names_of
from bot.platforms.console.renderer import plain
from bot.platforms.discord import markup as discord
from bot.platforms.telegram import markup as telegram
from bot.store import Membership
from bot.store.post_names import untraced
from bot.texts import group_board, group_help, links, partner
from roadmap.group.board import make_board
from roadmap.group.member import Member
from roadmap.group.names import JOINER
from tests.bot.chats import MONDAY
from tests.bot.gathering import ANN, NAMES, Gathering
from tests.laws import tried_on

HOSTILE = (
    "Ann",
    "ann\u200b",
    "\u0410nn",
    "Ann (2)",
    "\u3164\u2060",
    "http://evil.example/win",
    "evil.example",
    "/leave",
    "@everyone",
    "@durov",
    "# WINNER",
    "<b>Boss</b>",
    "**Boss** [x](http://evil.example)",
    "\u202eeliveve\u202c <@&1>",
    "\x1b[31mRed\nTogether: 9 learners studied.",
    "$USD #tag a@b.example +491701234567",
    "📋 The Owls, 4 Jan to 10 Jan",
    "Zo" + "\u0335" * 60 + "e",
    "`/forget`",
    "```\n@here```",
    "x" * 200,
    "",
    "<@7> <t:1:R> </done:7>",
    "\u05e9\u05dc\u05d5\u05dd\u202e (2)",
    "-# small > said",
    '"><a person="discord:7">Ben</a>',
)
PERSON = re.compile(r'<a person="(\w+):(\w+)">(.*?)</a>')
"""Somebody who can be tapped: their name is looked at as any other."""

FOUND_BY_TELEGRAM = re.compile(
    r"(?<![\w/<>])/\w|(?<!\w)@\w|#\d*[^\W\d]|\$\w|\w\.\w|\w@\w|://|(?<!\d)\+?\d{7}|(?<!\w)\d+:\d", re.IGNORECASE
)
"""What Telegram makes something of without being asked to, after tdlib's MessageEntity.cpp; a tag has a letter, so "#3" is none."""

FOUND_BY_DISCORD = re.compile(
    r"https?://|@everyone|@here|(?<!\\)<[@#:/t]|^\s*(#{1,3}|>|-#|-|\d+\.) |(?<!\\)\]\(|(?<!\\)[|~`]{2}", re.MULTILINE
)
MINUTE = timedelta(minutes=1)
"""As long the platform takes to have a breath after as many lines as everybody says."""

UNSEEN = re.compile("[\x00-\x09\x0b-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2061-\u2067\u3164\ufeff]")
OWN = re.compile("<code>.*?</code>|<a .*?</a>|<[^>]+>")


def anything_in(message: Message) -> Iterator[str]:
    """What a client would make of a message, and is none of the bot's own."""
    message = replace(message, text=type(message.text)(PERSON.sub(r"\3", str(message.text))))
    for html in telegram.parts(message.text):
        yield from FOUND_BY_TELEGRAM.findall(OWN.sub("", html))
    bare = Message(text=type(message.text)(OWN.sub("", message.text)))
    for markdown in discord.parts(bare.text):
        yield from (found[0] for found in FOUND_BY_DISCORD.finditer(markdown))
    yield from UNSEEN.findall(plain(message.text))


@pytest.fixture
async def gathering(sqlite_url: str, request: pytest.FixtureRequest) -> AsyncIterator[Gathering]:
    before = dict(NAMES)
    gathering = Gathering(sqlite_url, getattr(request, "param", "telegram"))
    doors = {gathering.platform: gathering.edge}
    gathering.nudging = Nudging(gathering.database, doors, default_zone="UTC", limits={}, weekly_budget=9)
    yield gathering
    await gathering.close()
    NAMES.clear()
    NAMES.update(before)


KINDS = ("🗞", "📋", "🙋", "💛", "🤝 Your", "promises you", "🍃", "can help with", "completed <b>", "cheer", "🎉", "🎒")
"""What is told of members: digest, board, request, thanks, partners, promises, who lets a partner go and who can help,
what somebody completed and who cheers; and of the group: who joined, and what it is."""


def called(names: Sequence[str]) -> list[str]:
    """The accounts of those who are called so, the first of them Ann's."""
    accounts = [str(int(ANN) + number) for number in range(len(names))]
    NAMES.update(zip(accounts, names, strict=True))
    return accounts


@pytest.mark.parametrize(
    ("gathering", "title"),
    [
        ("telegram", "https://evil.example @everyone\n# *WINNER* `/forget`"),
        ("discord", "\u202e<@7> /leave #tag x.example"),
    ],
    indirect=["gathering"],
)
async def test_whatever_a_member_or_a_chat_is_called_it_is_a_name_wherever_it_is_told(
    gathering: Gathering, title: str
) -> None:
    everybody = called(HOSTILE)
    gathering.title = title
    said = await everything_said(gathering, everybody)
    posts = [post.message for post in gathering.edge.posts.values()]
    told = [*posts, *(one.message for one in gathering.edge.sent), *(message for message in said if message)]
    assert [kind for kind in KINDS if not any(kind in message.text for message in told)] == []
    for message in told:
        assert list(anything_in(message)) == [], message.text
    tapped = {found for message in told for found in PERSON.findall(message.text)}
    assert {(platform, user) for platform, user, _ in tapped} <= {(gathering.platform, user) for user in everybody}
    assert tapped


def head_of(message: Message | None) -> Message:
    """Its first line: the others have times of ours."""
    assert message
    return replace(message, text=type(message.text)(str(message.text).partition("\n")[0]))


async def everything_said(gathering: Gathering, everybody: Sequence[str]) -> list[Message | None]:
    """What a group says of its members in its first week, by posts, notes and answers."""
    await gathering.begin(*everybody)
    said = [await gathering.say(ANN, line) for line in ("/board", "/leave", "/join", "/join yes")]
    said.append(head_of(await gathering.say(ANN, "/group")))
    gathering.clock.now += MINUTE
    for user in everybody:
        await gathering.say(user, "/begin dl", None)
        await gathering.say(user, "/partner", None)
    gathering.clock.now += MINUTE
    asker, helper = (everybody[HOSTILE.index(name)] for name in ("/leave", "evil.example"))
    for user in (asker, helper):
        await gathering.say(user, "/celebrate on")
        await gathering.say(user, "/done nlp https://example.org/x", None)
    await gathering.work()
    for user in (asker, helper, ANN):
        await gathering.say(user, "/cheer")
    for user, line in ((asker, "/helpme dl why \u202eso \u2067it\u05d0?"), (helper, "/canhelp"), (asker, "/thanks")):
        await gathering.say(user, line)
        await gathering.work()
    await gathering.go(MONDAY + timedelta(days=7, hours=3))
    for user in everybody:
        await gathering.say(user, "/promise \u202eone \u2066chapter", None)
        said.append(await gathering.say(user, "/partner", None))
    for user in everybody[::2]:
        await gathering.say(user, "/partner rematch", None)
    gathering.clock.now += MINUTE
    await gathering.work()
    return said


async def test_everybody_on_a_board_is_called_something_that_nobody_else_is(gathering: Gathering) -> None:
    await gathering.begin(*called(HOSTILE)[:12])
    board = await gathering.tell(ANN, "/board")
    rows = [row.removeprefix("• ") for row in board.splitlines() if row.startswith("• ")]
    assert len(rows) == len({row.casefold() for row in rows}) == 12
    assert {"Ann", "ann (2)", "\u0410nn (3)", "Ann 2", "Somebody"} <= set(rows)


async def test_a_name_is_struck_out_whole_when_its_member_leaves(gathering: Gathering) -> None:
    NAMES.update({ANN: "Ann", "2": "http://evil.example", "3": "/leave"})
    await gathering.begin(ANN, "2", "3")
    for user, line in ((ANN, "/helpme dl"), ("2", "/canhelp")):
        await gathering.say(user, line)
        await gathering.work()
    (post,) = [post for post in gathering.stands() if "can help" in post]
    assert "evil" in post
    await gathering.say("2", "/leave")
    await gathering.work()
    (post,) = [post for post in gathering.stands() if "can help" in post]
    assert "evil" not in post
    assert "🤝 … can help" in post


NAME = st.text(max_size=70) | st.text(alphabet="@/#.:$<>*_~|`[]()-+\\ aA1\u202e\u200b\u0410", max_size=50)


@given(st.lists(NAME, min_size=1, max_size=4))
@tried_on(18, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_name_at_all_is_anything_but_a_name(names: list[str]) -> None:
    joined = [Membership(n, 1, n, name, MONDAY, wants_partner=False) for n, name in enumerate(names)]
    called = names_of(joined)
    members = [
        Member(id=n, name=name, joined=True, streak=n + 2, comeback=15, studied=True) for n, name in called.items()
    ]
    for text in (
        group_board.board(make_board(members, MONDAY.date()), default_roadmap(), "The Owls", MONDAY.date()),
        group_help.thanked(called[0], called[len(names) - 1]),
        partner.introduction(members, default_roadmap()),
        partner.let_go(called[0]),
        links.question(names[0], "discord"),
    ):
        assert list(anything_in(Message(text=untraced(text)))) == []
        for line in untraced(
            text
        ).splitlines():  # a name of letters alone does nothing wherever it stands, and sentences begin with some
            named = [name for name in called.values() if name and not name.isalnum()]
            assert not any(line.startswith((name, name.replace(JOINER, ""))) for name in named)
