"""The process that reads one file: bytes come in, what was understood goes out as JSON, and it can do nothing else."""

import json
import resource
import sys
from typing import Any

from bot.importing.repair import text_of
from bot.importing.signs import READY
from roadmap.errors import RoadmapFaults
from roadmap.model import Status
from roadmap.reading.understanding import read_any
from roadmap.writing.storing import write_stored
from roadmap.writing.ticking import tick

MARKDOWN = "roadmap.md"
CPU_SECONDS = 6
MEMORY = 1 << 30
"""Bytes of address space."""


def main() -> None:
    """Do one task with what comes on standard input, and say on standard output what came of it.

    ``read NAME``: the bytes of a file of that name, understood. ``tick``: a document and where the learner stands with
    its topics, in its order; the document with those ticks.
    """
    _confine()
    sys.stdout.buffer.write(READY)
    sys.stdout.buffer.flush()
    content = sys.stdin.buffer.read()
    try:
        said = _read(content, sys.argv[2]) if sys.argv[1] == "read" else _tick(json.loads(content))
    except RoadmapFaults as refused:
        said = {"faults": [[fault.line, fault.kind, fault.text] for fault in refused.faults]}
    sys.stdout.buffer.write(json.dumps(said, ensure_ascii=False).encode())


def _read(content: bytes, name: str) -> dict[str, object]:
    source = text_of(content)
    understood = read_any(source, name=name)
    return {
        "form": understood.form,
        "source": source,
        "document": write_stored(understood.roadmap, understood.statuses),
        "unclear": [[fault.line, fault.kind, fault.text] for fault in understood.unclear],
    }


def _tick(asked: dict[str, Any]) -> dict[str, object]:
    understood = read_any(asked["source"], name=MARKDOWN)
    topics = understood.roadmap.topics
    statuses = {topic.slug: Status(said) for topic, said in zip(topics, asked["statuses"], strict=True)}
    return {"text": tick(asked["source"], understood, statuses)}


def _confine() -> None:
    """Let this process write no file, start no process, and take only so much time and memory."""
    for limit, most in (
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CPU, CPU_SECONDS),
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(limit, (most, most))


if __name__ == "__main__":
    main()
