"""The database: one engine, and ``store()``, which is one transaction."""

from collections.abc import AsyncIterator, Callable, Collection, Hashable, Iterator, Mapping
from contextlib import asynccontextmanager, contextmanager
from datetime import datetime, timedelta
from functools import cached_property
from time import monotonic
from typing import Any

from sqlalchemy import ColumnElement, func, select, text
from sqlalchemy.exc import DBAPIError, IntegrityError, OperationalError
from sqlalchemy.exc import TimeoutError as NoneLeft
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.clock import Clock, system_clock
from bot.errors import Conflict, DatabaseGone, NotReady, RuleBroken
from bot.store.answers import Answers
from bot.store.aside import Aside, Work
from bot.store.belongings import Belongings
from bot.store.buttons import Buttons
from bot.store.calendars import Calendars
from bot.store.common_goals import CommonGoals
from bot.store.connections import transaction
from bot.store.drafts import Drafts
from bot.store.engines import engine_for, reader_of
from bot.store.facts import Facts
from bot.store.figures import KeptFigures
from bot.store.group_marks import GroupMarks
from bot.store.groups import Groups
from bot.store.held import Held
from bot.store.help_requests import Helping
from bot.store.hurrahs import Hurrahs
from bot.store.inbox import Inbox
from bot.store.keepers import Keepers
from bot.store.leaders import Leaders
from bot.store.learners import Learners
from bot.store.ledger import Ledger
from bot.store.links import Links
from bot.store.log import Log
from bot.store.lookout import Seen, holds_any, seen
from bot.store.marks import Marks
from bot.store.meetings import Meetings
from bot.store.members import Members
from bot.store.operating import Operating
from bot.store.orders import Orders
from bot.store.partners import Partners
from bot.store.portfolios import Portfolios
from bot.store.posts import Posts
from bot.store.rates import Rates
from bot.store.residue import Residue
from bot.store.roadmaps import Roadmaps
from bot.store.rooms import Rooms
from bot.store.sent import Sent
from bot.store.signposts import Signposts
from bot.store.timers import Timers
from bot.store.tries import Tries
from bot.store.web_sessions import WebSessions

CONFLICTS = frozenset({"40001", "40P01"})
"""PostgreSQL's codes for a serialization failure and a deadlock: the transaction lost and may be tried again."""


_TOLD = select(func.clock_timestamp())

Told = tuple[datetime, float]
"""A moment by the clock that all processes share, and when it was told, by ``monotonic``."""

SEVERAL = 3
"""Transactions that fill the waiting for PostgreSQL's answers; more only wait for one another's turn in this process."""


