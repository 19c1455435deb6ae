"""A message's Markup as HTML: paragraphs of the six tags, each value escaped anew."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from html import escape

from markupsafe import Markup

from bot.chat.runs import Run, Tag, runs_of, with_relatives

PARAGRAPH = "\n\n"

LINKS = ("https://", "http://", "mailto:")
"""What a link may begin with; any other is text."""


def html(text: Markup) -> Markup:
    """The text as paragraphs, each in the direction of its own words."""
    paragraphs = map(_inline, _paragraphs(with_relatives(runs_of(text))))
    return _safe("".join(f'<p dir="auto">{paragraph}</p>\n' for paragraph in paragraphs))


def parted(text: Markup) -> tuple[Markup, Markup]:
    """What stands in its first paragraph, and all others as paragraphs: a headline, and what is below it."""
    first, _, rest = str(text).partition(PARAGRAPH)
    return _safe("".join(map(_inline, _paragraphs(runs_of(_safe(first)))))), html(_safe(rest))


def _safe(written: str) -> Markup:
    return Markup(written)  # noqa: S704 - made of tags of ours and of values that are escaped


def _paragraphs(runs: Iterable[Run]) -> list[Sequence[Run]]:
    found: list[list[Run]] = [[]]
    for run in runs:
        first, *others = run.text.split(PARAGRAPH)
        found[-1].append(Run(first, run.tags))
        found.extend([Run(part, run.tags)] for part in others)
    return [paragraph for paragraph in found if any(run.text.strip() for run in paragraph)]


def _inline(runs: Sequence[Run]) -> str:
    return "".join(_written(runs))


def _written(runs: Sequence[Run]) -> Iterator[str]:
    """The runs under their tags, which stay open from one run to the next where both are under them."""
    under: tuple[Tag, ...] = ()
    for run in runs:
        kept = next((n for n, pair in enumerate(zip(under, run.tags, strict=False)) if pair[0] is not pair[1]), None)
        kept = min(len(under), len(run.tags)) if kept is None else kept
        yield from map(_closing, reversed(under[kept:]))
        yield from map(_opening, run.tags[kept:])
        text = escape(run.text)
        yield text if any(tag.name == "pre" for tag in run.tags) else text.replace("\n", "<br>\n")
        under = run.tags
    yield from map(_closing, reversed(under))


def _opening(tag: Tag) -> str:
    match tag.name:
        case "b" | "i" | "code":
            return f"<{tag.name}>"
        case "pre":
            return '<code class="pre">'
        case "a" if tag.value.startswith(LINKS):
            return f'<a href="{escape(tag.value)}" rel="noopener noreferrer">'
        case "time":
            return f'<time datetime="{datetime.fromtimestamp(int(tag.value), UTC).isoformat()}">'
    return "<bdi>"


def _closing(tag: Tag) -> str:
    match tag.name:
        case "b" | "i" | "code" | "time":
            return f"</{tag.name}>"
        case "pre":
            return "</code>"
        case "a" if tag.value.startswith(LINKS):
            return "</a>"
    return "</bdi>"
