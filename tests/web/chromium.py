"""A real browser: Debian's Chromium, where there is one. In CI there has to be; elsewhere its tests are skipped, and it is said how many."""

import os
import shutil
from collections.abc import AsyncIterator, Awaitable, Callable
from functools import cache
from typing import Any

import pytest
import pytest_asyncio
from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Browser, BrowserContext, Page, async_playwright, expect

NAMES = ("chromium", "chromium-browser", "google-chrome")

PROGRAM = next((path for name in NAMES if (path := shutil.which(name))), None)

LACKS = "There is no Chromium here: what is tried in a real browser was not. `apt-get install chromium` brings it."

WIDTHS = {"phone": 320, "tablet": 768, "screen": 1280}

RULES = {
    "resultTypes": ["violations"],
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
}

ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-features=LocalNetworkAccessChecks"]
"""The last lets a page of this machine stand in a frame of one that is elsewhere by its name."""

MOST_MILLISECONDS = 10_000.0
"""As playwright counts: what a page may take on a machine with other things to do."""

needed = [
    pytest.mark.skipif(PROGRAM is None and "CI" not in os.environ, reason=LACKS),
    pytest.mark.asyncio(loop_scope="session"),
]
"""What a module of such tests is marked with. They share a loop, for the browser lives in it."""

Opening = Callable[..., Awaitable[BrowserContext]]


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def chromium() -> AsyncIterator[Browser]:
    """One for all tests of a session: to start it takes longer than most of what is done in it."""
    async with async_playwright() as playwright:
        assert PROGRAM, LACKS
        browser = await playwright.chromium.launch(executable_path=PROGRAM, args=ARGUMENTS)
        yield browser
        await browser.close()


@pytest_asyncio.fixture(loop_scope="session")
async def opening(chromium: Browser) -> AsyncIterator[Opening]:
    """Opens a window of the test's own, with its own cookies, its own store and nothing kept of what others have loaded."""
    opened: list[BrowserContext] = []

    async def window(**options: Any) -> BrowserContext:
        context = await chromium.new_context(**options)
        context.set_default_timeout(MOST_MILLISECONDS)
        expect.set_options(timeout=MOST_MILLISECONDS)
        opened.append(context)
        return context

    yield window
    for one in opened:
        await one.close()


@cache
def _axe() -> Axe:
    return Axe()


async def violations(page: Page) -> list[str]:
    """What axe finds wrong with a page as it is shown."""
    found: dict[str, Any] = (await _axe().run(page, options=RULES)).response
    return [
        f"{one['id']}: {one['help']} ({'; '.join(node['html'][:120] for node in one['nodes'][:3])})"
        for one in found["violations"]
    ]
