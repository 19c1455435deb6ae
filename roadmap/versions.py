"""What changed between two versions of a roadmap, and the slugs that the new one inherits; its law: a topic that is
still there keeps its slug, so that no fact about it is lost."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from rapidfuzz import fuzz

from roadmap.finding import folded
from roadmap.model import Roadmap, Topic

SURE, UNSURE = 88, 60
"""Likeness of two titles (rapidfuzz token_sort_ratio, 0 to 100) from which a topic counts as renamed, and from which it
is worth asking."""


@dataclass(frozen=True, slots=True)
class Rename:
    """A topic that goes by another title now."""

    slug: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Change:
    """What a new version brings. ``unsure`` are renames to ask about; until they are confirmed such a topic counts as
    one removed and one added. ``durations`` are the slugs whose weeks or hours differ."""

    added: tuple[Topic, ...] = ()
    removed: tuple[Topic, ...] = ()
    renamed: tuple[Rename, ...] = ()
    unsure: tuple[Rename, ...] = ()
    durations: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to tell."""
        return not (self.added or self.removed or self.renamed or self.durations)


@dataclass(frozen=True, slots=True)
class Succession:
    """The new version under the old one's slugs, and what changed."""

    roadmap: Roadmap
    change: Change


def succeed(old: Roadmap, new: Roadmap, *, confirmed: frozenset[str] = frozenset()) -> Succession:
    """The new version as the successor of the old one; ``confirmed`` are old slugs whose unsure rename was confirmed."""
    heirs, unsure = _heirs(old, new, confirmed)
    roadmap = _reslugged(old, new, heirs)
    return Succession(roadmap, _change(old, roadmap, unsure))


def _heirs(old: Roadmap, new: Roadmap, confirmed: frozenset[str]) -> tuple[dict[str, str], tuple[Rename, ...]]:
    """The old slug for each new topic that inherits one, and the renames to ask about."""
    heirs = _same(old, new)
    pairs = sorted(_likely(old, new, heirs), key=lambda pair: (pair[1].slug not in confirmed, -pair[0]))
    unsure: list[Rename] = []
    asked: set[str] = set()
    for likeness, was, now in pairs:
        if was.slug in heirs.values() or now.slug in heirs:
            continue
        if likeness >= SURE or was.slug in confirmed:
            heirs[now.slug] = was.slug
        elif was.slug not in asked and now.slug not in asked:
            asked |= {was.slug, now.slug}
            unsure.append(Rename(was.slug, was.title, now.title))
    return heirs, tuple(unsure)


def _same(old: Roadmap, new: Roadmap) -> dict[str, str]:
    """Topics with the same title, or else the same slug."""
    by_title = {folded(topic.title): topic.slug for topic in reversed(old.topics)}
    heirs: dict[str, str] = {}
    for topic in new.topics:
        slug = by_title.get(folded(topic.title))
        if slug and slug not in heirs.values():
            heirs[topic.slug] = slug
    for topic in new.topics:
        if topic.slug not in heirs and topic.slug in old.by_slug and topic.slug not in heirs.values():
            heirs[topic.slug] = topic.slug
    return heirs


def _likely(old: Roadmap, new: Roadmap, heirs: Mapping[str, str]) -> Iterable[tuple[float, Topic, Topic]]:
    gone = [topic for topic in old.topics if topic.slug not in heirs.values()]
    fresh = [topic for topic in new.topics if topic.slug not in heirs]
    for was in gone:
        for now in fresh:
            likeness = fuzz.token_sort_ratio(folded(was.title), folded(now.title))
            if likeness >= UNSURE or _same_links(was, now):
                yield max(likeness, float(UNSURE)), was, now


def _same_links(one: Topic, other: Topic) -> bool:
    """Whether two topics are learned from the same places, whatever they are called."""
    links = {resource.url for resource in one.resources if resource.url}
    return bool(links) and links == {resource.url for resource in other.resources if resource.url}


def _reslugged(old: Roadmap, new: Roadmap, heirs: Mapping[str, str]) -> Roadmap:
    """The new roadmap under its inherited slugs; a new topic whose slug an old one had gets one of its own."""
    taken = set(heirs.values()) | set(old.by_slug)
    slugs = dict(heirs)
    for topic in new.topics:
        if topic.slug not in slugs:
            slugs[topic.slug] = _free(topic.slug, taken)
            taken.add(slugs[topic.slug])
    topics = tuple(
        replace(
            topic,
            slug=slugs[topic.slug],
            prerequisites=tuple(slugs[slug] for slug in topic.prerequisites),
            recommended=tuple(slugs[slug] for slug in topic.recommended),
        )
        for topic in new.topics
    )
    return replace(new, slug=old.slug, topics=topics)


def _free(slug: str, taken: set[str]) -> str:
    number = 2
    free = slug
    while free in taken:
        free = f"{slug}-{number}"
        number += 1
    return free


def _change(old: Roadmap, new: Roadmap, unsure: tuple[Rename, ...]) -> Change:
    shared = [(was, new.by_slug[was.slug]) for was in old.topics if was.slug in new.by_slug]
    return Change(
        added=tuple(topic for topic in new.topics if topic.slug not in old.by_slug),
        removed=tuple(topic for topic in old.topics if topic.slug not in new.by_slug),
        renamed=tuple(Rename(was.slug, was.title, now.title) for was, now in shared if was.title != now.title),
        unsure=unsure,
        durations=tuple(was.slug for was, now in shared if _lengths(was) != _lengths(now)),
    )


def _lengths(topic: Topic) -> tuple[object, ...]:
    return topic.weeks, topic.weekly_hours, topic.total_hours
