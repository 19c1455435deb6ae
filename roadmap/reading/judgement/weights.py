"""How much speaks for a level of the tree to be the topics; the numbers compare readings of one document, no more.

Lengths, boxes, links, labels and unique names speak for a level, and how much of the document it holds; repeated names,
whole sentences, days that are only positions, and being few speak against it.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from roadmap.names import folded
from roadmap.reading.judgement.asides import PARTS
from roadmap.reading.judgement.proposals import Level, Proposal, Reason, Why
from roadmap.reading.judgement.seen import Seen
from roadmap.reading.tree import Kind, Part
from roadmap.reading.values.roles import Role
from roadmap.reading.values.timewords import Unit

_SAYING = frozenset((Role.TIME, Role.NEEDS, Role.STATUS, Role.DONE, Role.UNDERWAY, Role.DIFFICULTY, Role.HELPS))
_BY_LEVEL = {
    Level.NODES: 3.0,
    Level.ROWS: 1.5,
    Level.PLACES: 2.0,
    Level.HEADINGS: 0.6,
    Level.DOCUMENT: 3.0,
    Level.BOXES: 2.0,
    Level.OUTER_BOXES: 1.4,
    Level.LEAVES: -0.3,
    Level.LINES: 0.3,
}
_WEIGHTS = {
    Why.LENGTHS: 3.0,
    Why.BOXES: 4.0,
    Why.LABELS: 2.0,
    Why.LINKS: 1.2,
    Why.NUMBERED: 1.0,
    Why.UNIQUE: 3.0,
    Why.SIGNS: 2.0,
    Why.COVERS: 2.5,
    Why.SENTENCES: -2.5,
    Why.DAYS: -1.0,
    Why.REPEATED: -3.0,
    Why.PARTS: -3.0,
    Why.MAIN: 2.0,
    Why.HOLDERS: -4.0,
    Why.TEACHES: 5.0,
    Why.NAMELESS: -2.0,
}


def weighed(proposal: Proposal, seen: Seen) -> Proposal:
    """The proposal with its score and what that is made of."""
    found = tuple(_reasons(proposal, seen))
    score = sum(_WEIGHTS[one.why] * one.have / one.of for one in found if one.why in _WEIGHTS and one.of)
    few = -2.5 if len(proposal.topics) == 1 and proposal.level is not Level.DOCUMENT else 0.0
    more = _more(proposal, seen) + _BY_LEVEL.get(proposal.level, 0.0)
    return replace(proposal, score=round(score + few + more, 3), reasons=found)


def _more(proposal: Proposal, seen: Seen) -> float:
    """What speaks for or against a level as a whole."""
    match proposal.level:
        case Level.ROWS:
            return min(1.5, (proposal.score - 6.0) / 2)
        case Level.LINES:
            homes = {id(seen.above[id(part)]) for part in proposal.topics}
            return -1.5 if len(homes) > 1 and len(homes) == len(proposal.topics) else 0.0
        case Level.OUTER_BOXES:
            return 1.2 if all(part.kind is Kind.HEADING for part in proposal.topics) else 0.0
        case Level.HEADINGS if proposal.name == "1" and seen.headline is None:
            return -1.0
        case Level.HEADINGS if any(map(seen.holds_main, proposal.topics)):
            return -2.0
        case Level.PLACES if proposal.name != Unit.WEEKS:
            return -1.0 if seen.has_weeks else 0.0
        case _:
            return 0.0


def _reasons(proposal: Proposal, seen: Seen) -> Iterable[Reason]:
    topics, n = proposal.topics, len(proposal.topics)
    looks = [_look(part, proposal, seen) for part in topics]
    speaking = Counter(why for _, found in looks for why in found)
    yield from (Reason(why, speaking[why], n) for why, _ in _TESTS if why in speaking)
    known = Counter(name for name, _ in looks)
    yield Reason(Why.UNIQUE, len(known), n)
    if repeated := sum(count for name, count in known.items() if count > 1 or name in PARTS):
        yield Reason(Why.REPEATED, repeated, n)
    if boxes := sum(1 for part in topics if part.marks):
        yield Reason(Why.BOXES, boxes, max(boxes, seen.listed))
    yield Reason(Why.COVERS, *seen.covered(topics))
    if proposal.level is Level.ROWS and (proposal.name or proposal.guessed):
        yield Reason(Why.GUESSED if proposal.guessed else Why.COLUMN, name=proposal.name)


def _look(part: Part, proposal: Proposal, seen: Seen) -> tuple[str, tuple[Why, ...]]:
    """The folded name of a topic, and what it has that counts. Only of a row that is another thing in another proposal, whose
    columns are others."""
    known = seen.looks.get(id(part))
    if known is None:
        name = folded(name_of(part, proposal, seen))
        known = name, tuple(why for why, test in _TESTS if test(part, proposal, seen))
        if part.kind is not Kind.ROW:
            seen.looks[id(part)] = known
    return known


def name_of(part: Part, proposal: Proposal, seen: Seen) -> str:
    """What a topic of a proposal would be called; empty where it says nothing."""
    if part.kind is not Kind.ROW:
        title = seen.title(part)
        return f"{title.text} {part.line}" if title.bare else title.text
    fields = proposal.columns[id(seen.above[id(part)])]
    said = (words.said for cell in part.cells if fields[cell.column].role is Role.TITLE for words in cell.lines)
    return " ".join(said)


def _has_time(part: Part, proposal: Proposal, seen: Seen) -> bool:
    if part.kind is not Kind.ROW:
        return bool(seen.title(part).time)
    fields = proposal.columns[id(seen.above[id(part)])]
    return any(fields[cell.column].role is Role.TIME for cell in part.cells if cell.column < len(fields))


def _teaches(part: Part, proposal: Proposal, seen: Seen) -> bool:
    """Whether a row says both what it teaches and what it needs."""
    if part.kind is not Kind.ROW:
        return False
    return {Role.TEACHES, Role.NEEDS} <= {field.role for field in proposal.columns[id(seen.above[id(part)])]}


def _has_sign(part: Part, _: Proposal, seen: Seen) -> bool:
    return part.kind is Kind.ENTRY and not part.marks and seen.title(part).status is not None


def _has_label(part: Part, proposal: Proposal, seen: Seen) -> bool:
    if part.kind is not Kind.ROW:
        return seen.labels(part) > 0
    fields = proposal.columns[id(seen.above[id(part)])]
    return any(fields[cell.column].role in _SAYING for cell in part.cells if cell.column < len(fields))


_TESTS: Sequence[tuple[Why, Callable[[Part, Proposal, Seen], bool]]] = (
    (Why.LENGTHS, _has_time),
    (Why.LABELS, _has_label),
    (Why.LINKS, lambda part, _, seen: seen.has_link(part)),
    (Why.SIGNS, _has_sign),
    (Why.NUMBERED, lambda part, _, seen: part.numbered or bool(seen.title(part).number) or seen.is_chapter(part)),
    (Why.SENTENCES, lambda part, _, seen: part.kind is not Kind.ROW and seen.is_sentence(part)),
    (Why.DAYS, lambda part, _, seen: part.kind is not Kind.ROW and seen.title(part).placed is Unit.DAYS),
    (Why.PARTS, lambda part, _, seen: seen.is_in_place(part)),
    (Why.MAIN, lambda part, _, seen: seen.is_main(part)),
    (Why.HOLDERS, lambda part, _, seen: part.kind is Kind.ROW and seen.holds(part)),
    (Why.TEACHES, _teaches),
    (
        Why.NAMELESS,
        lambda part, _, seen: seen.is_nameless(part) if part.kind is Kind.HEADING else seen.is_counted(part),
    ),
)
"""What is counted of each topic by itself."""
