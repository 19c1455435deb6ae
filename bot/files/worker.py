"""The process that reads or writes one file: bytes come in, what was understood goes out as JSON, what was written
behind a line of it.

Before it looks into the file it gives up, for good, to reach or start anything else; how far that holds is told in
``bot.sandbox``.
"""

import gc
import json
import sys
from dataclasses import replace
from datetime import date
from typing import Any

from bot.files import repair
from bot.files.signs import READY
from bot.sandbox.confinement import confine
from bot.sandbox.modules import loaded
from bot.traces import places
from roadmap.errors import Fault, FaultKind, RoadmapFaults
from roadmap.model import Status
from roadmap.reading import exact, sketches
from roadmap.reading.assembly.understood import Understood
from roadmap.reading.encodings import decoded, is_archive
from roadmap.reading.readings import Reading, read_all, read_any, read_file
from roadmap.reading.slugs import slug_of
from roadmap.selection import without
from roadmap.writing.documents import steps_done_in
from roadmap.writing.forms import FORMS
from roadmap.writing.stored_form import write_stored
from roadmap.writing.ticks import tick
from roadmap.writing.told import Completion, Told
from roadmap.writing.windows import book_in, entry_in

MARKDOWN = "roadmap.md"
PROCESSOR_SECONDS = 6
MEMORY = 1 << 30
"""Bytes of address space."""

UNUSUAL = "é"
"""A letter that slugs spell in ASCII; what that takes is loaded when it is first needed."""

ANY = {
    "book": ["any", "Any", 0, "2027-01-04T08:00:00+00:00"],
    "entries": [["any", "Any", *["2027-01-04"] * 3, [["Any", "https://example.org"]], False]],
}
"""A calendar file, see ``roadmap.writing.windows``."""


def main() -> None:
    """Do one task with what comes on standard input, and say on standard output what came of it.

    ``read NAME``: the bytes of a file of that name, in all its readings. ``tick``: a document and where the learner stands with
    its topics, in its order; the document with those ticks. ``write FORM``: a roadmap as we keep it below a line with
    where the learner stands; the roadmap in that form. ``calendar``: windows; the calendar file.
    """
    if sys.argv[1] == "calendar":
        _calendar(ANY)  # whatever that loads, it loads now
    sys.stdout.buffer.write(READY)
    sys.stdout.buffer.flush()
    content = sys.stdin.buffer.read()
    said: dict[str, object] = {}
    written = b""
    try:
        match sys.argv[1]:
            case "read":
                said = (
                    _workbook(content, sys.argv[2]) if is_archive(content) else _read(locked_in(content), sys.argv[2])
                )
            case "tick":
                said = _tick(json.loads(locked_in(content)))
            case "write":
                written = _write(locked_in(content), sys.argv[2])
            case "calendar":
                written = _calendar(json.loads(locked_in(content)))
    except RoadmapFaults as refused:
        said = {"faults": [[fault.line, fault.kind, fault.text] for fault in refused.faults]}
    except Exception as error:  # noqa: BLE001 - a fault of ours, which whoever asked writes into the log
        said = {"broke": places(error)}
    sys.stdout.buffer.write(json.dumps(said, ensure_ascii=False).encode() + b"\n" + written)


def locked_in(content: bytes) -> str:
    """The text of a file, in a process that has loaded what reading it takes and can do nothing else any more. Raises
    RoadmapFaults.
    """
    text = decoded(content)
    repair.load(text)
    exact.load(text)
    _lock()
    return text


def _lock() -> None:
    gc.disable()  # it ends with its one file, within its memory; looking for circles would take a tenth of its time
    slug_of(UNUSUAL)
    confine(*loaded(), memory=MEMORY, processor_seconds=PROCESSOR_SECONDS)


def _read(text: str, name: str) -> dict[str, object]:
    source = repair.repaired(text)
    return {"source": source, "readings": [_told(one) for one in read_all(source, name=name)]}


def _workbook(content: bytes, name: str) -> dict[str, object]:
    """A workbook, which is no text: it is opened once nothing else can be done any more."""
    import roadmap.reading.forms.workbook  # noqa: F401, PLC0415 - it takes long to load, and few need it

    _lock()
    return {"source": "", "readings": [_told(one) for one in read_file(content, name=name)]}


def _sketch(reading: Reading) -> sketches.Sketch:
    understood, proposal = reading.understood, reading.proposal
    return sketches.Sketch(
        level=proposal.level if proposal.topics else "",
        name=proposal.name,
        topics=len(understood.roadmap.topics),
        ticked=sum(status is not Status.NOT_STARTED for status in understood.statuses.values()),
        guessed=proposal.guessed,
        left_out=tuple(
            sketches.LeftOut(one.kind, one.count, one.lines[: sketches.MOST_LINES], one.links)
            for one in reading.left_out
        ),
        unclear=understood.unclear,
    )


def _told(reading: Reading) -> dict[str, str]:
    understood = reading.understood
    return {
        "form": understood.form,
        "document": write_stored(understood.roadmap, understood.statuses, Told(understood.steps_done)),
        "told": sketches.as_json(_sketch(reading)),
    }


def _tick(asked: dict[str, Any]) -> dict[str, object]:
    understood = _chosen(asked["source"], asked.get("origin"))
    topics = understood.roadmap.topics
    statuses = {topic.slug: Status(said) for topic, said in zip(topics, asked["statuses"], strict=True)}
    return {"text": tick(asked["source"], understood, statuses)}


def _chosen(source: str, origin: dict[str, Any] | None) -> Understood:
    """What was chosen of a document; its likeliest reading where nothing was. Raises RoadmapFaults where it is not read so
    any more."""
    if origin is None:
        return read_any(source, name=MARKDOWN)
    wanted = (origin["level"], origin["name"])
    for reading in read_all(source, name=MARKDOWN):
        sketch = _sketch(reading)
        if (sketch.level, sketch.name) == wanted:
            return _taken(reading.understood, origin["without"])
    raise RoadmapFaults((Fault(0, FaultKind.NO_TOPICS, ""),))


def _taken(understood: Understood, left_out: list[int]) -> Understood:
    """A reading without these stages, the lines of which are nobody's to tick."""
    roadmap = without(understood.roadmap, left_out)
    lines = {slug: line for slug, line in understood.lines.items() if slug in roadmap.by_slug}
    return replace(understood, roadmap=roadmap, lines=lines)


def _write(text: str, form: str) -> bytes:
    head, _, document = text.partition("\n")
    asked = json.loads(head)
    roadmap, _ = exact.read_stored(document, slug=asked["slug"])
    statuses = {topic.slug: Status(said) for topic, said in zip(roadmap.topics, asked["statuses"], strict=True)}
    completions = {slug: Completion(day and date.fromisoformat(day), link) for slug, day, link in asked["completions"]}
    return FORMS[form](roadmap, statuses, Told(steps_done_in(document), completions)).encode()


def _calendar(asked: dict[str, Any]) -> bytes:
    from roadmap.writing.calendar_file import write_entries  # noqa: PLC0415 - it takes long to load, and few need it

    return write_entries(book_in(asked["book"]), [entry_in(one) for one in asked["entries"]])


if __name__ == "__main__":
    main()
