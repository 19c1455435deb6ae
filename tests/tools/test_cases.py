"""The figures of how well documents are read tell nothing of what no document has."""

import json
from pathlib import Path

import pytest

from tools.cases import main


def test_a_field_that_no_document_has_is_none_and_not_nothing_right(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "list.md").write_text("- [ ] Sets\n- [x] Maps\n")
    meant = {"topics": [{"title": "Sets", "status": "not_started"}, {"title": "Maps", "status": "completed"}]}
    (tmp_path / "list.expected.json").write_text(json.dumps(meant))
    main([str(tmp_path)])
    lines = {
        line.split()[0]: line.split()[1:] for line in capsys.readouterr().out.splitlines() if line.startswith("  ")
    }
    assert lines["titles"] == ["first", "100.0%", "100.0%", "offered", "100.0%", "100.0%"]
    assert lines["steps"] == ["first", "none", "none", "offered", "none", "none"]


def test_what_should_have_been_read_and_was_not_is_still_nothing_right(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "list.md").write_text("- [ ] Sets\n- [ ] Maps\n")
    meant = {"topics": [{"title": "Sets", "steps": [{"title": "Unions"}]}, {"title": "Maps", "steps": []}]}
    (tmp_path / "list.expected.json").write_text(json.dumps(meant))
    main([str(tmp_path)])
    (steps,) = (line.split()[1:4] for line in capsys.readouterr().out.splitlines() if line.startswith("  steps"))
    assert steps == ["first", "none", "0.0%"]
