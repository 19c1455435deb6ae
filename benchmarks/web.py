"""Pages beside the running bot: how quickly one of sixty topics comes, what two thousand open ones take, and how soon all of them
know of something that was said in a chat, to another process. And what those pay who have no pages."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory
from time import perf_counter

from aiohttp import ClientSession, TCPConnector

from benchmarks.databases import Files
from benchmarks.fleet import TICKS_A_SECOND
from benchmarks.memory import PATIENCE, TOKEN, resident, started
from benchmarks.processes import ROADMATE, free_port
from benchmarks.report import Chapter, Figure, Goal
from bot.clock import system_clock
from bot.store import Database
from bot.store.values import Imported
from roadmap.facts import Fact, Kind
from roadmap.model import Duration, Roadmap, Topic
from roadmap.writing.stored_form import write_stored
from tests.platforms.bot_api import BotApi

TOPICS, COMPLETED = 60, 19
BY_BROWSER = 8
"""Pages open in each browser; of each learner there is one."""

MOST_MS, MOST_KB, MOST_MB, MOST_SECONDS, MOST_IDLE_MB = 50.0, 60.0, 60.0, 1.0, 1.0

Stream = tuple[asyncio.StreamReader, asyncio.StreamWriter]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sizes:
    """``pace`` is pages a second; ``rounds`` are facts that all streams are to know of, and processes that have no pages."""

    pace: int = 200
    seconds: float = 5.0
    streams: int = 2000
    rounds: int = 3


FULL, SMALLEST = Sizes(), Sizes(pace=20, seconds=0.5, streams=16, rounds=1)


@dataclass(frozen=True, slots=True)
class Found:
    """Seconds that each page took, its bytes on the wire, and seconds of CPU that it cost the bot; bytes of all streams, and seconds
    until the last of them knew, for each fact."""

    pages: Sequence[float]
    page_bytes: int
    page_cpu: float
    stream_bytes: int
    knew: Sequence[float]


def measure(sizes: Sizes = FULL) -> Chapter:
    """On SQLite; the browsers share the machine with the bot."""
    with TemporaryDirectory(prefix="roadmate-bench-") as folder:
        found = asyncio.run(_measure(Path(folder), sizes))
        off, on = asyncio.run(_beside(Path(folder), sizes.rounds))
    late = quantiles(found.pages, n=100)[-1] * 1e3
    figures = (
        _figure(f"a page of {TOPICS} topics, at {sizes.pace}/s", "ms", [one * 1e3 for one in found.pages]),
        _figure("what it costs the bot", "ms of CPU", [found.page_cpu * 1e3]),
        _figure("what it is on the wire", "kB", [found.page_bytes / 1e3]),
        _figure(f"what {sizes.streams} streams take", "MB", [found.stream_bytes / 1e6]),
        _figure("until all of them know of a fact", "s", found.knew),
        _figure("roadmate run without pages", "MB", [one / 1e6 for one in off]),
        _figure("roadmate run with pages that nobody opens", "MB", [one / 1e6 for one in on]),
    )
    goals = (
        Goal(
            f"at {sizes.pace}/s the 99th percentile of a page is under {MOST_MS:.0f} ms",
            f"{late:.1f} ms",
            late < MOST_MS,
        ),
        Goal(
            f"{sizes.pace} pages a second take less than a core",
            f"{found.page_cpu * sizes.pace * 100:.0f} %",
            found.page_cpu * sizes.pace < 1,
        ),
        Goal(
            f"a page is at most {MOST_KB:.0f} kB", f"{found.page_bytes / 1e3:.1f} kB", found.page_bytes <= MOST_KB * 1e3
        ),
        Goal(
            f"{sizes.streams} streams take at most {MOST_MB:.0f} MB",
            f"{found.stream_bytes / 1e6:.1f} MB",
            found.stream_bytes <= MOST_MB * 1e6,
        ),
        Goal(
            f"a fact is on all of them in under {MOST_SECONDS:.0f} s",
            f"{median(found.knew):.2f} s",
            median(found.knew) < MOST_SECONDS,
        ),
    )
    return Chapter("Pages", figures, goals)


def _figure(what: str, unit: str, values: Sequence[float]) -> Figure:
    return Figure(what=what, unit=unit, median=median(values), lowest=min(values))


async def _measure(folder: Path, sizes: Sizes) -> Found:
    url = Files(folder).fresh()
    database = Database(url)
    browsers = max(1, sizes.streams // BY_BROWSER)
    strands = await _prepared(database, browsers)
    try:
        async with _at_work(folder, url) as (pid, port):
            await _pages(port, browsers, pace=sizes.pace, seconds=sizes.seconds / 4)  # what is loaded once is loaded
            before = _cpu(pid)
            pages, page_bytes = await _pages(port, browsers, pace=sizes.pace, seconds=sizes.seconds)
            page_cpu = (_cpu(pid) - before) / len(pages)
            idle = resident(pid)
            streams = [await _stream(port, number % browsers) for number in range(sizes.streams)]
            await asyncio.gather(*map(_knows, streams))
            stream_bytes = resident(pid) - idle
            knew = [await _told(database, strands, streams, number) for number in range(sizes.rounds)]
            for _, writer in streams:
                writer.close()
    finally:
        await database.close()
    return Found(pages, page_bytes, page_cpu, stream_bytes, knew)


async def _prepared(database: Database, browsers: int) -> list[int]:
    """A learner for each browser, who is signed in there and has come a third of the way; the strand of each."""
    now = system_clock()
    began = now - timedelta(days=90)
    topics = tuple(
        Topic(
            slug=f"topic-{number}",
            number=number,
            title=f"What there is to know of {number}",
            prerequisites=(),
            duration=Duration.in_weeks(1, 2),
        )
        for number in range(1, TOPICS + 1)
    )
    roadmap = Roadmap("sixty-abcdef", "Sixty topics", topics)
    told = [
        Fact(
            kind=kind,
            day=(began + timedelta(days=4 * number + after)).date(),
            topic=topics[number].slug,
            minutes=minutes,
        )
        for number in range(COMPLETED + 1)
        for kind, after, minutes in ((Kind.BEGUN, 0, None), (Kind.CHECKED_IN, 1, 25), (Kind.COMPLETED, 3, None))
    ][:-1]
    strands = []
    async with database.store() as store:
        await store.roadmaps.add(roadmap.slug, None, Imported("json", "", write_stored(roadmap)), began)
        for number in range(browsers):
            contact = await store.learners.add("telegram", str(1000 + number), began)
            enrolled = await store.learners.enrol(contact, roadmap.slug, began.date(), began)
            assert enrolled.enrolment
            (strand,) = enrolled.enrolment.ids
            await store.facts.append(strand, told, after=0, said_at=began)
            await store.web.begin(contact.account.id, _secret(number), "link", now)
            strands.append(strand)
    return strands


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


async def _pages(port: int, browsers: int, *, pace: int, seconds: float) -> tuple[list[float], int]:
    """Seconds that each page took from when it was due, and the bytes of one on the wire."""
    took: list[float] = []
    size = 0
    async with ClientSession(connector=TCPConnector(limit=64), auto_decompress=False) as session:

        async def page(number: int, due: float) -> None:
            nonlocal size
            await asyncio.sleep(due - perf_counter())
            async with session.get(f"http://127.0.0.1:{port}/", headers=_as(number % browsers)) as answer:
                size = len(await answer.read())
                if answer.status != 200:
                    raise AssertionError(f"a page was answered {answer.status}")
            took.append(perf_counter() - due)

        begun = perf_counter() + 0.1
        await asyncio.gather(*(page(number, begun + number / pace) for number in range(max(2, int(pace * seconds)))))
    return took, size


async def _stream(port: int, browser: int) -> Stream:
    reader, writer = await asyncio.open_connection("127.0.0.1", port, limit=1024)
    head = "".join(f"{name}: {value}\r\n" for name, value in _as(browser).items())
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


async def _told(database: Database, strands: Sequence[int], streams: Sequence[Stream], number: int) -> float:
    """Seconds from a fact of every learner to the last stream that knows of it."""
    now, last = system_clock(), 3 * (COMPLETED + 1) - 1 + number
    fact = Fact(kind=Kind.CHECKED_IN, day=now.date(), topic=f"topic-{COMPLETED + 1}", minutes=20 + number)
    async with database.store() as store:
        for strand in strands:
            await store.facts.append(strand, [fact], after=last, said_at=now)
    begun = perf_counter()
    await asyncio.gather(*map(_knows, streams))
    return perf_counter() - begun


async def _beside(folder: Path, rounds: int) -> tuple[list[int], list[int]]:
    """Bytes of the bot without pages, and with pages that nobody opens."""
    off, on = [], []
    files = Files(folder)
    for _ in range(rounds):
        async with BotApi(token=TOKEN) as api:
            settings = {"TELEGRAM_TOKEN": TOKEN, "TELEGRAM_API_URL": api.url, "DATABASE_URL": files.fresh()}
            async with started(*ROADMATE, "run", folder=folder, **settings) as process:
                await api.wait_until(lambda: api.polls > 0, seconds=PATIENCE)
                off.append(resident(process.pid))
        async with _at_work(folder, files.fresh()) as (pid, _):
            on.append(resident(pid))
    return off, on


def _as(browser: int) -> dict[str, str]:
    """As one of the browsers, from an address of its own, by the proxy's word."""
    return {"Cookie": f"roadmate={_secret(browser)}", "X-Forwarded-For": f"198.51.{browser // 250}.{browser % 250}"}


def _secret(browser: int) -> str:
    return f"browser-{browser:030}"


def _cpu(pid: int) -> float:
    """Seconds of CPU that a process has taken."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS_A_SECOND
