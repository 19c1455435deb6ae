"""What an operator is shown holds no word of anybody, whoever they ask about: Ann says and is called one word all the time, and it is
looked for in everything that operators can see."""

import asyncio
from collections.abc import AsyncIterator
from datetime import time
from pathlib import Path
from shutil import copyfile
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import func, insert, select

from bot.app import App
from bot.chat.platform import Place, Pressed, Speaker, Spoken
from bot.chat.reply import Message
from bot.commands.operators import saying
from bot.commands.operators.desk import Desk
from bot.errors import Conflict, Expired
from bot.settings import Settings
from bot.store.operator_tables import acts
from bot.store.tables import accounts, learners, nudges
from tests.attacks.limits import BUDGET, measured
from tests.bot.conftest import MONDAY
from tests.machine import fair
from tests.presses import answer_to
from tests.releases.life import ANN, BEN, MARK, Life
from tests.releases.lived_in import life_on

OLGA = "7100000900"
THREADS = True


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


@pytest.mark.parametrize("by_chat", [0, 1, 2])
async def test_in_the_same_words_at_the_same_moment_it_is_told_once(life: Life, by_chat: int) -> None:
    """Two command lines, one and somebody in the chat who confirms a dry run, or two in the chat: each a connection of its own."""
    told: list[str] = []
    codes: list[str] = []
    for _ in range(by_chat):
        async with life.database.store() as store:
            codes.append((await saying.ask(Desk(store, life.clock(), ZoneInfo("UTC")), "hello"))[0])

    async def say(code: str | None) -> None:
        try:
            async with life.database.store() as store:
                desk = Desk(store, life.clock(), ZoneInfo("UTC"))
                told.append(await saying.confirm(desk, code) if code else await saying.say_at_once(desk, "hello"))
        except Conflict:
            told.append("somebody was in the way")

    await asyncio.gather(*(say(code) for code in [*codes, None, None, None][:4]))
    assert len([text for text in told if "it goes to" in text.casefold() or "on its way" in text.casefold()]) == 1, told
    async with life.database.engine.connect() as connection:
        count = await connection.scalar(select(func.count()).where(nudges.c.kind == "announcement"))
        people = await connection.scalar(select(func.count()).select_from(learners))
    assert count == people


@pytest.mark.drill
async def test_an_announcement_to_thousands_holds_nobody_up(migrated: Path, tmp_path: Path) -> None:
    """Neither the dry run nor what sends it takes the loop more than its share at a stretch."""
    url = f"sqlite:///{copyfile(migrated, tmp_path / 'many.db')}"
    app = App(Settings(_env_file=None, operators=f"telegram:{OLGA}"), clock=lambda: MONDAY, database_url=url)
    people = range(1, 5001)
    set_ = {"created_at": MONDAY, "nudges_on": True, "nudge_weekday": 0, "nudge_time": time(9)}
    async with app.database.engine.begin() as connection:
        await connection.execute(insert(learners), [{"id": one, **set_} for one in people])
        numbers = [{"learner_id": one, "platform": "telegram", "user_id": str(one)} for one in people]
        await connection.execute(insert(accounts), numbers)
    speaker, place = Speaker("telegram", OLGA), Place(OLGA, direct=True)
    found: dict[str, float] = {}
    for line in ("/stats", "/say hello", "/stats", "/say hello"):  # the first time what is needed is loaded
        with measured() as stretches:
            shown = await app.dispatcher.say(Spoken(speaker, place, line, MONDAY))
            await asyncio.sleep(0)
        assert shown
        found[line] = stretches.longest
    assert fair(max(found.values()), BUDGET) < BUDGET, found
    with measured() as stretches:
        sent = await answer_to(app.dispatcher, Pressed(speaker, place, shown.keys[0].data, MONDAY))
        await asyncio.sleep(0)
    await app.close()
    assert isinstance(sent, Message)
    assert "5,001 learners" in sent.text
    assert fair(stretches.longest, BUDGET) < BUDGET
