"""What takes long is worked out once, aside of transactions that others wait for."""

import asyncio
from datetime import timedelta
from functools import partial

import pytest

from bot.chat.library import default_roadmap
from bot.chat.retry import retried
from bot.errors import Conflict, NotReady
from bot.store import Database
from bot.store.aside import Aside
from bot.store.values import Imported
from roadmap.errors import RoadmapFaults
from roadmap.writing.stored_form import write_stored
from tests.bot.conftest import MONDAY, Talk

ROADMAP = default_roadmap().under("brought-abcdef")
WRITTEN = Imported("json", "", write_stored(ROADMAP))


@pytest.fixture
async def kept(database: Database) -> Database:
    """A database with a roadmap that somebody brought."""
    async with database.store() as store:
        await store.roadmaps.add(ROADMAP.slug, None, WRITTEN, MONDAY)
    return database


async def test_a_transaction_for_which_others_wait_is_given_up_rather_than_that_it_reads_a_document(
    kept: Database,
) -> None:
    tries: list[bool] = []

    async def look(hasty: bool) -> str:
        tries.append(hasty)
        async with kept.store(hasty=hasty) as store:
            return (await store.roadmaps.current([ROADMAP.slug]))[ROADMAP.slug].title

    with pytest.raises(NotReady):
        await look(True)
    assert await retried(kept, look) == ROADMAP.title
    assert await retried(kept, look) == ROADMAP.title
    assert tries == [True, True, True, True]


async def test_a_document_is_read_once_and_another_version_of_it_anew(kept: Database) -> None:
    async with kept.reading() as store:
        first = (await store.roadmaps.current([ROADMAP.slug]))[ROADMAP.slug]
    async with kept.store(hasty=True) as store:
        assert (await store.roadmaps.current([ROADMAP.slug]))[ROADMAP.slug] is first
        other = Imported("json", "", WRITTEN.document.replace('"title":"NLP"', '"title":"Language"'))
        await store.roadmaps.revise(ROADMAP.slug, other, MONDAY + timedelta(days=1))
    async with kept.reading() as store:
        revised = (await store.roadmaps.current([ROADMAP.slug, "nothing"]))[ROADMAP.slug]
    assert "Language" in {topic.title for topic in revised.topics}


async def test_a_slug_that_is_taken_anew_is_not_taken_for_what_had_it_before(kept: Database) -> None:
    async with kept.reading() as store:
        assert (await store.roadmaps.current([ROADMAP.slug]))[ROADMAP.slug].title == ROADMAP.title
    async with kept.store() as store:
        await store.roadmaps.drop(ROADMAP.slug)
        other = Imported("json", "", WRITTEN.document.replace(f'"title":"{ROADMAP.title}"', '"title":"Other"', 1))
        await store.roadmaps.add(ROADMAP.slug, None, other, MONDAY + timedelta(days=1))
    async with kept.reading() as store:
        assert (await store.roadmaps.current([ROADMAP.slug]))[ROADMAP.slug].title == "Other"


async def test_more_than_is_remembered_at_once_is_worked_out_within_the_transaction(lean: Talk) -> None:
    lean.database._aside = Aside(most_kept=1)
    async with lean.database.store() as store:
        for number in range(5):
            await store.roadmaps.add(f"roadmap-{number}", None, WRITTEN, MONDAY)

    async def look(hasty: bool) -> int:
        async with lean.database.store(hasty=hasty) as store:
            return len(await store.roadmaps.current([f"roadmap-{number}" for number in range(5)]))

    assert await retried(lean.database, look) == 5


async def test_a_document_that_cannot_be_read_is_said_to_be_so_and_the_next_is_tried_anew(lean: Talk) -> None:
    async with lean.database.store() as store:
        await store.roadmaps.add("broken-abcdef", None, Imported("json", "", "{"), MONDAY)

    async def look(hasty: bool) -> object:
        async with lean.database.store(hasty=hasty) as store:
            return await store.roadmaps.current(["broken-abcdef"])

    for _ in range(2):
        with pytest.raises(RoadmapFaults):
            await retried(lean.database, look)


async def test_a_transaction_that_lost_is_tried_once_more_and_no_more(lean: Talk) -> None:
    tries = 0

    async def lose(_hasty: bool) -> None:
        nonlocal tries
        tries += 1
        raise Conflict

    with pytest.raises(Conflict):
        await retried(lean.database, lose)
    assert tries == 2


async def test_two_who_need_the_same_wait_for_one_reading_of_it() -> None:
    aside, worked = Aside(), []

    def work(name: str) -> tuple[str, int]:
        worked.append(name)
        return name.upper(), 1

    found = await asyncio.gather(*(aside.work_out({"a": partial(work, "a")}) for _ in range(3)))
    assert (worked, found) == (["a"], [{"a": "A"}] * 3)


async def test_what_was_used_least_lately_is_forgotten_first_and_the_last_never() -> None:
    aside = Aside(most_kept=10)
    aside.keep("a", "A", 4)
    aside.keep("b", "B", 4)
    assert aside.get("a") == "A"
    aside.keep("c", "C", 4)
    assert [aside.get(key) for key in "abc"] == ["A", None, "C"]
    aside.keep("d", "D", 99)
    assert [aside.get(key) for key in "acd"] == [None, None, "D"]


async def test_what_is_brought_is_read_before_it_is_needed_by_a_line(talk: Talk) -> None:
    """The whole way: a process that has just started, on a database where somebody is on a roadmap of their own."""
    async with talk.database.store() as store:
        await store.roadmaps.add(ROADMAP.slug, None, WRITTEN, MONDAY)
    assert "You're on" in await talk.hear(f"/start {ROADMAP.slug} today")
    fresh = Talk(Database(str(talk.database.engine.url.render_as_string(hide_password=False))))
    try:
        assert "That's 1 of 7" in await fresh.hear("/done nlp")
        assert "1 of 7 topics done" in await fresh.hear("/chart")
    finally:
        await fresh.database.close()
