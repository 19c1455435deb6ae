"""``python -m benchmarks --against COMMIT``: chapters measured here and in an earlier tree, in turn, in one run."""

import re
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from benchmarks.report import HEADINGS

TURNS = 3
"""How often each tree measures a chapter; they take turns, so that a busy minute falls on both."""

_ROW = re.compile(r"^(?P<what>\S.*?) {2,}(?P<median>[\d.]+) (?P<unit>\D+?) {2,}")


@dataclass(frozen=True, slots=True)
class Compared:
    """One figure of both trees: the medians of all turns, and the median of the turns' ratios, here to there."""

    what: str
    unit: str
    here: float
    there: float
    ratio: float


@contextmanager
def earlier(commit: str) -> Iterator[Path]:
    """The tree of a commit, in a folder that goes with the block. Raises SystemExit where there is no such commit."""
    with TemporaryDirectory() as folder:
        tree = Path(folder) / "tree"
        if subprocess.run(["git", "worktree", "add", "--quiet", "--detach", tree, commit], check=False).returncode:
            raise SystemExit(f"There is no commit {commit} here to measure against.")
        try:
            yield tree
        finally:
            subprocess.run(["git", "worktree", "remove", "--force", tree], check=True)


def compare(name: str, there: Path) -> Iterator[Compared]:
    """What both trees call by the same name in a chapter, each of them measured ``TURNS`` times, in turn."""
    runs = [(_measured(name, Path.cwd()), _measured(name, there)) for _ in range(TURNS)]
    for what, (_, unit) in runs[0][0].items():
        if any(what not in other for _, other in runs):
            continue
        mine, theirs = zip(*((one[what][0], other[what][0]) for one, other in runs), strict=True)
        ratios = [one / other for one, other in zip(mine, theirs, strict=True)]
        yield Compared(what, unit, median(mine), median(theirs), median(ratios))


def lines(name: str, rows: Sequence[Compared]) -> Iterator[str]:
    """A table for a chapter, or a sentence where there is nothing to compare."""
    if not rows:
        yield f"{name}: nothing there has the same name"
        return
    width = max(len(row.what) for row in rows)
    yield f"{name:{width}}  {'here':>12}  {'there':>12}  here to there"
    for row in rows:
        yield f"{row.what:{width}}  {row.here:>12.3f}  {row.there:>12.3f}  {row.ratio:.2f}×  {row.unit}"


def _measured(name: str, tree: Path) -> dict[str, tuple[float, str]]:
    """The medians that a tree's own benchmark prints, with their units; none where it has no such chapter."""
    said = subprocess.run(
        [sys.executable, "-m", "benchmarks", name], cwd=tree, capture_output=True, text=True, check=False
    )
    rows = map(_ROW.match, said.stdout.splitlines())
    return {row["what"]: (float(row["median"]), row["unit"]) for row in rows if row and row["what"] != HEADINGS[0]}
