"""Replies for a terminal: plain for a pipe, styled by rich on a screen, buttons as numbers."""

from html.parser import HTMLParser

from markupsafe import Markup
from rich.style import Style
from rich.text import Text

STYLES = {"b": "bold", "i": "italic", "code": "cyan", "pre": "cyan"}


class _Reader(HTMLParser):
    """Reads the five tags into a rich Text; ``show_links`` writes addresses out, for where nothing can be clicked."""

    def __init__(self, *, show_links: bool) -> None:
        super().__init__(convert_charrefs=True)
        self.text = Text()
        self._show_links = show_links
        self._open: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._open.append((tag, dict(attrs).get("href") or ""))

    def handle_endtag(self, tag: str) -> None:  # noqa: ARG002 - tags close in order
        _, address = self._open.pop()
        if address and self._show_links:
            self.text.append(f" ({address})")

    def handle_data(self, data: str) -> None:
        style = Style()
        for tag, address in self._open:
            style += Style(link=address, underline=True) if tag == "a" else Style.parse(STYLES[tag])
        self.text.append(data, style)


def styled(text: Markup, *, show_links: bool = False) -> Text:
    """The text with its tags as styles."""
    reader = _Reader(show_links=show_links)
    reader.feed(str(text))
    reader.close()
    return reader.text


def plain(text: Markup) -> str:
    """The text without its tags, addresses in brackets behind what they were on."""
    return styled(text, show_links=True).plain


def numbered(labels: list[str]) -> str:
    """Buttons as numbers: ``[1] Undo  [2] Status``."""
    return "  ".join(f"[{number}] {label}" for number, label in enumerate(labels, 1))
