"""Taking back what an admin did about what is said in a group: each has a number, which a button types."""

from markupsafe import Markup

from bot.chat.context import Context
from bot.chat.reply import Button, Reply
from bot.commands.group.here import of_this_chat
from bot.errors import Expired
from bot.nudges.group import order as orders
from bot.nudges.group.names import names_in
from bot.store import Deed, Group, Order
from bot.store.post_names import untraced
from bot.texts import group_order as texts

UNDO = "!"
"""In front of the number of what is undone, as a button types it: no name begins so that anybody has to type."""


SHOWN = {
    orders.Shown.AGAIN: texts.shown_again,
    orders.Shown.PARTLY: texts.shown_partly,
    orders.Shown.MUTED: texts.shown_when_muted,
    orders.Shown.CLOSED: texts.shown_when_closed,
    orders.Shown.LATE: texts.shown_too_late,
    orders.Shown.STOPPED: texts.shown_when_stopped,
}


def undo(order: Order) -> Button:
    """The button that takes it back."""
    return Button(texts.undo(), f"/group back {UNDO}{order.id}")


async def undone(context: Context, group: Group, number: int) -> Reply:
    """Take one order back. Raises Expired for one of another chat."""
    order = await context.store.orders.find(number)
    groups = {one.id: one for one in await of_this_chat(context, group)}
    if order is None or order.group_id not in groups:
        raise Expired
    group = groups[order.group_id]
    store, now = context.store, context.now
    match order.deed:
        case Deed.HIDDEN | Deed.UNQUOTED:
            shown = await orders.show(store, group, order, now)
            done, text = shown is not None, SHOWN[shown or orders.Shown.AGAIN]()
        case Deed.CLOSED:
            done, text = await orders.reopen(store, group, order, now), texts.reopened()
        case Deed.MUTED | Deed.REMOVED:
            done = order.holds(now) and await orders.let_back(store, group, order.account_id, now)
            text = await welcome(context, group, order.account_id)
    is_seen = order.deed in {Deed.HIDDEN, Deed.UNQUOTED} and not context.place.whispers
    return Reply(text=text if done else texts.undone_already(), private=not is_seen, in_place=done)


async def welcome(context: Context, group: Group, account_id: int) -> Markup:
    names = await names_in(context.store, group.id)
    return untraced(texts.back(names[account_id])) if account_id in names else texts.they_may_join()
