"""The surroundings of a look: the transaction it runs in, its moment, and the zone of those who said none."""

from dataclasses import dataclass
from datetime import datetime

from bot.store import Store


@dataclass(frozen=True, slots=True)
class Look:
    """One look at a batch of groups."""

    store: Store
    now: datetime
    default_zone: str
