"""Documents in the documented form, as JSON or with its columns as CSV, read exactly; what somebody changed beyond the form is
left to the reader of any document.
"""

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import replace

from roadmap.errors import DomainError, Fault, FaultKind, RoadmapFaults
from roadmap.model import Roadmap, Status
from roadmap.reading.assembly.understood import Understood
from roadmap.reading.forms.sheets.rows import rows_of
from roadmap.reading.own.called import certificates, completions, proven_of, roadmap_of, steps_done
from roadmap.reading.own.log import log_of
from roadmap.reading.own.rowforms import COLUMNS, FIRST, certificates_in, document_of, title_in
from roadmap.reading.own.signature import FORMAT

_TOPICS, _BLANK, _COMMA = re.compile(r'"topics"\s*:\s*\['), re.compile(r"\s*"), re.compile(r"\s*,?\s*")


def load(text: str) -> None:
    """Load what reading this text exactly may take, for a process that can load little later on."""
    if FORMAT in text or ",".join(FIRST) in text:
        import roadmap.reading.own.schema  # noqa: F401, PLC0415 - it takes long to load, and few need it


def exact_json(text: str, *, slug: str, title: str) -> Understood | None:
    """A document in the documented form; ``slug`` and ``title`` stand before its own where they are not empty."""
    if f'"{FORMAT}"' not in text:
        return None
    from roadmap.reading.own.schema import RoadmapForm  # noqa: PLC0415 - it takes long to load, and few need it

    try:
        form = RoadmapForm.model_validate_json(text)
        roadmap, statuses = roadmap_of(form.topics, slug=slug or form.slug, title=title or form.title)
    except (DomainError, KeyError, ValueError):
        return None
    log, unclear = log_of(json.loads(text).get("log", []), roadmap.by_slug) if '"log"' in text else ((), ())
    proven = proven_of(completions(form.topics), certificates(form.certificates), log)
    return Understood(roadmap, statuses, unclear, "json", _json_lines(text, roadmap), steps_done(form.topics), proven)


def read_stored(text: str, *, slug: str = "") -> tuple[Roadmap, Mapping[str, Status]]:
    """The roadmap of a document that we keep, and its statuses by slug; ``slug`` stands before its own where it is not
    empty. A topic at a time, so that in a thread it holds up nobody. Raises RoadmapFaults.
    """
    from roadmap.reading.own.schema import RoadmapForm, TopicForm  # noqa: PLC0415 - it takes long to load, and few need it

    try:
        head, pieces = _pieces(text)
        form = RoadmapForm.model_validate_json(head)
        topics = [TopicForm.model_validate_json(piece) for piece in pieces]
        roadmap, statuses = roadmap_of(topics, slug=slug or form.slug, title=form.title)
    except (KeyError, ValueError):
        raise RoadmapFaults((Fault(0, FaultKind.UNREADABLE, slug),)) from None
    left_out = tuple(map(str, json.loads(head).get("left_out", ())))
    return (replace(roadmap, left_out=left_out) if left_out else roadmap), statuses


def _pieces(text: str) -> tuple[str, list[str]]:
    """A document without its topics, and each of them. Raises ValueError where it has none."""
    begun = _TOPICS.search(text)
    if begun is None:
        raise ValueError(text[:100])
    decoder, pieces = json.JSONDecoder(), list[str]()
    at = _past(_BLANK, text, begun.end())
    while not text.startswith("]", at):
        _, end = decoder.raw_decode(text, at)
        pieces.append(text[at:end])
        at = _past(_COMMA, text, end)
    return text[: begun.end()] + text[at:], pieces


def _past(shape: re.Pattern[str], text: str, at: int) -> int:
    """The place behind what has this shape, if anything does."""
    found = shape.match(text, at)
    return found.end() if found else at


def _json_lines(text: str, roadmap: Roadmap) -> dict[str, int]:
    """The line each topic's slug stands on, looked for in order."""
    lines: dict[str, int] = {}
    at, line = 0, 1
    for topic in roadmap.topics:
        found = text.find(json.dumps(topic.slug, ensure_ascii=False), at)
        if found >= 0:
            line += text.count("\n", at, found)
            at = found
        lines[topic.slug] = line if found >= 0 else 0
    return lines


def exact_csv(text: str, called: Callable[[str], tuple[str, str]]) -> Understood | None:
    """A sheet with our own columns; ``called`` gives slug and title to a document that calls itself so, or not at all."""
    if not text.startswith(",".join(FIRST)):
        return None
    from roadmap.reading.own.schema import TopicForm  # noqa: PLC0415 - it takes long to load, and few need it

    head, *rows = rows_of(text)
    if not set(COLUMNS).issuperset(head.cells):
        return None
    try:
        forms = [TopicForm.model_validate(document_of(head.cells, row.cells)) for row in rows]
        own = " ".join(title_in(head.cells, (row.cells for row in rows)).split())
        slug, title = called(own)
        roadmap, statuses = roadmap_of(forms, slug=slug, title=title)
        held = [
            one
            for form, row in zip(forms, rows, strict=True)
            for one in certificates_in(head.cells, row.cells, form.slug)
        ]
    except (DomainError, KeyError, ValueError):
        return None
    lines = {form.slug: row.line for form, row in zip(forms, rows, strict=True)}
    proven = proven_of(completions(forms), held)
    return Understood(roadmap, statuses, (), "csv", lines, steps_done(forms), proven)
