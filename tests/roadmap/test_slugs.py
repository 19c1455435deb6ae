"""Slugs are ids for ever: what a title was called once it is called in every later release, on every machine."""

import sys
from pathlib import Path

import pytest

from roadmap.reading.slugs import slug_of, spelt

TOLD = [
    tuple(line.split("\t")) for line in Path(__file__).with_name("slugs.tsv").read_text(encoding="utf-8").splitlines()
]


def test_titles_have_the_slugs_that_they_always_had() -> None:
    """The table was written by release 0.1.0; a line of it is never changed."""
    assert [(title, slug_of(title)) for title, _ in TOLD] == TOLD
    assert len(TOLD) > 80


def test_slugs_are_the_same_where_another_transliteration_is_installed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "unidecode.py").write_text("def unidecode(text):\n    return 'another'\n", encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.delitem(sys.modules, "unidecode", raising=False)
    assert slug_of("Машинное обучение") == spelt("Машинное обучение") == "mashinnoe-obuchenie"
