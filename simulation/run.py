"""Running: from a seed to the record of everything that happened, on throw-away databases.

At most 250 learners share a bot and its database; each such world is lived through in a process of its own, so that all
cores help, and the number of cores changes nothing in what happens.
"""

import asyncio
import multiprocessing
import tempfile
from collections.abc import Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from functools import partial
from pathlib import Path
from zoneinfo import ZoneInfo

from bot import logs
from bot.app import App
from bot.chat.library import library
from bot.platforms.console.travel import MovingClock
from bot.settings import Settings, whole
from bot.store.schema import migrate
from bot.store.trips import in_place
from roadmap.plan import make_plan
from roadmap.replay import replay
from simulation.cast import Character, characters
from simulation.chance import dice
from simulation.mishaps import downtimes
from simulation.outside import Outside
from simulation.platform import FakePlatform
from simulation.record import Record, Story
from simulation.world import SimulatedWorld

TOGETHER = 250
"""Learners in one world."""

IN_FLIGHT = 100
RATE = 1000


@dataclass(frozen=True, slots=True)
class Setup:
    """What is simulated; the same setup always tells the same story. ``together`` learners share a world."""

    learners: int
    weeks: int
    seed: int
    start: date
    together: int = TOGETHER

    @property
    def begin(self) -> datetime:
        return datetime.combine(self.start, time.min, UTC)

    @property
    def end(self) -> datetime:
        return self.begin + timedelta(weeks=self.weeks)


def simulate(setup: Setup) -> Record:
    """Live through it. More learners than share a world are spread over processes."""
    cast = characters(setup.seed, setup.learners, setup.begin, setup.weeks)
    worlds = [cast[first : first + setup.together] for first in range(0, len(cast), setup.together)]
    if len(worlds) == 1:
        return _world(setup, worlds[0])
    spawn = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(mp_context=spawn, initializer=logs.set_up, initargs=("ERROR",)) as pool:
        return _together(list(pool.map(partial(_world, setup), worlds)))


def _together(records: Sequence[Record]) -> Record:
    """One record of several worlds, which had the same downtimes."""
    return replace(
        records[0],
        stories=tuple(story for record in records for story in record.stories),
        held=tuple(sorted(held for record in records for held in record.held)),
        late_wakes=tuple(sorted(wake for record in records for wake in record.late_wakes)),
    )


def _world(setup: Setup, cast: Sequence[Character]) -> Record:
    with tempfile.TemporaryDirectory(prefix="roadmate-") as folder:
        path = Path(folder) / "simulation.db"
        url = f"sqlite:///{path}"
        migrate(url)
        with in_place():
            return asyncio.run(_live(setup, cast, path, _settings(url)))


def _settings(url: str) -> Settings:
    """Nothing of the installation's own settings plays a part."""
    return whole()(
        _env_file=None,
        database_url=url,
        telegram_token=None,
        telegram_rate=RATE,
        nudges_in_flight=IN_FLIGHT,
        default_zone="UTC",
        log_level="ERROR",
    )


async def _live(setup: Setup, cast: Sequence[Character], path: Path, settings: Settings) -> Record:
    clock, outside = MovingClock(setup.begin), Outside(path)
    app = App(settings, clock=clock)
    try:
        world = SimulatedWorld(app, clock, outside, cast, seed=setup.seed)
        off = downtimes(dice(setup.seed, "downtimes"), setup.begin, setup.end)
        record = await world.live(setup.end, off)
        return replace(record, stories=await _with_standings(app, record.stories, setup.end))
    finally:
        outside.close()
        await app.database.close()


async def _with_standings(app: App, stories: Iterable[Story], end: datetime) -> tuple[Story, ...]:
    return tuple([await _with_standing(app, story, end) for story in stories])


async def _with_standing(app: App, story: Story, end: datetime) -> Story:
    """Where a learner stands in the end, as /status would say."""
    async with app.database.store() as store:
        contact = await store.learners.by_account(FakePlatform.name, str(story.user))
        if contact is None or contact.enrolment is None:
            return replace(story, standing="gone")
        events = await store.facts.of(contact.enrolment.ids)
    today = end.astimezone(ZoneInfo(contact.learner.zone or app.settings.default_zone)).date()
    progress = replay(contact.enrolment.first_day, events)
    seen = make_plan(library()[contact.enrolment.roadmap], progress, today).verdict
    label = "paused" if progress.pause_on(today) else seen.standing.value
    return replace(story, standing=label, stands=(seen.standing.value, seen.days))
