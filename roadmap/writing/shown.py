"""The section of a Markdown document that tells how certifications are held, and of topics that were completed the links that show
it; its law: it reads back as it was, and a name in it is nothing but text.

A completion without a link has its tick in the document; for its day alone nothing is written below what somebody brought.
"""

import re
from collections.abc import Iterator, Sequence

from roadmap.model import Roadmap
from roadmap.proofs import Proven
from roadmap.reading.shown import COLUMNS, COMPLETED, MARK, name_of

HEADING = "What shows it"

_SPECIAL = re.compile(r"[\\`*_\[\]<>#|~&]")
_PLAIN_LINK = re.compile(r"https?://[^\s<>|\\]+")


def shown_section(roadmap: Roadmap, proven: Proven) -> str:
    """The section, an empty line before it; empty where there is nothing to show."""
    rows = tuple(_rows(roadmap, proven))
    if not rows:
        return ""
    return "\n".join(["", MARK, "", f"## {HEADING}", "", _row(COLUMNS), _row(["---"] * len(COLUMNS)), *rows, ""])


def _rows(roadmap: Roadmap, proven: Proven) -> Iterator[str]:
    shown = {slug: one for slug, one in proven.completions.items() if one.link}
    told_of = {*shown, *(one.topic for one in proven.certificates)}
    names = {topic.slug: name_of(topic, roadmap) for topic in roadmap.topics if topic.slug in told_of}
    for slug, done in ((slug, shown[slug]) for slug in names if slug in shown):
        day = done.day.isoformat() if done.day else ""
        yield _row([_text(names[slug]), "", COMPLETED, day, _link(done.link)])
    for one in proven.certificates:
        topic, name = names.get(one.topic, ""), " ".join(one.name.split())
        yield _row([_text(topic), _text(name), one.held.value, one.day.isoformat(), _link(one.link)])


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _text(said: str) -> str:
    return _SPECIAL.sub(r"\\\g<0>", said)


def _link(link: str) -> str:
    return f"<{link}>" if _PLAIN_LINK.fullmatch(link) else _text(link)
