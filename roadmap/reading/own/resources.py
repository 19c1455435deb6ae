"""What the cells of free resources and free certifications mean: one item a line, each with or without a bullet."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import urlsplit

from roadmap.errors import FaultKind
from roadmap.model import Certification, Resource, Step
from roadmap.reading.own.meanings import NOTHING, Meaning
from roadmap.reading.slugs import unique_slugs
from roadmap.reading.values.words import Words

_SPACE = re.compile(r"[\s\x00-\x1f\x7f-\x9f]")
_NOTE = re.compile(r"(.+)\(([^()]*)\)")
_TICK = re.compile(r"☑ (?=.)")
_MINUTES = re.compile(r"(.+?) \(([1-9]\d{0,5}) min\)")
_NO_CERTIFICATION = re.compile(r"no\s+cert(?:ificate|ification)?s?\s*(?:[;:,–—-]\s*(.*))?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Certifications:
    """The certifications a cell names, and what to show instead where it says there is none."""

    names: tuple[Certification, ...] = ()
    instead: str = ""


def usable(url: str) -> bool:
    """Whether a URL can be opened from a chat: http or https, with a host and without white space."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname) and not _SPACE.search(url)


@lru_cache(maxsize=4096)
def keepable(url: str) -> bool:
    """Whether a URL is usable, or has no scheme and means something beside its document ("docs/intro.md")."""
    try:
        relative = not urlsplit(url).scheme and not url.startswith("#")
    except ValueError:
        return False
    return usable(url) or (relative and bool(url) and not _SPACE.search(url))


def read_resources(lines: Sequence[Words], opens: Callable[[str], bool] = usable) -> Meaning[tuple[Resource, ...]]:
    """The resources whose links ``opens`` lets through; faults: "unusable link"."""
    found = tuple(resource for line in lines for resource in _resources(line.unbulleted()))
    bad = tuple(
        (FaultKind.UNUSABLE_LINK, resource.url) for resource in found if resource.url and not opens(resource.url)
    )
    return Meaning(tuple(resource for resource in found if not resource.url or opens(resource.url)), bad)


def _resources(item: Words) -> Iterator[Resource]:
    if len(item.links) == 1:
        url = item.links[0].url
        yield Resource(item.said or url, url)
    elif item.links:
        yield from (Resource(link.name or link.url, link.url) for link in item.links)
    elif not NOTHING.fullmatch(item.shape):
        yield Resource(item.said)


def read_aliases(lines: Sequence[Words]) -> Meaning[tuple[str, ...]]:
    """Other names for a topic, one a line; no name is nothing, not even "-"."""
    return Meaning(tuple(item.said for item in lines if item.said))


def read_steps(lines: Sequence[Words]) -> Meaning[tuple[Step, ...]]:
    """The steps, one a line, their minutes in brackets behind them: "Scales (90 min)"; a tick may stand before one."""
    return Meaning(tuple(step for step, _ in _steps(lines)))


def read_steps_done(lines: Sequence[Words]) -> tuple[str, ...]:
    """The slugs of the steps that have a tick before them."""
    return tuple(step.slug for step, done in _steps(lines) if done)


def _steps(lines: Sequence[Words]) -> list[tuple[Step, bool]]:
    said = [item for line in lines if (item := line.unbulleted()).said]
    ticks = [_TICK.match(item.shape) for item in said]
    items = [item.part(tick.end()) if tick else item for item, tick in zip(said, ticks, strict=True)]
    found = [_MINUTES.fullmatch(item.shape) for item in items]
    parts = [item.part(0, one.end(1)) if one else item for item, one in zip(items, found, strict=True)]
    slugs = unique_slugs(part.said for part in parts)
    minutes = [int(one[2]) if one else None for one in found]
    steps = zip(slugs, (part.said for part in parts), minutes, strict=True)
    return [(Step(*step), bool(tick)) for step, tick in zip(steps, ticks, strict=True)]


def read_certifications(lines: Sequence[Words]) -> Meaning[Certifications]:
    """The certifications, or what there is instead: "No cert; add GitHub projects"."""
    names: list[Certification] = []
    instead: list[str] = []
    for item in (line.unbulleted() for line in lines):
        if none := _NO_CERTIFICATION.fullmatch(item.shape):
            instead.append(item.part(none.start(1)).said if none[1] else "")
        elif not NOTHING.fullmatch(item.shape):
            names.append(_certification(item))
    return Meaning(Certifications(tuple(names), "; ".join(filter(None, instead))))


def _certification(item: Words) -> Certification:
    note = _NOTE.fullmatch(item.shape)
    if not note:
        return Certification(item.said)
    return Certification(item.part(0, note.end(1)).said, item.part(*note.span(2)).said)
