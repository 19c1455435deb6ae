"""What a topic waits for: each name in its prerequisites put where it belongs, a topic or a skill."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from roadmap.reading.assembly.references import LONGEST_LIST, REFERENCE, Titles
from roadmap.reading.limits import LONGEST_SKILL
from roadmap.reading.values.needs import Need
from roadmap.reading.values.titles import shortened


@dataclass(slots=True)
class Waits:
    """What one topic waits for, while it is being found out: places of topics, and skills; ``unknown`` are numbers that no
    topic has."""

    hard: list[int] = field(default_factory=list)
    soft: list[int] = field(default_factory=list)
    skills: list[str] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)


def waits_of(needs: Sequence[Need], place: int, titles: Titles) -> Waits:
    """What the topic at this place waits for."""
    found = Waits()
    for need in parted(needs, titles):
        _sort(need, place, titles, found)
    return found


def parted(needs: Sequence[Need], titles: Titles) -> Iterator[Need]:
    """The needs one by one: a list is taken apart but where pieces of it are one title with commas."""
    for need in needs:
        if not need.parts or need.choice or need.loose or titles.exactly(need.text) is not None:
            yield need
            continue
        at = 0
        while at < len(need.parts):
            part, texts = need.parts[at], [one.text for one in need.parts[at : at + LONGEST_LIST]]
            _, count = titles.listed(texts) or (0, 1)
            if count > 1:
                yield replace(part, text=", ".join(texts[:count]), parts=(), urls=(), skill=False)
            else:
                yield from parted((part,), titles)
            at += count


def _sort(need: Need, place: int, titles: Titles, waits: Waits) -> None:
    """Put one need where it belongs: hard, soft or a skill."""
    if need.skill:
        waits.skills.append(shortened(need.text, LONGEST_SKILL))
        return
    found = titles.find(need.text, place, need.urls)
    if found is None and ", " in need.text and (listed := titles.listed(need.text.split(", "))):
        found = listed[0]
    if found is not None:
        (waits.soft if need.soft else waits.hard).append(found)
        return
    places = [titles.find(part.text, place, part.urls) for part in need.parts]
    if need.choice and places and None not in places:
        waits.soft += [other for other in places if other is not None]
    elif need.loose and any(other is not None for other in places):
        for part in need.parts:
            _sort(part, place, titles, waits)
    elif group := titles.group(need.text, place):
        (waits.soft if need.soft else waits.hard).extend(group)
    elif REFERENCE.fullmatch(need.text):
        waits.unknown.append(need.text)
    elif need.text:
        waits.skills.append(shortened(need.text, LONGEST_SKILL))
