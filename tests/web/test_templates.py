"""Templates lay words out and have none: a page is another language's where ``bot.texts`` is."""

import re
from pathlib import Path

import pytest

HOUSE = Path(__file__).parents[2]

TEMPLATES = sorted((HOUSE / "bot" / "web" / "templates").glob("*.html"))

JINJA = re.compile(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", re.DOTALL)

TAG = re.compile(r"<[^>]*>")

SAID = re.compile(r"""\b(?:placeholder|aria-label|title|alt)="([^"]*)\"""")
"""Attributes that people read or hear."""

NAMES = {"Roadmate"}
"""Words that are the same in every language."""

WORD = re.compile(r"(?<![/\w])[^\W\d_]{2,}")
"""What stands behind a slash is a path of ours."""


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_a_template_has_no_words(path: Path) -> None:
    html = JINJA.sub("", path.read_text(encoding="utf-8"))
    texts = [*SAID.findall(html), TAG.sub(" ", html)]
    assert [word for text in texts for word in WORD.findall(text) if word not in NAMES] == []
