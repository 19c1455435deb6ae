"""What an operator is shown holds no word of anybody, whoever they ask about: Ann says and is called one word all the time, and it is
looked for in everything that operators can see."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select

from bot.app import App
from bot.chat.platform import Place, Speaker, Spoken
from bot.commands.operators import saying
from bot.commands.operators.desk import Desk
from bot.errors import Conflict, Expired
from bot.settings import Settings
from bot.store.operator_tables import acts
from bot.store.tables import learners, nudges
from tests.releases.life import ANN, BEN, MARK, Life
from tests.releases.lived_in import life_on

OLGA = "7100000900"


@pytest.fixture(params=["sqlite", "postgresql"])
async def life(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Life]:
    life = life_on(request.param, tmp_path, linked=True)
    yield life
    await life.close()


async def test_operators_see_counts_and_no_word_of_anybody(life: Life) -> None:
    app = App(Settings(_env_file=None, operators=f"telegram:{OLGA}"), clock=life.clock, database_url=life.url)
    asked = [f"/learner {number}" for number in range(1, 6)] + [f"/group {number}" for number in range(1, 4)]
    seen = 0
    for line in ("/stats", f"/learner telegram:{ANN}", f"/learner telegram:{BEN}", *asked, "/acts"):
        spoken = Spoken(Speaker("telegram", OLGA), Place(OLGA, direct=True), line, life.clock())
        answer = await app.dispatcher.say(spoken)
        assert answer
        seen += "Learner" in answer.text or "Group" in answer.text
        assert MARK not in answer.text.casefold(), line
        assert "path-to-the-stars" not in answer.text, line
    await app.close()
    assert seen > 3


async def test_the_log_knows_nobody_by_what_the_platform_calls_them(life: Life) -> None:
    app = App(Settings(_env_file=None, operators=f"telegram:{OLGA}"), clock=life.clock, database_url=life.url)
    for line in (f"/learner telegram:{ANN}", f"/block telegram:{BEN}"):
        await app.dispatcher.say(Spoken(Speaker("telegram", OLGA), Place(OLGA, direct=True), line, life.clock()))
    async with app.database.engine.connect() as connection:
        written = str((await connection.execute(select(acts))).all())
    await app.close()
    assert "learner" in written
    assert not [number for number in (ANN, BEN, OLGA) if number in written]


async def test_of_two_who_confirm_an_announcement_at_once_one_sends_it(life: Life) -> None:
    async with life.database.store() as store:
        code, _ = await saying.ask(Desk(store, life.clock(), ZoneInfo("UTC")), "hello")

    async def confirm() -> bool:
        try:
            async with life.database.store() as store:
                await saying.confirm(Desk(store, life.clock(), ZoneInfo("UTC")), code)
        except (Conflict, Expired):
            return False
        return True

    assert sorted(await asyncio.gather(*(confirm() for _ in range(4)))) == [False, False, False, True]
    async with life.database.engine.connect() as connection:
        kinds = (
            (await connection.execute(select(nudges.c.learner_id).where(nudges.c.kind == "announcement")))
            .scalars()
            .all()
        )
        people = (await connection.execute(select(learners.c.id))).scalars().all()
    assert sorted(kinds) == sorted(people)
