"""PURE: what can be measured of the words of a life: how alike two nudges in a row are, how many there were, and whether one
says that all is well where nothing was studied; and what came where it should not: after that day's study, or in a pause."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from difflib import SequenceMatcher
from itertools import pairwise
from statistics import median
from zoneinfo import ZoneInfo

from markupsafe import Markup

from bot.chat.library import library
from bot.platforms.console.renderer import plain
from simulation.lives import Life

WEEK = timedelta(days=7)
MOST_ALIKE, MOST_ALIKE_MEDIAN, MOST_TO_SILENT = 0.6, 0.5, 8
LINK = re.compile(r" ?\(https?://[^)]*\)|https?://\S+")
WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
WELL = re.compile(r"\bwell\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Measured:
    """Of a life the messages of every kind that came unasked, and of them the reminders at study times (the questions about these
    too); of the weekly nudges how alike the two in a row are that are most, the middle of all, the words of the longest, and when
    "well" was said without a study day in the week; and when something came after that day's study or in a pause."""

    habit: str
    messages: int
    reminders: int
    most_alike: float
    median: float
    longest: int
    unearned: tuple[datetime, ...]
    unwanted: tuple[datetime, ...]


def measured(life: Life) -> Measured:
    told = [words(one.text) for one in life.nudges]
    alike = [likeness(one, other) for one, other in pairwise(told)]
    return Measured(
        life.habit.name,
        len(life.unasked),
        len(life.reminders),
        max(alike, default=0.0),
        median(alike) if alike else 0.0,
        max(map(len, told), default=0),
        tuple(unearned(life)),
        (*reminded_after_study(life), *disturbed(life)),
    )


def in_the_middle(lives: Iterable[Life]) -> float:
    """The median of how alike two nudges in a row are, over all of them."""
    alike = [likeness(words(one.text), words(other.text)) for life in lives for one, other in pairwise(life.nudges)]
    return median(alike) if alike else 0.0


def likeness(one: Sequence[str], other: Sequence[str]) -> float:
    """From 0 to 1, of the lists of words."""
    return SequenceMatcher(None, one, other).ratio()


def words(text: Markup) -> list[str]:
    """The words of a message without titles, addresses and numbers."""
    said = LINK.sub(" ", plain(text))
    for title in _titles():
        said = said.replace(title, " ")
    return [word.casefold() for word in WORD.findall(said)]


def _titles() -> list[str]:
    """Of the shipped roadmaps, the longest first."""
    found = set()
    for roadmap in library().values():
        found.add(roadmap.title)
        for topic in roadmap.topics:
            found |= {topic.title, *(one.name for one in topic.resources), *(one.name for one in topic.certifications)}
            found |= {step.title for one in topic.resources for step in one.steps}
    return sorted(found, key=len, reverse=True)


def unearned(life: Life) -> Iterable[datetime]:
    """When "well" was said although nothing was studied in the week before."""
    for one in life.nudges:
        if WELL.search(plain(one.text)) and not any(one.at - WEEK <= day <= one.at for day in life.studied):
            yield one.at


def reminded_after_study(life: Life) -> Iterable[datetime]:
    """When a reminder was sent on a local day of which study was told before it."""
    for row in life.reminders:
        zone = ZoneInfo(life.zone_at(row.first_due_at))
        day = date.fromisoformat(row.period[:10])
        if any(told < row.first_due_at and told.astimezone(zone).date() == day for told in life.studied):
            yield row.first_due_at


def disturbed(life: Life) -> Iterable[datetime]:
    """When a weekly nudge or a reminder was sent between /pause and /resume."""
    turns = [(at, line) for at, line in life.said if line in {"/pause", "/resume"}]
    turns.append((datetime.max.replace(tzinfo=UTC), "/resume"))
    for (begin, line), (end, _) in pairwise(turns):
        if line == "/pause":
            yield from (one.at for one in life.unasked if begin < one.at < end)
