"""A command that a text names can be tapped on Discord: there it is called by a number, which nothing else knows."""

import re
from collections.abc import AsyncIterator

import pytest
from markupsafe import Markup

from bot.chat.command import Where, command
from bot.chat.context import Context
from bot.chat.platform import Edit, Post
from bot.chat.reply import Message, Reply
from bot.commands import COMMANDS
from bot.platforms.discord.markup import LONGEST_TEXT, parts
from bot.platforms.discord.named import Named
from bot.store import Database
from bot.texts import help as help_texts
from bot.texts.helps import of
from tests.platforms.discord_api import DiscordApi
from tests.platforms.discord_stage import Stage, text
from tests.platforms.test_discord_line import Echo, as_it_was, serving  # noqa: F401 - a fixture

HINT = Markup("<code>/hint</code>, <code>/only</code>, <code>/rest</code>, <code>/hint nlp</code>, <code>/gone</code>")


@command("hint", of("Say what there is"), "/hint", menu=True)
async def hint(context: Context) -> Reply:
    return Reply(text=HINT)


@command("only", of("For groups"), "/only", where=Where.GROUP, menu=True)
async def only(context: Context) -> Reply:
    return Reply(text=HINT)


@command("rest", of("In no menu"), "/rest")
async def rest(context: Context) -> Reply:
    return Reply(text=HINT)


@pytest.fixture
async def stage(sqlite_url: str) -> AsyncIterator[Stage]:
    async with Stage(sqlite_url, (hint, only, rest)) as stage:
        yield stage


def shown(said: str) -> str:
    """What was said, every number as N."""
    return re.sub(r":\d+>", ":N>", said)


DIRECTLY = "</hint:N>, `/only`, `/rest`, `/hint nlp`, `/gone`"
AMONG = "</hint:N>, </only:N>, </rest:N>, `/hint nlp`, `/gone`"


async def test_a_command_that_is_named_alone_can_be_tapped_where_it_is_in_the_menu(stage: Stage) -> None:
    assert shown(text(await stage.ann.slash("hint"))) == DIRECTLY
    assert shown(text(await stage.member.slash(stage.channel, "hint"))) == AMONG
    await stage.ann.send_dm("/hint")
    assert shown(stage.dms()[-1]) == DIRECTLY


async def test_a_nudge_and_a_post_name_commands_the_same_way(stage: Stage) -> None:
    await stage.discord.send(str(stage.ann.id), Message(text=HINT))
    assert shown(stage.dms()[-1]) == DIRECTLY
    number = await stage.discord.perform(Post(str(stage.channel.id), None, Message(text=Markup("x"))))
    await stage.discord.perform(Edit(str(stage.channel.id), None, number, Message(text=HINT)))
    assert stage.channel.last_message
    assert shown(stage.channel.last_message.content) == AMONG


async def test_what_is_tapped_is_the_command_itself(stage: Stage) -> None:
    said = text(await stage.ann.slash("hint"))
    (number,) = re.findall(r"</hint:(\d+)>", said)

    http = stage.discord.client.http
    commands = await http.get_global_commands(stage.discord.client.application_id)  # type: ignore[arg-type]

    assert [one["name"] for one in commands if str(one["id"]) == number] == ["hint"]


async def test_after_a_restart_the_numbers_are_known_though_nothing_was_sent(
    database: Database,
) -> None:
    async with DiscordApi() as api:
        for _ in range(2):
            echo = Echo((hint, only, rest))
            async with serving(api, echo, database) as bot:
                await api.wait_until(lambda: bool(bot._named.direct))
                (number,) = [one["id"] for one in api.commands if one["name"] == "hint"]
                assert bot._named.direct["/hint"] == f"</hint:{number}>"
            api.gateway.identified.clear()
        assert len([one for one in api.calls if one[0] == "PUT"]) == 1


def test_the_first_commands_that_help_tells_can_be_tapped() -> None:
    named = {"/today": "</today:7>"}
    text = help_texts.commands({one.name: "What it does" for one in COMMANDS}, among_others=False)
    said = "\n".join(parts(text, named=named))
    assert "\n</today:7> – What it does\n/done – What it does\n" in said


def test_until_the_numbers_are_known_a_name_is_a_name() -> None:
    assert parts(HINT) == ("`/hint`, `/only`, `/rest`, `/hint nlp`, `/gone`",)
    assert (Named().direct, Named().among) == ({}, {})


def test_of_a_command_with_sub_commands_these_can_be_tapped() -> None:
    named = Named()
    start = {"name": "start", "type": 1}
    deep = {"name": "more", "type": 2, "options": [{"name": "yet", "type": 1, "options": [{"name": "x", "type": 3}]}]}
    named.learn([{"name": "group", "id": "7", "contexts": [0], "options": [start, deep]}], only_of_a_server=False)
    assert named.direct == {}
    assert named.among == {"/group start": "</group start:7>", "/group more yet": "</group more yet:7>"}
    text = Markup("<code>/group start</code> or <code>/group</code>")
    assert parts(text, named=named.among) == ("</group start:7> or `/group`",)


def test_commands_of_one_server_are_only_there() -> None:
    named = Named()
    named.learn([{"name": "done", "id": "7"}], only_of_a_server=True)
    assert (named.direct, named.among) == ({}, {"/done": "</done:7>"})
    named.learn([{"name": "done", "id": "8"}], only_of_a_server=False)
    assert named.direct == named.among == {"/done": "</done:8>"}


def test_a_message_full_of_taps_stays_within_its_length() -> None:
    named = {"/done": f"</done:{10**18}>"}
    cut = parts(Markup("<code>/done</code> ") * 300, named=named)
    assert max(map(len, cut)) <= LONGEST_TEXT
    assert sum(part.count(named["/done"]) for part in cut) == 300


def test_what_somebody_types_is_no_tap() -> None:
    assert parts(Markup.escape("</done:7> /done"), named={"/done": "</done:7>"}) == (r"\</done:7> /done",)
