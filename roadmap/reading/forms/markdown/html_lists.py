"""Lists of HTML with more than an item to a line, lifted out of Markdown, which has no lines for them."""

import re
from html.parser import HTMLParser

from roadmap.reading.forms.markdown.outline import Item
from roadmap.reading.limits import MOST_DEPTH

_CROWDED = re.compile(r"<li\b[^\n]*<li\b", re.IGNORECASE)
_LIST = re.compile(r"^[ \t]*<(?:ul|ol)\b", re.MULTILINE | re.IGNORECASE)
_FIRST = 4096
"""Signs that are read of a list at first."""


def without_lists(text: str, before: int, items: list[Item]) -> str:
    """The text with as many lines as it had, and without such lists; their ``items`` are added, each with its line, of which
    there are so many ``before`` the text. A list that nobody closes stays, and so does what comes after it."""
    if not _CROWDED.search(text):
        return text
    pieces: list[str] = []
    at = 0
    while found := _LIST.search(text, at):
        reader = _Items(before + text.count("\n", 0, found.start()))
        end = reader.read(text, found.start())
        if end < 0:
            break
        inside = text[found.start() : end]
        if _CROWDED.search(inside):
            items += reader.items
            pieces += text[at : found.start()], "\n" * inside.count("\n")
        else:
            pieces.append(text[at:end])
        at = end
    return "".join((*pieces, text[at:]))


class _Closed(Exception):
    """The list is closed."""


class _Items(HTMLParser):
    """The items of one list and of those in it, in Markdown; ``before`` is how many lines stand before it."""

    def __init__(self, before: int) -> None:
        super().__init__(convert_charrefs=True)
        self._before = before
        self._lists: list[bool] = []
        self._text: list[str] | None = None
        self._begun: tuple[int, int, bool] = (0, 0, False)
        self._link = ""
        self.items: list[Item] = []

    def read(self, text: str, start: int) -> int:
        """Where in the text the list ends that begins there; -1 where it is not closed. Ever more is read at a time, since most
        lists are short, and what a reader waits for is looked through again with all that is added."""
        at, size = start, _FIRST
        try:
            while at < len(text):
                self.feed(text[at : at + size])
                at, size = at + size, 2 * size
        except _Closed:
            line, column = self.getpos()
            for _ in range(line - 1):
                start = text.index("\n", start) + 1
            return text.index(">", start + column) + 1
        return -1

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = dict(attrs)
        match tag:
            case "ul" | "ol":
                self._end()
                self._lists.append(tag == "ol")
            case "li":
                self._end()
                depth = min(len(self._lists), MOST_DEPTH) - 1
                self._begun, self._text = (self._before + self.getpos()[0], depth, self._lists[-1]), []
            case "a":
                self._link = said.get("href") or ""
                self._say("[")
            case "br":
                self._say("<br>")
            case "input":
                self._say("[x] " if "checked" in said else "[ ] ")

    def handle_endtag(self, tag: str) -> None:
        if tag == "a":
            self._say(f"](<{self._link}>)")
        elif tag == "li":
            self._end()
        elif tag in ("ul", "ol"):
            self._end()
            self._lists.pop()
            if not self._lists:
                raise _Closed

    def handle_data(self, data: str) -> None:
        self._say(re.sub(r"\s+", " ", data))

    def _say(self, text: str) -> None:
        if self._text is not None:
            self._text.append(text)

    def _end(self) -> None:
        """An item ends where the next begins, whether it is closed or not; what stands between items is nothing."""
        if self._text is not None and (said := "".join(self._text).strip()):
            line, depth, numbered = self._begun
            self.items.append(Item(line, said, depth, numbered=numbered, last=line))
        self._text = None
