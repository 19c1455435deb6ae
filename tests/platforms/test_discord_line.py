"""Discord over a real line: a real client against a Discord on loopback."""

import asyncio
import logging
import threading
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime
from time import monotonic
from typing import Any

import pytest
from discord.gateway import DiscordWebSocket
from discord.http import Route
from markupsafe import Markup, escape

from bot import metrics
from bot.app import App
from bot.chat.command import Command
from bot.chat.happenings import Departed, Happening
from bot.chat.platform import Called, OpenRoom, Post
from bot.chat.reply import Message
from bot.commands import COMMANDS
from bot.errors import OperatorError
from bot.platforms.discord.client import Sharded, Single
from bot.platforms.discord.platform import Discord
from bot.program import doctor
from bot.send_errors import TryLater
from bot.settings import whole
from bot.store import Database
from bot.store.leadership import Leadership
from tests.platforms.conftest import NOW
from tests.platforms.discord_api import DiscordApi
from tests.platforms.test_leadership import HURRY

ANN = 7
NUDGE = Message(text=Markup("Your week"), key="a-key-of-20-characters"[:20])


@dataclass
class Echo:
    """Stands where the Dispatcher stands: it answers a call with its options."""

    commands: tuple[Command, ...] = COMMANDS
    gates: dict[str, asyncio.Event] = field(default_factory=dict)
    heard: list[Called] = field(default_factory=list)
    told: list[Happening] = field(default_factory=list)

    async def happened(self, happening: Happening, at: datetime, mark: object = None) -> None:
        self.told.append(happening)

    async def call(self, called: Called, mark: object = None) -> Message:
        self.heard.append(called)
        if called.name in self.gates:
            await self.gates[called.name].wait()
        return Message(text=escape(f"{called.name} {dict(called.options)}"))


@pytest.fixture(autouse=True)
def as_it_was() -> Iterator[None]:
    """discord.py knows one API and one gateway for a process."""
    api, gateway = Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY
    yield
    Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY = api, gateway


@pytest.fixture
async def api() -> AsyncIterator[DiscordApi]:
    async with DiscordApi() as api:
        yield api


@pytest.fixture
def echo() -> Echo:
    return Echo()


def discord(api: DiscordApi, echo: Any, database: Database, **settings: Any) -> Discord:
    settings = {"token": api.token, "api_url": api.url, "pause": 0.01} | settings
    return Discord(dispatcher=echo, database=database, clock=lambda: NOW, **settings)


@asynccontextmanager
async def serving(api: DiscordApi, echo: Any, database: Database, **settings: Any) -> AsyncIterator[Discord]:
    """The bot at work; it is stopped as the program stops it, by cancelling."""
    bot = discord(api, echo, database, **settings)
    async with asyncio.TaskGroup() as group:
        running = group.create_task(bot.run())
        await api.wait_until(lambda: len(api.gateway.identified) == api.shards or running.done())
        yield bot
        running.cancel()


# Being let in.


async def test_a_call_that_the_gateway_brings_is_answered(api: DiscordApi, echo: Echo, database: Database) -> None:
    async with serving(api, echo, database):
        await api.call("done", topics="nlp")
        await api.wait_until(lambda: bool(api.made("/callback")))
    (answer,) = api.made("/callback")
    assert answer["data"]["content"] == r"done {'topics': 'nlp'}"
    assert echo.heard[0].speaker.name == "ann"
    assert api.gateway.identified[0]["intents"] == 1 << 0 | 1 << 12 | 1 << 13, (
        "servers, direct messages and signs on them: nothing privileged"
    )


@pytest.mark.parametrize("token", ["wrong", "not a token", "to/../ken", "a\r\nX-Y: z", "ключ", ""])
async def test_a_wrong_token_is_named_with_the_fix(api: DiscordApi, echo: Echo, database: Database, token: str) -> None:
    with pytest.raises(OperatorError, match="DISCORD_TOKEN: copy it again from the Developer Portal"):
        await discord(api, echo, database, token=token).run()


