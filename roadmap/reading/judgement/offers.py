"""The readings that are worth offering: the best of all levels, no two of which say the same."""

from collections.abc import Iterator

from roadmap.reading.judgement.columns import proposed_rows
from roadmap.reading.judgement.levels import proposed_levels
from roadmap.reading.judgement.proposals import LeftOut, Level, Proposal
from roadmap.reading.judgement.seen import Seen
from roadmap.reading.judgement.weights import name_of, weighed
from roadmap.reading.limits import MOST_DRAFTS
from roadmap.reading.tree import Kind, Part
from roadmap.reading.values.links import URL

MOST = 4
"""The most readings that are offered."""

MOST_NAMES = 3
"""Headings that are named of those that are no topics."""


def proposals_for(seen: Seen) -> tuple[Proposal, ...]:
    """The readings of a document, the likeliest first; none where nothing in it may be a topic.

    A level with more topics than are ever drafted is only kept where there is no other, to be refused for that.
    """
    proposed = [*proposed_rows(seen), *proposed_levels(seen)]
    few = [one for one in proposed if len(one.topics) <= MOST_DRAFTS]
    found: dict[tuple[object, ...], Proposal] = {}
    for proposal in few or proposed[:1]:
        one = weighed(proposal, seen) if few else proposal
        key = (*map(id, one.topics), *sorted(one.columns.items()))
        if key not in found or found[key].score < one.score:
            found[key] = one
    kept: list[Proposal] = []
    for one in sorted(found.values(), key=lambda one: -one.score):
        lonely = bool(kept) and len(one.topics) == 1 and len(kept[0].topics) > 2
        if not lonely and not any(_is_less(one, other) or _is_sparse(one, other, seen) for other in kept):
            kept.append(one)
        if len(kept) == MOST:
            break
    return tuple(kept)


def _is_less(one: Proposal, other: Proposal) -> bool:
    """Whether a reading is another one without some of its topics, and with the same columns."""
    if one.level is not other.level or any(other.columns.get(table) != said for table, said in one.columns.items()):
        return False
    return one.level is Level.ROWS and {id(part) for part in one.topics} <= {id(part) for part in other.topics}


def _is_sparse(one: Proposal, other: Proposal, seen: Seen) -> bool:
    """Whether a reading takes another column of the tables of a likelier one, in less than half of its rows."""
    if one.level is not Level.ROWS or other.level is not Level.ROWS or not other.columns.keys() >= one.columns.keys():
        return False
    named = sum(1 for part in one.topics if any(map(str.isalnum, name_of(part, one, seen))))
    return 2 * named < len(other.topics)


def left_out(proposal: Proposal, seen: Seen) -> tuple[LeftOut, ...]:
    """What is neither a topic of this reading nor below or above one, by kind."""
    held: set[int] = set()
    for topic in proposal.topics:
        held.update(map(id, topic.all()) if topic.parts else (id(topic),))
        for above in seen.chain(topic):
            if id(above) in held:
                break  # and so is all that it stands under
            held.add(id(above))
    if seen.headline:
        held.add(id(seen.headline))
    found: dict[Kind, list[Part]] = {}
    for part in seen.parts:
        if id(part) not in held and part.kind is not Kind.DOCUMENT:
            found.setdefault(part.kind, []).append(part)
    return tuple(_told(kind, parts) for kind, parts in found.items())


def _told(kind: Kind, parts: list[Part]) -> LeftOut:
    lines = tuple(sorted({line for part in parts for line in part.lines}))
    names = tuple(one for part in parts if kind is Kind.HEADING and (one := " ".join(part.words.text.split())))
    return LeftOut(kind, len(parts), lines, sum(1 for part in parts for _ in _links(part)), names[:MOST_NAMES])


def _links(part: Part) -> Iterator[str]:
    for words in (part.words, *(words for cell in part.cells for words in cell.lines)):
        yield from (link.url for link in words.links)
        if not words.links:
            yield from URL.findall(words.text)
