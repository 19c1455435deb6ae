"""PURE: what is said of a reading before it is chosen, as it goes from the process that reads to the one that asks, and
waits in the database."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from roadmap.errors import Fault, FaultKind

MOST_LINES = 5
"""Lines of what was left out that are named."""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """What no topic, step or stage holds: how many parts of a kind, the first of their lines, and the links in them; of headings the
    first by their ``names``."""

    kind: str
    count: int
    lines: tuple[int, ...]
    links: int
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sketch:
    """One reading: which ``level`` of the document its topics are (a value of ``roadmap.reading``'s Level; empty where it
    is the documented form itself), by what ``name`` of a column or a unit, how many ``topics`` that makes and how many
    of them the document has ``ticked``; ``guessed`` where only the shape of a table told which column it is."""

    level: str = ""
    name: str = ""
    topics: int = 0
    ticked: int = 0
    guessed: bool = False
    left_out: tuple[LeftOut, ...] = ()
    unclear: tuple[Fault, ...] = ()


def as_json(sketch: Sketch) -> str:
    left_out = [[one.kind, one.count, one.lines, one.links, one.names] for one in sketch.left_out]
    unclear = [[fault.line, fault.kind, fault.text] for fault in sketch.unclear]
    said = [sketch.level, sketch.name, sketch.topics, sketch.ticked, sketch.guessed, left_out, unclear]
    return json.dumps(said, ensure_ascii=False)


def from_json(text: str) -> Sketch:
    """What ``as_json`` wrote; of anything else, as a draft of an earlier release has it, that nothing is known."""
    said = json.loads(text)
    if not isinstance(said, list):
        return Sketch()
    level, name, topics, ticked, guessed, left_out, unclear = said
    return Sketch(level, name, topics, ticked, guessed, _left_out(left_out), tuple(_faults(unclear)))


def _left_out(said: Iterable[Any]) -> tuple[LeftOut, ...]:
    """Of a draft of an earlier release headings have no names."""
    found = ((kind, count, lines, links, names[0] if names else ()) for kind, count, lines, links, *names in said)
    return tuple(LeftOut(kind, count, tuple(lines), links, tuple(names)) for kind, count, lines, links, names in found)


def _faults(said: Iterable[Any]) -> Iterable[Fault]:
    """Faults as a reading process tells them. Raises ValueError for a kind that is none."""
    return (Fault(line, FaultKind(kind), text) for line, kind, text in said)
