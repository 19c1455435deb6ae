"""Meetings: 5,000 groups that meet in the same minute, each of whose rounds begins with one post and is followed by one a week
later."""

import asyncio
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from benchmarks.databases import Files
from benchmarks.groups import paper_nudging
from benchmarks.report import Chapter, Figure, Goal
from bot.chat.platform import Post
from bot.traits import UNLIMITED
from tests.faults.crowd import Begun, begun, meeting
from tests.postgres import postgres

STARTS = datetime(2027, 1, 18, 19, tzinfo=UTC)
LEAST_RATE = 5000 / 60
"""Rounds a second by which all of them have begun within their minute."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sizes:
    """``groups`` meet at once."""

    groups: int = 5000


FULL, SMALLEST = Sizes(), Sizes(groups=2)


def measure(sizes: Sizes = FULL) -> Chapter:
    """One process each time; what is sent takes no time."""
    figures: list[Figure] = []
    goals: list[Goal] = []
    with TemporaryDirectory(prefix="roadmate-bench-") as folder:
        for kind, fresh in {"SQLite": Files(Path(folder)).fresh, "PostgreSQL": postgres().fresh}.items():
            rate, once = asyncio.run(_all_meet(fresh(), sizes.groups))
            figures.append(
                Figure(
                    what=f"rounds of {sizes.groups:,} groups, {kind}",
                    unit="/s",
                    median=rate,
                    lowest=rate,
                    ratio=None,
                    baseline="",
                )
            )
            what = f"each of {sizes.groups:,} rounds begins with one post, and is followed once, on {kind}"
            goals.append(Goal(what, "yes" if once else "no", once))
            goals.append(Goal(f"all within their minute, {kind}", f"{rate:,.0f} /s", rate >= LEAST_RATE))
    return Chapter("Meetings", tuple(figures), tuple(goals))


async def _all_meet(url: str, groups: int) -> tuple[float, bool]:
    """Rounds a second that begin; whether each does so with one post, with an edit of the one that asked, is asked about at its end and
    followed."""
    await meeting(url, groups, STARTS, now=STARTS - timedelta(minutes=20), is_posted=True)
    nudging, paper, database = paper_nudging(url, UNLIMITED, STARTS)
    began = perf_counter()
    while await nudging.has_rows():
        await nudging.work()
    await database.close()
    posts = [(at, int(deed.chat_id)) for at, deed in paper.deeds if isinstance(deed, Post)]
    is_once = sorted(chat for _, chat in posts) == list(range(-groups, 0)) and len(paper.deeds) == 2 * groups
    took = max(at for at, _ in posts) - began
    return groups / took, is_once and await begun(url) == Begun(groups, groups, groups)
