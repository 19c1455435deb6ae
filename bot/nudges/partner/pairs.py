"""New pairs as the week begins: the willing of each group who have no partner, near in topic, pace and waking hours, and have not
met by themselves.

A pair stays together for four weeks, so that partners come to know each other and a silence can be noticed; then, or as
soon as one of them has left it, they are paired anew, with somebody else while there is anybody.
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, timedelta

from bot.clock import unhurried
from bot.nudges.partner.addressees import reaching
from bot.nudges.partner.surroundings import Look
from bot.nudges.plans import Events, plan_of
from bot.store import Group, NudgeKind, Pairing, Seen
from bot.store.ledger import Entry
from roadmap.group.partners import Candidate, candidate, pair
from roadmap.group.silence import silence
from roadmap.plan import Plan

LASTS = timedelta(weeks=4)


async def pairs(look: Look, days: Mapping[Group, date]) -> list[Entry]:
    """Pair the willing of these groups, each for the week that begins on its day, and enter their introductions."""
    ids = [group.id for group in days]
    seen = await look.store.members.seen(ids) if ids else {}
    current = await look.store.partners.current(ids) if ids else {}
    lately = await look.store.partners.since(ids, min(days.values()) - LASTS) if ids else {}
    willing = {group: [one for one in seen[group.id] if one.membership.wants_partner] for group in days}
    muted = await look.store.orders.muted_in(ids, look.now) if ids else {}
    events = await events_of(look, [one for all_ in willing.values() for one in all_])
    entries: list[Entry] = []
    for group, members in willing.items():
        found = await _candidates(look, group, members, current[group.id], events)
        free = _free(found, current[group.id], days[group], muted[group.id])
        entries += await _pair(look, group, days[group], free, last_company([*current[group.id], *lately[group.id]]))
    return entries


async def candidates(
    look: Look, group: Group, willing: Sequence[Seen], current: Sequence[Pairing]
) -> dict[Seen, Candidate]:
    """Those of the willing members of one group who can be paired now."""
    return await _candidates(look, group, willing, current, await events_of(look, willing))


async def events_of(look: Look, members: Collection[Seen]) -> Events:
    theirs = [one.contact.enrolment.ids for one in members if one.contact.enrolment]
    return await look.store.facts.of_all(theirs) if theirs else {}


async def _candidates(
    look: Look, group: Group, members: Sequence[Seen], current: Sequence[Pairing], events: Events
) -> dict[Seen, Candidate]:
    return {one: found async for one in unhurried(members) if (found := _candidate(look, group, one, current, events))}


def _free(
    candidates: Mapping[Seen, Candidate], current: Collection[Pairing], monday: date, muted: Collection[int]
) -> dict[Seen, Candidate]:
    """Those without a partner. One alone joins the pair that has been together longest. Who is muted meets nobody, so they keep a partner
    for as long as they are."""
    accounts = {one.membership.account_id for one in candidates}
    together = [one for one in current if len(accounts.intersection(one.accounts)) > 1]
    with_muted = [one for one in together if set(muted).intersection(one.accounts)]
    open_ones = [one for one in together if one not in with_muted and one.week > monday - LASTS]
    taken = {account for pairing in [*with_muted, *open_ones] for account in pairing.accounts}
    if len(accounts - taken - set(muted)) == 1 and open_ones:
        taken -= {*min(open_ones, key=lambda one: (one.week, one.id)).accounts}
    return {one: found for one, found in candidates.items() if one.membership.account_id not in {*taken, *muted}}


def last_company(lately: Sequence[Pairing]) -> frozenset[frozenset[int]]:
    """The last company of each account, though they may have left it since."""
    together = sorted((one for one in lately if len(one.accounts) > 1), key=lambda one: one.id)
    company = {account: one for one in together for account in one.accounts}
    return frozenset(frozenset(one.accounts) for one in company.values())


async def _pair(
    look: Look, group: Group, monday: date, free: Mapping[Seen, Candidate], last: Collection[frozenset[int]]
) -> list[Entry]:
    seed = group.id * 1_000_003 + monday.toordinal()
    together = pair(free.values(), last, seed=seed)
    if not together:
        return []
    members = {one.membership.account_id: one for one in free}
    reach = await reaching(look.store, list(free))
    entries: list[Entry] = []
    for accounts in together:
        made = await look.store.partners.pair(group.id, monday, accounts)
        period = f"{monday}.{made.id}"
        entries += [reach.entry(members[one], NudgeKind.PARTNERS, period, look.now, made.id) for one in accounts]
    return entries


def _candidate(look: Look, group: Group, one: Seen, current: Sequence[Pairing], events: Events) -> Candidate | None:
    """None for who is paused, or so silent towards their last partner that they are not paired before a study day."""
    zone = one.contact.learner.zone_or(look.default_zone)
    local = look.now.astimezone(zone)
    plan = plan_in(look, group, one, events, local.date())
    if plan is None or plan.progress.pause_on(plan.today):
        return None
    paired = next((it.week for it in current if one.membership.account_id in it.accounts), None)
    if paired and silence(plan, paired).frees_the_partner:
        return None
    offset = local.utcoffset()
    minutes = int(offset.total_seconds() // 60) if offset else 0
    return candidate(plan, learner=one.membership.account_id, offset=minutes)


def plan_in(look: Look, group: Group, one: Seen, events: Events, today: date) -> Plan | None:
    roadmap, enrolment = look.roadmap_of(group), one.contact.enrolment
    if roadmap is None or enrolment is None:
        return None
    return plan_of(enrolment, roadmap, events, today)
