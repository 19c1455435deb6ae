"""PURE: whether a claimed row is still to be sent, judged at the moment of sending."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from bot.nudges.hush import Quiet, why_not
from bot.nudges.next_try import REFUSED_FOR
from bot.nudges.plans import Events, plan_of
from bot.nudges.when import SHELF_LIFE, after_quiet
from bot.reasons import PASSING, Reason
from bot.store import Contact, Group, Nudge, NudgeKind, NudgeState, Outcome
from bot.store.board_edits import is_put_right
from bot.store.kinds import NOTES
from bot.store.ledger import NOTHING_SENT, Before
from roadmap.model import Roadmap
from roadmap.plan import Plan


def settle(
    nudge: Nudge,
    contact: Contact,
    events: Events,
    roadmaps: Mapping[str, Roadmap],
    now: datetime,
    *,
    default_zone: str,
    before: Before = NOTHING_SENT,
) -> Plan | Outcome:
    """The plan that a row is composed from now, or what becomes of it instead: put back until quiet hours end, or skipped
    with a reason.

    ``roadmaps`` are those that anybody of the batch is on, by slug.
    """
    if outcome := _not_reached(nudge, contact):
        return outcome
    zone = contact.learner.zone_or(default_zone)
    moment = after_quiet(now, contact.learner.quiet, zone) if nudge.kind.traits.waits else now
    plan = _plan(contact, events, roadmaps, moment.astimezone(zone))
    if plan is None:
        return Outcome(nudge, NudgeState.SKIPPED, Reason.NO_ROADMAP)
    quiet = Quiet(contact.learner, plan.progress, before, zone)
    if reason := _unwanted(nudge, contact, plan, moment) or why_not(nudge.kind, quiet, moment):
        return Outcome(nudge, NudgeState.SKIPPED, reason)
    if moment > now:
        return Outcome(nudge, NudgeState.DUE, Reason.QUIET_HOURS, due_at=moment)
    return plan


def settle_direct(nudge: Nudge, contact: Contact, now: datetime, default_zone: str) -> Outcome | None:
    """What becomes of a row that needs no plan instead of being sent; None if it is to be sent now, as an alert is whatever is set."""
    if outcome := _not_reached(nudge, contact):
        return outcome
    traits, zone = nudge.kind.traits, contact.learner.zone_or(default_zone)
    moment = after_quiet(now, contact.learner.quiet, zone) if traits.waits else now
    if traits.of_use and moment - nudge.first_due_at > traits.of_use:
        return Outcome(nudge, NudgeState.SKIPPED, Reason.TOO_LATE)
    return Outcome(nudge, NudgeState.DUE, Reason.QUIET_HOURS, due_at=moment) if moment > now else None


def _not_reached(nudge: Nudge, contact: Contact) -> Outcome | None:
    """What becomes of a row for an account that nothing comes to, or not this."""
    if contact.account.blocked_at and not nudge.kind.traits.despite_block:
        return Outcome(nudge, NudgeState.SKIPPED, Reason.BLOCKED_HERE)
    if contact.account.unreachable_at:
        return Outcome(nudge, NudgeState.UNREACHABLE, Reason.NOT_TRIED)
    return None


def _plan(contact: Contact, events: Events, roadmaps: Mapping[str, Roadmap], local: datetime) -> Plan | None:
    enrolment = contact.enrolment
    if enrolment is None or enrolment.roadmap not in roadmaps:
        return None
    return plan_of(enrolment, roadmaps[enrolment.roadmap], events, local.date())


def _unwanted(nudge: Nudge, contact: Contact, plan: Plan, moment: datetime) -> Reason | None:
    """Why a nudge that could be sent at ``moment`` is not to be sent any more; None if it is."""
    if moment - nudge.first_due_at > (nudge.kind.traits.of_use or SHELF_LIFE):
        return Reason.TOO_LATE
    if not (contact.learner.nudges_on or nudge.kind.traits.asked_for):
        return Reason.NUDGES_OFF
    if plan.progress.pause_on(plan.today):
        return Reason.PAUSED
    said_farewell = plan.finished and contact.enrolment and contact.enrolment.farewell_at
    return Reason.ALL_DONE if said_farewell and nudge.kind not in NOTES else None


def settle_group(
    nudge: Nudge, group: Group, roadmaps: Mapping[str, Roadmap], now: datetime, default_zone: str
) -> Outcome | None:
    """What becomes of a group's row instead of being sent; None if it is to be sent now."""
    if group.gone_at:
        return Outcome(nudge, NudgeState.UNREACHABLE, Reason.NOT_TRIED)
    if reason := _not_in_group(nudge, group, roadmaps):
        return Outcome(nudge, NudgeState.SKIPPED, reason)
    # what comes late has nobody looking for it at night; an edit of the board for who is muted makes no sound
    waits = (nudge.kind.traits.waits or _was_refused(nudge)) and not is_put_right(nudge)
    moment = after_quiet(now, group.quiet, group.zone_or(default_zone)) if waits else now
    if (longest := _of_use(nudge)) and moment - nudge.first_due_at > longest:
        return Outcome(nudge, NudgeState.SKIPPED, Reason.TOO_LATE)
    if group.retry_at and group.retry_at > now and not is_unseen(nudge):
        return Outcome(nudge, NudgeState.DUE, Reason.GROUP_REFUSES, due_at=group.retry_at)
    if moment > now:
        # what was refused is known by its reason, and of use for longer
        return Outcome(
            nudge, NudgeState.DUE, nudge.reason if _was_refused(nudge) else Reason.QUIET_HOURS, due_at=moment
        )
    return None


def _of_use(nudge: Nudge) -> timedelta | None:
    """How late a group's row may be; None for as late as may be."""
    if is_unseen(nudge):
        return None
    return REFUSED_FOR if nudge.kind.traits.outlasts and _was_refused(nudge) else SHELF_LIFE


def is_unseen(nudge: Nudge) -> bool:
    """Whether a group's row is no post: it is done however late it is, and where the group takes none."""
    return nudge.kind.traits.keeps or is_put_right(nudge)


def _was_refused(nudge: Nudge) -> bool:
    return nudge.reason in PASSING


def _not_in_group(nudge: Nudge, group: Group, roadmaps: Mapping[str, Roadmap]) -> Reason | None:
    """Why the group as it is set has no use for this row; None if it has."""
    if nudge.kind.traits.needs_roadmap and group.roadmap not in roadmaps:
        return Reason.NO_ROADMAP
    if nudge.kind is NudgeKind.BOARD and not (group.board_on or is_put_right(nudge)):
        return Reason.BOARD_OFF
    if nudge.kind.traits.needs_rooms and not group.rooms_on:
        return Reason.ROOMS_OFF
    return None
