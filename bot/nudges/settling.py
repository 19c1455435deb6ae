"""PURE: whether a claimed row is still to be sent, judged at the moment of sending."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from bot.nudges.when import SHELF_LIFE, after_quiet
from bot.store import Contact, Group, Nudge, NudgeKind, NudgeState, Outcome
from bot.store.values import BETWEEN_PARTNERS
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
    said_farewell = plan.finished and contact.enrolment and contact.enrolment.farewell_at
    return "everything is done" if said_farewell and nudge.kind not in BETWEEN_PARTNERS else ""


UNSEEN = frozenset({NudgeKind.PIN, NudgeKind.ERASE})
"""What makes no sound and keeps for ever: a name is struck out however late it is, and at night."""

AT_ONCE = frozenset({*UNSEEN, NudgeKind.GREETING, NudgeKind.JOINED, NudgeKind.HELP, NudgeKind.THANKS})
"""What does not wait for the end of a group's quiet hours: somebody there has just spoken."""

WITHOUT_ROADMAP = frozenset({*UNSEEN, NudgeKind.GREETING, NudgeKind.NOTICE})
"""What is done in a group that was not started."""

ROOMS = frozenset({NudgeKind.ROOM, NudgeKind.OPENING})


def settle_group(
    nudge: Nudge, group: Group, roadmaps: Mapping[str, Roadmap], now: datetime, default_zone: str
) -> Outcome | None:
    """What becomes of a group's row instead of being sent; None if it is to be sent now."""
    if group.gone_at:
        return Outcome(nudge, NudgeState.UNREACHABLE, "not tried")
    if reason := _not_in_group(nudge, group, roadmaps):
        return Outcome(nudge, NudgeState.SKIPPED, reason)
    moment = now if nudge.kind in AT_ONCE else after_quiet(now, group.quiet, group.zone_or(default_zone))
    if nudge.kind not in UNSEEN and moment - nudge.first_due_at > SHELF_LIFE:
        return Outcome(nudge, NudgeState.SKIPPED, "too late")
    return Outcome(nudge, NudgeState.DUE, "quiet hours", due_at=moment) if moment > now else None


def _not_in_group(nudge: Nudge, group: Group, roadmaps: Mapping[str, Roadmap]) -> str:
    """Why the group as it is set has no use for this row; empty if it has."""
    if nudge.kind not in WITHOUT_ROADMAP and group.roadmap not in roadmaps:
        return "no roadmap"
    if nudge.kind is NudgeKind.BOARD and not group.board_on:
        return "the board is off"
    if nudge.kind in ROOMS and not group.rooms_on:
        return "rooms are off"
    return ""
