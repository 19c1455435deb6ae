"""Twenty thousand events as no platform would send them: no incident, nobody stops the bot, and it answers on."""

import asyncio
from collections.abc import Iterator
from pathlib import Path
from shutil import copyfile

import pytest
from structlog.testing import capture_logs

from bot.platforms.console.renderer import plain
from roadmap.model import Status
from tests.attacks.events import Crowd
from tests.attacks.limits import BUDGET, World, dense, measured, prepared, settled

BROKEN = frozenset({"incident", "suggest_broke", "happening_broke", "document.broke", "picture.broke"})
"""What is logged where something was not meant to be."""

MOST_SLOW = 0.01
"""The share of events that may seem slow, because the machine was for a moment."""


@pytest.fixture
def world(tmp_path: Path, migrated: Path) -> Iterator[World]:
    """One of them is on all topics of the largest roadmap at once."""
    made = asyncio.run(prepared(Path(copyfile(migrated, tmp_path / "world.db")), *dense(Status.GOING_ON)))
    with settled():
        yield made


async def test_no_event_breaks_anything_or_takes_the_loop_long(world: World, long_form: bool) -> None:
    count, stretches = 20_000 if long_form else 250, []
    async with world.bot() as bot:
        crowd = Crowd(bot, seed=10)
        with capture_logs() as logs:
            for _ in range(count):
                with measured() as taken:
                    await crowd.event()
                stretches.append(taken.longest)
        assert [entry for entry in logs if entry["event"] in BROKEN] == []
        answer = await bot.say("/status", by="4711")
        assert answer
        assert "7 topics" in plain(answer.text)
    slow = sorted(stretch for stretch in stretches if stretch >= BUDGET)
    assert len(slow) <= MOST_SLOW * count, slow
