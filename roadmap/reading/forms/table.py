"""The forms a document may come in: by what each is known, and what makes a tree of it.

The ending of the file's name tells; without one, or with one that tells nothing, the first whose look is right does.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from roadmap.errors import RoadmapFaults
from roadmap.reading.forms.asciidoc import is_asciidoc, read_asciidoc_tree
from roadmap.reading.forms.data.document import read_data_tree
from roadmap.reading.forms.data.nodes import read_json, read_json_lines, read_yaml
from roadmap.reading.forms.markdown.document import is_markdown, read_markdown_tree
from roadmap.reading.forms.opml import is_opml, read_opml_tree
from roadmap.reading.forms.org import is_org, read_org_tree
from roadmap.reading.forms.sheets.sheet import is_sheet, read_sheet_tree
from roadmap.reading.tree import Tree

_JSON = re.compile(r"\s*(?:\{\s*[\"}]|(?!\[ ?\]\s*[^\s,\]])\[\s*[\"{\[\]\d])")
_JSON_LINES = re.compile(r"\s*\{[^\n]*\}\s*\n\s*\{")
_YAML = re.compile(r"\s*+(?:---[^\S\n]*+\n)?(?:#[^\n]*\n|[^\S\n]*+\n)*+(?:[\w\"'][^\n]{0,80}:(?:\s|$)|- )")


def _is_yaml(text: str) -> bool:
    try:
        return bool(_YAML.match(text)) and bool(read_yaml(text).pairs)
    except RoadmapFaults:
        return False


@dataclass(frozen=True, slots=True)
class Form:
    """A form by its name, the endings of its files, its look, and what makes a tree of it."""

    name: str
    endings: tuple[str, ...]
    looks: Callable[[str], bool]
    read: Callable[[str], Tree]


FORMS = (
    Form("opml", (".opml", ".xml"), is_opml, read_opml_tree),
    Form(
        "json lines",
        (".jsonl", ".ndjson"),
        lambda text: bool(_JSON_LINES.match(text)),
        lambda text: read_data_tree(read_json_lines(text), text, "json"),
    ),
    Form(
        "json",
        (".json",),
        lambda text: bool(_JSON.match(text)),
        lambda text: read_data_tree(read_json(text), text, "json"),
    ),
    Form("org", (".org",), is_org, read_org_tree),
    Form("asciidoc", (".adoc", ".asciidoc", ".asc"), is_asciidoc, read_asciidoc_tree),
    Form("markdown", (".md", ".markdown", ".mdx", ".mkd"), is_markdown, read_markdown_tree),
    Form("csv", (".csv", ".tsv"), is_sheet, read_sheet_tree),
    Form("yaml", (".yaml", ".yml"), _is_yaml, lambda text: read_data_tree(read_yaml(text), text, "yaml")),
)


def form_of(text: str, ending: str) -> Form:
    """The form of a text whose file's name ends so; what looks like no other is Markdown."""
    by_ending = next((form for form in FORMS if ending.casefold() in form.endings), None)
    if by_ending and not (by_ending.name == "json" and _JSON_LINES.match(text)):
        return by_ending
    markdown = next(form for form in FORMS if form.name == "markdown")
    return next((form for form in FORMS if form.looks(text)), markdown)
