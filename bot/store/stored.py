"""What a document that is kept says, read."""

from collections.abc import Mapping
from dataclasses import dataclass

from roadmap.model import Roadmap, Status
from roadmap.writing.documents import steps_done_in


@dataclass(frozen=True, slots=True)
class Stored:
    """A roadmap, and its document's own ticks: of topics by slug, and of steps as (topic, step) by their slugs."""

    roadmap: Roadmap
    statuses: Mapping[str, Status]
    steps_done: frozenset[tuple[str, str]] = frozenset()

    @property
    def size(self) -> int:
        return len(self.roadmap.topics) + sum(len(topic.prerequisites) for topic in self.roadmap.topics)


def read(slug: str, text: str) -> tuple[Stored, int]:
    """What a document says, under another slug where one is given, and its size. Raises RoadmapFaults."""
    from roadmap.reading.exact import read_stored  # noqa: PLC0415 - it takes time to load, and only some need it

    roadmap, statuses = read_stored(text, slug=slug)
    stored = Stored(roadmap.ready(), statuses, steps_done_in(text))
    return stored, stored.size
