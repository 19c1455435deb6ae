"""Whoever would like company and has none again meets somebody at once, where anybody is free: left alone in a pair, however it came that
their partner left, or back from a pause. Who is left alone hears so in any case; who is paused as their partner leaves, or wants none any more,
once they are back."""

from collections.abc import AsyncIterator, Collection
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime

from bot.chat.library import find_roadmaps
from bot.nudges.partner.departures import is_untold, partner_gone
from bot.nudges.partner.meeting import meet
from bot.nudges.partner.surroundings import Look
from bot.store import Group, Pairing, Store


@dataclass(frozen=True, slots=True)
class Left:
    """One account that is alone in a pairing, once the other one has gone."""

    group: Group
    pairing: Pairing
    account_id: int


@asynccontextmanager
async def leaving(
    store: Store, account_ids: Collection[int], now: datetime, default_zone: str, *, of: Group | None = None
) -> AsyncIterator[None]:
    """These accounts leave one group, or all of theirs, by what is done meanwhile. What it raises is raised, and nobody meets."""
    alone = [one for account in account_ids for one in await _left_by(store, account, account_ids, of)]
    yield
    look = await _around(store, [one.group for one in alone], now, default_zone)
    for one in alone:
        await left_alone(look, one)


async def left_alone(look: Look, left: Left, *, apart: Collection[int] = ()) -> None:
    """Who is left alone meets whoever else is free, but none of those ``apart``, or hears that they wait for somebody."""
    if not await meet(look, left.group, left.account_id, apart=apart, speaks=False, is_left=True):
        await partner_gone(look, left.pairing, left.account_id)


async def back(store: Store, learner_id: int, now: datetime, default_zone: str) -> None:
    """A learner is there again, and meets whoever is free in each group where they would like to and have nobody, or hears now that their
    partner went meanwhile."""
    alone: list[tuple[Group, int, Pairing | None]] = []
    for account in (await store.learners.accounts([learner_id]))[learner_id]:
        for group in await store.groups.of_account(account.id):
            membership = await store.members.find(group.id, account.id)
            pair = await store.partners.of_account(group.id, account.id)
            if membership and membership.wants_partner and not (pair and len(pair.accounts) > 1):
                alone.append((group, account.id, pair))
    look = await _around(store, [group for group, _, _ in alone], now, default_zone)
    for group, account_id, pair in alone:
        untold = pair if pair and await is_untold(store, pair, learner_id) else None
        met = await meet(look, group, account_id, speaks=False, is_left=untold is not None)
        if untold and not met:
            await partner_gone(look, untold, account_id, is_back=True)


async def _around(store: Store, groups: Collection[Group], now: datetime, default_zone: str) -> Look:
    roadmaps = await find_roadmaps(store, {group.roadmap or "" for group in groups}) if groups else {}
    return Look(store, now, default_zone, roadmaps)


async def _left_by(store: Store, account: int, going: Collection[int], of: Group | None) -> list[Left]:
    """Who would be alone in a pair of theirs."""
    groups = {one.id: one for one in ([of] if of else await store.groups.of_account(account))}
    current = await store.partners.current(groups) if groups else {}
    pairs = [pair for theirs in current.values() for pair in theirs if account in pair.accounts]
    stay = [(pair, [one for one in pair.accounts if one not in going]) for pair in pairs]
    return [Left(groups[pair.group_id], pair, others[0]) for pair, others in stay if len(others) == 1]
