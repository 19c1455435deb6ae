"""Numbers of weeks that are positions and no durations, seen only when all rows are known.

"1-5", "6-10", "11-16" under Weeks follow one another: they say where a part stands, and its length is what lies
between. A column of single weeks gives each row one only where no two rows share it.
"""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from roadmap.model import LONGEST_WEEKS, Duration
from roadmap.reading.assembly.drafts import Draft


def placed(drafts: Sequence[Draft]) -> None:
    """Give each draft whose weeks are a position its length, where a length follows from it."""
    spans = [(draft, draft.span) for draft in drafts if draft.span]
    ends = [span for _, span in spans]
    if _follow(ends):
        _give(spans)
    elif len(set(ends)) == len(ends):
        _give([(draft, span) for draft, span in spans if draft.time.duration is None])


def _follow(ends: Sequence[tuple[int, int]]) -> bool:
    follow = all(later[0] == earlier[1] + 1 for earlier, later in pairwise(ends))
    return len(ends) > 1 and ends[0][0] <= 1 and follow and any(first < last for first, last in ends)


def _give(spans: Sequence[tuple[Draft, tuple[int, int]]]) -> None:
    for draft, (first, last) in spans:
        length = last - first + 1
        duration = Duration.in_weeks(length, length) if 1 <= length <= LONGEST_WEEKS else None
        draft.time = replace(draft.time, duration=duration)
