"""What those who lead a group see: figures brought up to date, a few at a time, and one member as their level lets them be
seen."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from hashlib import blake2b

from bot.chat.library import find_roadmaps
from bot.clock import unhurried
from bot.nudges.group.company import plans_of
from bot.nudges.group.names import names_in
from bot.store import Account, Agreed, Group, Membership, NudgeKind, Store
from bot.store.ledger import Entry
from roadmap.group.lead import Led
from roadmap.group.sight import Figures, Flag, Level, Sight, figures_of, flags_of, sight_of
from roadmap.model import Roadmap
from roadmap.plan import Plan

MOST_WORKED_OUT = 200
"""Members whose figures are worked out in one transaction."""

UNANSWERED = timedelta(days=2)
"""How long a question has to wait before it is one that nobody answered."""

A_BREATH = timedelta(minutes=1)
"""Between joining and the question what may be seen."""

ONCE = "once"


async def worked_out(store: Store, group: Group, roadmap: Roadmap, today: date, *, most: int) -> bool:
    """Work out the figures of up to so many members who told something since; whether those of all are as they should be."""
    printed = print_of(roadmap)
    stale = await store.figures.stale(group.id, roadmap.slug, printed, most + 1)
    told = dict(list(stale.items())[:most])
    if told:
        seen = (await store.members.seen([group.id], told))[group.id]
        plans = await plans_of(store, roadmap, seen, today)
        rows = [
            (one.membership.id, told[one.membership.account_id], found)
            async for one in unhurried(seen)
            if (found := _figures(plans.get(one.membership.account_id), Level(one.membership.level)))
        ]
        await store.figures.keep(rows, print_=printed)
    return len(stale) <= most


def print_of(roadmap: Roadmap) -> str:
    """What tells one version of a roadmap from another."""
    return blake2b(repr(roadmap.topics).encode(), digest_size=8).hexdigest()


async def agreed(store: Store, group: Group, now: datetime) -> list[Led]:
    """Those of a group who let anything be seen, by name, in any order."""
    waiting = await store.leaders.unanswered(group.id, now - UNANSWERED)
    names = await names_in(store, group.id)
    return [
        _led(one, names[one.account_id], waits=one.account_id in waiting)
        for one in await store.figures.agreed(group.id)
    ]


async def counted(store: Store, group: Group, today: date, now: datetime) -> list[Led]:
    """The same of a large group, without names: each stands for all of whom the same is true."""
    return [
        Led(id=0, name="", level=Level(one.level), figures=one.figures, waits=one.waits, count=one.count)
        for one in await store.figures.alike(group.id, today, now - UNANSWERED)
    ]


@dataclass(frozen=True, slots=True)
class OnTheirs:
    """One member with their plan for the group's roadmap, None where they are not on it."""

    roadmap: Roadmap
    today: date
    plan: Plan | None

    def sight(self, level: Level) -> Sight | None:
        """What this level lets be seen, which may be another than theirs."""
        return sight_of(self.plan, level) if self.plan else None


async def on_theirs(
    store: Store, group: Group, member: Membership, now: datetime, default_zone: str
) -> OnTheirs | None:
    """A member of a group on a day. None where the group has no roadmap."""
    slug = group.roadmap or ""
    roadmap = (await find_roadmaps(store, [slug])).get(slug)
    if roadmap is None:
        return None
    today = now.astimezone(group.zone_or(default_zone)).date()
    seen = (await store.members.seen([group.id], [member.account_id]))[group.id]
    plan = (await plans_of(store, roadmap, seen, today)).get(member.account_id)
    return OnTheirs(roadmap, today, plan)


async def flags_now(store: Store, group: Group, member: Membership, there: OnTheirs, now: datetime) -> tuple[Flag, ...]:
    """What is worth knowing of a member, as far as their level goes."""
    waits = member.account_id in await store.leaders.unanswered(group.id, now - UNANSWERED)
    kept = _figures(there.plan, Level(member.level))
    return flags_of(kept, there.today, waits=waits) if kept else ()


async def asked_what_is_seen(store: Store, member: Membership, account: Account, now: datetime) -> None:
    """Ask who has just joined what those who lead may see of them, with their own figures, in their own chat, once they have
    read that they are welcome."""
    period, due = f"{member.id}", now + A_BREATH
    await store.ledger.file(
        Entry(account.learner_id, account.id, account.platform, NudgeKind.LEVEL, period, due, member.id), wakes=False
    )


async def asked_anew(store: Store, account: Account, now: datetime) -> None:
    """Ask who can be written to again what did not come to them."""
    for member_id in await store.leaders.asked_in_vain(account.id):
        period = f"{member_id}.{int(now.timestamp())}"
        await store.ledger.file(
            Entry(account.learner_id, account.id, account.platform, NudgeKind.LEVEL, period, now, member_id),
            wakes=False,
        )


async def asked_of_all(store: Store, group: Group, now: datetime) -> None:
    """Ask those who joined before each was asked, or to whom that did not come: one post, once."""
    if await store.leaders.was_not_asked(group.id):
        await store.ledger.file(Entry.of_group(group, NudgeKind.LEVELS, ONCE, now))


def _figures(plan: Plan | None, level: Level) -> Figures | None:
    """Of who is not on the group's roadmap there is nothing to tell."""
    if plan is None:
        return None if level is Level.NOTHING else Figures()
    return figures_of(plan, level)


def _led(one: Agreed, name: str, *, waits: bool) -> Led:
    return Led(id=one.account_id, name=name, level=Level(one.level), figures=one.figures, waits=waits)
