"""Two who would like company meet at once, and do not wait for the week to begin."""

from collections.abc import Collection, Mapping
from datetime import date

from bot.nudges.partner.addressees import reaching
from bot.nudges.partner.pairs import LASTS, candidates, last_company
from bot.nudges.partner.surroundings import Look
from bot.store import Group, NudgeKind, Pairing, Seen
from bot.store.ledger import Entry
from roadmap.group.partners import Candidate, distance

LEFT = "left"
"""At the end of the period of an introduction to somebody whose partner has just gone."""


async def meet(
    look: Look,
    group: Group,
    account_id: int,
    *,
    apart: Collection[int] = (),
    speaks: bool = True,
    is_left: bool = False,
) -> Pairing | None:
    """Pair a willing member with the nearest other one who is free, but none of those whom they leave ``apart`` or were with last.
    The other is let know, and so is the member unless it is they who speak; one who ``is_left`` hears of that, too. None where nobody is free, or the member is paused.

    A pair that exists is never touched: one who is left over joins it as the week begins.
    """
    await look.store.groups.lock(group.id)
    return await nearest_met(
        look, group, account_id, await free_in(look, group), apart=apart, speaks=speaks, is_left=is_left
    )


async def nearest_met(
    look: Look,
    group: Group,
    account_id: int,
    free: Mapping[Seen, Candidate],
    *,
    apart: Collection[int] = (),
    speaks: bool,
    is_left: bool = False,
) -> Pairing | None:
    """The pair that one of these makes with the nearest other one; see ``meet``, by which the group is locked."""
    today = look.now.astimezone(group.zone_or(look.default_zone)).date()
    mine = next((it for one, it in free.items() if one.membership.account_id == account_id), None)
    if mine is None or len(free) < 2:
        return None
    left = {account_id, *apart, *await _last_company(look, group, account_id, today)}
    others = {one: it for one, it in free.items() if one.membership.account_id not in left}
    if not others:
        return None
    other = min(others, key=lambda one: (distance(others[one], mine), one.membership.account_id))
    made = await look.store.partners.pair(group.id, today, (account_id, other.membership.account_id))
    me = [one for one in free if not speaks and one.membership.account_id == account_id]
    reach, period = await reaching(look.store, [other, *me]), f"{today}.{made.id}"
    told = [(other, period), *((one, f"{period}.{LEFT}" if is_left else period) for one in me)]
    entries: list[Entry] = [reach.entry(one, NudgeKind.PARTNERS, when, look.now, made.id) for one, when in told]
    await look.store.ledger.file(*entries)
    return made


async def free_in(look: Look, group: Group) -> dict[Seen, Candidate]:
    """The willing who can be paired and have no partner. Nobody meets who is muted: what they say would be told to the other."""
    current = (await look.store.partners.current([group.id]))[group.id]
    taken = {account for pairing in current if len(pairing.accounts) > 1 for account in pairing.accounts}
    muted = await look.store.orders.muted(group.id, look.now)
    alone = (await look.store.members.wanting_partners([group.id]))[group.id] - taken - muted
    willing = (await look.store.members.seen([group.id], alone))[group.id] if alone else ()
    return await candidates(look, group, willing, current)


async def _last_company(look: Look, group: Group, account_id: int, today: date) -> set[int]:
    """Whom an account was with last: pairs anew as the week begins may bring them together again, where there is nobody else."""
    lately = (await look.store.partners.since([group.id], today - LASTS))[group.id]
    return {one for company in last_company(lately) if account_id in company for one in company}
