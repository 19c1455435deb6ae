"""A hurrah: what members who agreed to that completed within an hour, a line each with its evidence, and who cheers. The subject
is the hurrah."""

from collections.abc import Sequence

from markupsafe import Markup

from bot.chat.platform import Delete, Edit
from bot.chat.reply import Button, Reply
from bot.nudges.errands import Errand
from bot.nudges.group.company import Company, gather
from bot.nudges.kinds.scenes import Replaced, ToGroup
from bot.reasons import Reason
from bot.store import NudgeKind, Outcome
from bot.store.post_names import traced
from bot.store.posts import StandingPost
from bot.texts import group_labels
from bot.texts import hurrahs as texts
from roadmap.model import Status


async def compose(scene: ToGroup) -> Errand | Outcome:
    """The post, or what it reads now."""
    subject = scene.nudge.subject or 0
    reply = await _told(scene, subject)
    if reply is None:
        return scene.skip(Reason.NOTHING_STANDS)
    first = await scene.store.posts.first_of(scene.group.id, NudgeKind.HURRAH, subject)
    if first is None or first.id == scene.nudge.id:
        return await scene.post(reply)
    if scene.is_under_way(first):
        return scene.again()
    if not first.message_id:
        return scene.skip(Reason.NOTHING_STANDS)
    if await scene.store.posts.standing(scene.group.id, first.message_id) == reply.text:
        return scene.skip(Reason.NOTHING_NEW)
    return await scene.edit(first.message_id, first.thread_id, reply)


async def rewritten(scene: ToGroup, post: StandingPost) -> Errand | Outcome:
    """The post without whoever took their completion back, or left; nothing where it tells of nobody any more. What is kept of it
    stays with its own row."""
    reply = await _told(scene, post.subject or 0)
    if reply is None:
        deed = Delete(scene.group.chat_id, post.thread_id, post.message_id)
        return Errand(deed, Replaced(scene.group.id, scene.nudge.id))
    if reply.text == post.text:
        return scene.skip(Reason.NOTHING_NEW)
    await scene.store.posts.keep(post.id, reply.text, post.thread_id)
    return Errand(Edit(scene.group.chat_id, post.thread_id, post.message_id, await scene.message(reply)))


async def _told(scene: ToGroup, hurrah_id: int) -> Reply | None:
    """What a hurrah reads now, without those for whom nothing is posted; None where it tells of nobody else."""
    hurrah = await scene.store.hurrahs.find(hurrah_id)
    muted = await scene.store.orders.muted(scene.group.id, scene.now)
    topics = (
        [one for one in await scene.store.hurrahs.topics(hurrah_id) if one.account_id not in muted] if hurrah else []
    )
    accounts = dict.fromkeys(one.account_id for one in topics)
    company = await gather(scene.store, scene.group, scene.now, scene.default_zone, accounts=accounts)
    if hurrah is None or company is None:
        return None
    told = [
        line
        for account in accounts
        if (line := _line(company, account, [one.topic for one in topics if one.account_id == account]))
    ]
    cheering = [company.names[one] for one in await scene.store.hurrahs.cheering(hurrah) if one not in muted]
    button = Button(group_labels.cheer(), f"/cheer {hurrah_id}")
    return Reply(text=texts.hurrah(told, cheering), buttons=(button,)) if told else None


def _line(company: Company, account: int, slugs: Sequence[str]) -> Markup | None:
    """What an account completed of these; all of it is struck out with the name."""
    plan = company.plans.get(account)
    done = [slug for slug in slugs if plan and plan.progress.of(slug).status is Status.COMPLETED]
    topics = [company.roadmap.by_slug[slug] for slug in done if slug in company.roadmap.by_slug]
    if plan is None or not topics:
        return None
    shown = [texts.topic(company.roadmap, topic, plan.progress.of(topic.slug).link) for topic in topics]
    return traced(texts.completed(str(company.names[account]), shown), account)
