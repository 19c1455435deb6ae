"""A stage for the nudges: the real App on an SQLite file, a clock that is moved, a platform that only writes down."""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.app import App
from bot.chat.library import default_roadmap
from bot.chat.platform import Deed, Place, Speaker, Spoken
from bot.chat.reply import Message
from bot.nudges.engine import Nudging
from bot.send_errors import Unreachable
from bot.settings import Settings
from bot.store import Contact, Nudge

ANN, BEN = "1", "2"
MONDAY = datetime(2027, 1, 4, 8, tzinfo=UTC)
"""The first day of a story, unless it says otherwise: an hour before the weekly nudge."""

DAY, WEEK = timedelta(days=1), timedelta(days=7)
EVERYTHING = " ".join(str(topic.number) for topic in default_roadmap().topics)


class Killed(BaseException):
    """The process dies here."""


async def at_once(_seconds: float) -> None:
    """The network takes as many messages as there are: nobody waits."""
    await asyncio.sleep(0)


class StageClock:
    """Tells the moment it was set to."""

    def __init__(self, start: datetime) -> None:
        self.now = start

    def __call__(self) -> datetime:
        return self.now


@dataclass(frozen=True)
class Sent:
    """A message that arrived, and when."""

    user_id: str
    at: datetime
    message: Message

    @property
    def text(self) -> str:
        return str(self.message.text.striptags())


class FakePlatform:
    """The outer edge: writes down every try and what arrived. ``blocked`` accounts cannot be written to; ``faults``
    are raised by the next tries, one each; ``meanwhile`` happens while the network is slow."""

    def __init__(self, clock: StageClock, name: str = "telegram") -> None:
        self.name = name
        self.tried: list[tuple[str, datetime]] = []
        self.sent: list[Sent] = []
        self.blocked: set[str] = set()
        self.faults: list[BaseException] = []
        self.meanwhile: Callable[[], object] | None = None
        self._clock = clock

    async def run(self) -> None:
        await asyncio.Event().wait()

    async def send(self, user_id: str, message: Message) -> str:
        self.tried.append((user_id, self._clock()))
        await asyncio.sleep(0)
        if self.meanwhile:
            await self.meanwhile()
        if user_id in self.blocked:
            raise Unreachable("bot was blocked by the user")
        if self.faults:
            raise self.faults.pop(0)
        self.sent.append(Sent(user_id, self._clock(), message))
        return str(len(self.sent))

    async def perform(self, deed: Deed) -> str:
        """Groups are on a stage of their own."""
        raise AssertionError(deed)


class Stage:
    """One process: the App with its nudges. Several stages on one ``url`` are several processes.

    The platform takes messages as fast as they come, and a retry comes after three quarters of its longest pause.
    """

    def __init__(
        self,
        url: str,
        start: datetime = MONDAY,
        *,
        zone: str = "UTC",
        clock: StageClock | None = None,
        in_flight: int = 3,
        weekly_budget: int = 3,
    ) -> None:
        self.url = url
        self.clock = clock or StageClock(start)
        self.app = App(Settings(_env_file=None, default_zone=zone), clock=self.clock, database_url=url)
        self.database = self.app.database
        self.platform = FakePlatform(self.clock)
        self.in_flight, self.weekly_budget = in_flight, weekly_budget
        self.nudging = self.nudges(self.platform)

    def nudges(self, platform: FakePlatform) -> Nudging:
        """The nudges for a platform."""
        return Nudging(
            self.database,
            {platform.name: platform},
            default_zone=self.app.settings.default_zone,
            limits={},
            in_flight=self.in_flight,
            weekly_budget=self.weekly_budget,
            chance=lambda: 0.5,
            sleep=at_once,
        )

    async def close(self) -> None:
        await self.app.database.close()

    async def say(self, line: str, user: str = ANN, *, platform: str = "telegram", at: datetime | None = None) -> str:
        """What the bot answers to a line, without tags."""
        speaker = Speaker(platform, user)
        answer = await self.app.dispatcher.say(Spoken(speaker, Place(user, direct=True), line, at or self.clock()))
        assert answer is not None
        assert "incident" not in answer.text, answer.text
        return str(answer.text.striptags())

    async def enrol(self, *lines: str, user: str = ANN, zone: str | None = None) -> None:
        """A learner who begins today, lives in a zone and says some more."""
        for line in (f"/timezone {zone}" if zone else "/start", "/start ml-data today", *lines):
            await self.say(line, user)

    async def work(self) -> int:
        return await self.nudging.work()

    async def go(self, to: datetime, *, studying: bool = False) -> None:
        """Let time pass with the bot running: it works whenever something is due. Whoever is nudged may study at once: who is
        silent hears less."""
        seen: list[datetime] = []
        while (due := await self.nudging.next_due()) and due <= to:
            self.clock.now = max(self.clock.now, due)
            heard = len(self.platform.sent)
            await self.work()
            for sent in self.platform.sent[heard:] if studying else ():
                await self.say("/checkin", sent.user_id)
            seen.append(due)
            assert seen.count(due) < 5, f"the bot is stuck at {due}"
        self.clock.now = to

    async def sleep(self, to: datetime) -> None:
        """Let time pass with the bot down, then start it."""
        self.clock.now = to
        await self.work()

    def sent_to(self, user: str = ANN) -> list[Sent]:
        return [sent for sent in self.platform.sent if sent.user_id == user]

    def moments(self, zone: str = "UTC", user: str = ANN) -> list[str]:
        """When nudges arrived, on the learner's clock: "Mon 2027-01-11 09:00"."""
        return [f"{sent.at.astimezone(ZoneInfo(zone)):%a %Y-%m-%d %H:%M}" for sent in self.sent_to(user)]

    async def contact(self, user: str = ANN, platform: str = "telegram") -> Contact | None:
        async with self.database.store() as store:
            return await store.learners.by_account(platform, user)

    async def next_nudge(self, user: str = ANN) -> datetime | None:
        contact = await self.contact(user)
        return contact.learner.next_nudge_at if contact else None

    async def ledger(self, user: str = ANN, platform: str = "telegram") -> list[Nudge]:
        """A learner's rows of the ledger, the oldest first."""
        async with self.database.store() as store:
            contact = await store.learners.by_account(platform, user)
            return list(reversed(await store.ledger.last(contact.learner.id, 1000))) if contact else []

    async def outcomes(self, user: str = ANN) -> list[str]:
        """The ledger in words, with the reasons of what was not sent: "weekly 2027-W02 sent"."""
        return [
            f"{row.kind} {row.period} {row.state}" + (f": {row.reason}" if row.reason and row.sent_at is None else "")
            for row in await self.ledger(user)
        ]

    async def dies(self) -> None:
        """The bot works and is killed on the way."""
        with suppress(Killed):
            await self.work()
