"""Order in a group: what is hidden, closed, muted or taken out, and taken back; each in the transaction of the admin who says so."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import datetime, timedelta

from bot.nudges.group.direct import OVER, SET, tell_member
from bot.nudges.group.entries import help_changed
from bot.nudges.group.meetings import event_changes
from bot.nudges.partner.anew import leaving
from bot.store import Account, Deed, Group, HelpRequest, Membership, Nudge, NudgeKind, Order, Store
from bot.store.board_edits import HEARD, MUTED
from bot.store.ledger import Entry
from bot.store.post_names import accounts_in, quoted_in
from bot.store.posts import StandingPost

LOOKED_AT = timedelta(seconds=30)
"""So long after something was hidden it is looked at whether it is gone."""

NOT_HEARD = (Deed.MUTED, Deed.REMOVED)
CLOSED = "closed"
"""What a request's post is to tell of, as a part of a period."""

RUN_OUT = "over"
"""Behind the period of the row by which somebody is on the board again whose mute nobody took back."""

BACK = "back"
"""In front of a period: what was hidden is shown again."""


def is_back(period: str) -> bool:
    """Whether a row shows again what was hidden."""
    return period.startswith(f"{BACK}.")


async def hide(store: Store, group: Group, post: Nudge, now: datetime) -> list[Order] | None:
    """Take a post away, with what it says, wherever that is quoted and whatever would still say it. What it quotes of others is
    quoted no more. Returns what was noted, each about whom it concerns; None where it was hidden before."""
    text = await store.posts.standing(group.id, post.message_id) or ""
    if not await store.posts.hide(group.id, post.message_id, now):
        return None
    said = [(account_id, (kind, subject)) for account_id, kind, subject in quoted_in(text)]
    orders = [
        await store.orders.note(group.id, account_id, Deed.UNQUOTED, now, said=quote, post=post.id)
        for account_id, quote in said
        if quote != (post.kind.value, post.subject)
    ]
    if post.subject is not None:
        own = (post.kind.value, post.subject)
        by = [account_id for account_id, quote in said if quote == own]
        for account_id in by or accounts_in(text)[:1]:  # without words of its own a post is by the first whom it names
            order = await store.orders.note(group.id, account_id, Deed.HIDDEN, now, said=own, post=post.id)
            orders.append(order)
        await _told(store, [order for order in orders if order.account_id in by], now)
        await store.posts.unsay(group.id, *own, now)
    if beside := BESIDE.get(post.kind):
        await beside(store, group, post, now)
    return orders


async def watch(store: Store, group: Group, message_id: str, by: Account, now: datetime) -> None:
    """Whoever had a message taken away hears where that does not happen: their platform may refuse it, once they were told that it goes."""
    if row := await store.posts.erasing.goes_by(group.id, message_id):
        period = f"{row}.{by.id}"
        await store.ledger.file(
            Entry(by.learner_id, by.id, by.platform, NudgeKind.STILL_THERE, period, now + LOOKED_AT, row)
        )


async def _told(store: Store, orders: Sequence[Order], now: datetime) -> None:
    """Whose words were hidden hears of it."""
    for order in orders:
        if order.deed is Deed.HIDDEN:
            await tell_member(store, order, SET, now)


async def _help_hidden(store: Store, _group: Group, post: Nudge, now: datetime) -> None:
    await store.helping.close(post.subject or 0, now)


async def _board_hidden(store: Store, group: Group, _post: Nudge, _now: datetime) -> None:
    """The next one would have the same names."""
    await store.groups.change(group.id, board_on=False, board_message_id="")


async def _round_hidden(store: Store, _group: Group, post: Nudge, _now: datetime) -> None:
    await store.meetings.clear_plans(post.subject or 0)


async def _event_of_call(store: Store, group: Group, post: Nudge | StandingPost, now: datetime) -> None:
    """Its event on the platform goes with a call that is hidden, and comes back with it."""
    if meeting := await store.meetings.find(post.subject or 0):
        await event_changes(store, group, await store.meetings.change(meeting.id), now)


BESIDE: Mapping[NudgeKind, Callable[[Store, Group, Nudge, datetime], Awaitable[None]]] = {
    NudgeKind.HELP: _help_hidden,
    NudgeKind.BOARD: _board_hidden,
    NudgeKind.MEETING: _event_of_call,
    NudgeKind.ROUND: _round_hidden,
}
"""What else is done when a post of this kind is hidden; the post itself, and what it says, go for every kind."""


