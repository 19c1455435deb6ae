"""Ten lives: learners of ten habits, lived through for thirty weeks with the real bot and nothing going wrong, to read and to
measure what it says."""

import asyncio
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

from markupsafe import Markup

from bot.app import App
from bot.chat.platform import Deed, Place, Pressed, Speaker, Spoken
from bot.chat.reply import Key, Message
from bot.nudges.engine import Nudging
from bot.platforms.console.travel import MovingClock
from bot.settings import Settings, whole
from bot.store import NudgeKind
from bot.store.schema import migrate
from bot.store.trips import in_place
from simulation.habits import HABITS, STUDY, Habit
from simulation.outside import Outside
from simulation.record import LedgerRow

PLATFORM = "telegram"
FOLLOWED = ("✅ Complete", "▶ Begin", " lessons", " lectures", " chapters", " parts")
"""Buttons that are pressed wherever an answer has them, the first of these first."""

MOST_FOLLOWED = 4

ZONES = {"berlin": "Europe/Berlin", "tokyo": "Asia/Tokyo", "new york": "America/New_York"}
"""What /timezone is said with, and what it means."""

APPOINTED = (NudgeKind.STUDY_TIME, NudgeKind.FOCUS, NudgeKind.BREAK)
"""What comes at a moment that the learner set."""

APART = timedelta(minutes=50)
"""Between two lines of a day: a focus that began with the first is over at the second."""


@dataclass(frozen=True, slots=True)
class Told:
    """Something that was said on either side; ``by_bot`` is what came unasked, with its place in the ledger."""

    at: datetime
    text: Markup
    by_bot: bool = False
    message: Message | None = None
    message_id: str = ""


@dataclass
class Life:
    """A learner with all that was told, in its order, the lines said, and the rows of the ledger at the end."""

    user: str
    habit: Habit
    told: list[Told] = field(default_factory=list)
    keys: Sequence[Key] = ()
    sittings: int = 0
    said: list[tuple[datetime, str]] = field(default_factory=list)
    rows: Sequence[LedgerRow] = ()

    @property
    def unasked(self) -> list[Told]:
        """Messages of every kind that came of themselves."""
        return [one for one in self.told if one.by_bot]

    @property
    def nudges(self) -> list[Told]:
        """The weekly ones, which nobody set for a moment."""
        return [one for one in self.unasked if one.message_id not in self._appointed]

    @property
    def reminders(self) -> list[LedgerRow]:
        """Study times that were sent, the questions about them among these."""
        return self.sent_of(NudgeKind.STUDY_TIME)

    @property
    def _appointed(self) -> set[str]:
        return {row.message_id for row in self.rows if NudgeKind(row.kind) in APPOINTED}

    def zone_at(self, moment: datetime) -> str:
        """Where they live by then, as the habits name it."""
        named = [line for at, line in self.said if at <= moment and line.startswith("/timezone ")]
        return ZONES[named[-1].removeprefix("/timezone ")] if named else "UTC"

    def sent_of(self, *kinds: NudgeKind) -> list[LedgerRow]:
        """Rows of these kinds that were sent."""
        return [row for row in self.rows if row.sent_at and NudgeKind(row.kind) in kinds]

    @property
    def studied(self) -> list[datetime]:
        """When something was told that makes a study day."""
        words = ("☑", "✅", "🟡", "✍", "📝", "📓")
        return [one.at for one in self.told if not one.by_bot and one.text.startswith(words)]


