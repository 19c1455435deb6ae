"""The digest: what a study group hears once a week, and how often while nothing happens. It tells of those who joined,
names no promise that was not kept, and asks for one thing."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from roadmap.chains import Window
from roadmap.group.board import Totals, joined, totals
from roadmap.group.common_dates import CommonDates
from roadmap.group.helpers import HelpRequest
from roadmap.group.member import Member
from roadmap.group.promises import PromiseOutcome
from roadmap.model import Roadmap, Topic
from roadmap.streak import WEEK

DAY = timedelta(days=1)


MOST_DAYS = 21
"""Since the last digest, from which on a digest tells of a week and not of all of them."""


class Cadence(StrEnum):
    """How often a digest comes."""

    WEEKLY = "weekly"
    FORTNIGHTLY = "fortnightly"


class Ask(StrEnum):
    """What a digest asks for: one thing."""

    HELP = "help"
    FINISH = "finish"
    BEGIN = "begin"
    PROMISE = "promise"
    PARTNER = "partner"
    CHECK_IN = "check in"


@dataclass(frozen=True, slots=True)
class CallToAction:
    """The call to action; with the request to help with, or the topic to finish or begin."""

    ask: Ask
    topic: Topic | None = None
    request: HelpRequest | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Possible:
    """What a digest may ask for, of what it does not see for itself: a ``promise`` if somebody has a partner to give it to, and a
    ``partner`` if somebody who has none, and has asked for none, is not alone in the group. ``begun`` are the topics, by slug, that
    everybody has begun."""

    promise: bool = False
    partner: bool = True
    begun: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class OnTopic:
    """Who is on a topic now, in alphabetical order."""

    topic: Topic
    members: tuple[Member, ...]


@dataclass(frozen=True, slots=True)
class Expected:
    """A topic that the group's own plan has a place for in a week. ``begins``, ``target`` and ``limit`` are days of
    that week, or None where they lie outside it."""

    topic: Topic
    begins: date | None
    target: date | None
    limit: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Digest:
    """The ``days`` from ``week`` on, of a group on this roadmap. Members in alphabetical order, topics in the roadmap's;
    ``kept`` are those who kept their promise. ``call`` is None where nothing is possible. ``quiet`` says that nothing happened: then
    only the call is worth saying."""

    roadmap: Roadmap
    week: date
    days: int
    completed: tuple[Member, ...]
    on_now: tuple[OnTopic, ...]
    kept: tuple[Member, ...]
    requests: tuple[HelpRequest, ...]
    expected: tuple[Expected, ...]
    totals: Totals
    call: CallToAction | None
    quiet: bool

    @property
    def ahead(self) -> date:
        """The first of the seven days that follow."""
        return self.week + self.days * DAY


def days_told(day: date, before: date | None = None) -> tuple[date, int]:
    """The first of the days that a digest on ``day`` tells of, and how many they are: those since the one ``before``, the seven before
    it where that is three weeks ago or there was none. So none is missed and none told twice when the weekday is changed; on
    Mondays it is the ISO week that is over."""
    days = (day - before).days if before else WEEK.days
    return (day - WEEK, WEEK.days) if days >= MOST_DAYS else (day - days * DAY, days)


def make_digest(
    members: Iterable[Member],
    requests: Iterable[HelpRequest],
    roadmap: Roadmap,
    *,
    start: date,
    end: date | None = None,
    week: date,
    days: int = 7,
    possible: Possible = Possible(),
) -> Digest:
    """The digest of the ``days`` from ``week`` on, for a group whose common dates go from ``start`` to ``end``; it asks for nothing but
    what is ``possible``.

    ``members`` are those of that week; ``requests`` the open ones, of which only those by a joined member are told,
    the oldest first. What is expected is told of the seven days that follow.
    """
    seen = joined(members)
    open_requests = _told(requests, seen)
    ahead = expected(roadmap, CommonDates(start, end), week + days * DAY)
    added = totals(seen)
    quiet = _nothing_happened(seen, added, open_requests, week, days)
    return Digest(
        roadmap=roadmap,
        week=week,
        days=days,
        completed=tuple(one for one in seen if one.completed),
        on_now=_on_now(seen, roadmap),
        kept=tuple(one for one in seen if one.promise is PromiseOutcome.KEPT),
        requests=open_requests,
        expected=ahead,
        totals=added,
        call=CallToAction(Ask.CHECK_IN) if quiet else _call(seen, open_requests, ahead, possible),
        quiet=quiet,
    )


def expected(roadmap: Roadmap, common: CommonDates, week: date) -> tuple[Expected, ...]:
    """What the common dates say of the seven days from ``week`` on: the topics whose short range touches them, and those whose
    limit day is among them; in the plan's order."""
    windows = common.plan(roadmap, common.first_day).windows
    seen = ((topic, windows[topic.slug]) for topic in roadmap.order if topic.slug in windows)
    return tuple(_expected(topic, window, week) for topic, window in seen if _concerns(window, week))


