"""The section of a Markdown document of ours that tells how certifications are held, and what shows that topics were completed.

It is taken out of the text before anything is judged: below its mark, and a heading, stands a table with a row for each. Its law:
nothing in it is a topic, and what stands around it keeps its lines.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from roadmap.errors import Fault, FaultKind
from roadmap.model import Roadmap, Topic
from roadmap.proofs import Certificate, Completion, Held, Proven
from roadmap.reading.own.called import proven_of
from roadmap.reading.values.titles import shortened

MARK = "<!-- roadmate: what shows it -->"
"""The line by which the section is known, and nothing else."""

COLUMNS = ("Topic", "Certificate", "Standing", "Day", "Link")
COMPLETED = "completed"

_CELL = re.compile(r"((?:\\.|[^|\\])*)\|")
_ESCAPED = re.compile(r"\\(.)")
_RULE = re.compile(r"[|\s:-]+")
_NUMBER = re.compile(r"#(\d{1,6})")


@dataclass(frozen=True, slots=True)
class Section:
    """The rows of the table, with their lines from 1."""

    rows: tuple[tuple[int, str], ...]


def parted(text: str) -> tuple[str, Section | None]:
    """A text with empty lines in the place of the section, and that; None where it has none."""
    if MARK not in text:
        return text, None
    lines = text.split("\n")
    first = next((place for place, line in enumerate(lines) if line.strip() == MARK), None)
    if first is None:
        return text, None
    last = _end(lines, first + 1)
    rows = tuple((place + 1, lines[place].strip()) for place in range(first, last) if lines[place].startswith("|"))
    return "\n".join([*lines[:first], *[""] * (last - first), *lines[last:]]), Section(rows[2:])


def without(text: str) -> str:
    """A text as it was before the section was written below it."""
    bare, section = parted(text)
    return bare.rstrip("\n") + "\n" if section else text


def _end(lines: Sequence[str], at: int) -> int:
    """The place behind the section: an empty line, its one heading, and the rows of its table."""
    headings = 0
    while at < len(lines):
        line = lines[at].strip()
        headings += line.startswith("## ")
        if headings > 1 or (line and not line.startswith(("|", "## "))):
            break
        at += 1
    return at


def proven_in_section(section: Section, roadmap: Roadmap) -> tuple[Proven, tuple[Fault, ...]]:
    """What the section shows of a roadmap, and the rows that say nothing of it."""
    called = _called(roadmap)
    completions: dict[str, Completion] = {}
    certificates: list[Certificate] = []
    unclear: list[Fault] = []
    for line, row in section.rows:
        match _shown_by(row, called):
            case Certificate() as certificate:
                certificates.append(certificate)
            case slug, Completion() as completion:
                completions[slug] = completion
            case None:
                unclear.append(Fault(line, FaultKind.UNCLEAR_STATUS, shortened(row, 80)))
    return proven_of(completions, certificates), tuple(unclear)


def _shown_by(row: str, called: Mapping[str, str]) -> Certificate | tuple[str, Completion] | None:
    """A certificate, or a completion with the slug of its topic; None where a row says neither."""
    try:
        topic, name, standing, day, link = cells_in(row)
        slug, when = called.get(topic, ""), date.fromisoformat(day) if day else None
        if name and when:
            return Certificate(slug, name, Held(standing), when, link)
    except ValueError:
        return None
    return (slug, Completion(when, link)) if slug and standing == COMPLETED else None


def cells_in(row: str) -> list[str]:
    """What the cells of a row say. Raises ValueError for what is no row."""
    if not row.startswith("|") or not row.endswith("|"):
        raise ValueError(row)
    return [_said(found[1].strip(" ")) for found in _CELL.finditer(row, 1)]


def _said(cell: str) -> str:
    if cell.startswith("<") and cell.endswith(">"):
        return cell[1:-1]
    return _ESCAPED.sub(r"\1", cell)


def name_of(topic: Topic, roadmap: Roadmap) -> str:
    """By what a topic is found again: its title, or its number where that is another's, or would be taken for a number."""
    same = sum(one.title == topic.title for one in roadmap.topics)
    return topic.title if same == 1 and not _NUMBER.fullmatch(topic.title) else f"#{topic.number}"


def _called(roadmap: Roadmap) -> dict[str, str]:
    """The slugs of topics by their titles and numbers."""
    titles = {topic.title: topic.slug for topic in roadmap.topics}
    return titles | {f"#{topic.number}": topic.slug for topic in roadmap.topics}
