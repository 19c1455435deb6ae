"""What is installed is pinned, each file by its digest, and what is tested is what runs."""

import re
from pathlib import Path

import pytest

REQUIREMENTS = Path(__file__).parents[2] / "requirements"
FILES = sorted(REQUIREMENTS.iterdir())
BLOCK = re.compile(r"^(?P<name>[a-z0-9-]+)==(?P<version>[^\s;]+).*\n(?P<rest>(?:    .*\n)+)", re.MULTILINE)


def pinned(path: Path) -> dict[str, str]:
    return {one["name"]: one["version"] for one in BLOCK.finditer(path.read_text(encoding="utf-8"))}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_line_is_a_pin_a_digest_or_who_needs_it(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert not BLOCK.sub("", text)
    for one in BLOCK.finditer(text):
        assert "--hash=sha256:" in one["rest"], one["name"]
    assert not re.search(r"://|--(?:extra-)?index-url|--find-links|--trusted-host", text)


def test_what_is_tested_is_what_runs() -> None:
    assert pinned(REQUIREMENTS / "run.txt").items() <= pinned(REQUIREMENTS / "dev.txt").items()
