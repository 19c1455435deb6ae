"""Events of a calendar feed, and how often each has changed: what calendars tell a newer event from an older one by."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, tzinfo
from hashlib import sha256


@dataclass(frozen=True, slots=True)
class FeedEvent:
    """One event. ``key`` is what it is known by for ever. ``start`` (inclusive) and ``end`` (exclusive) are days, or moments of the clock
    of its ``zone`` (None: that of the feed), written without it; of two that the clock shows alike the second has ``fold`` 1. One with
    ``weekdays`` (Monday 0) comes again on them each week, the days ``left_out`` not among them, until before the day ``until`` (None:
    without an end)."""

    key: str
    summary: str
    start: date
    end: date
    description: str = ""
    url: str = ""
    weekdays: tuple[int, ...] = ()
    left_out: tuple[date, ...] = ()
    until: date | None = None
    zone: tzinfo | None = None

    @property
    def is_timed(self) -> bool:
        """Whether it has its moment, rather than whole days."""
        return isinstance(self.start, datetime)


@dataclass(frozen=True, slots=True)
class FeedHead:
    """What a feed is called, its ``number``, the ``zone`` of its local moments where they name no other, called as IANA has it, and when it was ``made`` at
    first, aware."""

    name: str
    number: int
    zone: tzinfo
    made: datetime


@dataclass(frozen=True, slots=True)
class Edition:
    """What an event says, as a ``digest``, how often it has changed since it was first seen, and when the last time, aware."""

    digest: str
    sequence: int
    changed: datetime


def digest_of(event: FeedEvent, zone: str) -> str:
    return sha256(repr((zone if event.is_timed else "", event)).encode()).hexdigest()


def revised(events: Iterable[FeedEvent], known: Mapping[str, Edition], zone: str, now: datetime) -> dict[str, Edition]:
    """The editions of what has changed since the ``known`` ones, by key: of the new events the first, of others the next."""
    found: dict[str, Edition] = {}
    at = now.astimezone(UTC).replace(microsecond=0)
    for event in events:
        before, digest = known.get(event.key), digest_of(event, zone)
        if before is None or before.digest != digest:
            found[event.key] = Edition(digest, before.sequence + 1 if before else 0, at)
    return found
