"""A file handed to the reading process, and what comes back."""

import asyncio
import json
from collections.abc import Awaitable, Callable, Hashable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any
from weakref import WeakKeyDictionary

import structlog

from bot.files.signs import READY
from bot.files.turns import NoRoom, Turns
from bot.sandbox.process import end, start
from bot.store.values import Draft, Offered
from roadmap.errors import Fault, FaultKind, RoadmapFaults
from roadmap.model import Roadmap, Status
from roadmap.proofs import NOTHING_PROVEN, Proven
from roadmap.reading.limits import MOST_BYTES
from roadmap.reading.sketches import Sketch, from_json
from roadmap.writing.documents import proven_in, steps_done_in
from roadmap.writing.origin import Origin

WORKER = "bot.files.worker"

MOST_SECONDS = 5.0
"""After that the reading process is ended, counted from when it is ready to read."""

MOST_SECONDS_TO_START = 20.0

LONGEST_NAME = 200
"""Characters of a file's name, the last of which tell its form."""

MOST_AT_ONCE = 2
"""Reading processes of this one; each takes some 60 MB. Who comes later waits for a turn that is fair."""

MOST_WAITING = 200
"""Files, of half a megabyte each, that wait for that; with more, the one goes that would be read last."""

STARTING = 64 * 1024
"""Bytes that take as long to read as a process takes to start."""

Run = Callable[[bytes, Sequence[str], float], Awaitable[bytes]]
"""Does a task of ``bot.files.tasks`` with a file, in so many seconds: what came of it. Raises RoadmapFaults."""

_turns: WeakKeyDictionary[asyncio.AbstractEventLoop, Turns] = WeakKeyDictionary()

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Read:
    """What was understood of a file: all readings of it, and what the one looked at says. ``statuses`` are the document's
    own ticks, by slug, ``steps_done`` those of steps, as (topic, step) by their slugs, ``proven`` what it shows of what was done."""

    draft: Draft
    roadmap: Roadmap
    statuses: Mapping[str, Status]
    steps_done: frozenset[tuple[str, str]] = frozenset()
    proven: Proven = NOTHING_PROVEN

    @property
    def sketches(self) -> tuple[Sketch, ...]:
        """What is said of each reading."""
        return tuple(from_json(one.told) for one in self.draft.readings)

    @property
    def sketch(self) -> Sketch:
        """What is said of the reading that is looked at."""
        return from_json(self.draft.readings[self.draft.reading].told)


async def in_a_process(content: bytes, task: Sequence[str], seconds: float) -> bytes:
    """Do a task in a process of its own, which can do nothing else, counted from when it is ready to. Raises
    RoadmapFaults "too slow" with the seconds, "unreadable"."""
    process = await start(WORKER, *task)
    assert process.stdout is not None  # noqa: S101 - it is a pipe
    try:
        async with asyncio.timeout(MOST_SECONDS_TO_START):
            await process.stdout.read(len(READY))
        async with asyncio.timeout(seconds):
            out, _ = await process.communicate(content)
    except TimeoutError:
        raise RoadmapFaults((Fault(0, FaultKind.TOO_SLOW, f"{seconds:g}"),)) from None
    finally:
        await end(process)
    if process.returncode != 0:
        log.warning("import_broke", status=process.returncode, size=len(content))
        raise RoadmapFaults((Fault(0, FaultKind.UNREADABLE, ""),))
    return out


async def read(
    content: bytes,
    name: str,
    *,
    account: Hashable = None,
    seconds: float = MOST_SECONDS,
    run: Run = in_a_process,
) -> Read:
    """Read a file, when it is the turn of the ``account`` that sent it; None is nobody's.

    Raises RoadmapFaults with what is wrong with it as a whole; "too long" with its bytes, "too slow" with the seconds,
    "busy" with how many wait already.
    """
    if len(content) > MOST_BYTES:
        raise RoadmapFaults((Fault(0, FaultKind.TOO_LONG, str(len(content))),))
    said = await _said(content, ("read", _harmless(name)), account=account, seconds=seconds, run=run)
    draft = Draft(said["source"], tuple(Offered(**one) for one in said["readings"]))
    return await looked_at(draft)


async def looked_at(draft: Draft) -> Read:
    """A draft with what its reading says that is looked at."""
    return Read(draft, *await asyncio.to_thread(_understood, draft.imported.document))


def _harmless(name: str) -> str:
    """A file's name, whatever a platform says it is, as an argument that any process can be given."""
    return "".join(filter(str.isprintable, name))[-LONGEST_NAME:]


def _understood(document: str) -> tuple[Roadmap, Mapping[str, Status], frozenset[tuple[str, str]], Proven]:
    """What a document in our own form says. Raises RoadmapFaults for one that is none."""
    from roadmap.reading.exact import read_stored  # noqa: PLC0415 - it takes time to load, and only some need it

    roadmap, statuses = read_stored(document)
    return roadmap.ready(), statuses, steps_done_in(document), proven_in(document)


async def ticked(
    source: str,
    statuses: Sequence[Status],
    origin: Origin | None = None,
    *,
    account: Hashable = None,
    run: Run = in_a_process,
) -> str:
    """A Markdown document with these statuses of its topics, in its order, ticked in it. They are those of its likeliest
    reading, unless ``origin`` tells what was chosen; ``account`` as for ``read``. Raises RoadmapFaults.
    """
    said = [status.value for status in statuses]
    asked = json.dumps({"source": source, "statuses": said, "origin": asdict(origin) if origin else None})
    text: str = (await _said(asked.encode(), ("tick",), account=account, seconds=MOST_SECONDS, run=run))["text"]
    return text


async def asked(content: bytes, *task: str, account: Hashable = None, run: Run = in_a_process) -> bytes:
    """What a task writes, for ``account`` as for ``read``. Raises RoadmapFaults."""
    written: bytes = (await _said(content, task, account=account, seconds=MOST_SECONDS, run=run))["written"]
    return written


async def _said(content: bytes, task: Sequence[str], *, account: Hashable, seconds: float, run: Run) -> dict[str, Any]:
    """What comes of a task, once there is a place for it. Raises RoadmapFaults."""
    turns = _turns.setdefault(asyncio.get_running_loop(), Turns(MOST_AT_ONCE, MOST_WAITING))
    try:
        async with turns.turn(object() if account is None else account, STARTING + len(content)):
            return _answered(await run(content, task, seconds), len(content))
    except NoRoom:
        raise RoadmapFaults((Fault(0, FaultKind.BUSY, str(MOST_WAITING)),)) from None


def _answered(out: bytes, size: int) -> dict[str, Any]:
    """What ``bot.files.tasks`` says of a file of so many bytes, and what is written. Raises RoadmapFaults."""
    head, _, written = out.partition(b"\n")
    said: dict[str, Any] = {**json.loads(head), "written": written}
    if broke := said.get("broke"):
        log.error("import_broke", error=broke, size=size)
        raise RoadmapFaults((Fault(0, FaultKind.UNREADABLE, ""),))
    if faults := said.get("faults"):
        raise RoadmapFaults(tuple(_fault(*fault) for fault in faults))
    return said


def _fault(line: int, kind: str, text: str) -> Fault:
    """A fault as a reading process tells it; of a kind that is none, that the file cannot be read."""
    known = next((one for one in FaultKind if one == kind), None)
    if known is None:
        log.error("import_broke", error="a fault of no known kind", size=len(kind))
        return Fault(0, FaultKind.UNREADABLE, "")
    return Fault(line, known, text)
