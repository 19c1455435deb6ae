"""Whoever would like company and has none again meets somebody at once, where anybody is free: left alone in a pair, however it came that
their partner left, or back from a pause."""

from collections.abc import AsyncIterator, Collection
from contextlib import asynccontextmanager
from datetime import datetime

from bot.chat.library import find_roadmaps
from bot.nudges.partner.meeting import meet
from bot.nudges.partner.surroundings import Look
from bot.store import Group, Store


@asynccontextmanager
async def leaving(
    store: Store, account_ids: Collection[int], now: datetime, default_zone: str, *, of: Group | None = None
) -> AsyncIterator[None]:
    """These accounts leave one group, or all of theirs, by what is done meanwhile. What it raises is raised, and nobody meets."""
    alone = [one for account in account_ids for one in await _left_by(store, account, account_ids, of)]
    yield
    await _meet(store, alone, now, default_zone)


async def back(store: Store, learner_id: int, now: datetime, default_zone: str) -> None:
    """A learner is there again, and meets whoever is free in each group where they would like to and have nobody."""
    alone: list[tuple[Group, int]] = []
    for account in (await store.learners.accounts([learner_id]))[learner_id]:
        for group in await store.groups.of_account(account.id):
            membership = await store.members.find(group.id, account.id)
            pair = await store.partners.of_account(group.id, account.id)
            if membership and membership.wants_partner and not (pair and len(pair.accounts) > 1):
                alone.append((group, account.id))
    await _meet(store, alone, now, default_zone)


async def _meet(store: Store, alone: Collection[tuple[Group, int]], now: datetime, default_zone: str) -> None:
    if not alone:
        return
    look = Look(store, now, default_zone, await find_roadmaps(store, {group.roadmap or "" for group, _ in alone}))
    for group, account in alone:
        await meet(look, group, account, speaks=False)


async def _left_by(store: Store, account: int, going: Collection[int], of: Group | None) -> list[tuple[Group, int]]:
    """Who would be alone in a pair of theirs, with the group of that."""
    groups = {one.id: one for one in ([of] if of else await store.groups.of_account(account))}
    current = await store.partners.current(groups) if groups else {}
    pairs = [pair for theirs in current.values() for pair in theirs if account in pair.accounts]
    stay = [(pair.group_id, [one for one in pair.accounts if one not in going]) for pair in pairs]
    return [(groups[group_id], others[0]) for group_id, others in stay if len(others) == 1]
