"""The form by which those who manage a group set what it means to do together."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.commands.group.here import Here
from bot.said.common_goal import MOST_AHEAD
from bot.texts import pages_group as texts
from roadmap.group.common_goal import MOST, CommonGoal, Counts


@dataclass(frozen=True, slots=True)
class SettingGoal:
    """What it begins with: the goal that is set, if one ``is_set``, else one from today on. ``kinds`` are what may be counted, by the word of the
    line, its label, and whether it is; days are as a browser writes them."""

    is_set: bool
    amount: str
    most: int
    kinds: Sequence[tuple[str, str, bool]]
    first: str
    until: str
    latest: str


def setting(now: Here, aim: CommonGoal | None) -> SettingGoal:
    """The form of a group with this goal."""
    kinds = [(one.value, texts.goal_counts(one), aim is not None and one is aim.counts) for one in Counts]
    latest = (now.today + MOST_AHEAD).isoformat()
    if aim is None:
        return SettingGoal(False, "", MOST, kinds, now.today.isoformat(), "", latest)
    until = aim.last_day.isoformat() if aim.last_day else ""
    return SettingGoal(True, f"{aim.amount}", MOST, kinds, aim.first_day.isoformat(), until, latest)
