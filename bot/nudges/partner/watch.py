"""What the tick sees between partners: who is silent."""

from collections.abc import Collection, Iterator, Mapping
from datetime import datetime

from bot.clock import unhurried
from bot.nudges.partner.addressees import Reaching, reaching
from bot.nudges.partner.surroundings import Look
from bot.nudges.plans import plan_of
from bot.store import Group, NudgeKind, Pairing, Seen
from bot.store.ledger import Entry
from roadmap.group.silence import Silence, silence

Members = Mapping[int, Seen]
"""The members of one group, by account."""


async def silences(look: Look, groups: Collection[Group]) -> list[Entry]:
    """A note to each partner of who is silent, and the offer of a rematch, once for each silence."""
    paired = await look.store.partners.current([group.id for group in groups])
    together = [pairing for group in groups for pairing in paired[group.id] if len(pairing.accounts) > 1]
    accounts = {account for pairing in together for account in pairing.accounts}
    if not accounts:
        return []
    seen = await look.store.members.seen([group.id for group in groups], accounts)
    silent = await _silent(look, groups, seen, together)
    reach = await reaching(look.store, [one for members in seen.values() for one in members])
    members = {group_id: {one.membership.account_id: one for one in theirs} for group_id, theirs in seen.items()}
    return [
        entry for pairing in together for entry in _notes(pairing, members[pairing.group_id], silent, reach, look.now)
    ]


async def _silent(
    look: Look,
    groups: Collection[Group],
    seen: Mapping[int, tuple[Seen, ...]],
    together: Collection[Pairing],
) -> dict[int, Silence]:
    """The silences of these partners that are to be noted, by membership."""
    roadmaps = {group.id: look.roadmap_of(group) for group in groups}
    since = {(one.group_id, account): one.week for one in together for account in one.accounts}
    theirs = [one for members in seen.values() for one in members if one.contact.enrolment]
    events = await look.store.facts.of_all([one.contact.enrolment.ids for one in theirs if one.contact.enrolment])
    found: dict[int, Silence] = {}
    async for one in unhurried(theirs):
        roadmap, enrolment = roadmaps[one.membership.group_id], one.contact.enrolment
        paired = since.get((one.membership.group_id, one.membership.account_id))
        if roadmap and enrolment and paired:
            today = look.now.astimezone(one.contact.learner.zone_or(look.default_zone)).date()
            plan = plan_of(enrolment, roadmap, events, today)
            if not plan.finished and (noted := silence(plan, paired)).noted:
                found[one.membership.id] = noted
    return found


def _notes(
    pairing: Pairing, members: Members, silent: Mapping[int, Silence], reach: Reaching, now: datetime
) -> Iterator[Entry]:
    """What each partner is told of each other one; who is silent as well is told nothing."""
    known = [members[account] for account in pairing.accounts if account in members]
    for quiet in known:
        noted = silent.get(quiet.membership.id)
        if noted is None:
            continue
        for other in known:
            if other is quiet or other.membership.id in silent:
                continue
            period = f"{quiet.membership.id}.{noted.since}"
            yield reach.entry(other, NudgeKind.SILENCE, period, now, quiet.membership.id)
            if noted.frees_the_partner:
                yield reach.entry(other, NudgeKind.REMATCH, period, now, quiet.membership.id)
