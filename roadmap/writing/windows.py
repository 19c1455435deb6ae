"""What a calendar file tells of a plan: its windows, apart from how they are written."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from roadmap.chains import Window
from roadmap.model import Status, Topic
from roadmap.plan import Plan


@dataclass(frozen=True, slots=True)
class WindowEntry:
    """A window to be written: of which topic, from ``start`` to ``limit``, both inclusive; ``links`` are names with
    addresses. ``wished`` says that it is a share of the days up to an end that the learner named."""

    slug: str
    summary: str
    start: date
    target: date
    limit: date
    links: tuple[tuple[str, str], ...]
    wished: bool


@dataclass(frozen=True, slots=True)
class Book:
    """What a file is about: a roadmap, and a learner, who makes the UIDs those of one person, so that a later file updates
    the events of an earlier one. ``stamp`` is when the file is written, aware."""

    slug: str
    title: str
    learner: int
    stamp: datetime


def entries_of(plan: Plan) -> Iterator[WindowEntry]:
    """The windows that are written, in the plan's order."""
    for topic in plan.unfinished:
        if window := plan.windows.get(topic.slug):
            yield _entry(plan, topic, window)


def _entry(plan: Plan, topic: Topic, window: Window) -> WindowEntry:
    links = tuple((resource.name, resource.link) for resource in topic.resources if resource.link)
    sign = "🟡 " if plan.progress.of(topic.slug).status is Status.GOING_ON else ""
    stage = f" · {topic.stage}" if topic.stage and plan.roadmap.stages.is_repeated(topic) else ""
    wished = plan.progress.end is not None
    return WindowEntry(
        topic.slug, f"{sign}{topic.title}{stage}", window.start, window.target, window.limit, links, wished
    )


def in_json(book: Book, entries: Iterator[WindowEntry]) -> dict[str, Any]:
    """All that a calendar file is written from, in values that JSON has."""
    return {
        "book": [book.slug, book.title, book.learner, book.stamp.isoformat()],
        "entries": [
            [
                one.slug,
                one.summary,
                *(day.isoformat() for day in (one.start, one.target, one.limit)),
                one.links,
                one.wished,
            ]
            for one in entries
        ],
    }


def book_in(said: list[Any]) -> Book:
    slug, title, learner, stamp = said
    return Book(slug, title, learner, datetime.fromisoformat(stamp))


def entry_in(said: list[Any]) -> WindowEntry:
    slug, summary, start, target, limit, links, wished = said
    first, aim, last = map(date.fromisoformat, (start, target, limit))
    return WindowEntry(slug, summary, first, aim, last, tuple((name, link) for name, link in links), wished)
