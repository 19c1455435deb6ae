"""Who speaks in which round, and what they have done: the same for every platform."""

from collections.abc import Iterator
from dataclasses import dataclass

from benchmarks.people import COMPLETED
from bot.chat.library import default_roadmap


@dataclass(frozen=True, slots=True, kw_only=True)
class Blocks:
    """Each round, one block of learners speaks; with every topic each of ``blocks`` comes by once more. One block more,
    of ``learners`` too, warms up."""

    blocks: int = 6
    learners: int = 40

    @property
    def everybody(self) -> range:
        """All learners by their ids, those who warm up included."""
        return range(1, (self.blocks + 1) * self.learners + 1)

    @property
    def warming_up(self) -> tuple[range, str]:
        """The round before the first, with a topic by its number."""
        return self._block(self.blocks), str(default_roadmap().order[COMPLETED].number)

    def rounds(self) -> Iterator[tuple[range, str]]:
        """Who speaks and which topic they have done, named in several ways; one topic stays open for everybody."""
        for topic in default_roadmap().order[COMPLETED:-1]:
            for number in range(self.blocks):
                yield self._block(number), (topic.title, str(topic.number), topic.slug)[number % 3]

    def _block(self, number: int) -> range:
        """The learners of a block, by their ids."""
        return self.everybody[number * self.learners : (number + 1) * self.learners]
