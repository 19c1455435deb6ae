"""What is new is told once to whoever was here before: with their next answer, or with the nudge that is due anyway."""

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
from sqlalchemy import update

from bot.store import Database
from bot.store.tables import learners
from tests.bot.chats import Chats
from tests.bot.conftest import BEN, OWLS, Talk
from tests.bot.group_stage import utc
from tests.bot.nudge_stage import Stage
from tests.conftest import SQLITE

ENGINES = SQLITE
NEW = "New here"


async def were_here_before(database: Database) -> None:
    """As the upgrade leaves those it finds."""
    async with database.engine.begin() as connection:
        await connection.execute(update(learners).values(news=0))


async def test_an_answer_tells_it_once_and_never_to_newcomers(talk: Talk) -> None:
    await talk.hear("/start ml-data today")
    await were_here_before(talk.database)
    assert NEW not in await talk.hear("/start ml-data today", by=BEN)
    assert NEW in await talk.hear("/streak")
    assert NEW not in await talk.hear("/streak")
    assert NEW not in await talk.hear("/status", by=BEN)


async def test_it_waits_while_a_list_changes_in_place_and_while_others_listen(talk: Talk) -> None:
    await talk.hear("/start ml-data today")
    await were_here_before(talk.database)
    assert NEW not in await talk.hear("/known")
    among_others = await talk.say("/status", place=OWLS)
    assert among_others is None or NEW not in among_others.text
    assert NEW in await talk.hear("/streak")


async def test_who_leaves_for_good_hears_no_news(talk: Talk) -> None:
    await talk.hear("/start ml-data today")
    await were_here_before(talk.database)
    forget = await talk.say("/forget")
    assert forget
    await were_here_before(talk.database)
    gone = await talk.press(forget.keys[0].data)
    assert gone
    assert not isinstance(gone, str)
    assert NEW not in gone.text


@pytest.fixture
async def stage(database_url: str) -> AsyncIterator[Stage]:
    stage = Stage(database_url)
    yield stage
    await stage.close()


async def test_the_nudge_that_is_due_tells_it_and_no_message_comes_for_its_sake(stage: Stage) -> None:
    await stage.enrol()
    await were_here_before(stage.database)
    await stage.go(utc("2027-01-18 12:00"))
    told = [sent.text for sent in stage.sent_to()]
    assert len(told) == 2
    assert [NEW in text for text in told] == [True, False]


async def test_linked_chats_are_one_learner_and_hear_it_once(database_url: str) -> None:
    chats = Chats(database_url)
    one, other = chats.chat("telegram", "1"), chats.chat("discord", "2")
    await one.tell("/start ml-data today")
    await one.link(other)
    await were_here_before(chats.database)
    assert NEW in await other.hear("/streak")
    assert NEW not in await one.hear("/streak")
    chats.wait(timedelta(days=1))
    assert NEW not in await other.hear("/streak")
    await chats.close()
