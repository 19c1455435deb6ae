"""PURE: whether a claimed nudge is still to be sent, judged at the moment of sending."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from bot.nudges.when import SHELF_LIFE, after_quiet
from bot.store import Contact, Nudge, NudgeState, Outcome
from roadmap.model import Roadmap
from roadmap.plan import Plan, make_plan
from roadmap.progress import ProgressEvent, replay

Events = Mapping[tuple[int, ...], tuple[ProgressEvent, ...]]
"""The progress events by the strands of an enrolment."""


@dataclass(frozen=True, slots=True)
class Due:
    """A nudge that is to be sent now, with what it is composed from."""

    nudge: Nudge
    contact: Contact
    plan: Plan


def settle(
    nudge: Nudge,
    contact: Contact,
    events: Events,
    roadmaps: Mapping[str, Roadmap],
    now: datetime,
    *,
    default_zone: str,
) -> Due | Outcome:
    """The nudge, to be sent, or what becomes of it instead: put back until quiet hours end, or skipped with a reason.

    ``roadmaps`` are those that anybody of the batch is on, by slug.
    """
    if contact.account.unreachable_at:
        return Outcome(nudge, NudgeState.UNREACHABLE, "not tried")
    zone = contact.learner.zone_or(default_zone)
    moment = after_quiet(now, contact.learner.quiet, zone)
    plan = _plan(contact, events, roadmaps, moment.astimezone(zone))
    if plan is None or (reason := _unwanted(nudge, contact, plan, moment)):
        return Outcome(nudge, NudgeState.SKIPPED, "no roadmap" if plan is None else reason)
    if moment > now:
        return Outcome(nudge, NudgeState.DUE, "quiet hours", due_at=moment)
    return Due(nudge, contact, plan)


def _plan(contact: Contact, events: Events, roadmaps: Mapping[str, Roadmap], local: datetime) -> Plan | None:
    enrolment = contact.enrolment
    if enrolment is None or enrolment.roadmap not in roadmaps:
        return None
    progress = replay(enrolment.first_day, events[enrolment.ids])
    return make_plan(roadmaps[enrolment.roadmap], progress, local.date())


def _unwanted(nudge: Nudge, contact: Contact, plan: Plan, moment: datetime) -> str:
    """Why a nudge that could be sent at ``moment`` is not to be sent any more; empty if it is."""
    if moment - nudge.first_due_at > SHELF_LIFE:
        return "too late"
    if not contact.learner.nudges_on:
        return "nudges are off"
    if plan.progress.pause_on(plan.today):
        return "paused"
    if plan.finished and contact.enrolment and contact.enrolment.farewell_at:
        return "everything is done"
    return ""
