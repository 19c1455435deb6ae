"""A request for help: one post, that tells who can help as they say so, and at last that it is settled. Who is asked are
the members on the topic or past it."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from markupsafe import Markup

from bot.chat.reply import Button, Reply, Style
from bot.nudges.errands import Errand
from bot.nudges.group.closing import Closing, closing_of
from bot.nudges.group.company import Company, gather
from bot.nudges.group.direct import ASKED, taken_away, tell_asker
from bot.nudges.kinds.scenes import ToGroup
from bot.reasons import PASSING, Reason
from bot.store import Deed, HelpRequest, NudgeKind, Outcome, Store
from bot.store.post_names import Said, Traced
from bot.store.posts import StandingPost
from bot.texts import group_help as texts
from bot.texts import group_labels
from bot.texts.phrases import shortened
from roadmap.group import helpers

AT_ONCE = timedelta(minutes=5)
"""Who asked waits for a post so long, through faults that pass by themselves, and no longer."""


async def compose(scene: ToGroup) -> Errand | Outcome:
    """The post, or what it reads now. Nothing where its asker has left, or the request was closed before it stood."""
    request = await scene.store.helping.find(scene.nudge.subject or 0)
    company = await gather(scene.store, scene.group, scene.now, scene.default_zone)
    if request is None or company is None or (reply := await _reply(scene, request, company)) is None:
        return scene.skip(Reason.SETTLED_ALREADY)
    first = await scene.store.posts.first_of(scene.group.id, NudgeKind.HELP, request.id)
    if first is None or first.id == scene.nudge.id:
        return scene.skip(Reason.SETTLED_ALREADY) if request.closed_at else await _post(scene, request, reply)
    if scene.is_under_way(first):
        return scene.again()
    if not first.message_id:
        return scene.skip(Reason.NOTHING_STANDS)
    if not await _is_there(scene, first):
        await taken_away(scene.store, request, scene.now)
        return scene.skip(Reason.ROOM_GONE)
    return await scene.edit(first.message_id, first.thread_id, reply)


async def _post(scene: ToGroup, request: HelpRequest, reply: Reply) -> Errand | Outcome:
    """In the room it was asked in, as long as that is there."""
    room = await scene.store.rooms.find(request.room_id) if request.room_id else None
    asked = Asked(request, was_refused=scene.nudge.reason in PASSING)
    return await scene.post(reply, asked, thread_id=room.thread_id if room else None)


async def _is_there(scene: ToGroup, post: StandingPost) -> bool:
    """Whether the post stands where the group is: a room that is gone has taken along what was in it."""
    at_home = post.thread_id in {None, scene.group.thread_id}
    return at_home or await scene.store.rooms.in_thread(scene.group.id, post.thread_id) is not None


async def _reply(scene: ToGroup, request: HelpRequest, company: Company) -> Reply | None:
    """What the post reads now; None where its asker or its topic is there no more, or it is open and nobody is to hear of who asks."""
    by_account = {one.name.account_id: one for one in company.members if isinstance(one.name, Traced)}
    topic = next((one for one in company.roadmap.topics if one.slug == request.topic), None)
    name = company.names.get(request.account_id)
    if topic is None or name is None or not (request.closed_at or request.account_id in by_account):
        return None
    asked = helpers.HelpRequest(
        number=request.id,
        asker=company.accounts[request.account_id].learner_id,
        name=name,
        topic=topic,
        asked_on=request.asked_at.astimezone(scene.group.zone_or(scene.default_zone)).date(),
        question=quoted(request),
    )
    if request.closed_at:
        return Reply(text=await _closed(scene, request, asked, company))
    who = helpers.helpers(company.plans, topic.slug, asker=request.account_id)
    past = helpers.know_the_way(company.plans, topic.slug, who)
    names = {account: Markup.escape(by_account[account].name) for account in who}
    asks = texts.Asked([names[one] for one in past], [names[one] for one in who if one not in past])
    offers = [Markup.escape(company.names[one.account_id]) for one in await scene.store.helping.offers(request)]
    return Reply(text=texts.asked(asked, company.roadmap, asks, offers), buttons=offering(request))


async def _closed(scene: ToGroup, request: HelpRequest, asked: helpers.HelpRequest, company: Company) -> Markup:
    """How it was closed: by an admin, by time, or with thanks."""
    match await closing_of(scene.store, request, scene.now):
        case Closing.BY_ADMIN:
            return texts.closed_by_admin(asked, company.roadmap)
        case Closing.EXPIRED:
            return texts.expired(asked, company.roadmap)
        case _:
            return texts.settled(asked, company.roadmap)


def quoted(request: HelpRequest, most: int = helpers.LONGEST) -> str:
    """The words of a question, on one line and at most so many characters of them, for a post."""
    if not request.question:
        return ""
    return Said.by(
        shortened(" ".join(request.question.split()), most), request.account_id, NudgeKind.HELP.value, request.id
    )


async def unquoted(store: Store, group_id: int, now: datetime) -> frozenset[int]:
    """The questions of a group whose words it is not to read any more: an admin took away a post that said them."""
    return frozenset(await store.orders.said(group_id, NudgeKind.HELP, [Deed.UNQUOTED, Deed.HIDDEN], now))


@dataclass(frozen=True, slots=True)
class Asked:
    """A question was posted; who asked it hears so where the group had refused it, or where that took long."""

    request: HelpRequest
    was_refused: bool

    async def keep(self, store: Store, _made: str, now: datetime) -> None:
        if self.was_refused or now - self.request.asked_at > AT_ONCE:
            await tell_asker(store, self.request, ASKED, now)


def offering(request: HelpRequest) -> tuple[Button, ...]:
    """The one button of an open request."""
    return () if request.closed_at else (Button(group_labels.can_help(), f"/canhelp {request.id}", Style.MAIN),)
