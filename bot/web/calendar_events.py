"""The events of a learner's calendar: the windows of their plans, their study times, and the certificates they planned."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from hashlib import sha256

from bot.store import Learner
from bot.texts import calendar_feed as texts
from roadmap.model import Roadmap
from roadmap.plan import Plan
from roadmap.progress import Pause
from roadmap.proofs import Held, Proofs
from roadmap.study_times import StudyTime, StudyTimes, stamp
from roadmap.writing.calendar_file import described
from roadmap.writing.editions import FeedEvent
from roadmap.writing.windows import entries_of

DAY = timedelta(days=1)
AHEAD = timedelta(days=366)
"""For how long the days of a pause are left out one by one."""

USUAL = timedelta(minutes=30)
"""How long a study time takes of which that was not said."""


def plan_events(plan: Plan, proofs: Proofs) -> Iterator[FeedEvent]:
    """The windows of a plan, and the certificates that are planned on its roadmap. While it is paused without an end nothing of it has
    its days: they would be later by one every day."""
    if all(pause.back for pause in plan.progress.pauses):
        yield from _windows(plan)
    yield from _certificates(proofs, plan)


def study_events(plan: Plan, learner: Learner, made: date) -> Iterator[FeedEvent]:
    """The study times, as the plan under way has them, from the day on which the address was ``made``."""
    times = learner.study
    return _studies(times, plan, made) if times and times.on else iter(())


def _windows(plan: Plan) -> Iterator[FeedEvent]:
    for entry in entries_of(plan):
        link = entry.links[0][1] if entry.links else ""
        key = f"window.{plan.roadmap.slug}.{entry.slug}"
        description = "\n".join([plan.roadmap.title, described(entry)])
        yield FeedEvent(key, entry.summary, entry.start, entry.limit + DAY, description, link)


def _studies(times: StudyTimes, plan: Plan, made: date) -> Iterator[FeedEvent]:
    """Those of one time of day, length and topic are one event, so that a weekday more or less changes it."""
    alike: dict[tuple[object, ...], list[StudyTime]] = {}
    for one in times.times:
        alike.setdefault((one.at, one.minutes, one.topic), []).append(one)
    for group in alike.values():
        if event := _study(group, times, plan, made):
            yield event


def _study(group: Sequence[StudyTime], times: StudyTimes, plan: Plan, made: date) -> FeedEvent | None:
    one, weekdays = group[0], tuple(each.weekday for each in group)
    first = min(made + (weekday - made.weekday()) % 7 * DAY for weekday in weekdays)
    pauses = plan.progress.pauses
    until = next((pause.first for pause in pauses if pause.back is None), None)
    if until is not None and until <= first:
        return None
    length = timedelta(minutes=one.minutes) if one.minutes else USUAL
    skipped = {day for day in _days_of(times) if stamp(day, one.at) in times.skipped}
    out = {day for day in (*skipped, *_paused(pauses, plan.today)) if day >= first and day.weekday() in weekdays}
    return FeedEvent(
        key=f"study.{one.at.isoformat('minutes')}.{one.minutes or 0}.{one.topic}",
        summary=_called(one, plan.roadmap),
        start=datetime.combine(first, one.at),
        end=datetime.combine(first, one.at) + length,
        weekdays=weekdays,
        left_out=tuple(sorted(out)),
        until=until,
    )


def _called(one: StudyTime, roadmap: Roadmap) -> str:
    topic = roadmap.by_slug.get(one.topic)
    return texts.study_of(topic.title) if topic else texts.study()


def _days_of(times: StudyTimes) -> Iterator[date]:
    """The days on which one was left out."""
    for skipped in times.skipped:
        yield date.fromisoformat(skipped.partition(" ")[0])


def _paused(pauses: Sequence[Pause], today: date) -> Iterator[date]:
    """The days of the pauses that have an end, as far ahead as they are left out."""
    for pause in pauses:
        day, back = pause.first, min(pause.back, today + AHEAD) if pause.back else pause.first
        while day < back:
            yield day
            day += DAY


def _certificates(proofs: Proofs, plan: Plan) -> Iterator[FeedEvent]:
    for one in proofs.certificates.values():
        if one.held is Held.PLANNED and one.day > plan.today:
            key = f"certificate.{plan.roadmap.slug}.{one.topic}.{sha256(one.name.encode()).hexdigest()[:16]}"
            yield FeedEvent(key, texts.certificate(one.name), one.day, one.day + DAY, url=one.link)
