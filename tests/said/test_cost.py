"""What reading a line may cost: processor time, on the shipped roadmap and on the largest that can be imported."""

from functools import partial
from statistics import median

import pytest

from roadmap.reading.limits import MOST_TOPICS
from tests.said.making import LARGEST, hostile, largest, milliseconds
from tests.said.reading import WORLD, outcome, world
from tests.said.walking import LINES, examples

TYPICAL, WORST, WORST_ON_LARGEST = 1.0, 20.0, 50.0
"""Milliseconds."""

SLACK = 2
"""By how much a measure may be above its bound: other work on the machine makes processors slower."""

HEADS = ("/done ", "/topic ", "/checkin ", "finished ")
KINDS = tuple(hostile())
HARDEST = ("shared", "own")
"""Forms that are tried here; the others are in tests/faults."""


def too_slow(form: str, kind: str, heads: tuple[str, ...], within: float) -> dict[str, float]:
    """The lines of a hostile kind that take longer than so many milliseconds, on the largest roadmap of a form or on the
    shipped one."""
    where = world(largest(form)) if form else WORLD
    outcome("/done deep larning", where)  # the names are folded once
    lines = [f"{head}{hostile(form)[kind]}"[:1000] for head in heads]
    taken = {line: milliseconds(partial(outcome, line, where), within=within) for line in lines}
    return {line[:80]: round(time, 1) for line, time in taken.items() if time > within}


@pytest.mark.drill
def test_a_typical_line_takes_a_millisecond_at_most() -> None:
    lines = [(one.line, world(now=one.now)) for path in LINES.glob("*.jsonl") for one in examples(path)]
    taken = [milliseconds(partial(outcome, line, where), within=TYPICAL, tries=3) for line, where in lines]
    assert median(taken) <= TYPICAL * SLACK
    slow = {line: round(time, 1) for (line, _), time in zip(lines, taken, strict=True) if time > 5 * TYPICAL * SLACK}
    assert slow == {}


@pytest.mark.parametrize("kind", KINDS)
def test_the_worst_line_is_within_bounds_on_the_shipped_roadmap(kind: str) -> None:
    assert too_slow("", kind, HEADS, WORST * SLACK) == {}


@pytest.mark.parametrize("form", HARDEST)
@pytest.mark.parametrize("kind", KINDS)
def test_the_worst_line_is_within_bounds_on_the_largest_roadmaps(
    kind: str, form: str, pytestconfig: pytest.Config
) -> None:
    """In the short form behind one command, for others find topics as it does."""
    heads = HEADS[: 2 if pytestconfig.getoption("long") else 1]
    assert too_slow(form, kind, heads, WORST_ON_LARGEST * SLACK) == {}


def test_the_largest_roadmaps_are_as_large_as_any_that_can_be_imported() -> None:
    for form in LARGEST:
        titles = {topic.title for topic in largest(form).topics}
        assert len(titles) == MOST_TOPICS
        assert 190 <= sum(map(len, titles)) / MOST_TOPICS <= 260, "all of them fit half a megabyte"
