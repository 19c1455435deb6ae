"""What the rows of a batch are composed from in groups, asked for all of them at once: who is muted, what is hidden, and of meetings
who comes and what everybody is called."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from bot.nudges.group.names import Names, names_of
from bot.store import Attendance, Meeting, Nudge, NudgeKind, Store
from bot.store.orders import Told
from roadmap.group.rounds import PATIENCE

OF_MEETINGS = frozenset({NudgeKind.MEETING, NudgeKind.ROUND, NudgeKind.EVENT})
"""Whose subject is a meeting."""


@dataclass(frozen=True, slots=True)
class AtHand:
    """As things were when the rows were claimed: whoever changes any of it from then on files a row of their own. ``muted`` and
    ``heard`` are by group, the latter of groups that meet; ``who`` is in, by meeting; ``deserted`` are those that nobody was in
    lately, ``last_calls`` those whose call said so: they go on only if somebody is in."""

    muted: Mapping[int, frozenset[int]] = field(default_factory=dict)
    hidden: frozenset[Told] = frozenset()
    meetings: Mapping[int, Meeting] = field(default_factory=dict)
    who: Mapping[int, Sequence[Attendance]] = field(default_factory=dict)
    heard: Mapping[int, Names] = field(default_factory=dict)
    deserted: frozenset[int] = frozenset()
    last_calls: frozenset[int] = frozenset()

    def is_hidden(self, nudge: Nudge) -> bool:
        """Whether what a row would tell of was hidden."""
        return (nudge.group_id, nudge.kind.value, nudge.subject) in self.hidden


async def at_hand(store: Store, nudges: Sequence[Nudge], now: datetime) -> AtHand:
    """For these rows of groups."""
    group_ids = {one.group_id for one in nudges if one.group_id}
    subjects = {one.subject for one in nudges if one.subject}
    muted = await store.orders.muted_in(group_ids, now)
    hidden = await store.orders.hidden_in(group_ids, subjects, now) if subjects else frozenset[Told]()
    meeting_ids = {one.subject for one in nudges if one.kind in OF_MEETINGS and one.subject}
    if not meeting_ids:
        return AtHand(muted, hidden)
    meetings = await store.meetings.by_ids(meeting_ids)
    who = await store.meetings.who_at(meeting_ids)
    members = await store.members.of_groups({one.group_id for one in meetings.values()})
    heard = {
        group_id: {account: name for account, name in names_of(joined).items() if account not in muted[group_id]}
        for group_id, joined in members.items()
    }
    before = {one.id: one.follows for one in meetings.values() if one.weekly and one.follows}
    last_calls = await store.meetings.last_calls(before) if before else frozenset[int]()
    return AtHand(muted, hidden, meetings, who, heard, await _deserted(store, before), last_calls)


async def _deserted(store: Store, before: Mapping[int, int]) -> frozenset[int]:
    """Which of these meetings nobody was in lately, by that of the week before."""
    empty = await store.meetings.unattended(before.values(), PATIENCE) if before else {}
    return frozenset(one for one, last in before.items() if empty[last] == PATIENCE)
