"""Any roadmap in: what a document of any known form says, and what in it was not understood.

Only what is no roadmap at all is refused: too large, too deep, unreadable, without topics. Everything else that is
not understood is told beside what was.
"""

from pathlib import PurePath

from roadmap.errors import Fault
from roadmap.reading.assembly import Understood, assemble
from roadmap.reading.checklists import boxed, read_checklist
from roadmap.reading.sections import read_sections
from roadmap.reading.limits import bounded
from roadmap.reading.outline import outline
from roadmap.reading.slugs import slug_of
from roadmap.reading.tables import read_tables


def read_any(text: str, *, name: str, slug: str = "", title: str = "") -> Understood:
    text = bounded(text)
    unclear: list[Fault] = []
    out = outline(text)
    drafts = read_tables(out, unclear)
    form="markdown table"
    if boxed(out.blocks)>len(drafts):
        drafts,form=read_checklist(out,unclear),"check list"
    elif not drafts:
        drafts,form=read_sections(out,unclear),"headings"
    title = title or PurePath(name).stem
    return assemble(drafts, slug=slug or slug_of(title) or "roadmap", title=title, form=form, unclear=unclear)
