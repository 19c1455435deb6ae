"""How people look at their page, as a load: of ten looks one is somebody's first in this process, two come after something was told, and
seven see what they saw before. An open page is fetched again with every fact; most who open it have told nothing since the last time."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import cycle
from time import perf_counter

from aiohttp import ClientSession, TCPConnector

FIRST, TOLD, AGAIN = "first", "told", "again"
TEN = (FIRST, AGAIN, AGAIN, TOLD, AGAIN, AGAIN, AGAIN, TOLD, AGAIN, AGAIN)
"""Ten looks in their order."""


@dataclass(frozen=True, slots=True)
class Look:
    """A look of a browser, by its number."""

    kind: str
    browser: int


@dataclass(frozen=True, slots=True)
class Taken:
    """Seconds that each look took from when it was due, with what it was, and the bytes on the wire of the largest page that came."""

    looks: Sequence[tuple[Look, float]]
    page_bytes: int

    def of(self, *kinds: str) -> list[float]:
        return [seconds for look, seconds in self.looks if look.kind in kinds]


def mixed(new: Sequence[int], told: Sequence[int], calm: Sequence[int], count: int) -> list[Look]:
    """So many looks: the first ones of those who are ``new``, one of each of whom something was ``told`` since their last, and for the rest of
    those of whom nothing was."""
    browsers = {FIRST: iter(new), TOLD: iter(told), AGAIN: cycle(calm)}
    kinds = [TEN[number % len(TEN)] for number in range(count)]
    return [Look(kind, next(browsers[kind])) for kind in kinds]


def wanted(kind: str, count: int) -> int:
    """How many of so many looks are of this kind."""
    return sum(TEN[number % len(TEN)] == kind for number in range(count))


async def take(port: int, looks: Sequence[Look], *, pace: int) -> Taken:
    """Look so many times a second, whether those before have been answered or not."""
    took: list[tuple[Look, float]] = []
    size = 0
    async with ClientSession(connector=TCPConnector(limit=64), auto_decompress=False) as session:

        async def page(look: Look, due: float) -> None:
            nonlocal size
            await asyncio.sleep(due - perf_counter())
            async with session.get(f"http://127.0.0.1:{port}/", headers=signed_in(look.browser)) as answer:
                size = max(size, len(await answer.read()))
                if answer.status != 200:
                    raise AssertionError(f"a page was answered {answer.status}")
            took.append((look, perf_counter() - due))

        begun = perf_counter() + 0.1
        await asyncio.gather(*(page(look, begun + number / pace) for number, look in enumerate(looks)))
    return Taken(took, size)


async def weighed(port: int, browser: int, paths: Sequence[str]) -> list[int]:
    """Bytes on the wire of each of these pages."""
    found = []
    async with ClientSession(auto_decompress=False) as session:
        for path in paths:
            async with session.get(f"http://127.0.0.1:{port}{path}", headers=signed_in(browser)) as answer:
                found.append(len(await answer.read()))
                if answer.status != 200:
                    raise AssertionError(f"{path} was answered {answer.status}")
    return found


def signed_in(browser: int) -> dict[str, str]:
    """As one of the browsers, from an address of its own, by the proxy's word."""
    return {"Cookie": f"roadmate={secret(browser)}", "X-Forwarded-For": f"198.51.{browser // 250}.{browser % 250}"}


def secret(browser: int) -> str:
    return f"browser-{browser:030}"
