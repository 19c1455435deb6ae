"""The section of a document that names the steps of its resources: taken out of the tree before anything is judged, and read
for itself. Its law: nothing in it is a topic, or a step of one, before somebody chooses the resource.

Below its heading stand resources, as headings or entries, with their steps as entries below them, or with how many they are
behind the name ("Fast.ai: 9 lessons"). A heading that names a topic says of which one the resources below it are.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from roadmap.errors import Fault, FaultKind
from roadmap.model import Resource, Roadmap, Topic, Written
from roadmap.names import folded
from roadmap.reading.assembly.understood import Understood
from roadmap.reading.limits import LONGEST_TITLE, refusal
from roadmap.reading.tree import Kind, Part, Tree
from roadmap.reading.values.durations import wholly_time
from roadmap.reading.values.links import URL, keepable
from roadmap.reading.values.titles import shortened
from roadmap.reading.values.words import Words
from roadmap.step_lists import MOST_STEPS
from roadmap.words.documents import each

_NAMES = frozenset(map(folded, each("resource_steps")))
_BY_PLACE = re.compile(r"#(\d{1,6})")
_PARTS = {folded(many): one for pair in each("counted_parts") for many, _, one in [pair.partition("=")]}
_COUNT = re.compile(r"(?P<name>.+?)\s*(?:[:,–—]|\s-)\s*(?P<count>[1-9]\d{0,2}) (?P<noun>[^\W\d_]{2,20})")
_LENGTH = re.compile(r"\s*\(([^()]{1,40})\)$")


@dataclass(frozen=True, slots=True)
class Outlined:
    """What the section says of one resource: how it is called, whole and without how many steps it has, of which topic it is
    ("": not said), and its steps."""

    line: int
    topic: str
    names: tuple[str, ...]
    url: str
    steps: tuple[Written, ...]


def parted(tree: Tree) -> tuple[Tree, Part | None]:
    """A tree without its section of resources' steps, and that section; None where it has none."""
    root, section = _without(tree.root)
    return (replace(tree, root=root), section) if section else (tree, None)


def _without(part: Part) -> tuple[Part, Part | None]:
    """A part without the section, which stands right in it or under one of its headings."""
    for place, child in enumerate(part.parts):
        if child.kind is not Kind.HEADING:
            continue
        if folded(child.words.said) in _NAMES:
            return replace(part, parts=(*part.parts[:place], *part.parts[place + 1 :])), child
        less, section = _without(child)
        if section:
            return replace(part, parts=(*part.parts[:place], less, *part.parts[place + 1 :])), section
    return part, None


def with_steps(understood: Understood, section: Part) -> Understood:
    """What was understood, its resources with the steps that the section names; a resource that no topic has is told as
    unclear. Raises RoadmapFaults "too many entries" for one with more steps than a list may have."""
    found: dict[tuple[str, int], tuple[Written, ...]] = {}
    unclear: list[Fault] = []
    for one in _outlined(section, understood.roadmap):
        if len(one.steps) > MOST_STEPS:
            raise refusal(FaultKind.TOO_MANY_ENTRIES, len(one.steps), one.line)
        meant = next((places for name in one.names if (places := _meant(one, name, understood.roadmap))), [])
        found.update({place: one.steps for place in meant if one.steps})
        if not meant:
            unclear.append(Fault(one.line, FaultKind.UNKNOWN_RESOURCE, shortened(one.names[-1], 80)))
    topics = tuple(_with(topic, found) for topic in understood.roadmap.topics)
    faults = sorted((*understood.unclear, *unclear), key=lambda fault: fault.line)
    return replace(understood, roadmap=replace(understood.roadmap, topics=topics), unclear=tuple(faults))


def _with(topic: Topic, found: dict[tuple[str, int], tuple[Written, ...]]) -> Topic:
    news = tuple(
        replace(one, steps=found[topic.slug, at]) if (topic.slug, at) in found else one
        for at, one in enumerate(topic.resources)
    )
    return topic if news == topic.resources else replace(topic, resources=news)


def _outlined(section: Part, roadmap: Roadmap) -> Iterator[Outlined]:
    for part in section.parts:
        topic = topic_called(part.words.said, roadmap.topics) if part.kind is Kind.HEADING else None
        if topic is None:
            yield from _resource(part, "")
            continue
        for child in part.parts:
            yield from _resource(child, topic.slug)


def _resource(part: Part, topic: str) -> Iterator[Outlined]:
    if part.kind not in (Kind.HEADING, Kind.ENTRY):
        return
    name, url = part.words.said, part.words.links[0].url if part.words.links else ""
    steps = tuple(written for child in part.parts if child.kind is Kind.ENTRY and (written := written_in(child.words)))
    names: tuple[str, ...] = (name,)
    if (counted := _COUNT.fullmatch(name)) and (noun := _PARTS.get(folded(counted["noun"]))):
        names = (name, counted["name"])
        steps = steps or tuple(Written(f"{noun} {at}") for at in range(1, int(counted["count"]) + 1))
    yield Outlined(part.line, topic, names, url, steps)


def topic_called(said: str, topics: Sequence[Topic]) -> Topic | None:
    """The one topic that is called so, or has that number ("#3")."""
    if by_place := _BY_PLACE.fullmatch(said):
        return next((one for one in topics if one.number == int(by_place[1])), None)
    found = [one for one in topics if folded(one.title) == folded(said)]
    return found[0] if len(found) == 1 else None


def _meant(one: Outlined, name: str, roadmap: Roadmap) -> list[tuple[str, int]]:
    """The places of the resources that are meant by a name: (slug of the topic, from 0)."""
    return [
        (topic.slug, place)
        for topic in ([roadmap.by_slug[one.topic]] if one.topic else roadmap.topics)
        for place, resource in enumerate(topic.resources)
        if _is_called(name, one.url, place, resource, alone=bool(one.topic))
    ]


def _is_called(name: str, url: str, place: int, resource: Resource, *, alone: bool) -> bool:
    """Whether a resource is meant by its name, its address, or among those of one topic by its place ("#2", from 1)."""
    if alone and (by_place := _BY_PLACE.fullmatch(name)):
        return int(by_place[1]) == place + 1
    return folded(resource.name) == folded(name) or bool(url and url == resource.url)


def written_in(words: Words) -> Written | None:
    """A step as a line says it: its title, in brackets how long it takes, and its link. None where there is no title."""
    found = _LENGTH.search(words.shape)
    time = wholly_time(found[1]) if found and found.start() else None
    minutes = max(1, round(60 * time.total.long)) if time and time.total else None
    text = words.part(0, found.start()).said if found and minutes else words.said
    link = next((one.url for one in words.links if "://" in one.url and keepable(one.url)), "")
    if not link and not words.verbatim and (bare := URL.search(words.text)):
        link, text = bare[0], " ".join(text.replace(bare[0], " ").split()).rstrip(" :–—-")
    return Written(shortened(text, LONGEST_TITLE), minutes, link) if text else None
