"""The plan of somebody who is not speaking: from their enrolment, what they told, and a day."""

from collections.abc import Mapping
from datetime import date

from bot.store import Enrolment
from roadmap.facts import ProgressEvent
from roadmap.model import Roadmap
from roadmap.plan import Plan, make_plan
from roadmap.replay import replay

Events = Mapping[tuple[int, ...], tuple[ProgressEvent, ...]]
"""The progress events by the strands of an enrolment, as ``store.facts.of_all`` has them."""


def plan_of(enrolment: Enrolment, roadmap: Roadmap, events: Events, today: date) -> Plan:
    """The plan for a roadmap, which may be another one than the enrolment's own, seen on a day."""
    return make_plan(roadmap, replay(enrolment.first_day, events[enrolment.ids]), today)
