"""Takes the pictures of the pages anew, in Debian's Chromium: ``python -m tools.page_pictures``; a learner some weeks into the seed
roadmap, her study group, and somebody who brought a roadmap and is about to bring another."""

import asyncio
import re
import socket
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Literal

from playwright.async_api import Browser, Page, Route, async_playwright

from bot.app import App
from bot.chat.platform import Place, Pressed, Right, Speaker, Spoken
from bot.chat.reply import Message
from bot.http import Server
from bot.platforms.console.travel import MovingClock
from bot.platforms.pack import Opened
from bot.settings import Settings
from bot.store.schema import migrate
from bot.web.mini_app import PATH, PLATFORM, SCRIPT
from bot.web.site import Site
from tests.web.chromium import PROGRAM
from tests.web.telegram_client import DARK, stand_in

FOLDER = Path(__file__).parents[1] / "docs" / "pictures"
START = datetime(2027, 1, 4, 18, tzinfo=UTC)
DAY = timedelta(days=1)

ANN, BEN, CAT, DAN = "1", "2", "3", "4"
NAMES = {ANN: "Ann", BEN: "Ben", CAT: "Cat", DAN: "Dan"}
GROUP = "-1001"

FIRST = ""
"""The first button of the last answer is pressed."""

BROUGHT = """/import
# Bread at home

## First loaves

- [ ] Flour and water (1 week)
- [ ] Yeast (2 weeks)
- [ ] An oven and its steam (1 week)

## Sourdough

- [ ] A starter of one's own (2-3 weeks)
- [ ] Shaping (3 weeks)
"""
DRAFT = """/import
# The night sky

## By eye

- [ ] The brightest stars (1 week)
- [ ] The path of the moon (4 weeks)

## By binoculars

- [ ] Clusters (2 weeks)
- [ ] The moons of Jupiter (3 weeks)
"""

LIFE: Sequence[tuple[int, str, str, str]] = (
    (0, ANN, ANN, "/start ml-data today"),
    (0, ANN, ANN, "/times mon wed fri 19:00 25m"),
    (0, ANN, ANN, "/begin deep learning"),
    (2, ANN, ANN, '/log 45m deep learning "What a gradient is, at last"'),
    (4, ANN, ANN, "/log 25m deep learning"),
    (7, ANN, ANN, '/log 50m deep learning "Backprop by hand on paper"'),
    (14, ANN, ANN, "/checkin 40m"),
    (24, ANN, ANN, "/done deep learning"),
    (25, ANN, ANN, "/begin nlp"),
    (26, ANN, ANN, "/steps nlp\n1. Word vectors\n2. Attention\n3. A first model\n4. Fine-tuning"),
    (26, ANN, ANN, FIRST),
    (28, ANN, ANN, "/tick 1"),
    (29, ANN, GROUP, "/group start ml-data"),
    (29, ANN, GROUP, "/join yes"),
    (29, BEN, GROUP, "/join yes"),
    (29, CAT, GROUP, "/join yes"),
    (29, CAT, CAT, "/done deep learning"),
    (29, BEN, BEN, "/begin deep learning"),
    (29, ANN, GROUP, "/group goal 20 sessions in february"),
    (30, BEN, GROUP, "/meet sat 11:00 60m NLP"),
    (30, CAT, GROUP, "/meet in 1"),
    (30, CAT, GROUP, "/helpme nlp How do I read an attention map?"),
    (31, DAN, DAN, BROUGHT),
    (31, DAN, DAN, FIRST),
    (31, DAN, DAN, "/steps yeast\n1. A dough that rises\n2. Folding instead of kneading\n3. A loaf in a pot"),
    (31, DAN, DAN, FIRST),
    (31, ANN, ANN, '/log 25m nlp "Attention is a weighted mean"'),
    (32, ANN, ANN, "/certificates earned fast.ai"),
    (32, ANN, ANN, "/portfolio show topics certificates minutes weeks notes"),
    (32, DAN, DAN, DRAFT),
)
"""Who says what where, and how many days after the start."""

PAGES: Mapping[str, Mapping[str, str]] = {
    ANN: {
        "today": "/",
        "timeline": "/timeline",
        "topics": "/topics",
        "stage": "/stage/1",
        "topic": "/topic/nlp",
        "log": "/log",
        "settings": "/settings",
        "you": "/you",
        "groups": "/groups",
        "group": "/groups/1",
        "roadmap": "/roadmap/ml-data",
        "portfolio_chosen": "/portfolio",
    },
    DAN: {"import": "/import", "edit": "/edit", "edit_topic": "/edit/topic/yeast"},
}
"""Each picture's name and the page it is of, by who is signed in."""

SAID = {"asked": "/sitting", "answer": "/tick 2"}
"""Each picture's name and the line that is said on the page of today, whose answer it is of."""

LOWEST, TALLEST = 200, 1000
"""Pixels of a page that are shown: a picture is to come quickly."""

STARTS = {"telegram": "https://t.me/roadmate_bot?start={}".format}

PHONE, SCREEN = 360, 1024
"""Pixels across."""

Theme = Literal["light", "dark"]

LOOKS: Sequence[tuple[str, Sequence[str], int, Theme, str]] = (
    (ANN, tuple(PAGES[ANN]), PHONE, "light", ""),
    (DAN, tuple(PAGES[DAN]), PHONE, "light", ""),
    (ANN, ("today", "topic"), PHONE, "dark", "_dark"),
    (ANN, ("today",), SCREEN, "light", "_wide"),
    (DAN, ("import",), SCREEN, "light", "_wide"),
)
"""Whose pages are taken, which of them, how wide, in pixels, in which theme, and what the pictures' names end in."""


