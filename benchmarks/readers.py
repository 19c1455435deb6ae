"""Learners who are a third of the way through sixty topics, each signed in with a browser."""

from collections.abc import Iterable
from datetime import timedelta
from itertools import count

from benchmarks.looks import secret
from bot.clock import system_clock
from bot.store import Database
from bot.store.values import Imported
from roadmap.facts import Fact, Kind
from roadmap.model import Duration, Roadmap, Topic
from roadmap.writing.stored_form import write_stored

TOPICS, COMPLETED = 60, 19


class Readers:
    """Those of one database, by the numbers of their browsers."""

    def __init__(self, database: Database) -> None:
        self._database, self._strands, self._told = database, dict[int, int](), dict[int, int]()
        self._minutes = count(20)

    async def come(self, browsers: int) -> None:
        """A learner for each browser."""
        now = system_clock()
        began = now - timedelta(days=90)
        topics = tuple(
            Topic(
                slug=f"topic-{number}",
                number=number,
                title=f"What there is to know of {number}",
                prerequisites=(),
                duration=Duration.in_weeks(1, 2),
            )
            for number in range(1, TOPICS + 1)
        )
        roadmap = Roadmap("sixty-abcdef", "Sixty topics", topics)
        told = [
            Fact(
                kind=kind,
                day=(began + timedelta(days=4 * number + after)).date(),
                topic=topics[number].slug,
                minutes=minutes,
            )
            for number in range(COMPLETED + 1)
            for kind, after, minutes in ((Kind.BEGUN, 0, None), (Kind.CHECKED_IN, 1, 25), (Kind.COMPLETED, 3, None))
        ][:-1]
        async with self._database.store() as store:
            await store.roadmaps.add(roadmap.slug, None, Imported("json", "", write_stored(roadmap)), began)
            for number in range(browsers):
                contact = await store.learners.add("telegram", str(1000 + number), began)
                enrolled = await store.learners.enrol(contact, roadmap.slug, began.date(), began)
                assert enrolled.enrolment
                (strand,) = enrolled.enrolment.ids
                await store.facts.append(strand, told, after=0, said_at=began)
                await store.web.begin(contact.account.id, secret(number), "link", now)
                self._strands[number], self._told[number] = strand, len(told)

    async def tell(self, browsers: Iterable[int]) -> None:
        """One more fact of each of them, as a chat in another process stores it."""
        now = system_clock()
        fact = Fact(kind=Kind.CHECKED_IN, day=now.date(), topic=f"topic-{COMPLETED + 1}", minutes=next(self._minutes))
        async with self._database.store() as store:
            for browser in browsers:
                await store.facts.append(self._strands[browser], [fact], after=self._told[browser], said_at=now)
                self._told[browser] += 1
