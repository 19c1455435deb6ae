"""Values that are made very often: what mypy holds of them, and what Python does."""

from dataclasses import replace
from pathlib import Path

import pytest
from mypy import api

from roadmap.value import value


@value
class Pair:
    one: int
    other: int = 0


SETS_A_FIELD = """
from roadmap.value import value

@value
class Pair:
    one: int
    other: int = 0

Pair(1).other = 2
"""


@pytest.mark.timeout(120)
def test_whoever_sets_a_field_of_one_is_told_so_by_mypy(tmp_path: Path):
    path = tmp_path / "setting.py"
    path.write_text(SETS_A_FIELD)
    said, _, status = api.run([str(path), "--strict", f"--cache-dir={tmp_path}"])
    assert status == 1
    assert 'Property "other" defined in "Pair" is read-only' in said
    assert "Found 1 error" in said


def test_two_with_the_same_fields_are_one_key():
    assert {Pair(1): "a"}[replace(Pair(1, 5), other=0)] == "a"
    assert Pair(1) != Pair(1, 1)
