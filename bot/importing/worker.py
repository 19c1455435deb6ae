"""The process that reads one file: bytes come in, what was understood goes out as JSON, and it can do nothing else."""

import json
import resource
import sys

from roadmap.reading.understanding import read_any
from roadmap.writing.documents import as_document

from bot.importing.repair import text_of
from roadmap.errors import RoadmapFaults

CPU_SECONDS = 6
MEMORY = 1 << 30
"""Bytes of address space."""


def main() -> None:
    """Read the file on standard input, whose name is the only argument, and say on standard output what it says."""
    _confine()
    content = sys.stdin.buffer.read()
    try:
        source = text_of(content)
        understood = read_any(source, name=sys.argv[1])
    except RoadmapFaults as refused:
        said: dict[str, object] = {"faults": [[fault.line, fault.kind, fault.text] for fault in refused.faults]}
    else:
        said = {
            "form": understood.form,
            "source": source,
            "document": as_document(understood.roadmap, understood.statuses),
            "unclear": [[fault.line, fault.kind, fault.text] for fault in understood.unclear],
        }
    sys.stdout.buffer.write(json.dumps(said, ensure_ascii=False).encode())


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
