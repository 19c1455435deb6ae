"""The levels of a tree that may be topics: boxes, headings of a level, entries of a depth, lines; rows see ``columns``."""

import re
from collections.abc import Callable, Iterator, Sequence

from roadmap.reading.judgement.proposals import Level, Proposal
from roadmap.reading.judgement.seen import Seen
from roadmap.reading.limits import MOST_DRAFTS
from roadmap.reading.tree import Kind, Part
from roadmap.reading.values.timewords import Unit

_PLACES = (Unit.WEEKS, Unit.MONTHS, Unit.DAYS)
_COUNTED = re.compile(r"^[^\W\d_]+\s*#?\d{1,4}\b|^\d{1,3}[.):\s]|^第\s*\d{1,3}")
_LONGEST_LINE = 120


def proposed_levels(seen: Seen) -> Iterator[Proposal]:
    """Every level that may be topics, apart from the rows of tables."""
    for find in (_boxes, _nodes, _places, _headings, _entries, _lines, _document):
        yield from find(seen)


def _boxes(seen: Seen) -> Iterator[Proposal]:
    boxes = [part for part in seen.parts if part.marks]
    outer = [part for part in boxes if not any(above.marks for above in seen.chain(part))]
    if boxes:
        yield Proposal(Level.BOXES, tuple(boxes))
    if len(outer) < len(boxes):
        yield Proposal(Level.OUTER_BOXES, tuple(outer))


def _nodes(seen: Seen) -> Iterator[Proposal]:
    """All entries that their document calls by a name of their own, where some stand within others."""
    nodes = [part for part in seen.parts if part.kind is Kind.ENTRY and part.named and part.cells]
    if any(part.level for part in nodes):
        yield Proposal(Level.NODES, tuple(nodes))


def _meant(seen: Seen) -> list[Part]:
    return [
        part
        for part in seen.parts
        if part.kind is Kind.HEADING and part is not seen.headline and not seen.is_aside(part)
    ]


def _places(seen: Seen) -> Iterator[Proposal]:
    """Headings that begin with a week, a month or a day, and those among them that stand beside them."""
    headings = _meant(seen)
    for unit in _PLACES:
        placed = [part for part in headings if seen.title(part).placed is unit]
        if placed:
            yield Proposal(Level.PLACES, tuple(_named(_beside(placed, headings, seen), seen)), name=str(unit))


def _beside(placed: Sequence[Part], headings: Sequence[Part], seen: Seen) -> list[Part]:
    """The headings that have a place, and those of their level under the same heading that stand between or have a time."""
    known = {id(part) for part in placed}
    homes: dict[tuple[int, int], tuple[int, int]] = {}
    for part in placed:
        home = id(seen.above.get(id(part))), part.level
        first, _ = homes.get(home, (part.line, 0))
        homes[home] = first, part.line
    found: list[Part] = []
    for part in headings:
        first, last = homes.get((id(seen.above.get(id(part))), part.level), (1, 0))
        if id(part) in known or first < part.line < last or (part.line > last > 0 and seen.title(part).dated):
            found.append(part)
    return found


def _named(places: Sequence[Part], seen: Seen) -> Iterator[Part]:
    """The places; of one without a name of its own what stands right below it: its headings, its entries, or itself."""
    for part in places:
        below = [child for child in part.parts if child.kind is Kind.HEADING and not seen.is_aside(child)]
        listed = [child for child in part.parts if child.kind is Kind.ENTRY]
        if not seen.title(part).bare:
            yield part
        elif below and all(seen.repeats(child) < 2 for child in below):
            yield from below
        elif not below and listed and not any(child.kind is Kind.PROSE for child in part.parts):
            yield from listed
        else:
            yield part


