"""The kinds of rows: each has one composer, of the sort that its traits ask for."""

import pytest

from bot.nudges.kinds import ALERTS, ANNOUNCEMENTS, APPOINTMENTS, DEEDS, NOTES, NUDGES, POSTS
from bot.store import NudgeKind
from bot.store.kinds import To

BY_WHOM = {To.LEARNER: (NUDGES, APPOINTMENTS, NOTES, ANNOUNCEMENTS), To.CHAT: (ALERTS,), To.GROUP: (POSTS, DEEDS)}


@pytest.mark.parametrize("kind", NudgeKind)
def test_a_kind_is_composed_in_one_place_and_for_whom_it_is_meant(kind: NudgeKind) -> None:
    found = [to for to, tables in BY_WHOM.items() for table in tables if kind in table]
    assert found == [kind.traits.to], "the tables in bot/nudges/kinds/__init__.py: one of them has it, by its traits"


@pytest.mark.parametrize("kind", NudgeKind)
def test_what_joins_the_weekly_nudge_can_be_a_part_of_it(kind: NudgeKind) -> None:
    assert kind.traits.joins == (kind in NOTES), "what joins is one of NOTES in bot/nudges/kinds/__init__.py"


@pytest.mark.parametrize("kind", DEEDS)
def test_a_deed_counts_as_no_message(kind: NudgeKind) -> None:
    assert not kind.traits.counts


def test_a_stored_kind_is_found_with_its_traits() -> None:
    assert NudgeKind("called off") is NudgeKind.CALLED_OFF
    assert str(NudgeKind.CALLED_OFF) == "called off"
    assert NudgeKind.CALLED_OFF.traits.to is To.CHAT


def test_of_what_goes_to_learners_announcements_alone_need_no_plan() -> None:
    """An introduction, and the question how a promise went, say how somebody stands, too."""
    to_learners = [kind for kind in NudgeKind if kind.traits.to is To.LEARNER]
    assert [kind for kind in to_learners if not kind.traits.needs_plan] == [NudgeKind.ANNOUNCEMENT]


@pytest.mark.parametrize("kind", [kind for kind in NudgeKind if kind.traits.to is not To.LEARNER])
def test_what_goes_to_a_chat_or_a_group_needs_no_plan_of_a_learner(kind: NudgeKind) -> None:
    assert not kind.traits.needs_plan