async def test_a_wrong_token_ends_the_program_with_that_line(api: DiscordApi, sqlite_url: str) -> None:
    settings = whole()(_env_file=None, database_url=sqlite_url, discord_token="wrong", discord_api_url=api.url)
    app = App(settings)
    from bot.app import platforms  # noqa: PLC0415

    with pytest.raises(OperatorError, match="DISCORD_TOKEN"):
        await app.serve(platforms(app), asyncio.Event())


@pytest.mark.parametrize(
    ("code", "line", "shards"),
    [
        (4004, "DISCORD_TOKEN", 1),
        (4011, "DISCORD_SHARDS", 1),
        (4012, "update Roadmate", 1),
        (4004, "DISCORD_TOKEN", 2),  # the second connection waits, as Discord wants it
    ],
)
async def test_a_gateway_that_closes_for_good_ends_the_bot_with_what_to_mend(
    api: DiscordApi, echo: Echo, database: Database, code: int, line: str, shards: int
) -> None:
    api.shards = shards
    running = asyncio.create_task(discord(api, echo, database).run())
    await api.wait_until(lambda: len(api.gateway.identified) == shards)
    await asyncio.sleep(0.1)
    await api.gateway.hang_up(code)
    with pytest.raises(OperatorError, match=line):
        await running


async def test_a_network_that_is_away_at_the_start_is_waited_for(
    api: DiscordApi, echo: Echo, database: Database
) -> None:
    api.fail("/users/@me", 403, message="no")
    api.fail("/gateway/bot", 403, message="no")
    async with serving(api, echo, database):
        await api.call("status")
        await api.wait_until(lambda: bool(echo.heard))


@pytest.mark.drill
async def test_where_no_start_is_left_it_waits_with_one_line_instead_of_being_thrown_out(
    api: DiscordApi, echo: Echo, database: Database, capfd: pytest.CaptureFixture[str]
) -> None:
    api.gateway.use_up_starts(1.6)
    started = monotonic()
    async with serving(api, echo, database) as bot:
        assert await bot.send(str(ANN), NUDGE), "what needs no connection leaves meanwhile"
        await api.call("status")
        await api.wait_until(lambda: bool(echo.heard))
    assert monotonic() - started > 1.6
    assert api.gateway.thrown_out == 0
    assert "".join(capfd.readouterr()).count("discord.waits_to_start") == 1


@pytest.mark.drill
@pytest.mark.parametrize("shards", [1, 2])
async def test_a_session_that_is_over_waits_as_well_before_it_begins_anew(
    api: DiscordApi, echo: Echo, database: Database, shards: int
) -> None:
    api.shards = shards
    async with serving(api, echo, database):
        api.gateway.use_up_starts(1.1)
        await api.gateway.invalidate()
        await api.wait_until(lambda: len(api.gateway.identified) == 2 * shards)
        await api.call("status")
        await api.wait_until(lambda: bool(echo.heard))
    assert api.gateway.thrown_out == 0
    assert not [one for one in threading.enumerate() if "keep-alive" in one.name and not one._stop_ev.is_set()]


async def test_as_many_connections_are_opened_as_the_gateway_advises(
    api: DiscordApi, echo: Echo, database: Database
) -> None:
    api.shards = 2
    async with serving(api, echo, database) as bot:
        assert isinstance(bot.client, Sharded)
        assert [one["shard"] for one in api.gateway.identified] == [[0, 2], [1, 2]]


async def test_a_number_of_connections_can_be_forced(api: DiscordApi, echo: Echo, database: Database) -> None:
    api.shards = 1
    async with serving(api, echo, database, shards=1) as bot:
        assert isinstance(bot.client, Single)
        assert "shard" not in api.gateway.identified[0]
        assert bot.client.intents.value == api.gateway.identified[0]["intents"]


async def test_the_commands_go_to_one_server_while_developing(api: DiscordApi, echo: Echo, database: Database) -> None:
    async with serving(api, echo, database, guild_id=42):
        pass
    async with serving(api, echo, database, guild_id=42):
        pass
    assert [path for method, path, _ in api.calls if method == "PUT"] == ["/applications/900/guilds/42/commands"]


# Nudges.


