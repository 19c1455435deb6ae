"""Adding a platform is one folder and one line. Here the folder is the first half of this file, and the line is in ``toy``."""

import asyncio
import os
import socket
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path
from shutil import copyfile
from typing import Any

import httpx
import pytest
from pydantic import BaseModel, Field, SecretStr
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from bot.app import App, platforms
from bot.chat.command import Command
from bot.chat.documents import IMPORT
from bot.chat.happenings import Added
from bot.chat.platform import Deed, File, OpenRoom, Place, Post, Pressed, Speaker, Spoken, Warden
from bot.chat.reply import Key, Message
from bot.commands import COMMANDS
from bot.errors import OperatorError
from bot.platforms import packs
from bot.platforms.console.renderer import plain
from bot.platforms.pack import Finding, House, Pack, Service
from bot.program import doctor
from bot.settings import Settings, own, read_settings, whole
from bot.traits import Limit, Traits
from tests.bot.gathering import ANN, BEN, Gathering
from tests.bot.nudge_stage import MONDAY, StageClock
from tests.platforms.sides import SIDES, Common, Shown, Side, line, own_database, running, shown
from tests.platforms.test_parity import goes_alike
from tests.presses import answer_to
from tests.web.browser import HERE, Browser
from tests.web.conftest import ManagedBy

SECOND = timedelta(seconds=1)
TRAITS = Traits(name="toy", shown_name="Toy", limit=Limit(SECOND, SECOND), opens_rooms=False)


class ToySettings(BaseModel):
    """A name of three letters turns it on."""

    toy_token: SecretStr | None = Field(None, description="what it answers to", min_length=3)


class Toy:
    """See bot.chat.platform.Platform: what is put into ``said`` is answered into ``shown``."""

    name = TRAITS.name
    warden: Warden | None = None

    def __init__(self, house: House) -> None:
        self._house = house
        self.said: asyncio.Queue[str | Pressed | Spoken] = asyncio.Queue()
        self.shown: asyncio.Queue[Message] = asyncio.Queue()
        self.deeds: asyncio.Queue[Deed] = asyncio.Queue()
        self.routes = (Route("/toy", self._squeak),)

    def start_link(self, _roadmap: str) -> str:
        return ""

    async def run(self) -> None:
        while True:
            heard = await self.said.get()
            kernel, clock = self._house.kernel, self._house.clock
            if isinstance(heard, str):
                heard = Spoken(Speaker("toy", ANN), Place(ANN, direct=True), heard, clock())
            answer = await (answer_to(kernel, heard) if isinstance(heard, Pressed) else kernel.say(heard))
            if answer:
                self.shown.put_nowait(answer)

    async def send(self, user_id: int, message: Message) -> str:
        self.shown.put_nowait(message)
        return "1"

    async def perform(self, deed: Deed) -> str:
        self.deeds.put_nowait(deed)
        return "1"

    async def _squeak(self, _: Request) -> PlainTextResponse:
        return PlainTextResponse("squeak")


async def look(settings: Settings, commands: Sequence[Command]) -> Sequence[Finding]:
    token = own(settings, ToySettings).toy_token
    if token is None:
        return [Finding("toy", "it lies still", "set TOY_TOKEN")]
    return [Finding("toy", f"it knows {len(commands)} tricks")]


TOY = Pack(
    TRAITS,
    Service(
        needs=lambda: ToySettings,
        switch="toy_token",
        given_by="the toy maker",
        made=lambda _settings, house: Toy(house),
        look=look,
    ),
)


class OnToy:
    """See tests.platforms.sides.Side."""

    def __init__(self, common: Common, database: Any) -> None:
        self._clock = common.stage.clock
        self.database, self.user_id = database, ANN
        self.platform = Toy(House(common.stage.dispatcher(database), database, self._clock))
        self._keys: list[Key] = []

    async def call(self, name: str, options: dict[str, Any]) -> Shown:
        return await self._said(line(name, options))

    async def press(self, label: str) -> Shown:
        data = next(key.data for key in reversed(self._keys) if key.label == label)
        return await self._said(Pressed(Speaker("toy", ANN), Place(ANN, direct=True), data, self._clock()))

    async def send(self, path: Path, content: bytes) -> Shown:
        async def fetch() -> bytes:
            return content

        file = File(path.name, len(content), fetch)
        return await self._said(Spoken(Speaker("toy", ANN), Place(ANN, direct=True), IMPORT, self._clock(), file))

    async def heard(self) -> Shown:
        async with asyncio.timeout(5):
            message = await self.platform.shown.get()
        self._keys += message.keys
        files = ((file.name, file.alt) for file in message.attachments)
        return shown(plain(message.text), [key.label for key in message.keys], files)

    def await_as_much_as(self, shown: Shown) -> None:
        """It knows by itself."""

    async def _said(self, heard: str | Pressed | Spoken) -> Shown:
        self.platform.said.put_nowait(heard)
        return await self.heard()


@asynccontextmanager
async def on_toy(common: Common) -> AsyncIterator[Side]:
    async with own_database("toy", common) as database:
        side = OnToy(common, database)
        async with running(side.platform):
            yield side


