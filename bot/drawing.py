"""Pictures drawn in a process of their own, for drawing holds the interpreter lock of the one it happens in."""

import asyncio
from asyncio.subprocess import Process
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from hashlib import sha256

from bot.charts import worker
from bot.charts.raster import rasterise
from bot.charts.worker import LENGTH
from bot.errors import NotDrawn
from bot.sandbox.process import end, start

Draw = Callable[[str], Awaitable[bytes]]
"""SVG to PNG. Raises NotDrawn."""

PATIENCE = 10.0
"""Seconds that a picture may take, the wait for those before it included."""

MOST_KEPT = 4 * 2**20
"""Bytes of drawn pictures that are kept."""


async def draw_here(svg: str) -> bytes:
    """Draw in this process and hold up everything else meanwhile: where nobody else waits."""
    try:
        return rasterise(svg)
    except ValueError as error:
        raise NotDrawn from error


class Drawer:
    """Draws one picture at a time. The process is started by the first picture, and leaves by itself when there has
    been nothing to draw for a while, so that an idle bot has none."""

    def __init__(self, *, patience: float = PATIENCE, most_kept: int = MOST_KEPT) -> None:
        self._patience, self._most_kept = patience, most_kept
        self._turn = asyncio.Lock()
        self._process: Process | None = None
        self._kept: OrderedDict[bytes, bytes] = OrderedDict()
        self._closed = False

    @property
    def pid(self) -> int | None:
        """The process that drew last; None before the first picture."""
        return self._process.pid if self._process else None

    async def draw(self, svg: str) -> bytes:
        """The picture as a PNG; one that was drawn lately is not drawn again. Raises NotDrawn."""
        key = sha256(svg.encode()).digest()
        try:
            async with asyncio.timeout(self._patience), self._turn:
                if key not in self._kept:
                    self._keep(key, await self._drawn(svg.encode()))
                self._kept.move_to_end(key)
                return self._kept[key]
        except (TimeoutError, OSError, EOFError) as error:
            raise NotDrawn from error

    async def close(self) -> None:
        """End the process and draw nothing any more."""
        self._closed = True
        await self._end()

    async def _drawn(self, svg: bytes) -> bytes:
        """Ask once more where the process has just left by itself."""
        try:
            return await self._ask(svg)
        except (OSError, EOFError):
            return await self._ask(svg)

    async def _ask(self, svg: bytes) -> bytes:
        """What the process answers. One that failed, or was not waited for to the end, is ended: its pipes may hold
        half an answer."""
        reads, writes = await self._pipes()
        try:
            writes.write(LENGTH.pack(len(svg)) + svg)
            await writes.drain()
            (length,) = LENGTH.unpack(await reads.readexactly(LENGTH.size))
            png = await reads.readexactly(length)
        except BaseException:
            await self._end()
            raise
        if not png:
            raise NotDrawn
        return png

    async def _pipes(self) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        """What the process writes, and where it reads."""
        if self._closed:
            raise NotDrawn
        if self._process is None or self._process.returncode is not None:
            self._process = await start(worker.__name__, errors=None)
        assert self._process.stdin and self._process.stdout  # noqa: S101, PT018 - they were asked for
        return self._process.stdout, self._process.stdin

    async def _end(self) -> None:
        if self._process:
            await end(self._process)

    def _keep(self, key: bytes, png: bytes) -> None:
        self._kept[key] = png
        while len(self._kept) > 1 and sum(map(len, self._kept.values())) > self._most_kept:
            self._kept.popitem(last=False)
