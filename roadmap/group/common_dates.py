"""The common dates of a study group. They stand beside everybody's own plan and change no verdict: who joins late counts from their
own first day."""

from dataclasses import dataclass
from datetime import date

from roadmap.model import Roadmap, Topic
from roadmap.plan import Plan, make_plan
from roadmap.progress import NamedEnd, Progress


@dataclass(frozen=True, slots=True)
class CommonDates:
    """From a first day to a last one, both inclusive; None where no end was set."""

    first_day: date
    last_day: date | None = None

    def plan(self, roadmap: Roadmap, today: date) -> Plan:
        """The plan of who begins on the first day and does nothing: the durations say its dates, or, where an end was set, equal
        shares of the days up to it."""
        end = NamedEnd(self.last_day) if self.last_day else None
        return make_plan(roadmap, Progress(self.first_day, end=end), today)


def on_now(common: Plan) -> Topic | None:
    """The topic that the common dates have come to; None before they begin, once all are past, and where there are none."""
    if common.today < common.progress.first_day:
        return None
    dated = (topic for topic in common.roadmap.order if topic.slug in common.windows)
    return next((topic for topic in dated if common.windows[topic.slug].target >= common.today), None)


def differs(common: Plan, own: Plan) -> bool:
    """Whether somebody who is not done counts from another day than the group, or up to another end than it has."""
    if own.finished:
        return False
    theirs, mine = common.progress, own.progress
    return theirs.first_day != mine.first_day or (theirs.end is not None and theirs.end != mine.end)
