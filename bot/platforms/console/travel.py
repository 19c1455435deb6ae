"""A clock that the learner moves, stopping at every due moment on the way; for the demo and the story tests."""

import re
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.errors import NotUnderstood
from bot.nudges.engine import Nudging
from bot.nudges.when import moment
from bot.store import Database
from bot.texts import terminal

STEP = re.compile(r"\+\s*(\d{1,4})\s*([mhdw])")
UNITS = {"m": "minutes", "h": "hours", "d": "days", "w": "weeks"}
FURTHEST = timedelta(days=3660)
EXAMPLES = ("@ +7d", "@ +3h", "@ 2027-01-04 09:00")


class MovingClock:
    """A Clock that stands still until it is set; it never goes back."""

    def __init__(self, start: datetime) -> None:
        self._now = start

    def __call__(self) -> datetime:
        return self._now

    def advance(self, to: datetime) -> None:
        """Go to a moment, or stay where that has passed."""
        self._now = max(self._now, to)


class Travel:
    """Moves the clock as a line says ("+7d", "2027-01-04 09:00") and delivers whatever falls due on the way."""

    def __init__(
        self, clock: MovingClock, database: Database, nudging: Nudging, *, platform: str, default_zone: str
    ) -> None:
        self._clock, self._database, self._nudging = clock, database, nudging
        self._platform, self._default_zone = platform, default_zone

    async def go(self, said: str, user_id: str) -> None:
        """Move; a day and time is the speaker's local one. Raises NotUnderstood for one that is past or too far away."""
        zone = await self._zone(user_id)
        target = self._target(said, zone)
        if target < self._clock() or target > self._clock() + FURTHEST:
            raise NotUnderstood(f"@ {said}", EXAMPLES)
        while (due := await self._nudging.next_due()) and due <= target:
            self._clock.advance(due)
            await self._nudging.work()
        self._clock.advance(target)

    async def time(self, user_id: str) -> str:
        """The time it is now in a learner's zone."""
        zone = await self._zone(user_id)
        return terminal.time(self._clock().astimezone(zone), zone.key)

    async def _zone(self, user_id: str) -> ZoneInfo:
        async with self._database.store() as store:
            contact = await store.learners.by_account(self._platform, user_id)
        return ZoneInfo((contact and contact.learner.zone) or self._default_zone)

    def _target(self, said: str, zone: ZoneInfo) -> datetime:
        if step := STEP.fullmatch(said):
            return self._step(int(step[1]), step[2], zone)
        try:
            local = datetime.fromisoformat(said)
        except ValueError:
            raise NotUnderstood(f"@ {said}", EXAMPLES) from None
        return local.astimezone(UTC) if local.tzinfo else moment(local.date(), local.time(), zone)

    def _step(self, count: int, unit: str, zone: ZoneInfo) -> datetime:
        """Days and weeks keep the local time of day, hours and minutes are hours and minutes."""
        length = timedelta(**{UNITS[unit]: count})
        if unit in "mh":
            return self._clock() + length
        local = self._clock().astimezone(zone)
        return moment((local + length).date(), local.time().replace(tzinfo=None), zone)
