"""The readings of a tree that are offered, each with the roadmap that comes of it."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from roadmap.errors import Fault, FaultKind, RoadmapFaults
from roadmap.model import Roadmap
from roadmap.reading.assembly.drafts import Draft
from roadmap.reading.assembly.understood import Understood, assemble
from roadmap.reading.judgement import left_out, proposals_for
from roadmap.reading.judgement.drafts import drafts_of
from roadmap.reading.judgement.proposals import LeftOut, Level, Proposal
from roadmap.reading.judgement.seen import Seen
from roadmap.reading.limits import refusal
from roadmap.reading.of_resources import parted, with_steps
from roadmap.reading.slugs import slug_of
from roadmap.reading.tree import Part, Tree
from roadmap.reading.values.dressing import without_id


class Naming:
    """What the roadmap is called: as the caller says, else as the document does, else as the file."""

    def __init__(self, stem: str, slug: str, title: str) -> None:
        self.stem, self.said_slug, self.said_title = stem, slug, title

    def title(self, own: str = "") -> str:
        said = self.said_title or own or " ".join(re.sub(r"[-_]+", " ", without_id(self.stem)).split())
        return said[:200].strip() or "Roadmap"

    def slug(self, own: str = "") -> str:
        return self.said_slug or slug_of(self.title(own)) or "roadmap"

    def called(self, own: str) -> tuple[str, str]:
        """The slug and the title of a document that calls itself so, or not at all."""
        return self.slug(own), self.title(own)

    def assemble(self, drafts: list[Draft], form: str, seen: Seen, unclear: list[Fault]) -> Understood:
        own = seen.called(self.stem)
        return assemble(drafts, slug=self.slug(own), title=self.title(own), form=form, unclear=unclear)


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a document: what it proposes, what comes of it, and what it leaves out."""

    proposal: Proposal
    understood: Understood
    left_out: tuple[LeftOut, ...]


def readings_of(tree: Tree, text: str, naming: Naming) -> Iterable[Reading]:
    """Every reading of a tree that is offered, the likeliest first. Raises RoadmapFaults."""
    tree, section = parted(tree)
    seen = Seen(tree)
    proposals = proposals_for(seen)
    if not proposals:  # a page of contents has nothing but what elsewhere stands beside what is learnt
        seen = Seen(tree, heeds_asides=False)
        proposals = proposals_for(seen)
    if not proposals:
        raise refusal(FaultKind.NO_TOPICS, 0)
    return _worked_out(proposals, _Document(seen, text, section), naming)


@dataclass(frozen=True, slots=True)
class _Document:
    """What is seen of a document, its text, and its section of resources' steps."""

    seen: Seen
    text: str
    section: Part | None


def _worked_out(proposals: Iterable[Proposal], document: _Document, naming: Naming) -> Iterator[Reading]:
    """The readings that make a roadmap, no two of which make the same. Raises RoadmapFaults where none does, and what else is wrong with the
    likeliest."""
    refused: RoadmapFaults | None = None
    found: list[Roadmap] = []
    for proposal in proposals:
        try:
            reading = _reading(proposal, document, naming)
        except RoadmapFaults as faults:
            if not found and faults.faults[0].kind not in (FaultKind.NO_TOPICS, FaultKind.TOO_MANY_TOPICS):
                raise
            refused = refused or faults
            continue
        if reading.understood.roadmap not in found:
            found.append(reading.understood.roadmap)
            yield reading
    if not found:
        raise refused or refusal(FaultKind.NO_TOPICS, 0)


def _reading(proposal: Proposal, document: _Document, naming: Naming) -> Reading:
    unclear: list[Fault] = []
    seen = document.seen
    drafts = drafts_of(proposal, seen, unclear)
    form = "headings" if any(draft.by_stage for draft in drafts) else _form(proposal, seen, document.text)
    understood = naming.assemble(drafts, form, seen, unclear)
    if document.section:
        understood = with_steps(understood, document.section)
    return Reading(proposal, understood, left_out(proposal, seen))


_LISTED = re.compile(r"[\s>]*(?:(?:[-*+]|\d{1,9}[.)])\s+)+\[[^\[\]]{0,3}\](?!\[)")


def _form(proposal: Proposal, seen: Seen, text: str) -> str:
    """How a document is written as far as its topics go: what can be ticked in its own form is called so."""
    if seen.tree.form != "markdown":
        return seen.tree.form
    rows = text.split("\n")
    if all(part.marks and _LISTED.match(rows[part.line - 1]) for part in proposal.topics):
        return "check list"
    if proposal.level is Level.ROWS and all("|" in rows[part.line - 1] for part in proposal.topics):
        return "markdown table"
    return "headings"