@pytest.fixture
def toy(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Pack:
    """A release with one line more in ``bot/platforms/packs.py``, and one in the tests' sides."""
    monkeypatch.setattr(packs, "PACKS", (*packs.PACKS, TOY))
    monkeypatch.setitem(SIDES, "toy", on_toy)
    monkeypatch.chdir(tmp_path)
    for name in [name for name in os.environ if name.casefold() in whole().model_fields]:
        monkeypatch.delenv(name)
    return TOY


@pytest.mark.drill
async def test_it_is_served_by_the_app_with_its_routes_and_what_is_filed_for_it(toy: Pack, sqlite_url: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    app = App(whole()(_env_file=None, database_url=sqlite_url, toy_token="squeaky", http_port=port))
    assert app.limits["toy"] == TRAITS.limit
    served, stop = platforms(app), asyncio.Event()
    assert list(served) == ["toy"]
    (edge,), server = served.values(), app.server(served)
    assert isinstance(edge, Toy)
    assert server
    serving = asyncio.create_task(app.serve(served, stop, server))
    async with asyncio.timeout(10):
        edge.said.put_nowait("/start ml-data today")
        assert "You're on" in plain((await edge.shown.get()).text)
        edge.said.put_nowait("/nudges on toy")
        assert "Nudges" in plain((await edge.shown.get()).text)
        await app.dispatcher.happened(Added("toy", "-5", "The Owls"), app.clock())
        assert isinstance(await edge.deeds.get(), Post)
        await server.listening.wait()
        async with httpx.AsyncClient() as client:
            assert (await client.get(f"{server.url}/toy")).text == "squeak"
    stop.set()
    await serving


@pytest.mark.drill
async def test_its_warden_is_asked_from_pages_who_manages_a_group(toy: Pack, sqlite_url: str) -> None:
    settings = whole()(_env_file=None, public_url=HERE, toy_token="squeaky")
    app = App(settings, clock=StageClock(MONDAY), database_url=sqlite_url, serves=True)
    edge = (served := platforms(app))["toy"]
    assert isinstance(edge, Toy)
    edge.warden = ManagedBy(ANN)
    for user, said in ((ANN, "/group start"), (ANN, "/join yes"), (BEN, "/join yes")):
        place = Place("-5", direct=False, title="The Owls", rights=None, warden=edge.warden)
        await app.dispatcher.say(Spoken(Speaker("toy", user), place, said, app.clock()))
    server = app.server(served)
    assert server
    seen = {}
    for user in (ANN, BEN):
        message = await app.dispatcher.say(Spoken(Speaker("toy", user), Place(user, direct=True), "/web", app.clock()))
        assert message
        browser = Browser(httpx.AsyncClient(transport=httpx.ASGITransport(server._door), base_url=HERE))
        await browser.send((await browser.open("/in/" + message.text.partition("/in/")[2].partition('"')[0])).forms[0])
        seen[user] = "Set a goal for all of us" in (await browser.open("/groups/1")).text
        await browser.client.aclose()
    assert seen == {ANN: True, BEN: False}
    await app.close()


def test_without_any_token_its_own_is_named_too(toy: Pack) -> None:
    with pytest.raises(OperatorError, match=r"nor TOY_TOKEN is set.*from the toy maker"):
        platforms(App(whole()(_env_file=None)))


def test_what_is_wrong_with_its_settings_is_said_with_everything_else(
    toy: Pack, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TOY_TOKEN", "x")
    monkeypatch.setenv("LOG_LEVEL", "LOUD")
    with pytest.raises(OperatorError, match=r"LOG_LEVEL.*TOY_TOKEN|TOY_TOKEN.*LOG_LEVEL"):
        read_settings()


async def test_it_is_checked_by_the_doctor(toy: Pack, sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    async def looked() -> list[str]:
        return [str(finding) for finding in await doctor.examine() if finding.subject == "toy"]

    monkeypatch.setenv("DATABASE_URL", sqlite_url)
    assert await looked() == ["BAD toy: it lies still -> set TOY_TOKEN"]
    monkeypatch.setenv("TOY_TOKEN", "squeaky")
    assert await looked() == [f"ok  toy: it knows {len(COMMANDS)} tricks"]


@pytest.mark.drill
async def test_the_parity_script_goes_there_word_for_word(toy: Pack, migrated: Path, tmp_path: Path) -> None:
    await goes_alike(
        lambda name: f"sqlite:///{copyfile(migrated, tmp_path / f'{name}.db')}", tmp_path / "files", ["toy"]
    )


async def test_learners_elsewhere_read_of_it_by_its_name(toy: Pack, sqlite_url: str) -> None:
    gathering = Gathering(sqlite_url)
    await gathering.say(ANN, "/start ml-data today", None)
    assert "I don't know you on Toy." in await gathering.tell(ANN, "/nudges on toy", None)
    await gathering.close()


@pytest.mark.parametrize(("platform", "opened"), [("telegram", 1), ("toy", 0)])
async def test_rooms_are_wanted_only_where_they_can_be_opened(
    toy: Pack, sqlite_url: str, platform: str, opened: int
) -> None:
    gathering = Gathering(sqlite_url, platform)
    await gathering.begin(ANN, BEN)
    await gathering.say(ANN, "/group rooms on")
    await gathering.say(BEN, "/begin nlp", None)
    await gathering.work()
    assert sum(isinstance(deed, OpenRoom) for deed in gathering.edge.deeds) == opened
    await gathering.close()


def test_of_a_platform_of_another_release_its_name_is_known() -> None:
    assert packs.traits_of("carrier pigeon") == Traits(name="carrier pigeon", shown_name="carrier pigeon")


def test_settings_of_platforms_do_not_get_in_each_others_way() -> None:
    """They are mixed into one class, so nothing may have the same name."""
    services = {pack.traits.name: pack.service for pack in packs.PACKS if pack.service}
    names = [name for service in services.values() for name in written(service.needs())]
    assert len(names) == len(set(names))
    for name, service in services.items():
        fields = service.needs().model_fields
        assert service.switch in fields
        assert all(field.startswith(f"{name}_") for field in fields)


class Nothing(BaseModel):
    """What every model has."""


def written(kind: type[BaseModel]) -> list[str]:
    """What stands in the class itself beside its fields."""
    return [name for name in vars(kind) if not name.startswith("__") and name not in vars(Nothing)]
