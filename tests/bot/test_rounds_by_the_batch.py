"""Rounds of many groups that begin at one moment: what the database is asked does not grow with each of them as it does with one."""

import pytest
from sqlalchemy import event

from benchmarks.groups import paper_nudging
from benchmarks.meetings import STARTS
from bot.chat.platform import Post
from bot.traits import UNLIMITED
from tests.faults.crowd import Begun, begun, meeting

MOST_EACH = 10
"""Statements for each of the groups, in batches of ten: of the row that begins its round and of the one that says so where it was
asked, and for its week after."""


@pytest.mark.drill
@pytest.mark.engines_differ
async def test_forty_rounds_take_few_statements_each_and_each_begins_once(database_url: str) -> None:
    groups = 40
    await meeting(database_url, groups, STARTS, now=STARTS, is_posted=True)
    nudging, paper, database = paper_nudging(database_url, UNLIMITED, STARTS)
    asked: list[str] = []
    event.listen(database.engine.sync_engine, "before_cursor_execute", lambda *heard: asked.append(heard[2]))
    while await nudging.has_rows():
        await nudging.work()
    await database.close()
    assert sorted(int(deed.chat_id) for _, deed in paper.deeds if isinstance(deed, Post)) == [*range(-groups, 0)]
    assert await begun(database_url) == Begun(groups, groups, groups)
    assert len(asked) <= groups * MOST_EACH
