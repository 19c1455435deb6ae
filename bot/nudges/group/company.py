"""The company: the members of a group as it sees them on a day. One query for who they are, one for their facts, one
for their thanks, one for their promises, however many they are."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from bot.chat.library import find_roadmaps
from bot.clock import unhurried
from bot.nudges.group.names import Names, names_in, names_of
from bot.nudges.plans import plan_of
from bot.nudges.when import moment
from bot.store import Account, Group, Seen, Store
from bot.store.post_names import AccountName, Person
from bot.texts import group_labels
from bot.texts.alike import by_details
from bot.texts.group import this_group
from bot.texts.names import chat_called
from bot.texts.platforms import platform_name
from roadmap.group.member import Member, member_of
from roadmap.model import Roadmap
from roadmap.plan import Plan


@dataclass(frozen=True, slots=True)
class Company:
    """Those members who are on the group's roadmap: as the group sees them, named so that they can be struck out, and
    their plans by account; ``names`` are those of all members, ``accounts`` those of these. ``week`` is the first of the seven days that are told of."""

    roadmap: Roadmap
    today: date
    week: date
    members: tuple[Member, ...]
    plans: Mapping[int, Plan]
    names: Names
    accounts: Mapping[int, Account]

    def others(self, learner: int) -> list[Member]:
        """These members but for one, each as somebody who is meant to be reached."""
        return [replace(one, name=self._person(one)) for one in self.members if one.id != learner]

    def _person(self, member: Member) -> str:
        name = member.name
        return Person.of(name, self.accounts[name.account_id]) if isinstance(name, AccountName) else name


async def gather(
    store: Store,
    group: Group,
    now: datetime,
    default_zone: str,
    *,
    week: date | None = None,
    days: int = 7,
    accounts: Collection[int] | None = None,
) -> Company | None:
    """The members of a group for so many days from ``week`` on, without it the last seven: all for whom it is posted there, or those
    with these accounts. None where the group has no roadmap."""
    slug = group.roadmap or ""
    roadmap = (await find_roadmaps(store, [slug])).get(slug)
    if roadmap is None:
        return None
    zone = group.zone_or(default_zone)
    today = now.astimezone(zone).date()
    if week is None:
        week, days = today - timedelta(days=6), 7
    seen = (await store.members.seen([group.id], accounts))[group.id]
    names = names_of(one.membership for one in seen) if accounts is None else await names_in(store, group.id)
    muted = await store.orders.muted(group.id, now) if accounts is None else frozenset()
    plans = await plans_of(store, roadmap, [one for one in seen if one.membership.account_id not in muted], today)
    over = week + timedelta(days=days)
    helped = await store.helping.thanked(group.id, moment(week, time.min, zone), moment(over, time.min, zone))
    ended = promised_week(week, days)
    promised = await store.partners.promised([group.id], ended) if ended else ()
    outcomes = {one.account_id: one.outcome for one in promised}
    members = [
        member_of(
            plans[account],
            learner=one.contact.learner.id,
            name=names[account],
            joined=True,
            week=week,
            days=days,
            came=_came(one, default_zone),
            helped=helped.get(account, 0),
            promise=outcomes.get(account),
        )
        async for one in unhurried(seen)
        if (account := one.membership.account_id) in plans
    ]
    theirs = {one.membership.account_id: one.contact.account for one in seen}
    return Company(roadmap, today, week, tuple(members), plans, names, theirs)


async def gather_some(
    store: Store, group_id: int, accounts: Collection[int], now: datetime, default_zone: str
) -> Company | None:
    """The members with these accounts, of a group that is not at hand."""
    group = (await store.groups.by_ids([group_id])).get(group_id)
    return await gather(store, group, now, default_zone, accounts=accounts) if group else None


async def plans_of(store: Store, roadmap: Roadmap, seen: Sequence[Seen], today: date) -> dict[int, Plan]:
    """The plans of those who are on the roadmap, by account, seen on a day."""
    enrolments = {one.membership.account_id: one.contact.enrolment for one in seen if one.contact.enrolment}
    if not enrolments:
        return {}
    events = await store.facts.of_all([enrolment.ids for enrolment in enrolments.values()])
    return {
        account: plan_of(enrolment, roadmap, events, today)
        async for account, enrolment in unhurried(enrolments.items())
    }


def promised_week(week: date, days: int = 7) -> date | None:
    """The Monday of the ISO week that ends within so many days from ``week`` on, of two the last: whose promises are told of."""
    last = week + timedelta(days=days - 1)
    sunday = last - timedelta(days=(last.weekday() + 1) % 7)
    return sunday - timedelta(days=6) if sunday >= week else None


def title_of(group: Group, roadmap: Roadmap) -> str:
    """What a group is called; by its roadmap where the platform has told no name."""
    return chat_called(group.title, roadmap.title)


def titles_of(groups: Sequence[Group], roadmaps: Sequence[Roadmap | None], today: date) -> list[str]:
    """What these groups are called where one of them is chosen, each on its roadmap, None where that is gone: those that are called
    alike are told apart."""
    details = [
        (
            platform_name(group.platform),
            roadmap.title if roadmap else "",
            group_labels.since(group.first_day, today) if group.first_day else "",
        )
        for group, roadmap in zip(groups, roadmaps, strict=True)
    ]
    titles = [
        title_of(group, roadmap) if roadmap else chat_called(group.title, this_group())
        for group, roadmap in zip(groups, roadmaps, strict=True)
    ]
    return [chat_called(title, title) for title in by_details(titles, details)]


def _came(seen: Seen, default_zone: str) -> date | None:
    """The day on which they first told of their roadmap, where they are."""
    contact = seen.contact
    if contact.enrolment is None:
        return None
    return contact.enrolment.enrolled_at.astimezone(contact.learner.zone_or(default_zone)).date()
