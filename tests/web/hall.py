"""A gathering beside the pages of the same installation: what is said in a group, and what its members see in a browser."""

import re
from dataclasses import dataclass, replace

from starlette.applications import Starlette

from bot.app import App
from bot.chat.platform import Kernel, Place
from bot.chat.reply import Message
from bot.nudges.engine import Nudging
from bot.settings import Settings
from bot.web.limits import Limits
from bot.web.mini_app import PLATFORM
from bot.web.site import Site
from tests.bot.gathering import Gathering, GatheringWarden
from tests.bot.nudge_stage import at_once
from tests.web.browser import HERE, Browser, browser
from tests.web.in_telegram import vouches

OPENS = "https://t.me/roadmate?startapp="
"""In front of the word by which Telegram opens a page from a group."""


@dataclass
class Hall(Gathering):
    """Anybody who speaks in it can open pages too; ``has_main_app`` says that Telegram opens them from groups."""

    has_main_app: bool = True

    def __post_init__(self) -> None:
        super().__post_init__()
        settings = Settings(_env_file=None, public_url=HERE)
        self.app = App(settings, clock=self.clock, database_url=self.url, serves=True)
        self.database = self.app.database
        edges = {self.platform: self.edge}
        self.nudging = Nudging(self.database, edges, default_zone="UTC", limits={}, chance=lambda: 0.5, sleep=at_once)
        self.site = self.opened()

    @property
    def dispatcher(self) -> Kernel:
        return self.app.dispatcher

    def place(self, user: str, chat: str | None, thread: str | None = None) -> Place:
        """As the platform hands it in which has pages of ours opened from groups, where it does."""
        place = super().place(user, chat, thread)
        return replace(place, page_link=OPENS) if self.platform == PLATFORM and self.has_main_app and chat else place

    def opened(self, limits: Limits | None = None) -> Starlette:
        """The pages, where no more than this is asked of them."""
        site = Site(
            self.app.dispatcher,
            self.database,
            self.clock,
            "UTC",
            HERE,
            limits=limits,
            vouches=vouches(),
            wardens={self.platform: GatheringWarden(self)},
        )
        return Starlette(routes=site.routes)

    async def browser_of(self, user: str) -> Browser:
        """One in which somebody is signed in."""
        message = await self.say(user, "/web", None)
        assert message
        return await self.signed_in_by(message)

    async def signed_in_by(self, message: Message) -> Browser:
        """One that came in by the way in that somebody was given."""
        opened = browser(self.site)
        found = re.search(rf"{HERE}(/in/[\w-]+)", message.text)
        assert found
        asked = await opened.open(found[1])
        await opened.send(asked.form("Sign in"))
        return opened
