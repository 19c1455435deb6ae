"""Pages beside the running bot: how quickly one of sixty topics comes, what two thousand open ones take, and how soon all of them
know of something that was said in a chat, to another process. And what those pay who have no pages, beside a program that cannot load
any."""

import asyncio
import sys
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from itertools import accumulate, pairwise
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory
from time import perf_counter

from benchmarks.databases import Files
from benchmarks.fleet import TICKS_A_SECOND
from benchmarks.looks import AGAIN, FIRST, TOLD, Look, Taken, mixed, signed_in, take, wanted, weighed
from benchmarks.memory import PATIENCE, TOKEN, resident, started
from benchmarks.processes import ROADMATE, free_port
from benchmarks.readers import TOPICS, Readers
from benchmarks.report import Chapter, Figure, Goal
from bot.store import Database
from tests.platforms.bot_api import BotApi

BY_BROWSER = 8
"""Pages open in each browser; of each learner there is one."""

MOST_MS, MOST_KB, MOST_MB, MOST_SECONDS = 50.0, 60.0, 60.0, 1.0
MOST_UNASKED_MB, MOST_UNOPENED_MB = 1.0, 15.0
"""What pages may take of memory where there are none, and where nobody opens them."""

LONG_PAGES = ("/timeline", "/topics")
"""Those that have all topics too."""

WITHOUT = """
import sys
sys.modules.update(dict.fromkeys(["bot.web", "bot.http", "starlette", "uvicorn", "jinja2", "icalendar"]))
from bot.program.cli import main
main(["run"])
"""
"""``roadmate run`` of a program that has no pages: whatever loads a part of them ends it."""

Stream = tuple[asyncio.StreamReader, asyncio.StreamWriter]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sizes:
    """``pace`` is looks a second, ``first_pace`` those of browsers that have not looked before; ``rounds`` are facts that all streams are to know of, and processes that have no pages."""

    pace: int = 200
    first_pace: int = 50
    seconds: float = 5.0
    streams: int = 2000
    rounds: int = 3

    @property
    def looks(self) -> int:
        return max(10, int(self.pace * self.seconds))

    @property
    def first_looks(self) -> int:
        return max(2, int(self.first_pace * self.seconds))


FULL, SMALLEST = Sizes(), Sizes(pace=20, first_pace=10, seconds=0.5, streams=16, rounds=1)


@dataclass(frozen=True, slots=True)
class Paid:
    """Looks that were taken, and the seconds of CPU that each cost the bot."""

    taken: Taken
    cpu: float


@dataclass(frozen=True, slots=True)
class Held:
    """Bytes of processes of the bot: ``without`` anything of pages to load, with pages ``off``, and with ones that nobody opens."""

    without: list[int]
    off: list[int]
    unopened: list[int]

    @property
    def unasked_mb(self) -> float:
        """What pages take where there are none."""
        return (median(self.off) - median(self.without)) / 1e6

    @property
    def unopened_mb(self) -> float:
        """What they take where nobody opens them."""
        return (median(self.unopened) - median(self.off)) / 1e6


@dataclass(frozen=True, slots=True)
class Found:
    """The looks of whoever had not looked yet, and those that are mixed as they come; bytes of the largest page and of all streams, and
    seconds until the last of them knew, for each fact."""

    first: Paid
    mixed: Paid
    page_bytes: int
    stream_bytes: int
    knew: Sequence[float]


