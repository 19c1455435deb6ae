"""What a cell of certifications means: one a line, each with or without a bullet, its note in brackets behind it."""

import re
from collections.abc import Sequence

from roadmap.model import Certification
from roadmap.reading.values.words import NOTHING, Words

_NOTE = re.compile(r"(.+)\(([^()]*)\)")
_NONE = re.compile(r"no\s+cert(?:ificate|ification)?s?\s*(?:[;:,–—-]\s*(.*))?", re.IGNORECASE)


def read_certifications(lines: Sequence[Words]) -> tuple[tuple[Certification, ...], str]:
    """The certifications, and what there is instead of one: "No cert; add GitHub projects"."""
    names: list[Certification] = []
    instead: list[str] = []
    for item in (line.unbulleted() for line in lines):
        if none := _NONE.fullmatch(item.shape):
            instead.append(item.part(none.start(1)).said if none[1] else "")
        elif not NOTHING.fullmatch(item.shape):
            names.append(_certification(item))
    return tuple(names), "; ".join(filter(None, instead))


def _certification(item: Words) -> Certification:
    note = _NOTE.fullmatch(item.shape)
    if not note:
        return Certification(item.said)
    return Certification(item.part(0, note.end(1)).said, item.part(*note.span(2)).said)
