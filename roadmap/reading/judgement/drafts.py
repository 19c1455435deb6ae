"""A proposal made into drafts: each topic with its stage, what its lines say of it, and the steps below it."""

from collections.abc import Iterable, Iterator, Sequence

from roadmap.errors import Fault, FaultKind
from roadmap.model import Status
from roadmap.reading.assembly.drafts import Draft, gathered
from roadmap.reading.assembly.fields import Said, add_detail, add_step, draft_of, labelled, link, say_of
from roadmap.reading.judgement.asides import PARTS
from roadmap.reading.judgement.columns import is_section, is_sum, is_topic, titled_in
from roadmap.reading.judgement.proposals import Level, Proposal
from roadmap.reading.judgement.seen import Seen
from roadmap.reading.judgement.stages import Stages, own_number
from roadmap.reading.limits import LONGEST_PIECE
from roadmap.reading.tree import Kind, Part
from roadmap.reading.values.durations import wholly_time
from roadmap.reading.values.labels import label_of
from roadmap.reading.values.links import links_in
from roadmap.reading.values.roles import Field, Role, field_of
from roadmap.reading.values.statuses import by_marks, read_status
from roadmap.reading.values.titles import read_title
from roadmap.reading.values.words import Words

_TITLE = Field(Role.TITLE)
_SECTIONS = frozenset((Role.RESOURCES, Role.NEEDS, Role.HELPS, Role.WHY, Role.CERTIFICATIONS))
_STANDS = frozenset((Role.STATUS, Role.DONE, Role.UNDERWAY))
_IN_PIECES = ("markdown", "csv")
"""Forms whose pieces are as long as somebody typed them in a line."""


def drafts_of(proposal: Proposal, seen: Seen, unclear: list[Fault]) -> list[Draft]:
    """A draft for each topic of a proposal. Raises RoadmapFaults "too many topics", "too many entries"."""
    drafts = gathered(_Drafting(proposal, seen, unclear).drafts())
    if not any(field.role in _STANDS for fields in proposal.columns.values() for field in fields):
        _by_stages(drafts)
    return drafts


def _by_stages(drafts: Sequence[Draft]) -> None:
    """Where all stages are names of statuses ("To do", "Doing", "Done"), and no column is of them, they are those of their topics."""
    stages = {draft.stage for draft in drafts}
    if len(stages) < 2 or not all(any(map(str.isalpha, stage)) and read_status(stage) for stage in stages):
        return
    known = {stage: read_status(stage) for stage in stages}
    for draft in drafts:
        if draft.status in (None, Status.NOT_STARTED):
            draft.status, draft.by_stage = known[draft.stage], True
        draft.stage = ""


