"""What a topic stands under in its document: the name of its stage, and the numbers by which others may call it."""

import re
from collections.abc import Sequence
from itertools import pairwise

from roadmap.reading.judgement.asides import PARTS
from roadmap.reading.judgement.columns import is_section, titled_in
from roadmap.reading.judgement.proposals import Level, Proposal
from roadmap.reading.judgement.seen import Seen
from roadmap.reading.tree import Kind, Part
from roadmap.reading.values.roles import Field, Role, field_of
from roadmap.reading.values.timewords import Unit
from roadmap.reading.values.words import NOTHING

GROUP = re.compile(
    r"(?:phase|stage|part|module|unit|section|level|week|block|chapter|fase|etapa|teil|abschnitt|parte|partie|étape|этап|часть|阶段|第)\s*#?0*(\d{1,3})",
    re.IGNORECASE,
)
"""A stage by its number: "Phase 1"."""


class Stages:
    def __init__(self, proposal: Proposal, seen: Seen) -> None:
        self._seen, self._columns = seen, proposal.columns
        self._topics = {id(part) for part in proposal.topics}
        self._nodes = proposal.level is Level.NODES
        self._own = seen.called("") if seen.headline or seen.tree.title else None
        """What the document calls itself, which is no stage of it."""
        self._names: dict[int, str] = {}
        self._sections: dict[int, str] = {}
        self._stages: dict[int, str] = {}
        """The stage of what stands right below a part."""
        self._numbers: dict[int, str] = {}
        """The number of that stage."""

    def stage(self, part: Part) -> str:
        """The name of the nearest part above that is no topic, nor within one."""
        if section := self._section(part) or self._carried(part):
            return section
        home = id(self._seen.above.get(id(part)))
        if home not in self._stages:
            self._stages[home] = self._above(part)
        return self._stages[home]

    def _above(self, part: Part) -> str:
        above = [one for one in self._seen.chain(part) if self._is_stage(one)]
        if len(above) > 1 and self._seen.title(above[0]).placed is Unit.WEEKS and self._seen.title(above[0]).bare:
            above = above[1:]
        for one in above:
            inside = any(id(other) in self._topics for other in self._seen.chain(one))
            if self._nodes or not inside or one.named or one.kind is Kind.HEADING:
                name = self._name(one)
                return "" if name == self._own else name
        return ""

    def _is_stage(self, one: Part) -> bool:
        if one is self._seen.headline or (id(one) in self._topics and not self._nodes):
            return False
        if one.kind is Kind.HEADING and self._seen.name(one) in PARTS and not self._is_first(one):
            return False
        return one.kind is not Kind.TABLE or bool(one.words.said)

    def _is_first(self, heading: Part) -> bool:
        """Whether nothing but the document itself is above a heading that is called like a part of a stage, others beside it."""
        above = self._seen.above[id(heading)]
        if above is self._seen.headline:
            beside = [one for one in above.parts if one.kind is Kind.HEADING and not self._seen.is_aside(one)]
            return len(beside) > 2 and self._seen.repeats(heading) == 1
        return id(above) not in self._seen.above

    def _name(self, one: Part) -> str:
        if one.kind is not Kind.ROW:
            return one.words.said.rstrip(" :：")
        if id(one) not in self._names:
            best = next(iter(titled_in(self._seen, [self._seen.above[id(one)]])), None)
            self._names[id(one)] = _cell(one, best.fields, Role.TITLE) if best else _counted(one)
        return self._names[id(one)]

    def _section(self, part: Part) -> str:
        """Of a row the row above that only names what follows."""
        if part.kind is not Kind.ROW:
            return ""
        table = self._seen.above[id(part)]
        if id(table) not in self._columns:
            return ""
        if not self._sections.get(-id(table)):
            self._sections[-id(table)] = "looked at"
            name = ""
            for row in table.parts:
                name = " ".join(words.said for words in row.cells[0].lines) if is_section(row, table) else name
                self._sections[id(row)] = name
        return self._sections.get(id(part), "")

    def _carried(self, part: Part) -> str:
        """Of a row without a stage the one of the nearest row above that has one, as in cells that were merged: where no two
        rows that follow one another say the same."""
        table = self._seen.above.get(id(part))
        if part.kind is not Kind.ROW or table is None or id(table) not in self._columns:
            return ""
        if id(table) not in self._sections:
            self._sections[id(table)] = "looked at"
            fields, name = self._columns[id(table)], ""
            said = [_cell(row, fields, Role.STAGE) for row in table.parts]
            merged = not any(one == other != "" for one, other in pairwise(said))
            for row, stage in zip(table.parts, said, strict=True):
                name = stage or (name if merged else "")
                name = "" if NOTHING.fullmatch(name) else name
                self._sections[id(row)] = self._sections.get(id(row)) or name
        return self._sections.get(id(part), "")

    def number(self, part: Part) -> str:
        """The number of the stage that a topic stands in; empty where it has none."""
        home = id(self._seen.above.get(id(part)))
        if home not in self._numbers:
            self._numbers[home] = self._number(part)
        return self._numbers[home]

    def _number(self, part: Part) -> str:
        for one in self._seen.chain(part):
            if one.kind is Kind.ROW and (number := own_number(one)):
                return number
            if one.kind is Kind.HEADING and one is not self._seen.headline and (found := GROUP.match(one.words.said)):
                return found[1]
        return ""


def _counted(row: Part) -> str:
    """What a record without a name is called by its number among the others ("semester 1")."""
    said = ((cell.heading, " ".join(words.said for words in cell.lines)) for cell in row.cells)
    return next((f"{key} {text}" for key, text in said if text.isdecimal() and field_of(key).role is Role.STAGE), "")


def own_number(row: Part) -> str:
    """The number a record gives itself ("seq: 1", "id: 1")."""
    said = [cell for cell in row.cells if field_of(cell.heading).role in (Role.NUMBER, Role.IDENT)]
    numbers = [text for cell in said if (text := " ".join(words.said for words in cell.lines)).isdecimal()]
    return numbers[0].lstrip("0") if numbers else ""


def _cell(row: Part, fields: Sequence[Field], role: Role) -> str:
    found = (cell for cell in row.cells if cell.column < len(fields) and fields[cell.column].role is role)
    return " ".join(words.said for cell in found for words in cell.lines)
