"""The surroundings of a look: the transaction it runs in, its moment, and the zone of those who said none."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from bot.store import Group, Store
from roadmap.model import Roadmap


@dataclass(frozen=True, slots=True)
class Look:
    """One look at a batch of groups, whose roadmaps are there by slug."""

    store: Store
    now: datetime
    default_zone: str
    roadmaps: Mapping[str, Roadmap]

    def roadmap_of(self, group: Group) -> Roadmap | None:
        """The roadmap a group is tied to, if there is one."""
        return self.roadmaps.get(group.roadmap or "")
