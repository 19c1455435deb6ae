"""Replies for a terminal: plain for a pipe, styled by rich on a screen, buttons as numbers."""

from html.parser import HTMLParser

from markupsafe import Markup
from rich.style import Style
from rich.text import Text

STYLES = {"b": "bold", "i": "italic", "code": "cyan", "pre": "cyan", "time": "none"}


class _Reader(HTMLParser):
    """Reads the six tags into a rich Text; addresses are written out, unless they stand there already, for not every terminal can follow a link."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.text = Text()
        self._open: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._open.append((tag, dict(attrs).get("href") or ""))

    def handle_endtag(self, tag: str) -> None:  # noqa: ARG002 - tags close in order
        _, address = self._open.pop()
        if address and not self.text.plain.endswith(address):
            self.text.append(f" ({address})")

    def handle_data(self, data: str) -> None:
        style = Style()
        for tag, address in self._open:
            style += Style(link=address, underline=True) if tag == "a" else Style.parse(STYLES[tag])
        self.text.append(data, style)


def styled(text: Markup) -> Text:
    """The text with its tags as styles, addresses in brackets behind what they were on."""
    reader = _Reader()
    reader.feed(str(text))
    reader.close()
    return reader.text


def plain(text: Markup) -> str:
    """The text without its tags, addresses in brackets behind what they were on."""
    return styled(text).plain


def numbered(labels: list[str]) -> str:
    """Buttons as numbers: ``[1] Undo  [2] Status``."""
    return "  ".join(f"[{number}] {label}" for number, label in enumerate(labels, 1))