@dataclass(frozen=True, slots=True)
class Photographer:
    """Who speaks in the chats of an installation at ``url``, and looks at its pages."""

    app: App
    clock: MovingClock
    url: str
    browser: Browser

    async def live(self) -> None:
        """Play the weeks."""
        answer: Message | None = None
        for number, (day, who, chat, line) in enumerate(LIFE):
            self.clock.advance(START + day * DAY + timedelta(minutes=number))
            if line == FIRST and answer:
                pressed = Pressed(_speaker(who), _place(who, chat), answer.keys[0].data, self.clock())
                admitted = await self.app.dispatcher.admit(pressed)
                assert not isinstance(admitted, str)
                answer = await self.app.dispatcher.press(admitted)
            else:
                answer = await self._say(who, chat, line)

    async def take_own(self, who: str, names: Sequence[str], width: int, theme: Theme, end: str) -> None:
        """These pages of somebody who is signed in."""
        page = await self._signed_in(who, width, theme)
        for name in names:
            await page.goto(f"{self.url}{PAGES[who][name]}")
            await _take(page, f"{name}{end}")

    async def take_open(self) -> None:
        """What is seen by whoever is not signed in."""
        ways = {
            "sign_in": await self._way(ANN, "/web", "in"),
            "portfolio": await self._way(ANN, "/portfolio on", "portfolio"),
            "refused": "/",
        }
        page = await self._window(PHONE, "light")
        for name, way in ways.items():
            await page.goto(f"{self.url}{way}")
            await _take(page, name)

    async def take_answers(self) -> None:
        """The last of all, for what is said there changes the pages."""
        page = await self._signed_in(ANN, PHONE, "light")
        for name, line in SAID.items():
            await page.get_by_label("Say something").fill(line)
            await page.get_by_role("button", name="Send").click()
            await page.locator("#told").wait_for()
            await _take(page, name)
            await page.goto(self.url)

    async def take_within_telegram(self) -> None:
        """The page as Telegram opens it, in colours of Telegram's."""
        page = await self._window(PHONE, "dark")
        script = stand_in(ANN, DARK)

        async def give(route: Route) -> None:
            await route.fulfill(body=script, content_type="text/javascript")

        await page.route(SCRIPT, give)
        await page.goto(f"{self.url}{PATH}")
        await page.get_by_role("navigation").first.wait_for()
        await _take(page, "mini_app")

    async def _signed_in(self, who: str, width: int, theme: Theme) -> Page:
        page = await self._window(width, theme)
        await page.goto(f"{self.url}{await self._way(who, '/web', 'in')}")
        await page.get_by_role("button").click()
        await page.wait_for_url(f"{self.url}/")
        return page

    async def _window(self, width: int, theme: Theme) -> Page:
        window = await self.browser.new_context(viewport={"width": width, "height": LOWEST}, color_scheme=theme)
        return await window.new_page()

    async def _say(self, who: str, chat: str, line: str) -> Message | None:
        return await self.app.dispatcher.say(Spoken(_speaker(who), _place(who, chat), line, self.clock()))

    async def _way(self, who: str, line: str, first: str) -> str:
        """The path below ``first`` that a line in the direct chat is answered with."""
        message = await self._say(who, who, line)
        found = message and re.search(rf"{self.url}(/{first}/[\w-]+)", message.text)
        assert found
        return found[1]


def _vouched(who: str, now: datetime) -> Opened:
    """Whoever says who they are, is."""
    return Opened(who, now, who, now + DAY)


def _speaker(who: str) -> Speaker:
    return Speaker(PLATFORM, who, NAMES[who])


def _place(who: str, chat: str) -> Place:
    direct = chat == who
    return Place(chat, direct=direct, rights=frozenset([Right.MANAGE_GROUP]), title="" if direct else "The Owls")


async def _take(page: Page, name: str) -> None:
    """As much of a page as is shown, in a window that is no longer than it."""
    assert page.viewport_size
    width = page.viewport_size["width"]
    await page.set_viewport_size({"width": width, "height": LOWEST})
    length = await page.evaluate("document.documentElement.scrollHeight")
    await page.set_viewport_size({"width": width, "height": min(length, TALLEST)})
    await page.screenshot(path=FOLDER / f"page_{name}.png")


async def main() -> None:
    """All of them: on a phone, some also at night and on a screen."""
    with tempfile.TemporaryDirectory() as folder, socket.create_server(("127.0.0.1", 0)) as line:
        url, database = f"http://127.0.0.1:{line.getsockname()[1]}", f"sqlite:///{folder}/pictures.db"
        await asyncio.to_thread(migrate, database)
        clock = MovingClock(START)
        app = App(Settings(_env_file=None, public_url=url), clock=clock, database_url=database, serves=True)
        site = Site(app.dispatcher, app.database, clock, "UTC", url, starts=STARTS, vouches={PLATFORM: _vouched})
        async with asyncio.TaskGroup() as group, async_playwright() as playwright:
            serving = group.create_task(Server(app.database, routes=site.routes, line=line).run())
            browser = await playwright.chromium.launch(executable_path=PROGRAM, args=["--no-sandbox"])
            photographer = Photographer(app, clock, url, browser)
            await photographer.live()
            await photographer.take_open()
            for look in LOOKS:
                await photographer.take_own(*look)
            await photographer.take_within_telegram()
            await photographer.take_answers()
            await browser.close()
            serving.cancel()
        await app.close()


if __name__ == "__main__":
    asyncio.run(main())
