"""The laws of linking, over whatever two chats have said: it is commutative but for the settings, loses no fact, is
idempotent, and parting undoes it."""

import asyncio
from collections.abc import Coroutine, Iterator
from datetime import date, timedelta
from itertools import count

import pytest
from hypothesis import HealthCheck, given
from hypothesis import strategies as st

from bot.chat.library import default_roadmap
from bot.store import Store, Strand
from roadmap.facts import Fact, Kind
from roadmap.progress import Progress
from tests.bot.chats import MONDAY, Chat, Chats
from tests.laws import tried_on

TOPICS = [topic.slug for topic in default_roadmap().topics[:3]]
DAYS = st.integers(-10, 30).map(lambda number: MONDAY.date() + timedelta(days=number))
OF_A_TOPIC = st.builds(
    lambda kind, day, topic: Fact(kind=kind, day=day, topic=topic),
    st.sampled_from([Kind.BEGUN, Kind.COMPLETED, Kind.SKIPPED, Kind.REOPENED]),
    DAYS,
    st.sampled_from(TOPICS),
)
OF_A_DAY = st.builds(
    lambda kind, day: Fact(kind=kind, day=day), st.sampled_from([Kind.CHECKED_IN, Kind.RESUMED, Kind.REPLANNED]), DAYS
)
OF_A_PAUSE = st.builds(lambda day, length: Fact(kind=Kind.PAUSED, day=day, back=length and day + timedelta(length)), DAYS, st.none() | st.integers(1, 9))  # fmt: skip
OF_A_SKILL = st.builds(
    lambda kind, skill: Fact(kind=kind, day=MONDAY.date(), skill=skill),
    st.sampled_from([Kind.SKILL_KNOWN, Kind.SKILL_UNKNOWN]),
    st.sampled_from(["Git", "SQL"]),
)
TAKEN_BACK = st.integers(1, 8).map(lambda position: Fact(kind=Kind.UNDONE, day=MONDAY.date(), undoes=position))
SAID = st.lists(
    st.tuples(st.sampled_from(["telegram", "discord"]), OF_A_TOPIC | OF_A_DAY | OF_A_PAUSE | OF_A_SKILL | TAKEN_BACK),
    max_size=14,
)
FIRST_DAYS = st.tuples(DAYS, DAYS)
LAW = tried_on(8, times=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])

Said = list[tuple[str, Fact]]


class Court:
    """One database on which a law is tried again and again, each time with two chats that nobody has used before."""

    def __init__(self, runner: asyncio.Runner, chats: Chats) -> None:
        self._runner, self.chats, self._users = runner, chats, count(1)

    def run(self, law: Coroutine[object, object, None]) -> None:
        self._runner.run(law)

    async def sides(self, first_days: tuple[date, date], said: Said) -> tuple[Chat, Chat]:
        """Ann on Telegram and Ann on Discord, who have said all this, a minute apart."""
        user = str(next(self._users))
        pair = self.chats.chat("telegram", user, "Ann"), self.chats.chat("discord", user, "annie")
        async with self.chats.database.store() as store:
            strands = [await enrol(store, chat, day) for chat, day in zip(pair, first_days, strict=True)]
        await self.tell(strands, said)
        return pair

    async def tell(self, strands: list[Strand], said: Said) -> None:
        """Append facts as they are."""
        async with self.chats.database.store() as store:
            after = [len(await store.facts.of((strand.id,))) for strand in strands]
            for platform, fact in said:
                which = platform == "discord"
                await store.facts.append(strands[which].id, [fact], after=after[which], said_at=self.chats.clock())
                after[which] += 1
                self.chats.wait(timedelta(minutes=1))

    async def facts(self) -> list[tuple[object, ...]]:
        return (await self.chats.rows("progress_events"))["progress_events"]


async def enrol(store: Store, chat: Chat, first_day: date) -> Strand:
    contact = await store.learners.add(chat.speaker.platform, chat.speaker.user_id, MONDAY)
    contact = await store.learners.enrol(contact, default_roadmap().slug, first_day, MONDAY)
    assert contact.enrolment
    return contact.enrolment.strands[0]


async def strands_of(*chats: Chat) -> list[Strand]:
    found = [await chat.strand() for chat in chats]
    return [strand for strand in found if strand]


@pytest.fixture
def court(sqlite_url: str) -> Iterator[Court]:
    with asyncio.Runner() as runner:
        chats = Chats(sqlite_url)
        yield Court(runner, chats)
        runner.run(chats.close())


@given(first_days=FIRST_DAYS, said=SAID)
@LAW
def test_whoever_asks_the_two_have_the_same_progress_together(court, first_days, said):
    async def together(ann_asks: bool) -> Progress:
        ann, disc = await court.sides(first_days, said)
        await (ann.link(disc) if ann_asks else disc.link(ann))
        progress = await ann.progress()
        assert progress == await disc.progress()
        return progress

    async def law() -> None:
        assert await together(True) == await together(False)

    court.run(law())


@pytest.mark.drill
@given(first_days=FIRST_DAYS, said=SAID)
@LAW
def test_linking_and_parting_neither_lose_nor_change_a_fact(court, first_days, said):
    async def law() -> None:
        ann, disc = await court.sides(first_days, said)
        before = await court.facts()
        await disc.link(ann)
        assert await court.facts() == before
        assert len((await disc.export())["facts"]) == len(said)
        await ann.unlink()
        assert await court.facts() == before

    court.run(law())


@given(first_days=FIRST_DAYS, said=SAID)
@LAW
def test_linking_those_who_are_linked_changes_nothing(court, first_days, said):
    async def law() -> None:
        ann, disc = await court.sides(first_days, said)
        await disc.link(ann)
        code, once = await ann.code(), await court.chats.rows()
        assert "linked already" in await disc.hear(f"/link {code} yes")
        assert await court.chats.rows() == once

    court.run(law())


@pytest.mark.drill
@given(first_days=FIRST_DAYS, said=SAID, later=SAID, left=st.booleans(), asks=st.booleans())
@LAW
def test_parting_and_linking_again_restores_what_they_had_together(court, first_days, said, later, left, asks):
    async def law() -> None:
        ann, disc = await court.sides(first_days, said)
        await disc.link(ann)
        await court.tell(await strands_of(ann, disc), later)
        together = await ann.progress()
        await (ann if left else disc).unlink()
        await (ann.link(disc) if asks else disc.link(ann))
        assert await ann.progress() == await disc.progress() == together

    court.run(law())


@pytest.mark.drill
@given(first_days=FIRST_DAYS, said=SAID, left=st.booleans(), asks=st.booleans())
@LAW
def test_parting_gives_back_to_each_what_it_had_before(court, first_days, said, left, asks):
    async def law() -> None:
        ann, disc = await court.sides(first_days, said)
        before = await ann.progress(), await disc.progress()
        await (ann.link(disc) if asks else disc.link(ann))
        await (ann if left else disc).unlink()
        assert (await ann.progress(), await disc.progress()) == before

    court.run(law())
