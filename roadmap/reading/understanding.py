"""Any roadmap in: what a document of any known form says, and what in it was not understood.

Only what is no roadmap at all is refused: too large, too deep, unreadable, without topics. Everything else that is
not understood is told beside what was.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import PurePath

from roadmap.errors import Fault, RoadmapFaults
from roadmap.reading.assembly import Understood, assemble
from roadmap.reading.checklists import boxed
from roadmap.reading.drafts import Draft
from roadmap.reading.exact import exact_csv, exact_json, exact_markdown
from roadmap.reading.forms.markdown import outline_of, read_markdown_tree
from roadmap.reading.graphs import is_graph, read_graph
from roadmap.reading.judging import left_out, proposals_for
from roadmap.reading.judging.drafting import drafts_of
from roadmap.reading.judging.proposals import LeftOut, Level, Proposal
from roadmap.reading.judging.seen import Seen
from roadmap.reading.limits import bounded, refusal
from roadmap.reading.outline import Grid, outline
from roadmap.reading.records import read_tree, title_of
from roadmap.reading.sheets import read_sheet
from roadmap.reading.slugs import slug_of
from roadmap.reading.tree import Tree
from roadmap.reading.trees import Node, read_json, read_yaml

MARKDOWN, JSON, YAML, CSV = "markdown", "json", "yaml", "csv"

_BY_ENDING = {
    ".json": JSON,
    ".yaml": YAML,
    ".yml": YAML,
    ".csv": CSV,
    ".tsv": CSV,
    ".md": MARKDOWN,
    ".markdown": MARKDOWN,
}
_JSON = re.compile(r"\s*(?:\{\s*[\"}]|\[\s*[\"{\[\]\d])")
_CSV = re.compile(r"[^\S\t]*+[^\n|,;\t]*+[,;\t][^\n|]*+\n")
_YAML = re.compile(r"\s*+(?:---[^\S\n]*+\n)?(?:#[^\n]*\n|[^\S\n]*+\n)*+(?:[\w\"'][^\n]{0,80}:(?:\s|$)|- )")


def read_any(text: str, *, name: str, slug: str = "", title: str = "") -> Understood:
    """What a document says by its likeliest reading. Its form is told by the ending of ``name`` and by the text itself.

    ``slug`` and ``title`` are the roadmap's; without them they are the document's own, or the file's name. Raises
    RoadmapFaults with a single fault, whose text is the number or the reason: "too long" (bytes), "too many lines",
    "too many topics", "too many columns", "too many keys" (of one mapping), "too many entries" (links or prerequisites of
    one topic), "too many signs" (of Markdown), "too many values", "too deep", "circular alias", "unreadable json", "unreadable yaml",
    "unreadable csv", "no topics". The kinds told as unclear, with the line: "unclear duration", "unclear status",
    "unusable link", "missing title", "too long" (one cell or item), "left out" (a topic the document itself calls
    deprecated), "practice left out" (how many entries teach nothing, beside those that do), "unknown prerequisite" (a
    number no topic has), "circular prerequisite" (the one left out).
    """
    return next(iter(_readings(text, name, slug, title))).understood


def read_all(text: str, *, name: str, slug: str = "", title: str = "") -> list["Reading"]:
    """Every reading of a document that is offered, the likeliest first, as for ``read_any``."""
    return list(_readings(text, name, slug, title))


def _readings(text: str, name: str, slug: str, title: str) -> "Iterable[Reading]":
    """The readings, each worked out when it is asked for."""
    text = bounded(text)
    naming = _Naming(PurePath(name).stem, slug, title)
    ending = PurePath(name).suffix.casefold()
    form = _BY_ENDING.get(ending) or _form_of(text)
    match form:
        case "json":
            return [_only(_data(read_json(text), "json", naming, text))]
        case "yaml":
            return [_only(_data(read_yaml(text), "yaml", naming))]
        case "csv":
            return [_only(_csv(text, naming))]
        case _:
            return _markdown(text, naming)


def _only(understood: Understood) -> "Reading":
    return Reading(Proposal(Level.RECORDS, ()), understood, ())


class _Naming:
    """What the roadmap is called: as the caller says, else as the document does, else as the file."""

    def __init__(self, stem: str, slug: str, title: str) -> None:
        self._stem, self.said_slug, self.said_title = stem, slug, title

    def title(self, own: str = "") -> str:
        said = self.said_title or own or " ".join(re.sub(r"[-_]+", " ", self._stem).split())
        return said[:200].strip() or "Roadmap"

    def slug(self, own: str = "") -> str:
        return self.said_slug or slug_of(self.title(own)) or "roadmap"

    def assemble(self, drafts: list[Draft], form: str, own: str, unclear: list[Fault]) -> Understood:
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
        raise refusal("no topics", 0)
    return (_reading(proposal, seen, text, naming) for proposal in proposals)


def _reading(proposal: Proposal, seen: Seen, text: str, naming: "_Naming") -> Reading:
    unclear: list[Fault] = []
    drafts = drafts_of(proposal, seen, unclear)
    understood = naming.assemble(drafts, _form(proposal, seen, text), seen.tree.title, unclear)
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


def _form_of(text: str) -> str:
    """The form of a text whose name does not tell."""
    if _JSON.match(text):
        return JSON
    blocks = outline(text).blocks
    if boxed(blocks) or any(isinstance(block, Grid) for block in blocks):
        return MARKDOWN
    if _CSV.match(text) and _is_sheet(text):
        return CSV
    return YAML if _YAML.match(text) and _is_yaml(text) else MARKDOWN


def _is_sheet(text: str) -> bool:
    try:
        return bool(read_sheet(text, []))
    except RoadmapFaults:
        return False


def _is_yaml(text: str) -> bool:
    try:
        root = read_yaml(text)
    except RoadmapFaults:
        return False
    return bool(root.pairs)


def _data(root: Node, form: str, naming: _Naming, text: str = "") -> Understood:
    if text and (exact := exact_json(text, slug=naming.said_slug, title=naming.said_title)):
        return exact
    unclear: list[Fault] = []
    drafts = read_graph(root) if is_graph(root) else read_tree(root, unclear)
    return naming.assemble(drafts, form, title_of(root), unclear)


def _csv(text: str, naming: _Naming) -> Understood:
    if exact := exact_csv(text, slug=naming.slug(), title=naming.title()):
        return exact
    unclear: list[Fault] = []
    return naming.assemble(read_sheet(text, unclear), "csv", "", unclear)


def _markdown(text: str, naming: _Naming) -> Iterable[Reading]:
    outlined, own = outline_of(text)
    if exact := exact_markdown(outlined, slug=naming.slug(own), title=naming.title(own)):
        return [_only(exact)]
    tree = read_markdown_tree(text, outlined, own)
    return readings_of(tree, text, naming)
