"""Documents as people write them, given and of our own, each with what it means.

Where a result is a matter of taste it is the first reading or one of those offered. ``python -m tools.cases`` prints how
much of them is read.
"""

from pathlib import Path
from typing import Any

import pytest

from tools.cases import CASES, cases, judged, readings

KNOWN = [*cases(CASES / "given"), *cases(CASES / "own")]


@pytest.mark.parametrize(("document", "meant"), KNOWN, ids=lambda one: one.name if isinstance(one, Path) else "")
def test_a_document_is_read_as_it_is_meant_by_a_reading_that_is_offered(document: Path, meant: dict[str, Any]) -> None:
    _, best = judged(meant, readings(document))
    assert best.perfect, f"python -m tools.cases -v {document.parent} shows what was read otherwise: {best}"