class Store:
    """What a command sees of the database, inside one transaction: an aggregate each, made when it is asked for."""

    def __init__(
        self, connection: AsyncConnection, clock: Clock, aside: Aside, *, hasty: bool = False, told: Told | None = None
    ) -> None:
        self._connection, self._clock, self._aside, self._hasty = connection, clock, aside, hasty
        self._told = told

    @cached_property
    def learners(self) -> Learners:
        return Learners(self._connection, self.posts)

    @cached_property
    def facts(self) -> Facts:
        return Facts(self._connection)

    @cached_property
    def log(self) -> Log:
        return Log(self._connection)

    @cached_property
    def ledger(self) -> Ledger:
        return Ledger(self._connection)

    @cached_property
    def held(self) -> Held:
        return Held(self._connection)

    @cached_property
    def sent(self) -> Sent:
        return Sent(self._connection)

    @cached_property
    def timers(self) -> Timers:
        return Timers(self._connection)

    @cached_property
    def rates(self) -> Rates:
        return Rates(self._connection)

    @cached_property
    def drafts(self) -> Drafts:
        return Drafts(self._connection, self._aside, hasty=self._hasty)

    @cached_property
    def roadmaps(self) -> Roadmaps:
        return Roadmaps(self._connection, self._aside, hasty=self._hasty)

    @cached_property
    def buttons(self) -> Buttons:
        return Buttons(self._connection)

    @cached_property
    def inbox(self) -> Inbox:
        return Inbox(self._connection)

    @cached_property
    def links(self) -> Links:
        return Links(self._connection)

    @cached_property
    def calendars(self) -> Calendars:
        return Calendars(self._connection)

    @cached_property
    def web(self) -> WebSessions:
        return WebSessions(self._connection)

    @cached_property
    def group_marks(self) -> GroupMarks:
        return GroupMarks(self._connection)

    @cached_property
    def signposts(self) -> Signposts:
        return Signposts(self._connection)

    @cached_property
    def portfolios(self) -> Portfolios:
        return Portfolios(self._connection)

    @cached_property
    def marks(self) -> Marks:
        return Marks(self._connection)

    @cached_property
    def tries(self) -> Tries:
        return Tries(self._connection)

    @cached_property
    def groups(self) -> Groups:
        return Groups(self._connection)

    @cached_property
    def keepers(self) -> Keepers:
        return Keepers(self._connection)

    @cached_property
    def leaders(self) -> Leaders:
        return Leaders(self._connection)

    @cached_property
    def figures(self) -> KeptFigures:
        return KeptFigures(self._connection)

    @cached_property
    def members(self) -> Members:
        return Members(self._connection, self.posts)

    @cached_property
    def posts(self) -> Posts:
        return Posts(self._connection)

    @cached_property
    def answers(self) -> Answers:
        return Answers(self._connection, self.posts.erasing)

    @cached_property
    def common_goals(self) -> CommonGoals:
        return CommonGoals(self._connection)

    @cached_property
    def hurrahs(self) -> Hurrahs:
        return Hurrahs(self._connection)

    @cached_property
    def helping(self) -> Helping:
        return Helping(self._connection)

    @cached_property
    def orders(self) -> Orders:
        return Orders(self._connection)

    @cached_property
    def partners(self) -> Partners:
        return Partners(self._connection)

    @cached_property
    def meetings(self) -> Meetings:
        return Meetings(self._connection)

    @cached_property
    def rooms(self) -> Rooms:
        return Rooms(self._connection)

    @cached_property
    def belongings(self) -> Belongings:
        return Belongings(self._connection)

    @cached_property
    def operating(self) -> Operating:
        return Operating(self._connection)

    @property
    def has_forgotten(self) -> bool:
        """Whether a learner was deleted in this transaction."""
        return self.learners.has_forgotten

    @property
    def has_filed(self) -> bool:
        """Whether this transaction has entered anything in the ledger."""
        return self.ledger.entered + self.posts.erasing.entered > 0

    @asynccontextmanager
    async def on_trial(self) -> AsyncIterator[None]:
        """What is stored inside is taken back at the end of it."""
        trial = await self._connection.begin_nested()
        try:
            yield
        finally:
            await trial.rollback()

    @asynccontextmanager
    async def apart(self) -> AsyncIterator[None]:
        """What is stored inside is taken back where it raises, and what comes after goes on as if it had not been tried. Raises Conflict
        and DatabaseGone as the whole transaction does, which is over then."""
        with _worded():
            async with self._connection.begin_nested():
                yield

    async def worked_out(self, works: Mapping[Hashable, Work]) -> Mapping[Hashable, Any]:
        """What takes long, worked out aside, by what it is remembered by. Raises NotReady in a hasty transaction, and what
        the work raises."""
        return await self._aside.ready(works, hasty=self._hasty)

    async def now(self) -> datetime:
        """The moment by the clock that all processes share: PostgreSQL's own, unless the clock is one that is moved. It is
        asked once in a transaction; what has passed since then is the same by any clock."""
        if self._clock is not system_clock or self._connection.dialect.name != "postgresql":
            return self._clock()
        if self._told is None:
            self._told = (await self._connection.execute(_TOLD)).scalar_one(), monotonic()
        told, at = self._told
        return told + timedelta(seconds=monotonic() - at)

    async def look(self, platforms: Collection[str], *, rows_alone: bool = False) -> Seen:
        """What waits for the nudges of these platforms, in one statement, which tells the moment as well; of ``rows_alone`` no
        learners, groups and deletions are looked at."""
        found = await seen(self._connection, tuple(platforms), rows_alone=rows_alone)
        if found.clock:
            self._told = found.clock, monotonic()
        return found

    async def holds_any(self, *conditions: ColumnElement[bool]) -> bool:
        """Whether one of these is so, as aggregates have them, in one statement."""
        return await holds_any(self._connection, conditions)


