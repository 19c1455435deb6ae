"""A document ticked in its own form."""

import json
from dataclasses import replace
from typing import Any

from bot.files.tasks import Done, Lock
from bot.files.tasks.reading import locked_in, sketch_of
from roadmap.errors import Fault, FaultKind, RoadmapFaults
from roadmap.model import Status
from roadmap.reading.assembly.understood import Understood
from roadmap.reading.readings import read_all, read_any
from roadmap.selection import without
from roadmap.writing.ticks import tick

MARKDOWN = "roadmap.md"


def ticked(content: bytes, lock: Lock) -> Done:
    """The document with the statuses that stand beside it, one for each of its topics."""
    asked = json.loads(locked_in(content, MARKDOWN, lock))
    understood = _chosen(asked["source"], asked.get("origin"))
    topics = understood.roadmap.topics
    statuses = {topic.slug: Status(said) for topic, said in zip(topics, asked["statuses"], strict=True)}
    return {"text": tick(asked["source"], understood, statuses)}, b""


def _chosen(source: str, origin: dict[str, Any] | None) -> Understood:
    """What was chosen of a document; its likeliest reading where nothing was. Raises RoadmapFaults where it is not read so
    any more."""
    if origin is None:
        return read_any(source, name=MARKDOWN)
    wanted = (origin["level"], origin["name"])
    for reading in read_all(source, name=MARKDOWN):
        sketch = sketch_of(reading)
        if (sketch.level, sketch.name) == wanted:
            return _taken(reading.understood, origin["without"])
    raise RoadmapFaults((Fault(0, FaultKind.NO_TOPICS, ""),))


def _taken(understood: Understood, left_out: list[int]) -> Understood:
    """A reading without these stages, the lines of which are nobody's to tick."""
    roadmap = without(understood.roadmap, left_out)
    lines = {slug: line for slug, line in understood.lines.items() if slug in roadmap.by_slug}
    return replace(understood, roadmap=roadmap, lines=lines)
