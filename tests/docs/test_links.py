"""What the documents point to is there, and no document is left that nothing points to."""

import re
from pathlib import Path
from urllib.parse import unquote

import pytest

HOUSE = Path(__file__).parents[2]
DOCUMENTS = [*sorted(HOUSE.glob("*.md")), *sorted(HOUSE.glob("docs/**/*.md"))]
SHOWING = [HOUSE / "docs" / "guide.md", HOUSE / "docs" / "pages.md"]
"""The documents besides the README that pictures are for."""

LINK = re.compile(r"\]\((?P<linked>[^)\s]+)\)|(?:src|href)=\"(?P<quoted>[^\"]+)\"")
CODE = re.compile(r"^(```|~~~).*?^\1|`[^`\n]*`", re.MULTILINE | re.DOTALL)
HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)


def links(path: Path) -> list[str]:
    """The relative ones."""
    text = re.sub(r"\[`([^`]*)`\]", r"[\1]", path.read_text(encoding="utf-8"))
    found = (link["linked"] or link["quoted"] for link in LINK.finditer(CODE.sub("", text)))
    return [link for link in found if not re.match(r"[a-z]+:", link)]


def anchors(path: Path) -> set[str]:
    headings = HEADING.findall(CODE.sub("", path.read_text(encoding="utf-8")))
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: str(path.relative_to(HOUSE)))
def test_every_relative_link_leads_somewhere(path: Path) -> None:
    for link in links(path):
        target, _, anchor = unquote(link).partition("#")
        there = (path.parent / target).resolve() if target else path
        assert there.exists(), link
        assert not anchor or anchor in anchors(there), link


def test_the_readme_leads_to_every_document() -> None:
    reached = {(HOUSE / link.partition("#")[0]).resolve() for link in links(HOUSE / "README.md")}
    for path in DOCUMENTS:
        if path.name not in {"README.md", "CHANGELOG.md"}:
            assert {path, path.parent} & reached, path
    shown = reached | {(path.parent / link).resolve() for path in SHOWING for link in links(path)}
    for picture in sorted((HOUSE / "docs" / "pictures").iterdir()):
        assert picture in shown
        assert picture.stat().st_size < 100_000