class Lives:
    """All of them on one bot; the platform's edge is this object itself. See bot.chat.platform.Platform."""

    name = PLATFORM
    routes = ()
    warden = None

    def __init__(self, app: App, clock: MovingClock, lives: Sequence[Life]) -> None:
        self._app, self._clock = app, clock
        self._lives = {life.user: life for life in lives}
        zone, limits = app.settings.default_zone, app.limits
        self._nudging = Nudging(
            app.database, {self.name: self}, default_zone=zone, limits=limits, in_flight=50, sleep=_at_once
        )
        self._sent = 0

    def start_link(self, _roadmap: str) -> str:
        """It has no address."""
        return ""

    async def run(self) -> None:
        """Nobody speaks here of their own accord."""

    async def send(self, user_id: str, message: Message) -> str:
        life, self._sent = self._lives[user_id], self._sent + 1
        said = str(self._sent)
        life.told.append(Told(self._clock(), message.text, by_bot=True, message=message, message_id=said))
        life.keys = message.keys
        return said

    async def perform(self, deed: Deed) -> str:
        """Nobody here is in a group."""
        raise AssertionError(deed)

    async def live(self, begin: datetime, weeks: int) -> None:
        """Let the weeks pass."""
        lines = [(at, life, line) for life in self._lives.values() for at, line in _said(life.habit, begin, weeks)]
        for at, life, line in sorted(lines, key=lambda one: (one[0], one[1].user)):
            await self._travel(at)
            await self._say(life, line)
        await self._travel(begin + timedelta(weeks=weeks))

    async def _travel(self, to: datetime) -> None:
        while (due := await self._nudging.next_due()) and due <= to:
            self._clock.advance(due)
            await self._nudging.work()
        self._clock.advance(to)

    async def _say(self, life: Life, line: str) -> None:
        """A line; in square brackets the button with this in its label, if there is one, or a study."""
        life.said.append((self._clock(), line))
        if line == STUDY:
            await self._study(life)
        elif line.startswith("["):
            await self._press(life, line.strip("[]"))
        else:
            await self._hear(life, line)

    async def _study(self, life: Life) -> None:
        """What the day asks for is done; now and then a topic without steps is, and what is offered next is begun."""
        await self._hear(life, "/today")
        life.sittings += 1
        if life.habit.finishes and life.sittings % life.habit.finishes == 0 and not self._has(life, "☑ Did it"):
            await self._press(life, "✅ Done")
        elif self._has(life, "☑ Did it"):
            await self._press(life, "☑ Did it")
        elif self._has(life, "✍️ I studied"):
            await self._hear(life, life.habit.sitting)
        for _ in range(MOST_FOLLOWED):
            label = next((one for one in FOLLOWED if self._has(life, one)), None)
            if label is None:
                break
            await self._press(life, label)

    def _has(self, life: Life, label: str) -> bool:
        return any(label in key.label for key in life.keys)

    async def _hear(self, life: Life, line: str) -> None:
        spoken = Spoken(Speaker(PLATFORM, life.user), Place(life.user, direct=True), line, self._clock())
        self._answered(life, await self._app.dispatcher.say(spoken))

    async def _press(self, life: Life, label: str) -> None:
        key = next((key for key in life.keys if label in key.label), None)
        if key is None:
            return
        pressed = Pressed(Speaker(PLATFORM, life.user), Place(life.user, direct=True), key.data, self._clock())
        admitted = await self._app.dispatcher.admit(pressed)
        self._answered(life, None if isinstance(admitted, str) else await self._app.dispatcher.press(admitted))

    def _answered(self, life: Life, answer: Message | None) -> None:
        if answer:
            life.told.append(Told(self._clock(), answer.text, message=answer))
            life.keys = answer.keys


def _said(habit: Habit, begin: datetime, weeks: int) -> Iterator[tuple[datetime, str]]:
    """What is said when: the beginning within the first hour, then as the habit has it, in the evening."""
    yield from ((begin + timedelta(minutes=8 * 60 + number), line) for number, line in enumerate(habit.beginning))
    for week in range(weeks):
        places: Counter[int] = Counter()
        for weekday, line in habit.week(week):
            yield begin + timedelta(weeks=week, days=weekday, hours=18) + places[weekday] * APART, line
            places[weekday] += 1


def lived(start: date, weeks: int = 30, habits: Sequence[Habit] = HABITS) -> list[Life]:
    """Every habit once; ``start`` is a Monday."""
    lives = [Life(str(number), habit) for number, habit in enumerate(habits, 1)]
    with tempfile.TemporaryDirectory(prefix="roadmate-") as folder:
        path = Path(folder) / "lives.db"
        url = f"sqlite:///{path}"
        migrate(url)
        with in_place():
            asyncio.run(_live(lives, _settings(url), datetime.combine(start, time.min, UTC), weeks))
        _look_up(lives, path)
    return lives


def _look_up(lives: Sequence[Life], path: Path) -> None:
    """What the ledger has of each in the end."""
    outside = Outside(path)
    for life in lives:
        life.rows = outside.rows(int(life.user), 0)
    outside.close()


def _settings(url: str) -> Settings:
    """Nothing of the installation's own settings plays a part."""
    return whole()(_env_file=None, database_url=url, telegram_token=None, default_zone="UTC", log_level="ERROR")


async def _live(lives: Sequence[Life], settings: Settings, begin: datetime, weeks: int) -> None:
    clock = MovingClock(begin)
    app = App(settings, clock=clock)
    try:
        await Lives(app, clock, lives).live(begin, weeks)
    finally:
        await app.database.close()


async def _at_once(_seconds: float) -> None:
    """Waiting takes no time here."""