class Database:
    """One database by its SQLAlchemy URL. Raises OperatorError for a URL it cannot use."""

    def __init__(self, url: str, clock: Clock = system_clock) -> None:
        self.engine = engine_for(url)
        self._reader = reader_of(self.engine)
        self._aside, self._residue = Aside(), Residue(self._reader)
        self._clock = clock
        self._forgetting: list[Callable[[], None]] = []

    def when_forgotten(self, call: Callable[[], None]) -> None:
        """Have this called, which may not wait, as soon as a learner was deleted by this process."""
        self._forgetting.append(call)

    @property
    def at_once(self) -> int:
        """How many transactions that write are worth having open at once in this process."""
        return 1 if self.engine.dialect.name == "sqlite" else SEVERAL

    @asynccontextmanager
    async def store(
        self, *, hasty: bool = False, lasting: bool = True, told: Told | None = None
    ) -> AsyncIterator[Store]:
        """One transaction: committed when the block ends, rolled back when it raises. Where a learner was deleted, what
        SQLite keeps of them on the disk is left for ``wipe``, which takes long and must hold nobody up.

        A ``hasty`` one works nothing out while others wait for the writer's turn: it raises NotReady, to be tried again
        after ``work_out``. Try it a few times only: what is remembered is bounded, and it may ask for more.

        One that is not ``lasting`` may be taken back by a power cut, with all that was committed after the last lasting one;
        it is for what the next look finds anew.

        What was ``told`` to a transaction just before is not asked for again.

        On SQLite it takes the writer's turn at once. Raises Conflict where another transaction won, DatabaseGone where
        the database does not answer.
        """
        with _worded():
            async with transaction(self.engine, lasting=lasting) as connection:
                store = Store(connection, self._clock, self._aside, hasty=hasty, told=told)
                yield store
        if store.has_forgotten:
            self._residue.is_left()
            for call in self._forgetting:
                call()

    @asynccontextmanager
    async def reading(self, *, brief: bool = False) -> AsyncIterator[Store]:
        """One transaction that only looks: it waits for no writer, and whoever writes in it gets the database's own
        error. A ``brief`` one asks for no more than a command does; what is read in it is read at once on SQLite, where the way into
        a thread would take longer. Raises DatabaseGone where the database does not answer."""
        with _worded(reading=True):
            async with transaction(self._reader, brief=brief) as connection:
                yield Store(connection, self._clock, self._aside)

    async def work_out(self, lacking: NotReady) -> None:
        """Work out what a hasty transaction lacked. Raises what the work raises."""
        await self._aside.work_out(lacking.works)

    async def wipe(self) -> bool:
        """Wipe out what deletions have left on the disk; False where somebody is in the way, and the next look of the
        nudges tries again."""
        return await self._residue.wipe()

    async def check(self) -> None:
        """Answer a trivial question, or raise what stands in the way."""
        async with self.engine.connect() as connection:
            await connection.execute(text("SELECT 1"))

    async def close(self) -> None:
        await self.engine.dispose()
        await self._reader.dispose()


@contextmanager
def _worded(*, reading: bool = False) -> Iterator[None]:
    """The database's errors as the bot's own, where it has one for them."""
    try:
        yield
    except NoneLeft as error:  # no connection was given back for too long
        raise DatabaseGone from error
    except IntegrityError as error:
        raise RuleBroken from error
    except DBAPIError as error:
        if _lost(error):
            raise Conflict from error
        if error.connection_invalidated or (
            isinstance(error, OperationalError) and not _mistaken(error) and not (reading and _forbidden(error))
        ):
            raise DatabaseGone from error
        raise


def _lost(error: DBAPIError) -> bool:
    """Whether another transaction was in the way."""
    return getattr(error.orig, "sqlstate", None) in CONFLICTS or "database is locked" in str(error.orig)


def _mistaken(error: DBAPIError) -> bool:
    """Whether SQLite can make nothing of a statement, which is a bug; PostgreSQL has classes of their own for that. Where a table is
    missing, it is the database that is gone: its file was taken away, and a new one opened."""
    is_odd = getattr(error.orig, "sqlite_errorname", "") == "SQLITE_ERROR"
    return is_odd and "no such table" not in str(error.orig)


def _forbidden(error: DBAPIError) -> bool:
    """Whether SQLite refused to write where only reading was asked for; PostgreSQL has a class of its own for that."""
    return "readonly database" in str(error.orig)
