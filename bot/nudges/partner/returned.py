"""Whose pause ended by itself meets whoever is free, on the day it did: nobody said a word by which it could be noticed."""

from collections.abc import Collection, Mapping
from datetime import timedelta

from bot.nudges.partner.meeting import free_in, nearest_met
from bot.nudges.partner.pairs import events_of, plan_in
from bot.nudges.partner.surroundings import Look
from bot.store import Group, Seen
from roadmap.group.partners import Candidate

LATELY = timedelta(days=7)
"""For so long they are looked after; then Monday has come, on which everybody is paired who can be."""


async def those_back_meet(look: Look, groups: Collection[Group]) -> None:
    """Pair those of these groups who would like company, have none, and were paused until a day that has come."""
    wanting = await look.store.members.wanting_partners([group.id for group in groups])
    for group in groups:
        if len(wanting[group.id]) > 1:
            await look.store.groups.lock(group.id)
            free = await free_in(look, group)
            await _meet(look, group, free, await _back(look, group, free) if len(free) > 1 else ())


async def _meet(look: Look, group: Group, free: Mapping[Seen, Candidate], back: Collection[int]) -> None:
    taken: set[int] = set()
    for account_id in back:
        left = {one: it for one, it in free.items() if one.membership.account_id not in taken}
        if account_id not in taken and (made := await nearest_met(look, group, account_id, left, speaks=False)):
            taken.update(made.accounts)


async def _back(look: Look, group: Group, free: Collection[Seen]) -> list[int]:
    """The accounts of those whose pause ended lately, by their own day."""
    events, found = await events_of(look, free), []
    for one in free:
        today = look.now.astimezone(one.contact.learner.zone_or(look.default_zone)).date()
        plan = plan_in(look, group, one, events, today)
        ends = (pause.back for pause in plan.progress.pauses) if plan else ()
        if any(end and today - LATELY < end <= today for end in ends):
            found.append(one.membership.account_id)
    return sorted(found)
