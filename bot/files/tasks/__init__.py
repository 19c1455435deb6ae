"""What is done with a file: one module a task, which loads what it takes before it looks into the file, and then locks itself in."""

import json
from collections.abc import Callable
from functools import partial

from bot.traces import places
from roadmap.errors import RoadmapFaults

Lock = Callable[[], None]
"""Gives up, for good, whatever a computation does not need."""

Done = tuple[dict[str, object], bytes]
"""What is said of it, as JSON has it, and what was written."""

Task = Callable[[bytes, Lock], Done]
"""Does it with the bytes of a file, once it has locked itself in. Raises RoadmapFaults."""


def task_called(name: str, argument: str = "") -> Task:
    """A task by its name, with all that it takes loaded, and with no more.

    ``read NAME``: the bytes of a file of that name, in all its readings. ``tick``: a document and where the learner stands with
    its topics, in its order; the document with those ticks. ``write FORM``: a roadmap as we keep it below a line with
    where the learner stands; the roadmap in that form. ``calendar``: windows; the calendar file. Raises ValueError for any
    other.
    """
    match name:
        case "read":
            from bot.files.tasks.reading import read  # noqa: PLC0415 - each task takes time to load

            return partial(read, argument)
        case "tick":
            from bot.files.tasks.ticking import ticked  # noqa: PLC0415 - as above

            return ticked
        case "write":
            from bot.files.tasks.writing import written  # noqa: PLC0415 - as above

            return partial(written, argument)
        case "calendar":
            from bot.files.tasks.calendar import calendar  # noqa: PLC0415 - as above

            return calendar
        case _:
            raise ValueError(name)


def outcome(task: Task, content: bytes, lock: Lock) -> bytes:
    """What came of a task: a line of JSON, and behind it what was written."""
    said: dict[str, object] = {}
    written = b""
    try:
        said, written = task(content, lock)
    except RoadmapFaults as refused:
        said = {"faults": [[fault.line, fault.kind, fault.text] for fault in refused.faults]}
    except Exception as error:  # noqa: BLE001 - a fault of ours, which whoever asked writes into the log
        said = {"broke": places(error)}
    return json.dumps(said, ensure_ascii=False).encode() + b"\n" + written
