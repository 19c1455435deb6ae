"""What of a portfolio others see. Its law: nothing is in it but what the learner chose."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from roadmap.names import folded
from roadmap.notes import NotedTopic
from roadmap.portfolio import Portfolio, Work
from roadmap.proofs import Certificate
from roadmap.streak import monday

MOST_NOTES = 5
"""Notes of one topic that are shown, the last of them."""

MOST_WORKS = 100
"""Topics that are shown, and certificates."""


class Part(StrEnum):
    """What may be chosen; links, what is remembered and notes stand with the topics."""

    TOPICS = "topics"
    LINKS = "links"
    CERTIFICATES = "certificates"
    MINUTES = "minutes"
    WEEKS = "weeks"
    REMEMBERED = "remembered"
    NOTES = "notes"


FIRST = frozenset({Part.TOPICS})
"""What is shown where nothing was chosen yet."""


@dataclass(frozen=True, slots=True)
class ShownWork:
    """A topic that was done, with what was chosen to stand with it."""

    title: str
    minutes: int = 0
    link: str = ""
    sentence: str = ""
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Showing:
    """What others see: nothing else of a learner is handed on to a page. ``minutes`` and ``weeks`` are 0 where they were not chosen, or
    nothing was studied; ``more`` counts topics and certificates that are not shown."""

    title: str
    works: tuple[ShownWork, ...] = ()
    certificates: tuple[Certificate, ...] = ()
    minutes: int = 0
    weeks: int = 0
    more: int = 0

    @property
    def is_empty(self) -> bool:
        return not (self.works or self.certificates or self.minutes or self.weeks)


def showing_of(
    found: Portfolio, noted: Iterable[NotedTopic], study_days: Iterable[date], parts: frozenset[Part]
) -> Showing:
    """What is seen of a portfolio where these parts were chosen."""
    by_slug = {one.topic.slug: one for one in noted if one.topic}
    works = found.works if Part.TOPICS in parts else ()
    certificates = found.certificates if Part.CERTIFICATES in parts else ()
    return Showing(
        title=found.title,
        works=tuple(_shown(work, by_slug.get(work.topic.slug), parts) for work in works[:MOST_WORKS]),
        certificates=tuple(_certificate(one, found, parts) for one in certificates[:MOST_WORKS]),
        minutes=found.minutes if Part.MINUTES in parts else 0,
        weeks=len(set(map(monday, study_days))) if Part.WEEKS in parts else 0,
        more=max(0, len(works) - MOST_WORKS) + max(0, len(certificates) - MOST_WORKS),
    )


def _shown(work: Work, noted: NotedTopic | None, parts: frozenset[Part]) -> ShownWork:
    notes = tuple(fact.note for fact in noted.notes[-MOST_NOTES:]) if noted and Part.NOTES in parts else ()
    return ShownWork(
        title=work.topic.title,
        minutes=work.minutes if Part.MINUTES in parts else 0,
        link=work.link if Part.LINKS in parts else "",
        sentence=noted.sentence if noted and Part.REMEMBERED in parts else "",
        notes=notes,
    )


def _certificate(one: Certificate, found: Portfolio, parts: frozenset[Part]) -> Certificate:
    """A certificate with the title of its topic where others are called so, and the topics are shown; its files are nobody's."""
    is_repeated = folded(one.name) in found.repeated and Part.TOPICS in parts
    return replace(one, topic=found.titles.get(one.topic, "") if is_repeated else "", files=())
