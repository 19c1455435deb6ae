"""Any roadmap in: what a document of any known form says, and what in it was not understood.

Only what is no roadmap at all is refused: too large, too deep, unreadable, without topics. Everything else that is
not understood is told beside what was.
"""

from collections.abc import Iterable
from dataclasses import replace
from pathlib import PurePath

from roadmap.reading.assembly.understood import Understood
from roadmap.reading.encodings import decoded
from roadmap.reading.exact import exact_csv, exact_json
from roadmap.reading.forms import form_of
from roadmap.reading.judgement.proposals import Level, Proposal
from roadmap.reading.limits import bounded
from roadmap.reading.own.log import blanked
from roadmap.reading.shown import Section, parted, proven_in_section
from roadmap.reading.tree import Tree
from roadmap.reading.tree_readings import Naming, Reading, readings_of


def read_any(text: str, *, name: str, slug: str = "", title: str = "") -> Understood:
    """What a document says by its likeliest reading. Its form is told by the ending of ``name`` and by the text itself.

    ``slug`` and ``title`` are the roadmap's; without them they are the document's own, or the file's name. Raises
    RoadmapFaults with a single fault, whose text is the number or the reason: "too long" (bytes), "too many lines",
    "too many topics", "too many columns", "too many keys" (of one mapping), "too many entries" (links or prerequisites
    of one topic), "too many signs" (of Markdown), "too many values", "too deep", "circular alias", "unreadable json",
    "unreadable yaml", "unreadable csv", "unreadable opml", "no topics"; of a workbook also "unreadable xlsx", "too many
    sheets", "too many files", "too much inside". The kinds told as unclear, with the line: "unclear duration", "unclear
    status", "unusable link", "missing title", "too long" (one cell or item), "left out" (a topic the document itself
    calls deprecated), "unknown prerequisite" (a number no topic has), "unknown resource" (steps of one that no topic has), "circular prerequisite" (the one left out).
    """
    return next(iter(_readings(text, name, slug, title))).understood


def read_all(text: str, *, name: str, slug: str = "", title: str = "") -> list[Reading]:
    """Every reading of a document that is offered, the likeliest first, as for ``read_any``."""
    return list(_readings(text, name, slug, title))


def read_file(content: bytes, *, name: str, slug: str = "", title: str = "") -> list[Reading]:
    """Every reading of the bytes of a file, as for ``read_any``; a workbook is known by them whatever it is called."""
    from roadmap.reading.forms.workbook import is_workbook, sheets_of, tree_of_sheets  # noqa: PLC0415 - few need it

    if not is_workbook(content):
        return read_all(decoded(content), name=name, slug=slug, title=title)
    return read_tree(tree_of_sheets(sheets_of(content)), name=name, slug=slug, title=title)


def read_tree(tree: Tree, *, name: str, slug: str = "", title: str = "") -> list[Reading]:
    """Every reading of the tree of a file that is no text."""
    return list(readings_of(tree, "", Naming(PurePath(name).stem, slug, title)))


def _readings(text: str, name: str, slug: str, title: str) -> Iterable[Reading]:
    """The readings, each worked out when it is asked for."""
    text, section = parted(bounded(text))
    naming = Naming(PurePath(name).stem, slug, title)
    form = form_of(text, PurePath(name).suffix)
    if exact := _exactly(text, form.name, naming):
        return [_only(exact)]
    text = blanked(text) if form.name == "json" else text
    found = readings_of(form.read(text), text, naming)
    return (_with_shown(one, section) for one in found) if section else found


def _with_shown(reading: Reading, section: Section) -> Reading:
    """The reading with what the section shows of it."""
    understood = reading.understood
    proven, unclear = proven_in_section(section, understood.roadmap)
    faults = sorted((*understood.unclear, *unclear), key=lambda fault: fault.line)
    return replace(reading, understood=replace(understood, proven=proven, unclear=tuple(faults)))


def _exactly(text: str, form: str, naming: Naming) -> Understood | None:
    """A document in one of our own forms, where it is just so."""
    match form:
        case "json":
            return exact_json(text, slug=naming.said_slug, title=naming.said_title)
        case "csv":
            return exact_csv(text, naming.called)
        case _:
            return None


def _only(understood: Understood) -> Reading:
    return Reading(Proposal(Level.RECORDS, ()), understood, ())
