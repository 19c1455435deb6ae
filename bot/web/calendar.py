"""/calendar/SECRET.ics: a learner's plan as a feed that calendars read. Whoever has the address reads it, and nobody else: one that
is wrong and one that was taken back look alike."""

import asyncio
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime, parsedate_to_datetime
from hashlib import sha256
from zoneinfo import ZoneInfo

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.nudges.plans import plan_of
from bot.store.calendars import SELDOM
from bot.store.unguessable import may_be_secret
from bot.texts import calendar_feed as texts
from bot.texts import pages
from bot.web.calendar_events import plan_events, study_events
from bot.web.calendar_meetings import meetings_of
from bot.web.calendar_told import Told, told_of, whose
from bot.web.desk import Desk
from bot.web.limits import within
from bot.web.pace import Pace
from bot.web.refusals import Refused
from roadmap.proofs import proofs
from roadmap.writing.editions import Edition, FeedEvent, FeedHead, revised
from roadmap.writing.feed import write_feed

MOST, SPAN = 60, timedelta(hours=1)
"""Calendars come a few times a day; whoever tries things out may come once a minute."""

MOST_AT_ONCE = 2
"""Feeds that are written at a time: each takes a thread for some milliseconds."""

LONGEST_WAIT_SECONDS = 10.0
"""For a hand that is free to write. Whoever waits longer is told to come again, so that no crowd of them gathers."""

RETRY_SECONDS = 300

CACHED = "private, no-cache"
"""A feed may be kept by its calendar, which asks each time whether it is still so."""


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed that is written, its events that changed since it was last read, and since when it has been as it is, to the second."""

    body: bytes
    news: Mapping[str, Edition]
    content: str
    changed: datetime


@dataclass(frozen=True, slots=True)
class CalendarPage:
    """Answers calendars."""

    desk: Desk
    longest_wait_seconds: float = LONGEST_WAIT_SECONDS
    _pace: Pace = field(default_factory=lambda: Pace(MOST, SPAN))
    _hands: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(MOST_AT_ONCE))

    @property
    def routes(self) -> list[Route]:
        return [Route("/calendar/{secret}.ics", self.show)]

    async def show(self, request: Request) -> Response:
        """The feed; 304 for a calendar that has it as it is. Raises Refused: 404 where there is none, 429 for one that comes too
        often, 503 where too many wait."""
        now = self.desk.clock()
        told = await self._told(request.path_params["secret"], now)
        async with self._hand():
            feed = await asyncio.to_thread(written, told, self.desk.default_zone, now)
        await self._keep(told, feed, now)
        return answer_with(request, feed)

    @asynccontextmanager
    async def _hand(self) -> AsyncIterator[None]:
        """One of those that write, for as long as the block takes."""
        try:
            async with asyncio.timeout(self.longest_wait_seconds):
                await self._hands.acquire()
        except TimeoutError:
            raise Refused(503, pages.too_often(), retry_seconds=RETRY_SECONDS) from None
        try:
            yield
        finally:
            self._hands.release()

    async def _told(self, secret: str, now: datetime) -> Told:
        """What the calendar is made of. Raises Refused."""
        async with self.desk.database.reading() as store:
            found = await whose(store, secret) if may_be_secret(secret) else None
            if found is None:
                raise Refused(404, pages.not_there())
            within(self._pace, found[0].id, now)
            return await told_of(store, *found, self.desk.default_zone)

    async def _keep(self, told: Told, feed: Feed, now: datetime) -> None:
        """What calendars were told they may be asked about later; when they came is kept to the hour."""
        is_noted = told.address.read_at is not None and now - told.address.read_at < SELDOM
        if is_noted and feed.content == told.address.content:
            return
        async with self.desk.database.store() as store:
            await store.calendars.revise(told.address, feed.news)
            await store.calendars.read(told.address, feed.content, now)


def written(told: Told, default_zone: str, now: datetime) -> Feed:
    """The feed of what was told, as it is at a moment."""
    zone = told.contact.learner.zone_or(default_zone)
    events = [*_plans(told, zone, now), *meetings_of(told.meetings, told.hosts, now)]
    news = revised(events, told.known, zone.key, now)
    editions = {**told.known, **news}
    body = write_feed(FeedHead(_title(told), told.address.id, zone, told.address.made_at), events, editions)
    content = sha256(body).hexdigest()
    same = told.address.changed_at if content == told.address.content else None
    return Feed(body, news, content, (same or now).replace(microsecond=0))


def _plans(told: Told, zone: ZoneInfo, now: datetime) -> Iterator[FeedEvent]:
    """What is planned on each of the learner's roadmaps, and their study times, which are those of the one under way."""
    learner, made = told.contact.learner, told.address.made_at.astimezone(zone).date()
    for enrolment, roadmap, events in told.roadmaps:
        plan = plan_of(enrolment, roadmap, {enrolment.ids: events}, now.astimezone(zone).date())
        yield from plan_events(plan, proofs(events))
        if enrolment.roadmap == learner.roadmap:
            yield from study_events(plan, learner, made)


def _title(told: Told) -> str:
    """What the calendar is called: by the roadmap of who is on one alone."""
    titles = [roadmap.title for _, roadmap, _ in told.roadmaps]
    return texts.calendar_of(titles[0]) if len(titles) == 1 else texts.of_several()


def answer_with(request: Request, feed: Feed) -> Response:
    """The feed, or that the calendar has it already, by its tag or, where it names none, by the moment of the last change."""
    tag = f'"{feed.content[:32]}"'
    changed = format_datetime(feed.changed.astimezone(UTC), usegmt=True)
    headers = {"Cache-Control": CACHED, "ETag": tag, "Last-Modified": changed}
    tags, since = request.headers.get("if-none-match"), request.headers.get("if-modified-since")
    if tags is not None:
        has_it = tags.strip() == "*" or tag in {one.strip().removeprefix("W/") for one in tags.split(",")}
    else:
        has_it = since is not None and _is_as_new(since, feed.changed)
    if has_it:
        return Response(status_code=304, headers=headers)
    return Response(feed.body, headers=headers, media_type="text/calendar; charset=utf-8")


def _is_as_new(since: str, changed: datetime) -> bool:
    try:
        moment = parsedate_to_datetime(since)
    except (ValueError, OverflowError):
        return False
    return moment.tzinfo is not None and changed <= moment
