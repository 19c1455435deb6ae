"""Taking back what an admin did about what is said in a group: each has a number, which a button types."""

from markupsafe import Markup

from bot.chat.context import Context
from bot.chat.reply import Button, Reply
from bot.commands.group.here import of_this_chat
from bot.errors import Expired
from bot.nudges.group import order as orders
from bot.nudges.group.names import names_in
from bot.nudges.shown_again import Shown, foreseen
from bot.store import Deed, Group, Nudge, Order
from bot.store.post_names import untraced
from bot.texts import group_order as texts

UNDO = "!"
"""In front of the number of what is undone, as a button types it: no name begins so that anybody has to type."""


SHOWN = {
    Shown.AGAIN: texts.shown_again,
    Shown.ONCE_TAKEN: texts.shown_once_taken,
    Shown.PARTLY: texts.shown_partly,
    Shown.ASKER_MUTED: texts.shown_when_asker_muted,
    Shown.ALL_MUTED: texts.shown_when_all_muted,
    Shown.CLOSED: texts.shown_when_closed,
    Shown.LATE: texts.shown_too_late,
    Shown.STOPPED: texts.shown_when_stopped,
    Shown.NOTHING: texts.shown_no_more,
}


def undo(order: Order) -> Button:
    """The button that takes it back."""
    return Button(texts.undo(), f"/group back {UNDO}{order.id}")


async def undone(context: Context, group: Group, number: int) -> Reply:
    """Take one order back. Raises Expired for one of another chat, and for what no admin did."""
    order = await context.store.orders.find(number)
    groups = {one.id: one for one in await of_this_chat(context, group)}
    if order is None or order.group_id not in groups or order.deed is Deed.UNTOLD:
        raise Expired
    group = groups[order.group_id]
    store, now = context.store, context.now
    match order.deed:
        case Deed.HIDDEN | Deed.UNQUOTED:
            row = await orders.show(store, group, order, now)
            done, text = row is not None, await _shown(context, group, row) if row else texts.undone_already()
        case Deed.CLOSED:
            done, text = await orders.reopen(store, group, order, now), texts.reopened()
        case Deed.MUTED | Deed.REMOVED:
            done = order.holds(now) and await orders.let_back(store, group, order.account_id, now)
            text = await welcome(context, group, order.account_id)
    is_seen = order.deed in {Deed.HIDDEN, Deed.UNQUOTED} and not context.place.whispers
    return Reply(text=text if done else texts.undone_already(), private=not is_seen, in_place=done)


async def _shown(context: Context, group: Group, row: Nudge) -> Markup:
    """What comes of a post that is hidden no more."""
    found = await foreseen(context.store, row, context.now, context.default_zone)
    if found.shown is Shown.LATER:
        return texts.shown_later(found.at, group.zone_or(context.default_zone), context.now)
    return SHOWN[found.shown]()


async def welcome(context: Context, group: Group, account_id: int) -> Markup:
    names = await names_in(context.store, group.id)
    return untraced(texts.back(names[account_id])) if account_id in names else texts.they_may_join()