async def test_a_nudge_can_be_sent_before_the_bot_listens_and_a_repeated_one_shows_once(
    api: DiscordApi, echo: Echo, database: Database
) -> None:
    bot = discord(api, echo, database)
    first, again = await bot.send(str(ANN), NUDGE), await bot.send(str(ANN), NUDGE)
    assert first == again
    assert [one["content"] for one in api.messages.values()] == ["Your week"]
    assert len(api.made("/users/@me/channels")) == 1
    await bot._leave()


async def test_two_nudges_at_once_let_the_bot_in_once(api: DiscordApi, echo: Echo, database: Database) -> None:
    bot = discord(api, echo, database)
    await asyncio.gather(bot.send(str(ANN), NUDGE), bot.send(str(ANN + 1), NUDGE))
    assert len(api.made("/users/@me")) == 1
    await bot._leave()


async def test_a_limit_is_waited_for_and_counted(api: DiscordApi, echo: Echo, database: Database) -> None:
    before = metrics.floods["discord"]
    api.fail("/messages", 429, headers={"Via": "1.1 google"}, message="slow", retry_after=0.05, **{"global": False})
    bot = discord(api, echo, database)
    await bot.send(str(ANN), NUDGE)
    assert metrics.floods["discord"] == before + 1
    await bot._leave()


async def test_a_limit_that_lasts_too_long_puts_the_nudge_off(api: DiscordApi, echo: Echo, database: Database) -> None:
    api.fail("/messages", 429, headers={"Via": "1.1 google"}, message="slow", retry_after=300, **{"global": False})
    bot = discord(api, echo, database)
    with pytest.raises(TryLater) as raised:
        await bot.send(str(ANN), NUDGE)
    assert vars(raised.value) == vars(TryLater("flood limit", 300.0))
    await bot._leave()


async def test_a_nudge_without_a_network_waits(echo: Echo, database: Database) -> None:
    bot = Discord(token="x", api_url="http://127.0.0.1:9", dispatcher=echo, database=database, clock=lambda: NOW)  # type: ignore[arg-type]
    with pytest.raises(TryLater, match="no connection"):
        await bot.send(str(ANN), NUDGE)


async def test_a_nudge_with_a_refused_token_waits_for_a_better_one(
    api: DiscordApi, echo: Echo, database: Database
) -> None:
    with pytest.raises(TryLater, match="token refused"):
        await discord(api, echo, database, token="wrong").send(str(ANN), NUDGE)


async def test_a_nudge_that_hangs_when_the_bot_stops_is_put_off_and_takes_nobody_with_it(
    api: DiscordApi, echo: Echo, database: Database
) -> None:
    api.hang.add("/messages")
    async with asyncio.TaskGroup() as group:
        async with serving(api, echo, database, grace=0.2) as bot:
            nudge = group.create_task(refused(bot))
            await api.wait_until(lambda: bool(api.made("/messages")))
        assert isinstance(await nudge, TryLater)
    assert not nudge.cancelled()


async def refused(bot: Discord) -> Exception:
    with pytest.raises(TryLater) as raised:
        await bot.send(str(ANN), NUDGE)
    return raised.value


# Groups.

FORUM = {"id": "55", "type": 15, "guild_id": "42", "name": "topics", "position": 0, "permission_overwrites": []}
NO_EMOJI = {"emoji_id": None, "emoji_name": None}
TAGS = [{"id": str(number), "name": f"tag {number}", "moderated": number < 71} | NO_EMOJI for number in (70, 71, 72)]
LONG = Message(text=Markup("\n\n").join(["Ann " * 450, "Ben " * 450]), key="long")


@pytest.mark.parametrize(("flags", "tags"), [(0, []), (1 << 4, ["71"])])
async def test_a_forum_that_wants_a_tag_gets_its_first_that_is_for_everybody(
    api: DiscordApi, echo: Echo, database: Database, flags: int, tags: list[str]
) -> None:
    api.channels["55"] = FORUM | {"flags": flags, "available_tags": TAGS}
    bot = discord(api, echo, database)
    assert await bot.perform(OpenRoom("55", "NLP"))
    (made,) = api.made("/threads")
    assert (made["name"], made["message"]["content"], made["applied_tags"]) == ("NLP", "NLP", tags)
    await bot._leave()


