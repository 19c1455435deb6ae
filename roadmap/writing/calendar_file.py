"""A plan written as an iCalendar file (RFC 5545): an all-day event for each window, the same UID every time."""

from datetime import datetime, timedelta

from icalendar import Calendar, Event
from icalendar.enums import TRANSP

from roadmap.model import Status, Topic
from roadmap.plan import Plan, Window

PRODUCT = "-//Roadmate//A learning roadmap//EN"
DAY = timedelta(days=1)


def write_calendar(plan: Plan, *, learner: int, stamp: datetime) -> bytes:
    """The windows of all topics that are not finished, each from its first day to its limit day, both inclusive.

    Days are dates without a zone, so that they are the same days wherever the calendar is opened. ``learner`` makes the
    UIDs those of one person, so that a later file updates the events of an earlier one. ``stamp`` is when the file is
    written, aware.
    """
    events = [
        _event(plan, topic, plan.windows[topic.slug], learner, stamp)
        for topic in plan.roadmap.order
        if topic.slug in plan.windows and not plan.progress.of(topic.slug).finished
    ]
    calendar = Calendar.new(
        name=plan.roadmap.title, prodid=PRODUCT, subcomponents=events, uid=f"{plan.roadmap.slug}.{learner}@roadmate"
    )
    return bytes(calendar.to_ical())


def _event(plan: Plan, topic: Topic, window: Window, learner: int, stamp: datetime) -> Event:
    going_on = plan.progress.of(topic.slug).status is Status.GOING_ON
    return Event.new(
        uid=f"{plan.roadmap.slug}.{topic.slug}.{learner}@roadmate",
        stamp=stamp,
        summary=f"{'🟡 ' if going_on else ''}{topic.title}",
        description=_description(topic, window),
        start=window.start,
        end=window.limit + DAY,
        transparency=TRANSP.TRANSPARENT,
        url=next((resource.link for resource in topic.resources if resource.link), None),
    )


def _description(topic: Topic, window: Window) -> str:
    target = f"Target day: {window.target.isoformat()}. Limit day: {window.limit.isoformat()}."
    links = [f"{resource.name}: {resource.link}" for resource in topic.resources if resource.link]
    return "\n".join([target, *links])
