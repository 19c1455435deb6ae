"""Drafts put together into one roadmap; its law: whatever they say of one another, a roadmap comes of it.

What cannot be so is left out and told: a prerequisite that closes a circle, a number no topic has.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from roadmap.errors import Fault, FaultKind
from roadmap.model import Roadmap, Status, Step, Topic
from roadmap.reading.assembly.circles import without_circles
from roadmap.reading.assembly.drafts import Draft
from roadmap.reading.assembly.references import LONGEST_LIST, REFERENCE, Titles
from roadmap.reading.assembly.spans import placed
from roadmap.reading.limits import LONGEST_SKILL, MOST_ENTRIES, MOST_TOPICS, refusal
from roadmap.reading.slugs import unique_slugs
from roadmap.reading.values.needs import Need
from roadmap.reading.values.titles import shortened

_OPTIONAL_STAGE = re.compile(r"\b(?:optional|electives?|bonus|opcional(?:es)?|optativas?)\b|选修|可选", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Understood:
    """What a document was understood to say.

    ``statuses`` holds the learner's status of every topic and ``lines`` the line it stands on (from 1; 0 where there
    is none), by slug; ``steps_done`` names the steps with a tick of their own, as (topic, step) by their slugs.
    ``unclear`` is what was not understood, in the order of lines. ``form`` is "markdown table" or "check list" where the
    document can be ticked as it is written, else "headings", "yaml", "json", "csv", "xlsx", "org", "asciidoc" or "opml".
    """

    roadmap: Roadmap
    statuses: Mapping[str, Status]
    unclear: tuple[Fault, ...]
    form: str
    lines: Mapping[str, int] = field(default_factory=dict)
    steps_done: frozenset[tuple[str, str]] = frozenset()


@dataclass(slots=True)
class _Links:
    """What one topic waits for, while it is being found out: places of topics, and skills."""

    hard: list[int] = field(default_factory=list)
    soft: list[int] = field(default_factory=list)
    skills: list[str] = field(default_factory=list)


def assemble(drafts: Sequence[Draft], *, slug: str, title: str, form: str, unclear: Sequence[Fault] = ()) -> Understood:
    """The roadmap of these drafts. Raises RoadmapFaults: "no topics", "too many topics", "too many entries"."""
    kept = [draft for draft in drafts if draft.title and not draft.left_out]
    if not kept:
        raise refusal(FaultKind.NO_TOPICS, 0)
    if len(kept) > MOST_TOPICS:
        raise refusal(FaultKind.TOO_MANY_TOPICS, len(kept), kept[MOST_TOPICS].line)
    placed(kept)
    slugs = unique_slugs(draft.title for draft in kept)
    numbers = _numbers(kept)
    faults = [*unclear, *(_left_out(draft) for draft in drafts if draft.left_out or not draft.title)]
    needy = any(draft.needs for draft in kept)
    links = _found(kept, Titles(kept, slugs, numbers), faults) if needy else [_Links() for _ in kept]
    topics = tuple(_topic(draft, slugs, place, numbers[place], links[place]) for place, draft in enumerate(kept))
    faults += [Fault(draft.line, *one) for draft in kept for one in dict.fromkeys(draft.unclear)]
    authors = any(draft.authors for draft in drafts)
    stands = [Status.NOT_STARTED if authors else draft.status or Status.NOT_STARTED for draft in kept]
    return Understood(
        Roadmap(slug, title, topics),
        dict(zip(slugs, stands, strict=True)),
        tuple(sorted(faults, key=lambda fault: fault.line)),
        form,
        dict(zip(slugs, (draft.line for draft in kept), strict=True)),
        _done(topics, kept),
    )


def _done(topics: Sequence[Topic], drafts: Sequence[Draft]) -> frozenset[tuple[str, str]]:
    return frozenset(
        (topic.slug, step.slug)
        for topic, draft in zip(topics, drafts, strict=True)
        for step, said in zip(topic.steps, draft.steps, strict=True)
        if said.status is Status.COMPLETED
    )


def _left_out(draft: Draft) -> Fault:
    return Fault(draft.line, FaultKind.LEFT_OUT if draft.title else FaultKind.MISSING_TITLE, draft.title)


def _numbers(drafts: Sequence[Draft]) -> list[int]:
    """The document's own numbers where every topic has one and none is another's, else the places from 1."""
    own = [draft.number for draft in drafts if draft.number]
    return own if len(own) == len(drafts) == len(set(own)) else list(range(1, len(drafts) + 1))


def _topic(draft: Draft, slugs: Sequence[str], place: int, number: int, links: _Links) -> Topic:
    hard = tuple(dict.fromkeys(slugs[other] for other in links.hard))
    soft = dict.fromkeys(slugs[other] for other in links.soft if other != place)
    skills = tuple(dict.fromkeys(links.skills))
    if (most := max(map(len, (hard, soft, skills, draft.certifications)))) > MOST_ENTRIES:
        raise refusal(FaultKind.TOO_MANY_ENTRIES, most, draft.line)
    return Topic(
        slug=slugs[place],
        number=number,
        title=draft.title,
        why=" ".join(draft.why.split()),
        difficulty=draft.difficulty,
        prerequisites=hard,
        skills=skills,
        duration=draft.time.duration,
        weekly_hours=draft.time.weekly,
        total_hours=draft.time.total,
        stage=draft.stage,
        optional=draft.optional or bool(_OPTIONAL_STAGE.search(draft.stage)),
        recommended=tuple(other for other in soft if other not in hard),
        resources=draft.resources,
        certifications=draft.certifications,
        instead=draft.instead,
        aliases=draft.aliases,
        steps=_steps(draft),
    )


def _steps(draft: Draft) -> tuple[Step, ...]:
    if not draft.steps:
        return ()
    slugs = unique_slugs(step.title for step in draft.steps)
    return tuple(
        Step(slug, step.title, round(step.hours * 60) if step.hours else None)
        for slug, step in zip(slugs, draft.steps, strict=True)
    )


def _found(drafts: Sequence[Draft], titles: Titles, faults: list[Fault]) -> list[_Links]:
    links = [_Links() for _ in drafts]
    for place, draft in enumerate(drafts):
        for need in _parted(draft.needs, titles):
            _sort(need, place, titles, links[place], draft)
    kept, dropped = without_circles([link.hard for link in links])
    for place, other in dropped:
        faults.append(Fault(drafts[place].line, FaultKind.CIRCULAR_PREREQUISITE, drafts[other].title))
    for link, hard in zip(links, kept, strict=True):
        link.hard = hard
    return links


def _parted(needs: Sequence[Need], titles: Titles) -> Iterator[Need]:
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
                yield replace(part, text=", ".join(texts[:count]), parts=(), urls=())
            else:
                yield from _parted((part,), titles)
            at += count


def _sort(need: Need, place: int, titles: Titles, links: _Links, draft: Draft) -> None:
    """Put one need where it belongs: hard, soft or a skill."""
    found = titles.find(need.text, place, need.urls)
    if found is None and ", " in need.text and (listed := titles.listed(need.text.split(", "))):
        found = listed[0]
    if found is not None:
        (links.soft if need.soft else links.hard).append(found)
        return
    places = [titles.find(part.text, place, part.urls) for part in need.parts]
    if need.choice and places and None not in places:
        links.soft += [other for other in places if other is not None]
    elif need.loose and any(other is not None for other in places):
        for part in need.parts:
            _sort(part, place, titles, links, draft)
    elif group := titles.group(need.text, place):
        (links.soft if need.soft else links.hard).extend(group)
    elif REFERENCE.fullmatch(need.text):
        draft.unclear.append((FaultKind.UNKNOWN_PREREQUISITE, need.text))
    elif need.text:
        links.skills.append(shortened(need.text, LONGEST_SKILL))
