"""A real browser: Debian's Chromium, where there is one. In CI there has to be; elsewhere its tests are skipped, and it is said how many."""

import os
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Browser, Page, async_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome")

PROGRAM = next((path for name in NAMES if (path := shutil.which(name))), None)

LACKS = "There is no Chromium here: what is tried in a real browser was not. `apt-get install chromium` brings it."

WIDTHS = {"phone": 320, "tablet": 768, "screen": 1280}

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}

ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-features=LocalNetworkAccessChecks"]
"""The last lets a page of this machine stand in a frame of one that is elsewhere by its name."""

needed = pytest.mark.skipif(PROGRAM is None and "CI" not in os.environ, reason=LACKS)


@asynccontextmanager
async def chromium() -> AsyncIterator[Browser]:
    """A Chromium of this test's own."""
    async with async_playwright() as playwright:
        assert PROGRAM, LACKS
        browser = await playwright.chromium.launch(executable_path=PROGRAM, args=ARGUMENTS)
        yield browser
        await browser.close()


async def violations(page: Page) -> list[str]:
    """What axe finds wrong with a page as it is shown."""
    found: dict[str, Any] = (await Axe().run(page, options=RULES)).response
    return [
        f"{one['id']}: {one['help']} ({'; '.join(node['html'][:120] for node in one['nodes'][:3])})"
        for one in found["violations"]
    ]
