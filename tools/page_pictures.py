"""Takes the pictures of the pages anew, in Debian's Chromium: ``python -m tools.page_pictures``; a learner some weeks into the seed
roadmap, and a study group."""

import asyncio
import socket
import tempfile
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Literal

from playwright.async_api import BrowserContext, async_playwright

from bot.app import App
from bot.chat.platform import Place, Pressed, Right, Speaker, Spoken
from bot.chat.reply import Message
from bot.http import Server
from bot.platforms.console.travel import MovingClock
from bot.settings import Settings
from bot.store.schema import migrate
from bot.web.site import Site
from tests.web.chromium import PROGRAM

FOLDER = Path(__file__).parents[1] / "docs" / "pictures"
START = datetime(2027, 1, 4, 18, tzinfo=UTC)
DAY = timedelta(days=1)

ANN, BEN, CAT = "1", "2", "3"
GROUP = "-1001"

FIRST = ""
"""The first button of the last answer is pressed."""

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
    (31, ANN, ANN, '/log 25m nlp "Attention is a weighted mean"'),
    (32, ANN, ANN, "/certificates earned fast.ai"),
)
"""Who says what where, and how many days after the start."""

PAGES = {
    "today": "/",
    "timeline": "/timeline",
    "topics": "/topics",
    "topic": "/topic/nlp",
    "log": "/log",
    "settings": "/settings",
    "you": "/you",
    "group": "/groups/1",
    "roadmap": "/roadmap/ml-data",
    "portfolio": "/portfolio",
    "import": "/import",
    "edit": "/edit",
}
"""Each picture's name, and the page it is of."""


TALLEST = 1000
"""Pixels of a page that are shown: a picture is to come quickly."""

LOOKS: Sequence[tuple[Sequence[str], int, Literal["light", "dark"], str]] = (
    (tuple(PAGES), 360, "light", ""),
    (("today", "topic"), 360, "dark", "_dark"),
    (("today",), 1024, "light", "_wide"),
)
"""Which pages are taken how wide, in pixels, in which theme, and what the pictures' names end in."""


async def live(app: App, clock: MovingClock) -> None:
    """Play the learner's weeks."""
    answer: Message | None = None
    names = {ANN: "Ann", BEN: "Ben", CAT: "Cat"}
    for number, (day, who, chat, line) in enumerate(LIFE):
        clock.advance(START + day * DAY + timedelta(minutes=number))
        direct = chat == who
        place = Place(chat, direct=direct, rights=frozenset([Right.MANAGE_GROUP]), title="" if direct else "The Owls")
        speaker = Speaker("telegram", who, names[who])
        if line == FIRST and answer:
            admitted = await app.dispatcher.admit(Pressed(speaker, place, answer.keys[0].data, clock()))
            assert not isinstance(admitted, str)
            answer = await app.dispatcher.press(admitted)
        else:
            answer = await app.dispatcher.say(Spoken(speaker, place, line, clock()))


async def way_in(app: App, clock: MovingClock) -> str:
    """A link that signs in as Ann."""
    said = Spoken(Speaker("telegram", ANN, "Ann"), Place(ANN, direct=True), "/web", clock())
    message = await app.dispatcher.say(said)
    assert message
    return message.text.partition("<code>")[2].partition("</code>")[0]


async def take(window: BrowserContext, link: str, names: Sequence[str], width: int, end: str) -> None:
    """These pages, as one window shows them."""
    page = await window.new_page()
    await page.goto(link)
    await page.get_by_role("button").click()
    here = link.partition("/in/")[0]
    for name in names:
        await page.goto(f"{here}{PAGES[name]}")
        length = await page.evaluate("document.documentElement.scrollHeight")
        await page.set_viewport_size({"width": width, "height": min(length, TALLEST)})
        await page.screenshot(path=FOLDER / f"page_{name}{end}.png")


async def main() -> None:
    """All of them: on a phone, some also at night and on a screen."""
    with tempfile.TemporaryDirectory() as folder, socket.create_server(("127.0.0.1", 0)) as line:
        url, database = f"http://127.0.0.1:{line.getsockname()[1]}", f"sqlite:///{folder}/pictures.db"
        await asyncio.to_thread(migrate, database)
        clock = MovingClock(START)
        app = App(Settings(_env_file=None), clock=clock, database_url=database, page_url=url)
        await live(app, clock)
        site = Site(app.dispatcher, app.database, clock, "UTC", url)
        async with asyncio.TaskGroup() as group, async_playwright() as playwright:
            serving = group.create_task(Server(app.database, routes=site.routes, line=line).run())
            browser = await playwright.chromium.launch(executable_path=PROGRAM, args=["--no-sandbox"])
            for names, width, theme, end in LOOKS:
                window = await browser.new_context(viewport={"width": width, "height": 720}, color_scheme=theme)
                await take(window, await way_in(app, clock), names, width, end)
            await browser.close()
            serving.cancel()
        await app.close()


if __name__ == "__main__":
    asyncio.run(main())
