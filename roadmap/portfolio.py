"""A portfolio: what was done on a roadmap, to be shown to others. Its law: nothing of a plan is in it, and nothing that was not done."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from roadmap.facts import Kind, ProgressEvent, standing
from roadmap.model import Roadmap, Status, Topic
from roadmap.names import folded
from roadmap.progress import Progress, TopicProgress
from roadmap.proofs import Certificate, Proofs


@dataclass(frozen=True, slots=True)
class Work:
    """A topic that was done: the minutes that were told of it, and the link given for it."""

    topic: Topic
    minutes: int = 0
    link: str = ""


@dataclass(frozen=True, slots=True)
class Portfolio:
    """``minutes`` are all that were told on the roadmap; ``certificates`` those that were earned, the earliest first. Of topics that
    have one ``titles`` has what they are called, by slug."""

    title: str
    works: tuple[Work, ...]
    certificates: tuple[Certificate, ...]
    minutes: int
    titles: Mapping[str, str] = field(default_factory=dict)

    @property
    def repeated(self) -> frozenset[str]:
        """Names, folded, that several of the certificates have."""
        counted = Counter(folded(one.name) for one in self.certificates)
        return frozenset(name for name, count in counted.items() if count > 1)

    @property
    def is_empty(self) -> bool:
        return not (self.works or self.certificates)


def portfolio_of(
    roadmap: Roadmap,
    progress: Progress,
    events: Iterable[ProgressEvent],
    known: Proofs,
    removed: Mapping[str, Topic] = MappingProxyType({}),
) -> Portfolio:
    """What was completed under the plan, and what was known before where a link shows it, or a document says when it was done.
    ``removed`` are topics, by slug, that another version of the roadmap took out: what was done of them was done."""
    spent = _minutes(tuple(events))
    topics = {topic.slug: topic for topic in roadmap.topics} | dict(removed)
    states = ((topic, progress.of(slug)) for slug, topic in topics.items())
    works = tuple(
        Work(topic, spent[topic.slug], state.link)
        for topic, state in states
        if state.status is Status.COMPLETED and (state.link or not state.known or _is_dated(state, progress))
    )
    titles = {one.topic: topics[one.topic].title for one in known.earned if one.topic in topics}
    return Portfolio(roadmap.title, works, known.earned, spent.total(), titles)


def _is_dated(state: TopicProgress, progress: Progress) -> bool:
    """Whether what was known has a day of its own: what a learner only says they know has that of their saying it."""
    return state.completed is not None and state.completed < progress.enrolled


def _minutes(events: Sequence[ProgressEvent]) -> Counter[str]:
    """By the topics that they were told of; those without one under an empty slug."""
    found: Counter[str] = Counter()
    for event in standing(events):
        if event.fact.kind is Kind.CHECKED_IN:
            found[event.fact.topic] += event.fact.minutes or 0
    return found
