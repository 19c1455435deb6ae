"""Whose pause ended by itself meets whoever is free, on the day it did, or hears that their partner went meanwhile: nobody said a word by which
it could be noticed."""

from collections.abc import Collection, Mapping
from datetime import timedelta

from bot.nudges.partner.departures import is_untold, partner_gone
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
        if wanting[group.id]:
            await look.store.groups.lock(group.id)
            free = await free_in(look, group)
            await _meet(look, group, free, await _back(look, group, free))


async def _meet(look: Look, group: Group, free: Mapping[Seen, Candidate], back: Collection[Seen]) -> None:
    taken: set[int] = set()
    for one in back:
        account_id = one.membership.account_id
        if account_id in taken:
            continue
        left = {other: it for other, it in free.items() if other.membership.account_id not in taken}
        pair = await look.store.partners.of_account(group.id, account_id)
        untold = pair if pair and await is_untold(look.store, pair, one.contact.learner.id) else None
        made = await nearest_met(look, group, account_id, left, speaks=False, is_left=untold is not None)
        if made:
            taken.update(made.accounts)
        elif untold:
            await partner_gone(look, untold, account_id, is_back=True)


async def _back(look: Look, group: Group, free: Collection[Seen]) -> list[Seen]:
    """Those whose pause ended lately, by their own day."""
    events, found = await events_of(look, free), []
    for one in free:
        today = look.now.astimezone(one.contact.learner.zone_or(look.default_zone)).date()
        plan = plan_in(look, group, one, events, today)
        ends = (pause.back for pause in plan.progress.pauses) if plan else ()
        if any(end and today - LATELY < end <= today for end in ends):
            found.append(one)
    return sorted(found, key=lambda one: one.membership.account_id)
