"""The forms a document may come in: by what each is known, and what makes a tree of it.

The ending of the file's name tells; without one, or with one that tells nothing, the first whose look is right does.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from roadmap.errors import RoadmapFaults
from roadmap.reading.tree import Tree

_JSON = re.compile(r"\s*(?:\{\s*[\"}]|(?!\[ ?\]\s*[^\s,\]])\[\s*[\"{\[\]\d])")
_JSON_LINES = re.compile(r"\s*\{[^\n]*\}\s*\n\s*\{")
_YAML = re.compile(r"\s*+(?:---[^\S\n]*+\n)?(?:#[^\n]*\n|[^\S\n]*+\n)*+(?:[\w\"'][^\n]{0,80}:(?:\s|$)|- )")


@dataclass(frozen=True, slots=True)
class Reader:
    """What has the look of a form, and what makes a tree of it."""

    looks: Callable[[str], bool]
    read: Callable[[str], Tree]


@dataclass(frozen=True, slots=True)
class Form:
    """A form by its name, the endings of its files, and what loads its reader, which takes time: few documents need two."""

    name: str
    endings: tuple[str, ...]
    reader: Callable[[], Reader]

    def looks(self, text: str) -> bool:
        return self.reader().looks(text)

    def read(self, text: str) -> Tree:
        """Raises RoadmapFaults."""
        return self.reader().read(text)


@cache
def _opml() -> Reader:
    from roadmap.reading.forms.opml import is_opml, read_opml_tree  # noqa: PLC0415 - see Form

    return Reader(is_opml, read_opml_tree)


@cache
def _json_lines() -> Reader:
    from roadmap.reading.forms.data.document import read_data_tree  # noqa: PLC0415 - see Form
    from roadmap.reading.forms.data.nodes import read_json_lines  # noqa: PLC0415 - see Form

    return Reader(
        lambda text: bool(_JSON_LINES.match(text)), lambda text: read_data_tree(read_json_lines(text), text, "json")
    )


@cache
def _json() -> Reader:
    from roadmap.reading.forms.data.document import read_data_tree  # noqa: PLC0415 - see Form
    from roadmap.reading.forms.data.nodes import read_json  # noqa: PLC0415 - see Form

    return Reader(lambda text: bool(_JSON.match(text)), lambda text: read_data_tree(read_json(text), text, "json"))


@cache
def _yaml() -> Reader:
    from roadmap.reading.forms.data.document import read_data_tree  # noqa: PLC0415 - see Form
    from roadmap.reading.forms.data.nodes import read_yaml  # noqa: PLC0415 - see Form

    def looks(text: str) -> bool:
        try:
            return bool(_YAML.match(text)) and bool(read_yaml(text).pairs)
        except RoadmapFaults:
            return False

    return Reader(looks, lambda text: read_data_tree(read_yaml(text), text, "yaml"))


@cache
def _org() -> Reader:
    from roadmap.reading.forms.org import is_org, read_org_tree  # noqa: PLC0415 - see Form

    return Reader(is_org, read_org_tree)


@cache
def _asciidoc() -> Reader:
    from roadmap.reading.forms.asciidoc import is_asciidoc, read_asciidoc_tree  # noqa: PLC0415 - see Form

    return Reader(is_asciidoc, read_asciidoc_tree)


@cache
def _markdown() -> Reader:
    from roadmap.reading.forms.markdown.document import is_markdown, read_markdown_tree  # noqa: PLC0415 - see Form

    return Reader(is_markdown, read_markdown_tree)


@cache
def _sheet() -> Reader:
    from roadmap.reading.forms.sheets.sheet import is_sheet, read_sheet_tree  # noqa: PLC0415 - see Form

    return Reader(is_sheet, read_sheet_tree)


MARKDOWN = Form("markdown", (".md", ".markdown", ".mdx", ".mkd"), _markdown)
"""What a text is taken for that looks like no form."""

JSON_LINES = Form("json lines", (".jsonl", ".ndjson"), _json_lines)
JSON = Form("json", (".json",), _json)

FORMS = (
    Form("opml", (".opml", ".xml"), _opml),
    JSON_LINES,
    JSON,
    Form("org", (".org",), _org),
    Form("asciidoc", (".adoc", ".asciidoc", ".asc"), _asciidoc),
    MARKDOWN,
    Form("csv", (".csv", ".tsv"), _sheet),
    Form("yaml", (".yaml", ".yml"), _yaml),
)


def load(ending: str) -> None:
    """Load the readers that a file whose name ends so may take, for a process that can load little later on."""
    by_ending = _by_ending(ending)
    for form in (by_ending,) if by_ending else FORMS:
        form.reader()  # JSON's has all that JSON Lines take


def form_of(text: str, ending: str) -> Form:
    """The form of a text whose file's name ends so; what looks like no other is Markdown."""
    by_ending = _by_ending(ending)
    if by_ending is JSON and _JSON_LINES.match(text):
        return JSON_LINES
    return by_ending or next((form for form in FORMS if form.looks(text)), MARKDOWN)


def _by_ending(ending: str) -> Form | None:
    return next((form for form in FORMS if ending.casefold() in form.endings), None)