def cadence(quiet_weeks: int) -> Cadence:
    """How often the digest comes after so many quiet weeks in a row, the last one included."""
    return Cadence.WEEKLY if quiet_weeks < 2 else Cadence.FORTNIGHTLY


def goes_out(quiet_weeks: int) -> bool:
    """Whether the digest of a week is sent, the last of ``quiet_weeks`` quiet ones in a row (0: it had life).

    The first two quiet weeks are told, then every second one; a week with life always is.
    """
    return cadence(quiet_weeks) is Cadence.WEEKLY or quiet_weeks % 2 == 0


def _nothing_happened(
    seen: Sequence[Member], added: Totals, requests: Sequence[HelpRequest], week: date, days: int
) -> bool:
    """Nobody studied, completed, helped, kept a promise even partly, or asked within the days."""
    promises = any(one.promise in {PromiseOutcome.KEPT, PromiseOutcome.PARTLY} for one in seen)
    asked = any(week <= request.asked_on < week + days * DAY for request in requests)
    return not (added.studied or added.completed or added.helped or promises or asked)


def _told(requests: Iterable[HelpRequest], seen: Sequence[Member]) -> tuple[HelpRequest, ...]:
    known = {one.id for one in seen}
    ours = (request for request in requests if request.asker in known)
    return tuple(sorted(ours, key=lambda request: (request.asked_on, request.name.casefold(), request.asker)))


def _on_now(seen: Sequence[Member], roadmap: Roadmap) -> tuple[OnTopic, ...]:
    slugs = {one.id: {topic.slug for topic in one.topics} for one in seen}
    groups = (OnTopic(t, tuple(one for one in seen if t.slug in slugs[one.id])) for t in roadmap.order)
    return tuple(group for group in groups if group.members)


def _concerns(window: Window, week: date) -> bool:
    return (window.start < week + WEEK and window.target >= week) or week <= window.limit < week + WEEK


def _expected(topic: Topic, window: Window, week: date) -> Expected:
    begins, target, limit = (
        day if week <= day < week + WEEK else None for day in (window.start, window.target, window.limit)
    )
    return Expected(topic, begins, target, limit)


def _call(
    seen: Sequence[Member], requests: Sequence[HelpRequest], ahead: Sequence[Expected], possible: Possible
) -> CallToAction | None:
    """Whoever waits comes first, if anybody else is there, then what the plan ends or begins next, then a promise, or somebody to
    give it to."""
    waiting = next((one for one in requests if any(other.id != one.asker for other in seen)), None)
    if waiting:
        return CallToAction(Ask.HELP, waiting.topic, waiting)
    on_now = {topic.slug for one in seen for topic in one.topics}
    ending = next((one.topic for one in ahead if (one.target or one.limit) and one.topic.slug in on_now), None)
    if ending:
        return CallToAction(Ask.FINISH, ending)
    beginning = next((one.topic for one in ahead if one.begins and one.topic.slug not in possible.begun), None)
    if beginning:
        return CallToAction(Ask.BEGIN, beginning)
    if possible.promise:
        return CallToAction(Ask.PROMISE)
    return CallToAction(Ask.PARTNER) if possible.partner else None
