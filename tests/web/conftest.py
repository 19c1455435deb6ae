"""A talk beside pages of the same installation, and browsers that look at them."""

import re
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass

import pytest
from starlette.applications import Starlette

from bot.chat.platform import Place, Right, Speaker
from bot.store import Database
from bot.web.site import Site
from bot.web.watch import Watch
from tests.bot.conftest import ANN, Talk
from tests.web.browser import HERE, Browser, Page, browser
from tests.web.chromium import chromium, opening

__all__ = ["chromium", "opening"]  # fixtures of all tests in a browser

STARTS = {"telegram": "https://t.me/a_bot?start={}".format, "discord": lambda _: "", "console": lambda _: ""}
"""Discord has not said yet who the bot is."""


@dataclass(frozen=True)
class ManagedBy:
    """A warden of chats that are all managed by the same one."""

    user: str

    async def __call__(self, speaker: Speaker, _place: Place) -> frozenset[Right]:
        return frozenset([Right.MANAGE_GROUP]) if speaker.user_id == self.user else frozenset()

    async def own(self, _place: Place) -> None:
        return None

    def tidy(self) -> None:
        """It remembers nothing."""


class Study(Talk):
    """Ann in a chat, who can open pages too; ``watch`` looks for them where they are served."""

    watch: Watch | None = None

    def site(self) -> Starlette:
        site = Site(self.dispatcher, self.database, self.clock, "UTC", HERE, starts=STARTS, streams=10)
        return Starlette(routes=site.routes)

    async def way_in(self, *, by: str = ANN) -> str:
        """The path of a link that signs in, as the chat gives it."""
        message = await self.say("/web", by=by)
        assert message
        found = re.search(rf"{HERE}(/in/[\w-]+)", message.text)
        assert found
        return found[1]


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    database = Database(database_url)
    yield database
    await database.close()


@pytest.fixture
async def talk(database: Database) -> Study:
    study = Study(database, public_url=HERE)
    await study.hear("/start ml-data today")
    return study


@pytest.fixture
async def open_browser(talk: Study) -> AsyncIterator[Callable[[], Browser]]:
    """Makes browsers that nobody is signed in with."""
    app, opened = talk.site(), []

    def one() -> Browser:
        opened.append(browser(app))
        return opened[-1]

    yield one
    for each in opened:
        await each.client.aclose()


@pytest.fixture
async def page(talk: Study, open_browser: Callable[[], Browser]) -> tuple[Browser, Page]:
    """A browser in which Ann is signed in, and her page."""
    signed_in = open_browser()
    asked = await signed_in.open(await talk.way_in())
    return signed_in, await signed_in.send(asked.form("Sign in"))