def _headings(seen: Seen) -> Iterator[Proposal]:
    headings = _meant(seen)
    for level in sorted({part.level for part in headings}):
        here = [part for part in headings if part.level == level]
        telling = [part for part in here if _tells(part, seen)]
        homes = {id(seen.above.get(id(part))) for part in telling}
        counted = [part for part in here if seen.title(part).number or _COUNTED.match(seen.title(part).text)]
        yield Proposal(Level.HEADINGS, tuple(here), name=str(level))
        if len(counted) > 1 and len(counted) < len(here):
            yield Proposal(Level.HEADINGS, tuple(counted), name=str(level))
        main = [part for part in here if seen.is_main(part)]
        if 1 < len(main) < len(here):
            yield Proposal(Level.HEADINGS, tuple(main), name=str(level))
        if homes and len(homes) < len({id(seen.above.get(id(part))) for part in here}):
            kept = [part for part in here if id(seen.above.get(id(part))) in homes]
            yield Proposal(Level.HEADINGS, tuple(kept), name=str(level))
    cards = [part for part in headings if seen.labels(part)]
    if len({part.level for part in cards}) > 1:
        yield Proposal(Level.HEADINGS, tuple(cards))


def _tells(part: Part, seen: Seen) -> bool:
    return bool(seen.title(part).time or seen.labels(part) or _COUNTED.match(part.words.said))


def _entries(seen: Seen) -> Iterator[Proposal]:
    entries = [part for part in seen.parts if part.kind is Kind.ENTRY and not seen.is_aside(part)]
    unmarked = [part for part in entries if not part.marks]
    if not unmarked:
        return
    for depth in sorted({part.level for part in unmarked}):
        if here := [part for part in entries if part.level == depth]:
            yield Proposal(Level.ENTRIES, tuple(here), name=str(depth))
            yield from _apart(here, seen) if len(here) <= MOST_DRAFTS else ()
    leaves = [part for part in entries if not any(child.kind is Kind.ENTRY for child in part.parts)]
    if len({part.level for part in leaves}) > 1 or len({part.level for part in entries}) > 1:
        yield Proposal(Level.LEAVES, tuple(leaves))


def _apart(entries: Sequence[Part], seen: Seen) -> Iterator[Proposal]:
    """Of entries those that are numbered, and those that have a time, where others are not so."""
    tests: tuple[Callable[[Part], bool], ...] = (
        lambda part: part.numbered,
        lambda part: bool(seen.title(part).time),
        seen.is_main,
    )
    for test in tests:
        homes = {id(seen.above[id(part)]) for part in entries if test(part)}
        kept = [part for part in entries if id(seen.above[id(part)]) in homes]
        if 1 < len(kept) < len(entries) <= 2 * len(kept):
            yield Proposal(Level.ENTRIES, tuple(kept), name=str(entries[0].level))


def _lines(seen: Seen) -> Iterator[Proposal]:
    """Paragraphs that are links, lines with a span of time, and the lines of a document that has nothing else."""
    lines = [
        part
        for part in seen.parts
        if part.kind is Kind.PROSE
        and len(part.words.text) <= _LONGEST_LINE
        and not seen.is_aside(part)
        and any(char.isalnum() for char in part.words.text)
        and (above := seen.above.get(id(part))) is not None
        and above.kind in (Kind.DOCUMENT, Kind.HEADING)
    ]
    tests: tuple[Callable[[Part], bool], ...] = (
        lambda part: any(link.name == part.words.said for link in part.words.links),
        lambda part: bool(seen.title(part).time),
    )
    for test in tests:
        if found := [part for part in lines if test(part)]:
            yield Proposal(Level.LINES, tuple(found))
    listed = any(part.kind in (Kind.ENTRY, Kind.TABLE) for part in seen.parts)
    said = [part for part in lines if part.words.said.endswith((".", "!", "?", "。", ":", ",", ";"))]
    if not listed and len(lines) > 1 and 5 * len(said) < len(lines):
        yield Proposal(Level.LINES, tuple(lines))


def _document(seen: Seen) -> Iterator[Proposal]:
    """The whole document as one topic, as in a card of "Prerequisites: …" and "Effort: …" below its title."""
    cards = [part for part in seen.parts if part.kind is Kind.HEADING and seen.labels(part)]
    if len(cards) == 1 and seen.labels(cards[0]) > 1 and seen.headline:
        yield Proposal(Level.DOCUMENT, (seen.headline,))
