"""Any roadmap in: what a document of any known form says, and what in it was not understood.

Only what is no roadmap at all is refused: too large, too deep, unreadable, without topics. Everything else that is
not understood is told beside what was.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import PurePath

from roadmap.errors import Fault, FaultKind, RoadmapFaults
from roadmap.model import Roadmap
from roadmap.reading.assembly.drafts import Draft
from roadmap.reading.assembly.understood import Understood, assemble
from roadmap.reading.encodings import decoded
from roadmap.reading.exact import exact_csv, exact_json, exact_markdown
from roadmap.reading.forms import form_of
from roadmap.reading.forms.markdown.headline import headline, own_headline, without_front_matter
from roadmap.reading.forms.markdown.outline import outline
from roadmap.reading.judgement import left_out, proposals_for
from roadmap.reading.judgement.drafts import drafts_of
from roadmap.reading.judgement.proposals import LeftOut, Level, Proposal
from roadmap.reading.judgement.seen import Seen
from roadmap.reading.limits import bounded, refusal
from roadmap.reading.slugs import slug_of
from roadmap.reading.tree import Tree
from roadmap.reading.values.dressing import without_id

_SEED = ("completed", "going", "started")
"""Words in the headings of the seed's own table, without which no document is in that form."""


def read_any(text: str, *, name: str, slug: str = "", title: str = "") -> Understood:
    """What a document says by its likeliest reading. Its form is told by the ending of ``name`` and by the text itself.

    ``slug`` and ``title`` are the roadmap's; without them they are the document's own, or the file's name. Raises
    RoadmapFaults with a single fault, whose text is the number or the reason: "too long" (bytes), "too many lines",
    "too many topics", "too many columns", "too many keys" (of one mapping), "too many entries" (links or prerequisites
    of one topic), "too many signs" (of Markdown), "too many values", "too deep", "circular alias", "unreadable json",
    "unreadable yaml", "unreadable csv", "unreadable opml", "no topics"; of a workbook also "unreadable xlsx", "too many
    sheets", "too many files", "too much inside". The kinds told as unclear, with the line: "unclear duration", "unclear
    status", "unusable link", "missing title", "too long" (one cell or item), "left out" (a topic the document itself
    calls deprecated), "unknown prerequisite" (a number no topic has), "circular prerequisite" (the one left out).
    """
    return next(iter(_readings(text, name, slug, title))).understood


def read_all(text: str, *, name: str, slug: str = "", title: str = "") -> list["Reading"]:
    """Every reading of a document that is offered, the likeliest first, as for ``read_any``."""
    return list(_readings(text, name, slug, title))


def read_file(content: bytes, *, name: str, slug: str = "", title: str = "") -> list["Reading"]:
    """Every reading of the bytes of a file, as for ``read_any``; a workbook is known by them whatever it is called."""
    from roadmap.reading.forms.workbook import is_workbook, read_workbook_tree  # noqa: PLC0415 - few need it

    if not is_workbook(content):
        return read_all(decoded(content), name=name, slug=slug, title=title)
    return list(readings_of(read_workbook_tree(content), "", _Naming(PurePath(name).stem, slug, title)))


def _readings(text: str, name: str, slug: str, title: str) -> "Iterable[Reading]":
    """The readings, each worked out when it is asked for."""
    text = bounded(text)
    naming = _Naming(PurePath(name).stem, slug, title)
    form = form_of(text, PurePath(name).suffix)
    if exact := _exactly(text, form.name, naming):
        return [_only(exact)]
    return readings_of(form.read(text), text, naming)


def _exactly(text: str, form: str, naming: "_Naming") -> Understood | None:
    """A document in one of our own forms, where it is just so."""
    match form:
        case "json":
            return exact_json(text, slug=naming.said_slug, title=naming.said_title)
        case "csv":
            return exact_csv(text, naming.called)
        case "markdown" if any(_is_seed(row) for row in text.split("\n")):
            bare, own = without_front_matter(text)
            outlined = outline(bare)
            slug, title = naming.called(own or own_headline(outlined) or headline(outlined))
            return exact_markdown(outlined, slug=slug, title=title)
        case _:
            return None


def _only(understood: Understood) -> "Reading":
    return Reading(Proposal(Level.RECORDS, ()), understood, ())


def _is_seed(row: str) -> bool:
    return "|" in row and all(word in row.casefold() for word in _SEED)


class _Naming:
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
        if seen.headline or seen.tree.title:
            for draft in drafts:
                draft.stage = "" if draft.stage == own else draft.stage
        return assemble(drafts, slug=self.slug(own), title=self.title(own), form=form, unclear=unclear)


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a document: what it proposes, what comes of it, and what it leaves out."""

    proposal: Proposal
    understood: Understood
    left_out: tuple[LeftOut, ...]


def readings_of(tree: Tree, text: str, naming: "_Naming") -> "Iterable[Reading]":
    """Every reading of a tree that is offered, the likeliest first. Raises RoadmapFaults."""
    seen = Seen(tree)
    proposals = proposals_for(seen)
    if not proposals:
        raise refusal(FaultKind.NO_TOPICS, 0)
    return _worked_out(proposals, seen, text, naming)


def _worked_out(proposals: Iterable[Proposal], seen: Seen, text: str, naming: "_Naming") -> Iterator[Reading]:
    """The readings that make a roadmap, no two of which make the same. Raises RoadmapFaults where none does, and what else is wrong with the
    likeliest."""
    refused: RoadmapFaults | None = None
    found: list[Roadmap] = []
    for proposal in proposals:
        try:
            reading = _reading(proposal, seen, text, naming)
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


def _reading(proposal: Proposal, seen: Seen, text: str, naming: "_Naming") -> Reading:
    unclear: list[Fault] = []
    drafts = drafts_of(proposal, seen, unclear)
    form = "headings" if any(draft.by_stage for draft in drafts) else _form(proposal, seen, text)
    understood = naming.assemble(drafts, form, seen, unclear)
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
