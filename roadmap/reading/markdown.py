"""A Markdown table, in the form of the seed, read into a roadmap; its law: all faults at once, and nothing else raised.

The first table with a heading for topics is read. Its columns are known by the words of their headings, in any
order; all but the topic may be missing. What a cell may say is told where it is read: ``meaning``,
``prerequisites`` and ``resources``.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from roadmap.errors import Fault, FaultKind, RoadmapFaults
from roadmap.model import Roadmap, Status, Topic, circular
from roadmap.reading.own.prerequisites import names_of
from roadmap.reading.own.rows import Entry, Head, entry_of, read_head, read_status, read_topic
from roadmap.reading.own.table import Table, find_table


@dataclass(frozen=True, slots=True)
class Reading:
    """A roadmap, and where the document says the learner stands: the status of every topic, by slug."""

    roadmap: Roadmap
    statuses: Mapping[str, Status]


def read_markdown(text: str, *, slug: str, title: str, aliases: Mapping[str, tuple[str, ...]] = {}) -> Reading:
    """The roadmap of a document; ``slug`` and ``title`` are the roadmap's, ``aliases`` go by topic slug.

    Raises RoadmapFaults with every fault of the document, in the order of lines. Its kinds: "too long", "no table",
    "too many topics" (each alone); "missing title", "unusable number", "duplicate number", "duplicate topic",
    "impossible difficulty", "impossible duration", "unknown prerequisite", "circular prerequisite", "unusable link".
    """
    table = find_table(text)
    entries = [entry_of(table, row) for row in table.rows]
    heads = [read_head(entry, position) for position, entry in enumerate(entries, start=1)]
    names = names_of((head.number, head.title, head.slug) for head in heads)
    topics = [
        read_topic(entry, head, names, tuple(aliases.get(head.slug, ())))
        for entry, head in zip(entries, heads, strict=True)
    ]
    statuses = {head.slug: read_status(entry, head) for entry, head in zip(entries, heads, strict=True)}
    if faults := [*(fault for entry in entries for fault in entry.faults), *_between(entries, heads, topics)]:
        raise RoadmapFaults(tuple(sorted(faults, key=lambda fault: fault.line)))
    return Reading(Roadmap(slug, title, tuple(topics), _headings(table)), statuses)


def _headings(table: Table) -> tuple[tuple[str, str], ...]:
    return tuple(zip(table.columns, table.headings.cells, strict=True))


def _between(entries: Sequence[Entry], heads: Sequence[Head], topics: Sequence[Topic]) -> Iterator[Fault]:
    """The faults that only several rows can have together."""
    firsts = {topic.slug: topic for topic in reversed(topics) if topic.slug}
    stuck = {topic.slug for topic in circular(tuple(firsts.values()))}
    slugs: set[str] = set()
    numbers: set[int] = set()
    for entry, head in zip(entries, heads, strict=True):
        if head.slug and head.slug in slugs:
            yield Fault(entry.line, FaultKind.DUPLICATE_TOPIC, head.title)
        elif head.slug in stuck:
            yield Fault(entry.line, FaultKind.CIRCULAR_PREREQUISITE, head.title)
        if head.number in numbers:
            yield Fault(entry.line, FaultKind.DUPLICATE_NUMBER, str(head.number))
        slugs.add(head.slug)
        numbers.add(head.number)
