"""What has changed for whom: one look at the database, several times a second, for all pages that are open in this process. So it
makes no difference in which process, or on which platform, something was said; and where no page is open, nobody looks."""

import asyncio
from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Protocol

import structlog

from bot.clock import Clock
from bot.errors import BotError
from bot.store import Database, Store
from bot.store.marks import Mark
from bot.store.values import zone_of

LOOK_SECONDS = 0.25
"""Between two looks: what is said is to be on the page within a second."""

SURE = timedelta(seconds=20)
"""After which it is looked even where nothing was committed: a day ends by itself, and so does a session."""

CALM_SECONDS = 3.0
"""Between two changes that all who have the page of one group open are told of, for each is made anew at once."""

GONE_SECONDS = 5.0
"""Until the next look at a database that did not answer."""

MOST_BY_SESSION = 8
"""Of one browser, which closes those that nobody sees; one more ends the oldest."""

log = structlog.get_logger()


class Open(Protocol):
    """A page that is open. ``session`` is the browser it is open in, ``group`` the group whose page it is, None for a learner's own;
    ``tell`` is called with the mark of what it is to show, ``end`` once it is to show nothing more, and ``give_way`` where another is to
    be live in its place; none may wait."""

    @property
    def session(self) -> int: ...

    @property
    def group(self) -> int | None: ...

    def tell(self, mark: str) -> None: ...

    def end(self) -> None: ...

    def give_way(self) -> None: ...


class Watch:
    """Looks for all that are open. ``most`` of them at a time, and ``every`` so many seconds."""

    def __init__(
        self, database: Database, clock: Clock, default_zone: str, *, most: int, every: float = LOOK_SECONDS
    ) -> None:
        self._database, self._clock, self._default_zone = database, clock, default_zone
        self._most, self._every = most, every
        self._open: defaultdict[int, dict[Open, None]] = defaultdict(dict)
        self._count = 0
        self._wanted = asyncio.Event()
        self._pulse: str | None = None
        self._looked_at: datetime | None = None
        self._told: dict[int, tuple[str, float]] = {}

    @property
    def is_full(self) -> bool:
        """Whether there is no room for one more."""
        return self._count >= self._most

    @property
    def is_wanted(self) -> bool:
        """Whether any page is open."""
        return bool(self._open)

    @contextmanager
    def over(self, page: Open) -> Iterator[None]:
        """Look for this page until the block ends."""
        mine = self._open[page.session]
        if len(mine) >= MOST_BY_SESSION:
            oldest = next(iter(mine))  # of a browser whose connection was lost, which nobody has noticed yet
            del mine[oldest]
            self._count -= 1
            oldest.give_way()
        mine[page] = None
        self._count += 1
        self._looked_at = None
        self._wanted.set()
        try:
            yield
        finally:
            if page in mine:
                del mine[page]
                self._count -= 1
            if (
                not mine and self._open.get(page.session) is mine
            ):  # one that gave way may end after all that were open then
                del self._open[page.session]

    async def run(self) -> None:
        """Look for as long as pages are open, until cancelled. Whatever goes wrong, pages come again, and it is tried anew."""
        while True:
            await self._wanted.wait()
            try:
                await self._look()
                pause = self._every
            except BotError:
                self._looked_at, pause = None, GONE_SECONDS
            except Exception:
                log.exception("watch_broke")
                self._looked_at, pause = None, GONE_SECONDS
                for page in self._pages():
                    page.end()
            await asyncio.sleep(pause)
            if not self.is_wanted:
                self._wanted.clear()

    async def _look(self) -> None:
        async with self._database.reading() as store:
            if await self._is_as_before(store):
                return
            now, pages = self._clock(), self._pages()
            learners = await store.marks.behind(list(self._open), now)
            marks = await store.marks.of(set(learners.values()))
            groups = await store.group_marks.of({page.group for page in pages if page.group is not None}, now)
            theirs = await store.group_marks.joined(groups, learners.values())
        waiting = self._waiting(groups)
        for page in pages:
            learner = learners.get(page.session, 0)
            mark = marks.get(learner) if page.group is None else theirs.get((page.group, learner))
            if mark is None:
                page.end()
            elif page.group not in waiting:
                page.tell(stamp(mark, self._default_zone, now))

    def _waiting(self, marks: Mapping[int, Mark]) -> frozenset[int]:
        """The groups whose pages were told of another change so lately that they hear of this one later."""
        now, waiting = asyncio.get_running_loop().time(), set()
        told = {group: self._told.get(group, (mark.content, now - CALM_SECONDS)) for group, mark in marks.items()}
        for group, mark in marks.items():
            before, at = told[group]
            if mark.content == before:
                continue
            if now - at < CALM_SECONDS:
                waiting.add(group)
            else:
                told[group] = mark.content, now
        self._told = told
        if waiting:
            self._looked_at = None
        return frozenset(waiting)

    async def _is_as_before(self, store: Store) -> bool:
        """Whether nothing was committed since the last look, which is asked at little cost where the database can say so."""
        pulse, now = await store.marks.pulse(), self._clock()
        is_sure = self._looked_at is not None and now - self._looked_at < SURE
        if pulse is not None and pulse == self._pulse and is_sure:
            return True
        self._pulse, self._looked_at = pulse, now
        return False

    def _pages(self) -> list[Open]:
        return [page for pages in self._open.values() for page in pages]


def stamp(mark: Mark, default_zone: str, now: datetime) -> str:
    """The mark with the day of the learner, or the group, for what is to be done today is another thing tomorrow."""
    return f"{mark.content}.{now.astimezone(zone_of(mark.zone, default_zone)).date()}"
