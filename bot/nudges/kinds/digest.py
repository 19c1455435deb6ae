"""The digest: what the week was, composed from the members as they are when it is sent."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

from markupsafe import Markup

from bot.chat.reply import Button, Reply, Style
from bot.nudges.errands import Errand
from bot.nudges.group.common_goals import goal_line
from bot.nudges.group.company import Company, gather, title_of
from bot.nudges.group.order import is_back
from bot.nudges.group.told import told_until
from bot.nudges.kinds.help_requests import quoted, unquoted
from bot.nudges.kinds.rooms import links
from bot.nudges.kinds.scenes import ToGroup
from bot.reasons import Reason
from bot.store import Group, HelpRequest, NudgeKind, Outcome, Store
from bot.store.ledger import LEASE
from bot.store.post_names import Traced
from bot.texts import group_digest as texts
from bot.texts import group_labels
from bot.texts.phrases import SHOWN, paragraphs
from roadmap.group import helpers
from roadmap.group.common_dates import CommonDates
from roadmap.group.digest import Digest, Expected, Possible, expected, goes_out, make_digest
from roadmap.model import Status
from roadmap.plan import Plan

DAY = timedelta(days=1)
FEWEST = 3
"""Days since the last digest; after fewer, as where its weekday was changed, they join the next one's."""

MOST_WAITS = 3
"""For posts under way, of a minute each."""


async def compose(scene: ToGroup) -> Errand | Outcome:
    """Told of the days since the one before. After two quiet weeks every second quiet one is passed over. Where it
    may send somebody to a question, it waits until it is known whether that still stands."""
    # A digest before this one in the batch may have counted a quiet week.
    group = (await scene.store.groups.by_ids([scene.group.id]))[scene.group.id]
    if scene.nudge.attempts <= MOST_WAITS and await _is_looked_at(scene):
        return scene.again()
    told_of = await told_until(scene.store, group, scene.nudge.first_due_at, scene.default_zone)
    if told_of is None or told_of.days < FEWEST:
        return scene.skip(Reason.NOTHING_NEW)
    company = await gather(scene.store, group, scene.now, scene.default_zone, week=told_of.week, days=told_of.days)
    if company is None or group.first_day is None:
        return scene.skip(Reason.NO_ROADMAP)
    requests = await _requests(scene, company)
    common, following = CommonDates(group.first_day, group.last_day), told_of.week + told_of.days * DAY
    ahead = await asyncio.to_thread(expected, company.roadmap, common, following)  # long roadmaps take a while
    told = await asyncio.to_thread(
        make_digest,
        company.members,
        requests,
        company.roadmap,
        start=group.first_day,
        end=group.last_day,
        week=told_of.week,
        days=told_of.days,
        possible=await _possible(scene, company, ahead),
    )
    is_again = is_back(scene.nudge.period)
    quiet_weeks = _quiet_weeks(group, told, is_again=is_again)
    if not is_again and not goes_out(quiet_weeks):
        await scene.store.groups.change(group.id, quiet_weeks=quiet_weeks)
        return scene.skip(Reason.QUIET_WEEK)
    title = title_of(group, company.roadmap)
    goal = await goal_line(scene.store, group, company.today, scene.default_zone)
    text = texts.digest(told, title, company.today, names={}, quiet_weeks=quiet_weeks, goal=goal)
    rooms = await _rooms(scene, company)
    counts = None if is_again else DigestTold(group.id, quiet_weeks)
    return await scene.post(Reply(text=paragraphs(text, rooms), buttons=way_in()), counts)


def _quiet_weeks(group: Group, told: Digest, *, is_again: bool) -> int:
    """How many weeks in a row were quiet, the one that is told of among them. One that is shown again was counted when it came."""
    if is_again:
        return group.quiet_weeks
    return group.quiet_weeks + 1 if told.quiet else 0


async def _is_looked_at(scene: ToGroup) -> bool:
    """Whether the post of a question is being looked at; see ``bot.nudges.look``."""
    return await scene.store.ledger.is_under_way(scene.group.id, NudgeKind.HELP, scene.now + LEASE)


def way_in() -> tuple[Button, ...]:
    """The way in, below every digest."""
    return (Button(group_labels.join(), "/join", Style.MAIN),)


async def _rooms(scene: ToGroup, company: Company) -> Markup | None:
    if not scene.group.rooms_on:
        return None
    return links(scene.group, company.roadmap, await scene.store.rooms.of_group(scene.group.id))


async def _possible(scene: ToGroup, company: Company, ahead: Sequence[Expected]) -> Possible:
    """What may be asked for in the week that is ``ahead``."""
    store, group_id = scene.store, scene.group.id
    pairings = (await store.partners.current([group_id]))[group_id]
    paired = {account for one in pairings if len(one.accounts) > 1 for account in one.accounts}
    members = await store.members.of_group(group_id)
    looks = [one for one in members if not one.wants_partner and one.account_id not in paired]
    slugs = (one.topic.slug for one in ahead if one.begins)
    begun = (slug for slug in slugs if all(map(partial(_has_begun, slug), company.plans.values())))
    return Possible(promise=bool(paired), partner=len(members) > 1 and bool(looks), begun=frozenset(begun))


def _has_begun(slug: str, plan: Plan) -> bool:
    return plan.progress.of(slug).status is not Status.NOT_STARTED


async def _requests(scene: ToGroup, company: Company) -> list[helpers.HelpRequest]:
    zone = scene.group.zone_or(scene.default_zone)
    members = {one.name.account_id: one.id for one in company.members if isinstance(one.name, Traced)}
    names = {one.id: one.name for one in company.members}
    topics = {topic.slug: topic for topic in company.roadmap.topics}

    def told(request: HelpRequest) -> helpers.HelpRequest:
        asker = members[request.account_id]
        return helpers.HelpRequest(
            number=request.id,
            asker=asker,
            name=names[asker],
            topic=topics[request.topic],
            asked_on=request.asked_at.astimezone(zone).date(),
            question="" if request.id in silent else quoted(request, SHOWN),
        )

    silent = await unquoted(scene.store, scene.group.id, scene.now)
    waiting = await scene.store.helping.open([scene.group.id])
    return [told(one) for one in waiting if one.account_id in members and one.topic in topics]


@dataclass(frozen=True, slots=True)
class DigestTold:
    """A digest was posted, after so many quiet weeks in a row, its own among them."""

    group_id: int
    quiet_weeks: int

    async def keep(self, store: Store, _made: str, _now: datetime) -> None:
        await store.groups.change(self.group_id, quiet_weeks=self.quiet_weeks)