class _Drafting:
    def __init__(self, proposal: Proposal, seen: Seen, unclear: list[Fault]) -> None:
        self._proposal, self._seen, self._unclear = proposal, seen, unclear
        self._topics = {id(part) for part in proposal.topics}
        self._stages = Stages(proposal, seen)
        self._lists: dict[int, bool] = {}

    def drafts(self) -> Iterator[Draft]:
        if self._proposal.level is Level.DOCUMENT:
            yield from _card(self._proposal.topics[0], self._seen)
            return
        for part in self._proposal.topics:
            if self._seen.tree.form in _IN_PIECES and (long := _too_long(part)):
                self._unclear.append(Fault(part.line, FaultKind.TOO_LONG, long[:80]))
            elif draft := self._draft(part):
                yield draft
            elif part.kind is not Kind.ROW or not is_section(part, self._seen.above[id(part)]):
                self._unclear.append(Fault(part.line, FaultKind.MISSING_TITLE, part.words.text[:80]))

    def _draft(self, part: Part) -> Draft | None:
        title = self._seen.naming(part)
        known = None if part.kind is Kind.ROW else self._seen.title(title)
        draft = draft_of(part.line, self._said(part, title.words), stage=self._stages.stage(part), known=known)
        if draft is None:
            return None
        draft.time = draft.time if title is part else draft.time.filled(self._seen.title(part).time)
        if part.marks:
            self._mark(draft, part)
        draft.group = self._stages.number(part)
        if part.kind is Kind.ROW and draft.group and (number := own_number(part)):
            draft.teaches += (f"{draft.group}.{number}",)
        if self._seen.is_choice(part):
            draft.optional = True
        for child in part.parts:
            if child is not title:
                self._take(draft, child, part)
        return draft

    def _said(self, part: Part, words: Words) -> Iterator[Said]:
        if part.kind is not Kind.ROW:
            yield _TITLE, (words,)
            yield from ((field_of(cell.heading), cell.lines) for cell in part.cells)
            return
        fields = self._proposal.columns[id(self._seen.above[id(part)])]
        for cell in part.cells:
            if cell.column < len(fields):
                yield fields[cell.column], cell.lines

    def _mark(self, draft: Draft, part: Part) -> None:
        """What the boxes say; an empty one beats whatever sign stands behind it."""
        status = by_marks(part.marks)
        if status is None:
            draft.unclear.append((FaultKind.UNCLEAR_STATUS, " ".join(part.marks)))
        draft.status = status or draft.status

    def _take(self, draft: Draft, part: Part, topic: Part) -> None:
        """Let the draft say what a part below its topic says."""
        if id(part) in self._topics:
            return
        match part.kind:
            case Kind.PROSE if topic.kind is Kind.ENTRY:
                add_detail(draft, part.words)
            case Kind.PROSE:
                if not labelled(draft, part.words):
                    link(draft, links_in((part.words,), draft))
            case Kind.ENTRY:
                self._entry(draft, part, topic)
            case Kind.HEADING:
                self._heading(draft, part, topic)
            case Kind.TABLE:
                self._table(draft, part)
            case _:
                for child in part.parts:
                    self._take(draft, child, topic)

    def _entry(self, draft: Draft, part: Part, topic: Part) -> None:
        if _label_alone(part.words) and part.parts:
            self._section(draft, part, field_of(part.words.said))
            return
        if labelled(draft, part.words):
            self._links(draft, part.parts)
            return
        if topic.marks and not part.marks:
            add_detail(draft, part.words)
        else:
            links = links_in((part.words,), draft)
            link(draft, links)
            if not _is_link(part) or self._is_list_of_steps(topic):
                add_step(draft, part.line, self._seen.title(part), by_marks(part.marks) if part.marks else None)
        self._links(draft, part.parts)

    def _is_list_of_steps(self, topic: Part) -> bool:
        if id(topic) not in self._lists:
            self._lists[id(topic)] = _is_list_of_steps(topic)
        return self._lists[id(topic)]

    def _links(self, draft: Draft, parts: Iterable[Part]) -> None:
        """The links and labels of what stands below a step."""
        for part in parts:
            if id(part) in self._topics:
                continue
            for one in part.all():
                if not (one.kind is Kind.ENTRY and label_of(one.words) and labelled(draft, one.words)):
                    link(draft, links_in((one.words, *_in_cells(one)), draft))

    def _heading(self, draft: Draft, part: Part, topic: Part) -> None:
        title = self._seen.title(part).text
        field = field_of(title)
        if field.role in _SECTIONS and len(title.split()) <= 4:
            self._section(draft, part, field)
        elif self._seen.name(part) in PARTS or self._seen.repeats(part) > 1 or self._seen.title(part).bare:
            for child in part.parts:
                self._take(draft, child, topic)
        else:
            add_step(draft, part.line, self._seen.title(part))
            self._links(draft, (part,))

    def _section(self, draft: Draft, part: Part, field: Field) -> None:
        """What stands under a heading or a label of its own is what that says it is."""
        for child in part.parts:
            if child.kind is Kind.TABLE:
                self._table(draft, child)
            elif id(child) not in self._topics and child.words.said:
                say_of(draft, field, child.words)
                self._links(draft, child.parts)

    def _table(self, draft: Draft, table: Part) -> None:
        best = next(iter(titled_in(self._seen, [table])), None)
        for row in table.parts:
            link(draft, links_in(_in_cells(row), draft))
            if best and is_topic(row, best.fields) and not is_sum(row, table):
                titles = [cell for cell in row.cells if best.fields[cell.column].role is Role.TITLE]
                for title in titles:
                    add_step(draft, row.line, read_title(title.lines[0]))


def _too_long(part: Part) -> str:
    """What of a topic's own words is longer than what is read; empty where all of it is."""
    said = _in_cells(part) if part.kind is Kind.ROW else (part.words,)
    return next((words.text for words in said if len(words.text) > LONGEST_PIECE), "")


def _in_cells(part: Part) -> tuple[Words, ...]:
    return tuple(words for cell in part.cells for words in cell.lines)


def _label_alone(words: Words) -> bool:
    """Whether a line is only a label, of what stands below it ("Resources:")."""
    said = words.said.rstrip(" :：")
    return len(said.split()) <= 3 and field_of(said).role in _SECTIONS and (said != words.said or not words.links)


def _is_link(part: Part) -> bool:
    return (len(part.words.links) == 1 and part.words.links[0].name == part.words.said) or part.words.said.startswith(
        ("http://", "https://")
    )


def _is_list_of_steps(topic: Part) -> bool:
    """Whether not all that is listed below a topic is links, or the topic is one itself."""
    if topic.kind is Kind.ENTRY and _is_link(topic):
        return True
    listed = [part for part in topic.all() if part.kind is Kind.ENTRY and part is not topic]
    return not all(_is_link(part) or label_of(part.words) or wholly_time(part.words.said) for part in listed)


def _card(topic: Part, seen: Seen) -> Iterator[Draft]:
    """The one topic of a document that is a card: labels below one heading, and links under headings of resources."""
    draft = draft_of(topic.line, [(_TITLE, (topic.words,))]) or Draft(topic.line, topic.words.said)
    for part in topic.all():
        if part.kind is not Kind.HEADING:
            continue
        lines = [child.words for child in part.parts if child.kind in (Kind.ENTRY, Kind.PROSE)]
        if field_of(seen.title(part).text).role is Role.RESOURCES:
            link(draft, links_in(lines, draft))
        elif seen.labels(part):
            for words in lines:
                labelled(draft, words)
    yield draft