def measure(sizes: Sizes = FULL) -> Chapter:
    """On SQLite; the browsers share the machine with the bot."""
    with TemporaryDirectory(prefix="roadmate-bench-") as folder:
        found = asyncio.run(_measure(Path(folder), sizes))
        held = asyncio.run(_beside(Path(folder), sizes.rounds))
    looks, first = found.mixed.taken, found.first.taken
    page = f"a page of {TOPICS} topics"
    figures = (
        _figure(f"{page}, looks as they come, at {sizes.pace}/s", "ms", _ms(looks.of(FIRST, TOLD, AGAIN))),
        _figure("of these the tenth that are first looks", "ms", _ms(looks.of(FIRST))),
        _figure("of these the fifth after something was told", "ms", _ms(looks.of(TOLD))),
        _figure("of these those that see what they saw", "ms", _ms(looks.of(AGAIN))),
        _figure("what a look costs the bot", "ms of CPU", [found.mixed.cpu * 1e3]),
        _figure(f"{page}, first looks alone, at {sizes.first_pace}/s", "ms", _ms(first.of(FIRST))),
        _figure("what a first look costs the bot", "ms of CPU", [found.first.cpu * 1e3]),
        _figure("what the largest page is on the wire", "kB", [found.page_bytes / 1e3]),
        _figure(f"what {sizes.streams} streams take", "MB", [found.stream_bytes / 1e6]),
        _figure("until all of them know of a fact", "s", found.knew),
        _figure("roadmate run that cannot load pages", "MB", [one / 1e6 for one in held.without]),
        _figure("roadmate run without pages", "MB", [one / 1e6 for one in held.off]),
        _figure("roadmate run with pages that nobody opens", "MB", [one / 1e6 for one in held.unopened]),
    )
    return Chapter("Pages", figures, (*_goals(found, sizes), *_goals_of_memory(held)))


def _goals(found: Found, sizes: Sizes) -> Iterator[Goal]:
    """What a look is, says benchmarks.looks."""
    for what, paid, pace in (("looks", found.mixed, sizes.pace), ("first looks", found.first, sizes.first_pace)):
        late = quantiles([seconds for _, seconds in paid.taken.looks], n=100)[-1] * 1e3
        said = f"at {pace} {what} a second the 99th percentile is under {MOST_MS:.0f} ms"
        yield Goal(said, f"{late:.1f} ms", late < MOST_MS)
    share = found.mixed.cpu * sizes.pace
    yield Goal(f"{sizes.pace} looks a second take less than a core", f"{share * 100:.0f} %", share < 1)
    size, streams, knew = found.page_bytes / 1e3, found.stream_bytes / 1e6, max(found.knew)
    yield Goal(f"a page is at most {MOST_KB:.0f} kB", f"{size:.1f} kB", size <= MOST_KB)
    yield Goal(f"{sizes.streams} streams take at most {MOST_MB:.0f} MB", f"{streams:.1f} MB", streams <= MOST_MB)
    yield Goal(f"a fact is on all of them in under {MOST_SECONDS:.0f} s", f"{knew:.2f} s", knew < MOST_SECONDS)


def _goals_of_memory(held: Held) -> Iterator[Goal]:
    off, on = held.unasked_mb, held.unopened_mb
    yield Goal(
        f"without PUBLIC_URL pages take at most {MOST_UNASKED_MB:.0f} MB", f"{off:.1f} MB", off <= MOST_UNASKED_MB
    )
    yield Goal(
        f"pages that nobody opens take at most {MOST_UNOPENED_MB:.0f} MB", f"{on:.1f} MB", on <= MOST_UNOPENED_MB
    )


def _ms(seconds: Sequence[float]) -> list[float]:
    return [one * 1e3 for one in seconds]


def _figure(what: str, unit: str, values: Sequence[float]) -> Figure:
    return Figure(what=what, unit=unit, median=median(values), lowest=min(values))


