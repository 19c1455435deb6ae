"""A deletion that waits: what is said of it, and how a linked chat keeps what it told, or who asked calls it off."""

from collections.abc import Collection

from bot.chat.context import Context
from bot.chat.reply import Button, Reply, Style
from bot.commands.union import held, part
from bot.nudges.alerts import alert
from bot.nudges.deletions import forget_learner
from bot.store import Account, Contact, NudgeKind
from bot.store.deletions import Deletion
from bot.texts import deletion as texts
from bot.texts import shelf_labels
from bot.texts.deletion import Stays

KEEP = "keep"
"""Typed by the button of whoever would keep what is to be deleted; no code is that short."""


def under_way(context: Context, contact: Contact, deletion: Deletion, stays: Collection[Stays] = ()) -> Reply:
    """What waits, and the way out: for who asked to call it off, for the others to keep what they told. ``stays`` is
    what of the account outlives it."""
    if deletion.account_id == contact.account.id:
        text = texts.asked(deletion.due_at, context.zone, context.today, stays)
        return Reply(
            text=text,
            buttons=(Button(shelf_labels.call_off(), f"/forget {KEEP}", Style.MAIN),),
            private=True,
            in_place=True,
        )
    text = texts.asked_elsewhere(deletion.platform, deletion.due_at, context.zone, context.today)
    return Reply(text=text, buttons=(Button(shelf_labels.keep_told(), f"/forget {KEEP}", Style.MAIN),), private=True)


async def keep(context: Context) -> Reply:
    """Called off by who asked; kept by who objects."""
    contact, accounts = await held(context)
    deletion = await context.store.links.deletions.of_learner(contact.learner.id)
    if deletion is None:
        return Reply(text=texts.nothing_waits(), private=True)
    if deletion.account_id == contact.account.id:
        return await _call_off(context, contact.account, accounts)
    return await _object(context, contact, accounts, deletion)


async def _call_off(context: Context, by: Account, accounts: tuple[Account, ...]) -> Reply:
    await context.store.links.deletions.drop(by.learner_id)
    await alert(context.store, NudgeKind.CALLED_OFF, accounts, by)
    return Reply(text=texts.called_off(), private=True, in_place=True)


async def _object(context: Context, contact: Contact, accounts: tuple[Account, ...], deletion: Deletion) -> Reply:
    """What the asking account told goes at once, for nobody can forbid that; what this one told stays, as somebody of
    its own; and any others have the rest of their time."""
    own, learner = contact.account, contact.learner
    asking = next((one for one in accounts if one.id == deletion.account_id), None)
    rest = tuple(one for one in accounts if one not in {own, asking})
    if asking:
        await part(context, asking, learner, [one for one in accounts if one != asking])
        alone = (await context.store.learners.by_ids([asking.id]))[asking.id].learner
        await forget_learner(context.store, alone.id, context.now, context.default_zone)
    if rest:
        await alert(context.store, NudgeKind.UNLINKED, rest, own)
        await part(context, own, (await held(context))[0].learner, rest)
    else:
        await context.store.links.deletions.drop(learner.id)
    return Reply(text=texts.kept(deletion.platform), private=True, in_place=True)