async def test_a_post_that_is_repeated_stands_once(api: DiscordApi, echo: Echo, database: Database) -> None:
    bot = discord(api, echo, database)
    first, again = await bot.perform(Post("55", None, LONG)), await bot.perform(Post("55", None, LONG))
    assert first == again
    assert len(api.messages) == 2
    await bot._leave()


async def test_a_post_cut_off_between_its_messages_may_have_been_sent(
    api: DiscordApi, echo: Echo, database: Database
) -> None:
    bot = discord(api, echo, database)
    api.fail("/channels/55/messages", 0)
    api.fail("/channels/55/messages", 400, message="no", code=20026)
    with pytest.raises(TryLater) as raised:
        await bot.perform(Post("55", None, LONG))
    assert vars(raised.value) == vars(TryLater("held back by Discord", maybe_sent=True))
    assert await bot.perform(Post("55", None, LONG))
    assert len(api.messages) == 2
    await bot._leave()


async def test_a_deed_without_a_network_or_a_good_token_waits(api: DiscordApi, echo: Echo, database: Database) -> None:
    with pytest.raises(TryLater, match="token refused"):
        await discord(api, echo, database, token="wrong").perform(Post("55", None, NUDGE))
    with pytest.raises(TryLater, match="no connection"):
        await discord(api, echo, database, api_url="http://127.0.0.1:9").perform(Post("55", None, NUDGE))


async def test_who_joined_a_group_is_asked_for_while_the_bot_listens(
    api: DiscordApi, echo: Echo, database: Database
) -> None:
    async with database.store() as store:
        group = await store.groups.add("discord", "55", NOW, server_id="42")
        ann = await store.learners.add("discord", str(ANN), NOW)
        await store.members.join(group.id, ann.account.id, "Ann", NOW)
    api.fail(f"/guilds/42/members/{ANN}", 404, message="Unknown Member", code=10007)
    async with serving(api, echo, database):
        await api.wait_until(lambda: bool(echo.told))
    assert echo.told == [Departed("discord", str(ANN), None, "42")]


# Several processes.


