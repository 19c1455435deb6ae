"""What is stored in fixed words is worded for learners, whatever it is."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from bot.reasons import Reason
from bot.store import NudgeKind, NudgeState
from bot.store.kinds import ALERTS, To
from bot.texts import faults, ledger
from roadmap.errors import Fault, FaultKind, RoadmapFaults

GROUP_KINDS = frozenset(kind for kind in NudgeKind if kind.traits.to is To.GROUP)
"""Rows of groups, which no learner is shown."""

GROUP_REASONS = frozenset(
    {
        Reason.GROUP_GONE,
        Reason.HIDDEN,
        Reason.LAST_CALL,
        Reason.BOARD_OFF,
        Reason.ROOMS_OFF,
        Reason.NOTHING_NEW,
        Reason.MORE_LEFT,
        Reason.QUIET_WEEK,
        Reason.STARTED_ALREADY,
        Reason.SETTLED_ALREADY,
        Reason.NOBODY_STAYED,
        Reason.LACKS_EVENTS,
        Reason.NOBODY_IN,
        Reason.NOT_IN,
        Reason.NOT_YET,
        Reason.NOBODY_TO_THANK,
        Reason.NOTHING_TO_PIN,
        Reason.NOTHING_STANDS,
        Reason.NO_ROOM,
        Reason.NO_ROOM_TO_OPEN,
        Reason.ROOM_GONE,
        Reason.THREAD_GONE,
        Reason.MESSAGE_GONE,
        Reason.LACKS_PIN,
        Reason.LACKS_ROOMS,
        Reason.POST_UNDER_WAY,
        Reason.EDITED_TOO_OFTEN,
        Reason.REMOVED,
        Reason.GROUP_DELETED,
        Reason.LACKS_SEE,
        Reason.LACKS_WRITE,
        Reason.LACKS_THREADS,
        Reason.LACKS_CLOSED,
        Reason.GROUP_REFUSES,
        Reason.TOLD_LATER,
        Reason.ASKED_BY_NOW,
        Reason.TAKES_POSTS,
        Reason.CHANNEL_GONE,
        Reason.MAY_NOT_WRITE,
        Reason.MAY_NOT_WRITE_THERE,
    }
)
"""Why rows of groups, and what is told of groups to one alone, were not sent; printed for whoever runs the bot."""

DUE = datetime(2027, 1, 4, 9, tzinfo=UTC)


def row(reason: str, kind: str = "weekly") -> str:
    shown = ledger.row(DUE, ZoneInfo("UTC"), DUE.date(), kind=kind, outcome="skipped", reason=reason)
    return str(shown.striptags())


def test_every_row_that_a_learner_may_see_has_words() -> None:
    missing = "bot/texts/ledger.py has its words, KINDS, OUTCOMES and REASONS"
    assert set(ledger.KINDS) == set(NudgeKind) - GROUP_KINDS - ALERTS, missing
    assert set(ledger.OUTCOMES) == set(NudgeState) - {NudgeState.DUE, NudgeState.SENDING}, missing
    assert set(ledger.REASONS) == set(Reason) - GROUP_REASONS, f"{missing}; GROUP_REASONS here, what only groups meet"


def test_a_row_says_what_it_was_what_became_of_it_and_why() -> None:
    assert row(Reason.TOO_LATE) == "Mon 4 Jan, 09:00: weekly, skipped (too late)"
    assert row("") == "Mon 4 Jan, 09:00: weekly, skipped"
    assert row("refused (50035)") == "Mon 4 Jan, 09:00: weekly, skipped (refused, 50035)"


@pytest.mark.parametrize("stored", ["KeyError", "fell silent (7)", "a reason of long ago"])
def test_a_reason_that_is_known_no_more_is_shown_as_it_was_stored(stored: str) -> None:
    assert row(stored) == f"Mon 4 Jan, 09:00: weekly, skipped ({stored})"


def test_a_kind_that_is_known_no_more_is_shown_as_it_was_stored() -> None:
    assert row("", kind="fortnightly") == "Mon 4 Jan, 09:00: fortnightly, skipped"


def test_what_was_stored_is_escaped() -> None:
    shown = ledger.row(DUE, ZoneInfo("UTC"), DUE.date(), kind="<b>", outcome="<i>", reason="<pre>")
    assert "&lt;b&gt;, &lt;i&gt; (&lt;pre&gt;)" in shown


@pytest.mark.parametrize("kind", FaultKind)
def test_every_fault_of_a_file_has_words(kind: FaultKind) -> None:
    assert faults.fault(Fault(3, kind, "NLP")) == f"• line 3: {faults.kind_of(kind)}: NLP"
    assert faults.refused(RoadmapFaults((Fault(0, kind, "7"),)))


@pytest.mark.parametrize("kind", faults.BEYOND)
def test_what_goes_beyond_a_bound_is_said_with_its_number(kind: FaultKind) -> None:
    assert "12,345" in faults.refused(RoadmapFaults((Fault(0, kind, "12345"),)))
