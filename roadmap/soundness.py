"""What is wrong with a set of topics that is to be a roadmap, every fault at once."""

from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING

from roadmap.errors import Fault, FaultKind

if TYPE_CHECKING:
    from roadmap.model import Topic


def faults_of(topics: "tuple[Topic, ...]") -> Iterable[Fault]:
    """Everything by which these topics are no roadmap."""
    if not topics:
        yield Fault(0, FaultKind.NO_TOPICS, "")
    slugs, numbers = Counter(topic.slug for topic in topics), Counter(topic.number for topic in topics)
    for topic in topics:
        if slugs[topic.slug] > 1:
            yield Fault(0, FaultKind.DUPLICATE_TOPIC, topic.title)
        elif numbers[topic.number] > 1:
            yield Fault(0, FaultKind.DUPLICATE_NUMBER, str(topic.number))
        for slug in topic.prerequisites:
            if slug not in slugs:
                yield Fault(0, FaultKind.UNKNOWN_PREREQUISITE, slug)
    for topic in circular(topics):
        yield Fault(0, FaultKind.CIRCULAR_PREREQUISITE, topic.title)


def circular(topics: "tuple[Topic, ...]") -> "tuple[Topic, ...]":
    """The topics that can never be begun because they wait, directly or not, for one another."""
    if not any(topic.prerequisites for topic in topics):
        return ()
    known = {topic.slug for topic in topics}
    waits = {topic.slug: set(topic.prerequisites) & known for topic in topics}
    dependents: dict[str, list[str]] = {}
    for slug, needed in waits.items():
        for one in needed:
            dependents.setdefault(one, []).append(slug)
    free = [slug for slug, needed in waits.items() if not needed]
    stuck = set(waits)
    while free:
        done = free.pop()
        stuck.discard(done)
        for slug in dependents.get(done, ()):
            waits[slug].discard(done)
            if not waits[slug]:
                free.append(slug)
    return tuple(topic for topic in topics if topic.slug in stuck)
