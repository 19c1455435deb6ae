"""Check lists: every box is a topic, nested ones too; what stands below a box without one is its description.

The stage is the nearest entry without a box that boxes stand under, else the heading; a list item that is a heading
("- ### Arrays") is such an entry.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from roadmap.errors import Fault, FaultKind
from roadmap.model import Status
from roadmap.reading.drafts import Draft, gathered
from roadmap.reading.filling import add_detail, draft_of
from roadmap.reading.limits import LONGEST_PIECE
from roadmap.reading.outline import Block, Heading, Item, Outline, Paragraph
from roadmap.reading.roles import Field, Role
from roadmap.reading.statuses import BOX, by_sign

_TITLE = Field(Role.TITLE)


@dataclass(slots=True)
class _Place:
    """Where in the document the reader is: the heading, and for each depth the stage and the box above."""

    stage: str = ""
    stages: dict[int, str] = field(default_factory=dict)
    boxes: dict[int, Draft] = field(default_factory=dict)

    def enter(self, depth: int) -> None:
        for known in (self.stages, self.boxes):
            for deeper in [other for other in known if other >= depth]:
                del known[deeper]

    def stage_at(self, depth: int) -> str:
        return next((self.stages[above] for above in range(depth - 1, -1, -1) if above in self.stages), self.stage)

    def box_at(self, depth: int) -> Draft | None:
        return next((self.boxes[above] for above in range(depth - 1, -1, -1) if above in self.boxes), None)


def boxed(blocks: Iterable[Block]) -> int:
    """How many list items have a check box."""
    return sum(1 for block in blocks if isinstance(block, Item) and BOX.match(block.text))


def read_checklist(outline: Outline, unclear: list[Fault]) -> list[Draft]:
    """A draft for every box. Raises RoadmapFaults "too many topics"."""
    return gathered(_drafts(outline, unclear))


def _drafts(outline: Outline, unclear: list[Fault]) -> Iterator[Draft]:
    place = _Place()
    for block in outline.blocks:
        match block:
            case Heading():
                place = _Place(outline.words(block.text).said)
            case Item():
                place.enter(block.depth)
                yield from _item(block, place, outline, unclear)
            case Paragraph() if block.depth and (box := place.box_at(block.depth)):
                add_detail(box, outline.words(block.text))
            case _:
                pass


def _item(item: Item, place: _Place, outline: Outline, unclear: list[Fault]) -> list[Draft]:
    box = BOX.match(item.text)
    if len(item.text) > LONGEST_PIECE:
        unclear.append(Fault(item.line, FaultKind.TOO_LONG, item.text[:80]))
        return []
    if box is None:
        words = outline.words(item.text)
        above = place.box_at(item.depth)
        if above is None or item.heading:
            place.stages[item.depth] = words.said
        else:
            add_detail(above, words)
        return []
    draft = draft_of(item.line, [(_TITLE, (outline.words(item.text[box.end() :]),))], stage=place.stage_at(item.depth))
    if draft is None:
        unclear.append(Fault(item.line, FaultKind.MISSING_TITLE, item.text[:80]))
        return []
    draft.status = _status(draft, box["mark"], unclear)
    place.boxes[item.depth] = draft
    return [draft]


def _status(draft: Draft, mark: str, unclear: list[Fault]) -> Status | None:
    status = by_sign(mark)
    if status is None:
        unclear.append(Fault(draft.line, FaultKind.UNCLEAR_STATUS, mark))
    return draft.status if status in (None, Status.NOT_STARTED) else status
