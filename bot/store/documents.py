"""Stored documents read into roadmaps, each once: what was stored of a version or a draft never changes. Reading one takes
up to a fifth of a second, so that it is done in a thread, and where others would wait for it, outside of transactions."""

import asyncio
from collections import OrderedDict
from collections.abc import Hashable, Mapping
from dataclasses import dataclass

from roadmap.model import Roadmap, Status

Texts = Mapping[Hashable, tuple[str, str]]
"""Documents by what they are remembered by: the slug of the roadmap, empty for its own, and the text."""

MOST_KEPT = 500_000
"""Topics and prerequisites, all in all, of the roadmaps that are kept: some 30 MB."""


@dataclass(frozen=True, slots=True)
class Stored:
    """What a document says: a roadmap, and its own ticks by slug."""

    roadmap: Roadmap
    statuses: Mapping[str, Status]

    @property
    def size(self) -> int:
        return len(self.roadmap.topics) + sum(len(topic.prerequisites) for topic in self.roadmap.topics)


class Documents:
    """What was read of one database's documents; what was used least lately goes first."""

    def __init__(self, *, most_kept: int = MOST_KEPT) -> None:
        self._kept: OrderedDict[Hashable, tuple[Stored, int]] = OrderedDict()
        self._most_kept, self._size = most_kept, 0
        self._turn = asyncio.Lock()

    def get(self, key: Hashable) -> Stored | None:
        """What was read under this key, if it is still known."""
        if key not in self._kept:
            return None
        self._kept.move_to_end(key)
        return self._kept[key][0]

    def keep(self, key: Hashable, stored: Stored) -> None:
        if key not in self._kept:
            self._kept[key] = stored, stored.size
            self._size += stored.size
        while self._size > self._most_kept and len(self._kept) > 1:
            _, (_, size) = self._kept.popitem(last=False)
            self._size -= size

    async def read(self, documents: Texts) -> dict[Hashable, Stored]:
        """What these say. Raises RoadmapFaults for one that cannot be read."""
        found: dict[Hashable, Stored] = {}
        for key, (slug, text) in documents.items():
            async with self._turn:  # one at a time, for each thread slows down everything else
                stored = self.get(key)
                if stored is None:
                    stored = await asyncio.to_thread(_read, slug, text)
                self.keep(key, stored)
            found[key] = stored
        return found


def _read(slug: str, text: str) -> Stored:
    from roadmap.reading.exact import read_stored  # noqa: PLC0415 - it takes time to load, and only some need it

    roadmap, statuses = read_stored(text, slug=slug)
    return Stored(roadmap.ready(), statuses)
