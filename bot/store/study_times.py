"""Study times as they are kept with their learner: one JSON text, so that linked accounts, exports and deletions have them."""

import json
from datetime import time
from functools import lru_cache
from typing import Any

from roadmap.study_times import StudyTime, StudyTimes


@lru_cache(maxsize=4096)
def study_times_in(stored: str | None) -> StudyTimes | None:
    """The study times in a column. None: nobody was asked for any yet; empty: none were wanted."""
    if stored is None:
        return None
    if not stored:
        return StudyTimes(on=False)
    return _read(json.loads(stored))


def _read(kept: dict[str, Any]) -> StudyTimes:
    return StudyTimes(
        times=tuple(
            StudyTime(day, time.fromisoformat(at), minutes, topic) for day, at, minutes, topic in kept["times"]
        ),
        on=kept["on"],
        always=kept["always"],
        needed=kept["needed"],
        skipped=frozenset(kept["skipped"]),
        account=kept["account"],
        changed=kept["changed"],
        before=_read(kept["before"]) if kept["before"] else None,
    )


def stored_form(times: StudyTimes) -> str:
    """The same as a column has it."""
    return json.dumps(_written(times))


def _written(times: StudyTimes) -> dict[str, Any]:
    return {
        "times": [[one.weekday, one.at.isoformat("minutes"), one.minutes, one.topic] for one in times.times],
        "on": times.on,
        "always": times.always,
        "needed": times.needed,
        "skipped": sorted(times.skipped),
        "account": times.account,
        "changed": times.changed,
        "before": _written(times.before) if times.before else None,
    }
