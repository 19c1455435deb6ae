"""Org-mode, line by line in Markdown: headlines with their keywords as boxes, efforts as labels, lists and tables as they are."""

import re

from roadmap.reading.forms.markdown.document import tree_of
from roadmap.reading.tree import Tree

_TITLE = re.compile(r"^#\+title:\s*(.+)$", re.IGNORECASE | re.MULTILINE)
_KEYWORDS = re.compile(r"^#\+(?:seq_)?todo:\s*(.+)$", re.IGNORECASE | re.MULTILINE)
_HEADLINE = re.compile(r"^(\*{1,12})\s+(.*)$")
_COOKIE = re.compile(r"\s*\[(?:\d*/\d*|\d*%)\]\s*")
_PRIORITY = re.compile(r"^\[#[A-Z0-9]\]\s*")
_TAGS = re.compile(r"\s+:[\w@#%:]+:\s*$")
_LINK = re.compile(r"\[\[([^\[\]]+)\](?:\[([^\[\]]+)\])?\]")
_EFFORT = re.compile(r"^\s*:effort:\s*(?:(\d+):(\d\d)|(.+?))\s*$", re.IGNORECASE)
_RULE = re.compile(r"^\s*\|[-+|]+\|?\s*$")
_PLANNED = re.compile(r"^\s*(?:CLOSED|DEADLINE|SCHEDULED):")
_DRAWER = re.compile(r"^\s*:\w[\w-]*:")
_MARKS = {
    **dict.fromkeys(("TODO", "NEXT", "WAITING", "WAIT", "HOLD", "SOMEDAY", "BACKLOG"), " "),
    **dict.fromkeys(("DOING", "STARTED", "INPROGRESS", "IN-PROGRESS", "IN_PROGRESS", "ACTIVE", "REVIEW"), "/"),
    **dict.fromkeys(("DONE", "FINISHED", "COMPLETED"), "x"),
    **dict.fromkeys(("CANCELLED", "CANCELED", "SKIPPED", "DROPPED", "ABANDONED"), "-"),
}


def is_org(text: str) -> bool:
    """Whether a text without a telling name is one: by its title, or by a headline with a keyword."""
    return bool(_TITLE.search(text)) or bool(re.search(r"^\*+ (?:TODO|DONE) ", text, re.MULTILINE))


def read_org_tree(text: str) -> Tree:
    """Raises RoadmapFaults as Markdown does."""
    marks = {**_MARKS, **_own_keywords(text)}
    title = _TITLE.search(text)
    rows, fenced = [], False
    for row in text.split("\n"):
        begins = row.strip().casefold()
        if begins.startswith(("#+begin", "#+end")):
            fenced = begins.startswith("#+begin")
            rows.append("")
        else:
            rows.append("" if fenced or row.startswith("#") else _row(row, marks))
    return tree_of("\n".join(rows), text, title=title[1].strip() if title else "", form="org")


def _own_keywords(text: str) -> dict[str, str]:
    """The keywords a document names itself: those behind the bar are done."""
    marks: dict[str, str] = {}
    for line in _KEYWORDS.findall(text):
        before, bar, behind = line.partition("|")
        words = [re.sub(r"\(.*?\)", "", word) for word in before.split()]
        done = [re.sub(r"\(.*?\)", "", word) for word in behind.split()] if bar else words[-1:]
        marks |= {word: _MARKS.get(word, " ") for word in words} | {word: _MARKS.get(word, "x") for word in done}
    return marks


def _row(row: str, marks: dict[str, str]) -> str:
    if headline := _HEADLINE.match(row):
        return _headline(len(headline[1]), headline[2], marks)
    if effort := _EFFORT.match(row):
        return f"Effort: {effort[1]}h {effort[2]}min" if effort[1] else f"Effort: {effort[3]}"
    if _PLANNED.match(row) or _DRAWER.match(row):
        return ""
    if _RULE.match(row):
        return row.replace("+", "|")
    plain = _LINK.sub(_linked, row)
    return plain if plain.lstrip().startswith(("-", "+", "|")) or re.match(r"\s*\d+[.)]\s", plain) else plain.strip()


def _headline(level: int, said: str, marks: dict[str, str]) -> str:
    keyword, _, rest = said.partition(" ")
    box = f"[{marks[keyword]}] " if keyword in marks else ""
    title = _TAGS.sub("", _COOKIE.sub(" ", rest if box else said))
    return f"{'#' * min(level, 6)} {box}{_LINK.sub(_linked, _PRIORITY.sub('', title.strip())).strip()}"


def _linked(found: re.Match[str]) -> str:
    url = found[1].removeprefix("file:")
    return f"[{found[2] or url}](<{url}>)"
