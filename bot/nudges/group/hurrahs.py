"""Completions that members agreed to have shown: told in their groups at once, within an hour in one post, and taken away with
what told them."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from bot.chat.context import Context
from bot.store import Group, Hurrah, NudgeKind, NudgeState, Store
from bot.store.ledger import Entry
from roadmap.facts import MOVING, Fact, Kind
from roadmap.model import Status
from roadmap.progress import TopicProgress

ONE_POST = timedelta(hours=1)
"""For how long completions join the first one's post."""

NEWS = timedelta(days=6)
"""How long ago a topic may have been completed that is told as news."""

MOST_TOLD = 4
"""Members whom one post tells of."""

CHANGING = MOVING | {Kind.UNDONE}
"""The kinds of facts by which a topic may be completed, or may be so no more."""


async def completions_told(context: Context, group: Group, account_id: int, facts: Sequence[Fact]) -> None:
    """Let a group that an account joined know what these facts, which are stored, completed; and what they took back."""
    topics = {fact.topic for fact in facts if fact.topic and fact.kind in CHANGING}
    member = await context.store.members.find(group.id, account_id) if topics else None
    if member is None or not member.shows_completions:
        return
    store, now, progress = context.store, context.now, await context.progress()
    await store.groups.lock(group.id)
    told = {one.topic: one for one in await store.hurrahs.of_account(group.id, account_id)}
    gone = [told[slug] for slug in told if slug in topics and progress.of(slug).status is not Status.COMPLETED]
    await store.hurrahs.take_back(gone)
    for hurrah_id in {one.hurrah_id for one in told.values() if one.topic in topics}:
        await store.posts.rewrite(group.id, group.platform, NudgeKind.HURRAH, hurrah_id, now)
    for slug in sorted(topics):
        if slug not in told and _is_news(progress.of(slug), context.today):
            await _tell(store, group, account_id, slug, now)


def _is_news(topic: TopicProgress, today: date) -> bool:
    return topic.completed is not None and not topic.known and topic.completed >= today - NEWS


async def _tell(store: Store, group: Group, account_id: int, slug: str, now: datetime) -> None:
    hurrah = await _open(store, group, account_id, now)
    period = f"{hurrah.id}" if hurrah else ""
    hurrah = hurrah or await store.hurrahs.begin(group.id, now)
    told = await store.hurrahs.tell(hurrah.id, account_id, slug)
    entry = Entry.of_group(group, NudgeKind.HURRAH, f"{period}.{told}" if period else f"{hurrah.id}", now, hurrah.id)
    await store.ledger.file(entry)


async def _open(store: Store, group: Group, account_id: int, now: datetime) -> Hurrah | None:
    """The post that a completion joins: one that began lately, or waits for the end of the night, and has room. One that is there
    no more, or never was, for it was hidden, taken back or of somebody for whom nothing is posted, is joined by none."""
    last = await store.hurrahs.last(group.id)
    if last is None:
        return None
    accounts = {one.account_id for one in await store.hurrahs.topics(last.id)}
    if len(accounts | {account_id}) > MOST_TOLD:
        return None
    first = await store.posts.first_of(group.id, NudgeKind.HURRAH, last.id)
    if first is None:
        return None
    if first.state is NudgeState.DUE:
        return last
    there = first.message_id and await store.posts.standing(group.id, first.message_id)
    is_young = now - last.begun_at < ONE_POST
    return last if is_young and (there or first.state is NudgeState.SENDING) else None


async def cheered(store: Store, group: Group, hurrah: Hurrah, cheer_id: int, now: datetime) -> None:
    """Let the post tell who cheers, together with whoever else does until it is edited."""
    if not await store.ledger.is_due(group.id, NudgeKind.HURRAH, hurrah.id):
        await store.ledger.file(Entry.of_group(group, NudgeKind.HURRAH, f"{hurrah.id}.cheer{cheer_id}", now, hurrah.id))


async def hidden(store: Store, group: Group, account_id: int, now: datetime) -> None:
    """Take away all that a group's posts tell of what an account completed."""
    told = await store.hurrahs.of_account(group.id, account_id)
    await store.hurrahs.take_back(told)
    for hurrah_id in {one.hurrah_id for one in told}:
        await store.posts.rewrite(group.id, group.platform, NudgeKind.HURRAH, hurrah_id, now)
