"""/calendar/SECRET.ics: a learner's plan as a feed that calendars read. Whoever has the address reads it, and nobody else: one that
is wrong and one that was taken back look alike."""

import asyncio
import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime, parsedate_to_datetime
from hashlib import sha256
from math import ceil
from typing import TYPE_CHECKING

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from bot.chat.library import find_roadmaps
from bot.clock import Clock
from bot.errors import BotError
from bot.nudges.plans import plan_of
from bot.store import Contact, Database
from bot.store.calendars import SELDOM, CalendarAddress
from bot.texts import calendar_feed as texts
from bot.web.calendar_events import events_of
from bot.web.pace import Pace
from roadmap.facts import ProgressEvent
from roadmap.model import Roadmap
from roadmap.proofs import proofs
from roadmap.writing.editions import Edition, FeedEvent, FeedHead, revised
from roadmap.writing.feed import write_feed

if TYPE_CHECKING:
    from collections.abc import Mapping

MOST, SPAN = 60, timedelta(hours=1)
"""Calendars come a few times a day; whoever tries things out may come once a minute."""

MOST_AT_ONCE = 2
"""Feeds that are written at a time: each takes a thread for some milliseconds."""

RETRY_SECONDS = "300"

SECRET = re.compile(r"[A-Za-z0-9_-]{20,64}")
"""What may be the secret part of an address; nothing else is looked up."""

HEADERS = {
    "Cache-Control": "private, no-cache",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Robots-Tag": "noindex",
}


@dataclass(frozen=True, slots=True)
class Told:
    """What a feed is made of."""

    address: CalendarAddress
    contact: Contact
    roadmap: Roadmap | None
    events: tuple[ProgressEvent, ...]
    known: "Mapping[str, Edition]"


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed that is written, its events that changed since it was last read, and since when it has been as it is, to the second."""

    body: bytes
    news: "Mapping[str, Edition]"
    content: str
    changed: datetime


class CalendarPage:
    """Answers calendars."""

    def __init__(self, database: Database, clock: Clock, default_zone: str) -> None:
        self._database, self._clock, self._default_zone = database, clock, default_zone
        self._pace, self._hands = Pace(MOST, SPAN), asyncio.Semaphore(MOST_AT_ONCE)

    @property
    def routes(self) -> list[Route]:
        return [Route("/calendar/{secret}.ics", self.show)]

    async def show(self, request: Request) -> Response:
        """The feed; 304 for a calendar that has it as it is, 404 where there is none, 429 for one that comes too often, 503 where it is
        not to be had just now."""
        try:
            return await self._shown(request)
        except BotError:
            return PlainTextResponse("Not just now.\n", 503, {**HEADERS, "Retry-After": RETRY_SECONDS})

    async def _shown(self, request: Request) -> Response:
        told = await self._told(request.path_params["secret"])
        if told is None:
            return PlainTextResponse("There is no such calendar.\n", 404, HEADERS)
        now = self._clock()
        if wait := self._pace.wait(told.address.id, now):
            return PlainTextResponse("Too often.\n", 429, {**HEADERS, "Retry-After": str(ceil(wait.total_seconds()))})
        async with self._hands:
            feed = await asyncio.to_thread(_written, told, self._default_zone, now)
        await self._keep(told, feed, now)
        return _answer(request, feed)

    async def _told(self, secret: str) -> Told | None:
        if not SECRET.fullmatch(secret):
            return None
        async with self._database.reading() as store:
            address = await store.calendars.behind(secret)
            contact = (await store.learners.by_ids([address.account_id])).get(address.account_id) if address else None
            if address is None or contact is None:
                return None
            known = await store.calendars.editions(address)
            if contact.enrolment is None:
                return Told(address, contact, None, (), known)
            slug = contact.enrolment.roadmap
            roadmap = (await find_roadmaps(store, [slug])).get(slug)
            return Told(address, contact, roadmap, await store.facts.of(contact.enrolment.ids), known)

    async def _keep(self, told: Told, feed: Feed, now: datetime) -> None:
        """What calendars were told they may be asked about later; when they came is kept to the hour."""
        is_noted = told.address.read_at is not None and now - told.address.read_at < SELDOM
        if is_noted and feed.content == told.address.content:
            return
        async with self._database.store() as store:
            await store.calendars.revise(told.address, feed.news)
            await store.calendars.read(told.address, feed.content, now)


def _written(told: Told, default_zone: str, now: datetime) -> Feed:
    learner, roadmap, made = told.contact.learner, told.roadmap, told.address.made_at
    zone = learner.zone_or(default_zone)
    events: tuple[FeedEvent, ...] = ()
    name = ""
    if roadmap and told.contact.enrolment:
        strands = {told.contact.enrolment.ids: told.events}
        plan = plan_of(told.contact.enrolment, roadmap, strands, now.astimezone(zone).date())
        events = events_of(plan, learner, proofs(told.events), made.astimezone(zone).date())
        name = roadmap.title
    news = revised(events, told.known, zone.key, now)
    editions = {**told.known, **news}
    title = texts.calendar_of(name) if name else texts.of_nothing()
    body = write_feed(FeedHead(title, told.address.id, zone, made), events, editions)
    content = sha256(body).hexdigest()
    same = told.address.changed_at if content == told.address.content else None
    return Feed(body, news, content, (same or now).replace(microsecond=0))


def _answer(request: Request, feed: Feed) -> Response:
    """The feed, or that the calendar has it already, by its tag or, where it names none, by the moment of the last change."""
    tag = f'"{feed.content[:32]}"'
    headers = {**HEADERS, "ETag": tag, "Last-Modified": format_datetime(feed.changed.astimezone(UTC), usegmt=True)}
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
    except ValueError:
        return False
    return moment.tzinfo is not None and changed <= moment
