"""What a document that is kept says, read."""

from collections.abc import Mapping
from dataclasses import dataclass

from roadmap.model import Roadmap, Status
from roadmap.proofs import NOTHING_PROVEN, Proven
from roadmap.writing.documents import proven_in, steps_done_in


@dataclass(frozen=True, slots=True)
class Stored:
    """A roadmap, and its document's own ticks: of topics by slug, and of steps as (topic, step) by their slugs; and what it
    shows of what was done."""

    roadmap: Roadmap
    statuses: Mapping[str, Status]
    steps_done: frozenset[tuple[str, str]] = frozenset()
    proven: Proven = NOTHING_PROVEN

    @property
    def size(self) -> int:
        return len(self.roadmap.topics) + sum(len(topic.prerequisites) for topic in self.roadmap.topics)


def read(slug: str, text: str) -> tuple[Stored, int]:
    """What a document says, under another slug where one is given, and its size. Raises RoadmapFaults."""
    from roadmap.reading.exact import read_stored  # noqa: PLC0415 - it takes time to load, and only some need it

    roadmap, statuses = read_stored(text, slug=slug)
    stored = Stored(roadmap.ready(), statuses, steps_done_in(text), proven_in(text))
    return stored, stored.size