@pytest.mark.drill
@pytest.mark.parametrize("url", ["postgresql"], indirect=True)
async def test_of_several_processes_one_listens_and_another_follows_it(
    api: DiscordApi, echo: Echo, process: Callable[[], Database], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(Leadership.__init__.__kwdefaults__, "look", HURRY)
    first = asyncio.create_task(discord(api, echo, process()).run())
    await api.wait_until(lambda: len(api.gateway.identified) == 1)
    other = discord(api, echo, process())
    second = asyncio.create_task(other.run())
    await api.wait_until(lambda: len(api.made("/users/@me")) == 2)
    await asyncio.sleep(2 * HURRY)
    assert len(api.gateway.identified) == 1
    assert await other.send(str(ANN), NUDGE), "all of them send"
    for running in (first, second):
        if running is second:
            await api.wait_until(lambda: len(api.gateway.identified) == 2)
            await api.call("status")
            await api.wait_until(lambda: bool(echo.heard))
        running.cancel()
        with suppress(asyncio.CancelledError):
            await running


# Stopping, and what is written down.


async def test_what_is_in_hand_is_finished_when_the_bot_stops(api: DiscordApi, echo: Echo, database: Database) -> None:
    echo.gates["status"] = asyncio.Event()
    async with serving(api, echo, database) as bot:
        await api.call("status")
        await api.wait_until(lambda: bool(echo.heard))
        asyncio.get_running_loop().call_later(0.2, echo.gates["status"].set)
    assert api.made("/callback")[-1]["data"]["content"] == "status {}"
    with pytest.raises(TryLater, match="stopping"):
        await bot.send(str(ANN), NUDGE)


async def test_what_never_ends_does_not_keep_the_bot_from_stopping(
    api: DiscordApi, echo: Echo, database: Database
) -> None:
    echo.gates["status"] = asyncio.Event()
    async with serving(api, echo, database, grace=0.2):
        await api.call("status")
        await api.wait_until(lambda: bool(echo.heard))
        stopping = monotonic()
    assert monotonic() - stopping < 5


async def test_a_gateway_that_says_no_goodbye_is_not_waited_for(
    api: DiscordApi, echo: Echo, database: Database
) -> None:
    api.gateway.deaf = True
    async with serving(api, echo, database, grace=0.2):
        stopping = monotonic()
    assert monotonic() - stopping < 5


async def test_the_bot_can_be_stopped_before_it_has_started(echo: Echo, database: Database) -> None:
    nowhere = {"token": "x", "api_url": "http://127.0.0.1:9"}
    bot = Discord(dispatcher=echo, database=database, clock=lambda: NOW, pause=0.01, **nowhere)  # type: ignore[arg-type]
    async with asyncio.TaskGroup() as group:
        running = group.create_task(bot.run())
        await asyncio.sleep(0.05)
        running.cancel()


async def test_neither_the_token_nor_a_word_is_in_any_log(
    api: DiscordApi,
    echo: Echo,
    database: Database,
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
) -> None:
    caplog.set_level(logging.DEBUG)
    api.fail("/callback", 404, message="Unknown interaction", code=10062)
    async with serving(api, echo, database) as bot:
        await api.call("done", topics="hello")
        await api.wait_until(lambda: bool(echo.heard))
        api.fail("/messages", 403, code=50007, message="hello")
        with suppress(Exception):
            await bot.send(str(ANN), Message(text=Markup("hello")))
        logging.getLogger("discord").addHandler(caplog.handler)
        logging.getLogger("discord.http").error("The payload was %r", "hello")  # as discord.py might
        logging.getLogger("discord").removeHandler(caplog.handler)
    with suppress(OperatorError):
        await discord(api, echo, database, token=f"{api.token}-wrong").run()
    everything = caplog.text + "".join(capfd.readouterr())
    assert "discord.started" in everything
    assert "unknown interaction" in everything
    assert "The payload was %r" in everything
    assert api.token not in everything
    assert "hello" not in everything


# The doctor.


@pytest.fixture
def looked(api: DiscordApi, monkeypatch: pytest.MonkeyPatch, sqlite_url: str) -> Callable[[], Any]:
    monkeypatch.setenv("DATABASE_URL", sqlite_url)
    monkeypatch.setenv("DISCORD_TOKEN", api.token)
    monkeypatch.setenv("DISCORD_API_URL", api.url)

    async def look() -> str:
        return "\n".join(str(one) for one in await doctor.examine() if "discord" in one.subject)

    return look


async def test_the_doctor_tells_whose_the_token_is_how_to_install_the_bot_and_what_discord_lacks(
    api: DiscordApi, looked: Callable[[], Any], echo: Echo, database: Database
) -> None:
    seen = await looked()
    assert "ok  discord: the token is that of Roadmate, application 900" in seen
    assert "client_id=900&scope=bot+applications.commands&permissions=2269701237443584" in seen
    assert "client_id=900&scope=applications.commands&integration_type=1" in seen
    assert "BAD discord commands: Discord has others, or none -> start the bot: roadmate run" in seen
    assert "PUT" not in {method for method, _, _ in api.calls}
    async with serving(api, echo, database):
        pass
    assert "ok  discord commands: Discord has them as they are" in await looked()
    api.commands[0] |= {"description": "Something else"}
    assert "BAD discord commands" in await looked()


async def test_the_doctor_tells_that_calls_are_brought_elsewhere(api: DiscordApi, looked: Callable[[], Any]) -> None:
    api.endpoint = "https://example.org/interactions"
    assert "BAD discord gateway: Discord brings calls to an address instead" in await looked()


async def test_the_doctor_names_a_refused_token_and_a_discord_that_is_away(
    api: DiscordApi, looked: Callable[[], Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    api.token = "another"
    assert await looked() == (
        "BAD discord: the token is refused -> copy DISCORD_TOKEN again from the Developer Portal: Bot, Reset Token"
    )
    monkeypatch.setenv("DISCORD_API_URL", "http://127.0.0.1:9")
    assert "BAD discord: no answer (ClientConnectorError) -> check the network" in await looked()
    monkeypatch.delenv("DISCORD_TOKEN")
    assert await looked() == "ok  discord: DISCORD_TOKEN is not set, so Discord stays off"
