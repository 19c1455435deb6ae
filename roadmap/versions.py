"""What changed between two versions of a roadmap, and the slugs that the new one inherits; its law: a topic that is
still there keeps its slug, and so does a step within it, so that no fact about them is lost."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from rapidfuzz import fuzz, process

from roadmap.model import Roadmap, Step, Topic
from roadmap.names import folded
from roadmap.reading.limits import LONGEST_SLUG

SURE, UNSURE = 88, 60
"""Likeness of two titles (rapidfuzz ratio of their sorted words, 0 to 100) from which a topic counts as renamed, and
from which it is worth asking."""

MOST_LIKE = 5
"""The likest new titles that are looked at for an old one."""

MOST_COMPARED = 250_000
"""Pairs of titles; they take some 40 ms. Where more would have to be compared, it is another roadmap altogether."""


@dataclass(frozen=True, slots=True)
class Rename:
    """A topic that goes by another title now."""

    slug: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Change:
    """What a new version brings. ``unsure`` are renames to ask about; until they are confirmed such a topic counts as
    one removed and one added. ``durations`` are the slugs whose duration or hours differ, ``details`` those of which
    something else does, such as links or prerequisites; ``reordered`` is whether those that stayed stand in another
    order."""

    added: tuple[Topic, ...] = ()
    removed: tuple[Topic, ...] = ()
    renamed: tuple[Rename, ...] = ()
    unsure: tuple[Rename, ...] = ()
    durations: tuple[str, ...] = ()
    details: tuple[str, ...] = ()
    reordered: bool = False

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to tell."""
        told = (self.added, self.removed, self.renamed, self.durations, self.details, self.reordered)
        return not any(told)


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
    inherited = set(heirs.values())
    gone = [topic for topic in old.topics if topic.slug not in inherited]
    fresh = [topic for topic in new.topics if topic.slug not in heirs]
    pairs = sorted(_likely(gone, fresh), key=lambda pair: (pair[1].slug not in confirmed, -pair[0]))
    unsure: list[Rename] = []
    asked: set[str] = set()
    for likeness, was, now in pairs:
        if was.slug in inherited or now.slug in heirs:
            continue
        if likeness >= SURE or was.slug in confirmed:
            heirs[now.slug] = was.slug
            inherited.add(was.slug)
        elif was.slug not in asked and now.slug not in asked:
            asked |= {was.slug, now.slug}
            unsure.append(Rename(was.slug, was.title, now.title))
    return heirs, tuple(unsure)


def _same(old: Roadmap, new: Roadmap) -> dict[str, str]:
    """Topics with the same title, or else the same slug."""
    by_title = {folded(topic.title): topic.slug for topic in reversed(old.topics)}
    heirs: dict[str, str] = {}
    inherited: set[str] = set()
    named = ((topic.slug, by_title.get(folded(topic.title))) for topic in new.topics)
    for now, was in (*named, *((topic.slug, topic.slug) for topic in new.topics)):
        if now not in heirs and was in old.by_slug and was not in inherited:
            heirs[now] = was
            inherited.add(was)
    return heirs


def _likely(gone: Collection[Topic], fresh: Collection[Topic]) -> Iterator[tuple[float, Topic, Topic]]:
    """The pairs that may be one topic, with their likeness."""
    if len(gone) * len(fresh) > MOST_COMPARED:
        return
    names = {topic.slug: _sorted_words(topic) for topic in fresh}
    by_slug, by_links = {topic.slug: topic for topic in fresh}, _by_links(fresh)
    for was in gone:
        name = _sorted_words(was)
        for _, likeness, slug in process.extract(name, names, scorer=fuzz.ratio, score_cutoff=UNSURE, limit=MOST_LIKE):
            yield likeness, was, by_slug[slug]
        for now in by_links.get(_links(was), ()):
            yield float(UNSURE), was, now


def _sorted_words(topic: Topic) -> str:
    return " ".join(sorted(folded(topic.title).split()))


def _links(topic: Topic) -> frozenset[str]:
    return frozenset(resource.url for resource in topic.resources if resource.url)


def _by_links(topics: Iterable[Topic]) -> dict[frozenset[str], list[Topic]]:
    """Topics by where they are learned, whatever they are called; those with no link are left out."""
    found: dict[frozenset[str], list[Topic]] = {}
    for topic in topics:
        if links := _links(topic):
            found.setdefault(links, []).append(topic)
    return found


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
            steps=_steps(old.by_slug.get(slugs[topic.slug]), topic),
        )
        for topic in new.topics
    )
    return replace(new, slug=old.slug, topics=topics)


def _steps(was: Topic | None, now: Topic) -> tuple[Step, ...]:
    """The steps under the slugs that those of the same title, or else the same slug, had before."""
    if was is None or not was.steps:
        return now.steps
    by_title = {folded(step.title): step.slug for step in reversed(was.steps)}
    taken = {step.slug for step in was.steps}
    left, slugs = set(taken), dict[int, str]()
    for heir_of in (lambda step: by_title.get(folded(step.title)), lambda step: step.slug):
        for at, step in enumerate(now.steps):
            if at not in slugs and (slug := heir_of(step)) in left:
                slugs[at] = slug
                left.discard(slug)
    for at, step in enumerate(now.steps):
        if at not in slugs:
            slugs[at] = _free(step.slug, taken)
            taken.add(slugs[at])
    return tuple(replace(step, slug=slugs[at]) for at, step in enumerate(now.steps))


def _free(slug: str, taken: set[str]) -> str:
    number, free = 2, slug
    while free in taken:
        tail = f"-{number}"
        free = f"{slug[: LONGEST_SLUG - len(tail)].rstrip('-')}{tail}"
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
        details=tuple(was.slug for was, now in shared if _bare(was) != _bare(now)),
        reordered=[was.slug for was, _ in shared] != [topic.slug for topic in new.topics if topic.slug in old.by_slug],
    )


def _lengths(topic: Topic) -> tuple[object, ...]:
    return topic.duration, topic.weekly_hours, topic.total_hours


def _bare(topic: Topic) -> Topic:
    """The topic without what is told of it in other words."""
    return replace(topic, title="", number=1, duration=None, weekly_hours=None, total_hours=None)