async def show(store: Store, group: Group, order: Order, now: datetime) -> Nudge | None:
    """Take back that a post was hidden: the row by which it is composed anew, from what is so by now. None where that was done before,
    or nothing is known of the post."""
    undone = await store.orders.undo(group.id, now, post=order.post)
    post = await store.posts.find(order.post or 0)
    if not undone or post is None:
        return None
    await _open_again(store, post, order)
    if post.kind is NudgeKind.MEETING:
        await _event_of_call(store, group, post, now)
    # A digest tells of its own week, whenever it comes.
    due, period = post.first_due_at if post.kind is NudgeKind.DIGEST else now, f"{BACK}.{post.id}"
    await store.ledger.file(Entry.of_group(group, post.kind, period, due, post.subject))
    for one in undone:
        if one.deed is Deed.HIDDEN:
            await tell_member(store, one, OVER, now)
    return await store.sent.row_of(group.id, post.kind, period)


async def _open_again(store: Store, post: StandingPost, order: Order) -> None:
    """A question that was closed by hiding it is open again; one that was settled before stays so."""
    request = await store.helping.find(post.subject or 0) if post.kind is NudgeKind.HELP else None
    if request and request.closed_at == order.done_at:
        await store.helping.reopen(request.id)


async def close(store: Store, group: Group, request: HelpRequest, now: datetime) -> Order:
    """Close a question in the place of who asked it, who hears of that."""
    said = (NudgeKind.HELP.value, request.id)
    order = await store.orders.note(group.id, request.account_id, Deed.CLOSED, now, said=said)
    await store.helping.close(request.id, now)
    await help_changed(store, group, request, f"{CLOSED}.{order.id}", now)
    await tell_member(store, order, SET, now)
    return order


async def reopen(store: Store, group: Group, order: Order, now: datetime) -> bool:
    """Take back that a question was closed. False where that was done before, or it is there no more."""
    undone = await store.orders.undo(group.id, now, id=order.id)
    request = await store.helping.find(order.subject or 0)
    if not undone or request is None or request.closed_at != order.done_at:
        return False
    await store.helping.reopen(request.id)
    await help_changed(store, group, request, f"open.{order.id}", now)
    await tell_member(store, order, OVER, now)
    return True


async def mute(store: Store, group: Group, member: Membership, until: datetime, now: datetime) -> Order:
    """Post nothing for a member of a group until then; an earlier mute gives way."""
    await store.orders.undo(group.id, now, account_id=member.account_id, deed=Deed.MUTED.value)
    order = await store.orders.note(group.id, member.account_id, Deed.MUTED, now, until=until, name=member.name)
    await tell_member(store, order, SET, now)
    await _put_board_right(store, group, f"{MUTED}.{order.id}", now)
    await _put_board_right(store, group, f"{HEARD}.{order.id}.{RUN_OUT}", until)
    return order


async def remove(store: Store, group: Group, member: Membership, now: datetime, default_zone: str) -> Order | None:
    """Take a member out of a group; they join again once an admin lets them. A mute gives way. None where they were out already."""
    async with leaving(store, [member.account_id], now, default_zone, of=group):
        was_in = await store.members.leave(group.id, member.account_id, now)
    if not was_in:
        return None
    await store.keepers.drop(group.id, member.account_id)
    await store.orders.undo(group.id, now, account_id=member.account_id, deed=Deed.MUTED.value)
    order = await store.orders.note(group.id, member.account_id, Deed.REMOVED, now, name=member.name)
    await tell_member(store, order, SET, now)
    return order


async def not_heard(store: Store, group: Group, now: datetime) -> dict[int, Order]:
    """Who is muted or was taken out, by account: the latest order about each."""
    found = [order for deed in NOT_HEARD for order in await store.orders.standing(group.id, deed, now)]
    return {order.account_id: order for order in sorted(found, key=lambda order: order.id)}


async def let_back(store: Store, group: Group, account_id: int, now: datetime) -> bool:
    """Whoever is muted, or was taken out, is welcome again. False where neither is so."""
    over = [
        order
        for deed in NOT_HEARD
        for order in await store.orders.undo(group.id, now, account_id=account_id, deed=deed.value)
        if order.holds(now)
    ]
    for order in over[-1:]:
        await tell_member(store, order, OVER, now)
        await _put_board_right(store, group, f"{HEARD}.{order.id}", now)
    return bool(over)


async def _put_board_right(store: Store, group: Group, period: str, due: datetime) -> None:
    """The board that stands by then, or is being posted, is brought up to date at that moment."""
    await store.ledger.file(Entry.of_group(group, NudgeKind.BOARD, period, due))