async def _measure(folder: Path, sizes: Sizes) -> Found:
    url = Files(folder).fresh()
    database = Database(url)
    readers, browsers = Readers(database), max(1, sizes.streams // BY_BROWSER)
    shares = _shares(sizes)
    await readers.come(max(browsers, sum(map(len, shares))))
    try:
        async with _at_work(folder, url) as (pid, port):
            first, looks = await _looks(port, pid, readers, sizes)
            page_bytes = max(first.taken.page_bytes, looks.taken.page_bytes, *await weighed(port, 0, LONG_PAGES))
            idle = resident(pid)
            streams = [await _stream(port, number % browsers) for number in range(sizes.streams)]
            await asyncio.gather(*map(_knows, streams))
            stream_bytes = resident(pid) - idle
            knew = [await _known(readers, browsers, streams) for _ in range(sizes.rounds)]
            for _, writer in streams:
                writer.close()
    finally:
        await database.close()
    return Found(first, looks, page_bytes, stream_bytes, knew)


def _shares(sizes: Sizes) -> list[range]:
    """Browsers of whom nothing is told, of whom something is, and who have not looked: before the looks are mixed, and before those of the
    first are measured alone."""
    counts = (sizes.looks // 10, wanted(TOLD, sizes.looks), wanted(FIRST, sizes.looks), sizes.first_looks)
    ends = list(accumulate(counts, initial=0))
    return [range(start, end) for start, end in pairwise(ends)]


async def _looks(port: int, pid: int, readers: Readers, sizes: Sizes) -> tuple[Paid, Paid]:
    """Those of whoever had not looked, and those that are mixed. What is loaded once is loaded by then."""
    calm, told, new, alone = _shares(sizes)
    await take(port, [Look(AGAIN, browser) for browser in (*calm, *told)], pace=sizes.first_pace)
    first = await _paid(port, pid, [Look(FIRST, browser) for browser in alone], sizes.first_pace)
    await readers.tell(told)
    return first, await _paid(port, pid, mixed(new, told, calm, sizes.looks), sizes.pace)


async def _paid(port: int, pid: int, looks: Sequence[Look], pace: int) -> Paid:
    before = _cpu(pid)
    taken = await take(port, looks, pace=pace)
    return Paid(taken, (_cpu(pid) - before) / len(looks))


@asynccontextmanager
async def _at_work(folder: Path, url: str) -> AsyncIterator[tuple[int, int]]:
    """The bot with its pages: its process, and its port."""
    port = free_port()
    async with BotApi(token=TOKEN) as api:
        settings = {
            "TELEGRAM_TOKEN": TOKEN,
            "TELEGRAM_API_URL": api.url,
            "DATABASE_URL": url,
            "HTTP_PORT": str(port),
            "PUBLIC_URL": f"http://127.0.0.1:{port}",
        }
        async with started(*ROADMATE, "run", folder=folder, **settings) as process:
            await api.wait_until(lambda: api.polls > 0, seconds=PATIENCE)
            yield process.pid, port


async def _stream(port: int, browser: int) -> Stream:
    reader, writer = await asyncio.open_connection("127.0.0.1", port, limit=1024)
    head = "".join(f"{name}: {value}\r\n" for name, value in signed_in(browser).items())
    writer.write(f"GET /live HTTP/1.1\r\nHost: x\r\n{head}\r\n".encode())
    status = await reader.readline()  # an address has no more than a hundred that wait for theirs
    if b" 200 " not in status:
        raise AssertionError(f"a stream was answered {status!r}")
    return reader, writer


async def _knows(stream: Stream) -> None:
    """Wait for the next event."""
    async with asyncio.timeout(PATIENCE):
        while not (line := await stream[0].readline()).startswith(b"event: changed"):
            if not line:
                raise AssertionError("a stream has ended")


async def _known(readers: Readers, browsers: int, streams: Sequence[Stream]) -> float:
    """Seconds from a fact of every learner to the last stream that knows of it."""
    await readers.tell(range(browsers))
    begun = perf_counter()
    await asyncio.gather(*map(_knows, streams))
    return perf_counter() - begun


async def _beside(folder: Path, rounds: int) -> Held:
    """By turns, each on a database of its own."""
    files, held = Files(folder), Held([], [], [])
    for _ in range(rounds):
        held.without.append(await _polling(folder, files.fresh(), sys.executable, "-c", WITHOUT))
        held.off.append(await _polling(folder, files.fresh(), *ROADMATE, "run"))
        async with _at_work(folder, files.fresh()) as (pid, _):
            held.unopened.append(resident(pid))
    return held


async def _polling(folder: Path, url: str, *command: str) -> int:
    """Bytes of the bot without pages."""
    async with BotApi(token=TOKEN) as api:
        settings = {"TELEGRAM_TOKEN": TOKEN, "TELEGRAM_API_URL": api.url, "DATABASE_URL": url}
        async with started(*command, folder=folder, **settings) as process:
            await api.wait_until(lambda: api.polls > 0, seconds=PATIENCE)
            return resident(process.pid)


def _cpu(pid: int) -> float:
    """Seconds of CPU that a process has taken."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS_A_SECOND
