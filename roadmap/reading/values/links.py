"""The links in what people write, bare addresses among them; its law: none that a chat should not open gets through.

An address without a scheme stays as it is ("docs/intro.md"): it means something beside the document it came in.
"""

import re
from collections.abc import Iterable
from functools import lru_cache
from urllib.parse import urlsplit

from roadmap.errors import FaultKind
from roadmap.model import Resource
from roadmap.reading.assembly.drafts import Draft
from roadmap.reading.limits import LONGEST_TITLE
from roadmap.reading.values.dressing import without_addresses
from roadmap.reading.values.titles import shortened
from roadmap.reading.values.words import Words

URL = re.compile(r"https?://[^\s<>()\[\]|\"]+(?:\([^\s()]*\))?[^\s<>()\[\]|\".,;:!?]*")

_PLAIN = re.compile(r"https?://[a-z0-9][a-z0-9.-]*/[\w/.?=&%#~+,;:!@$*'()-]*", re.ASCII)
"""An address as nearly all are, of which nothing has to be taken apart to know that a chat may open it."""

_SPACE = re.compile(r"[\s\x00-\x1f\x7f-\x9f]")


def links_in(lines: Iterable[Words], draft: Draft) -> tuple[Resource, ...]:
    """The links of some lines, bare addresses among them; what no chat should open is told as unclear."""
    found: tuple[Resource, ...] = ()
    for words in lines:
        links, unusable = _links(words)
        found += links
        draft.unclear.extend((FaultKind.UNUSABLE_LINK, url) for url in unusable)
    return found


@lru_cache(maxsize=4096)
def _links(words: Words) -> tuple[tuple[Resource, ...], tuple[str, ...]]:
    """The links of a line, and those of its addresses that no chat should open; each reading of a document asks for them
    again."""
    links = _all_links(words)
    kept = tuple(link for link in links if keepable(link.url))
    if len(kept) == len(links):
        return kept, ()
    bad = (link.url for link in links if not keepable(link.url))
    return kept, tuple(shortened(url, 80) for url in bad if url and not url.startswith("#"))


def _all_links(words: Words) -> tuple[Resource, ...]:
    found: list[Resource] = []
    rest = words.text
    for link in words.links:
        rest = rest.replace(link.name, " ", 1)
        label = link.name
        if link.name == link.url:
            label = without_addresses(words.said) if "://" in words.said else words.said
            label = words.said.removesuffix(link.name).rstrip(" :：-–—<") if "://" in label else label
        found.append(Resource(label or link.url, link.url))
    if "://" in rest and not words.verbatim:
        found += [Resource(url, url) for url in URL.findall(rest)]
    return tuple(Resource(_named(link), link.url) for link in found)


@lru_cache(maxsize=4096)
def keepable(url: str) -> bool:
    """Whether a chat may open an address (http or https, with a host and without white space), or it has no scheme and
    means something beside its document ("docs/intro.md")."""
    if _PLAIN.fullmatch(url):
        return True
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    if not url or _SPACE.search(url):
        return False
    return bool(parts.hostname) if parts.scheme in ("http", "https") else not parts.scheme and not url.startswith("#")


def unique(resources: Iterable[Resource]) -> tuple[Resource, ...]:
    """Each address once, by its first name, and each name that has none."""
    resources = tuple(resources)
    if len(resources) < 2:
        return resources
    return tuple({resource.url or f" {resource.name}": resource for resource in reversed(resources)}.values())[::-1]


def _named(link: Resource) -> str:
    return shortened(" ".join(link.name.split()) or link.url, LONGEST_TITLE)
