"""/forget: everything goes, after a second tap that only its learner can give; where several chats are linked, after the
others had their time to keep what they told."""

import hmac
import re
import secrets
from collections.abc import Sequence
from datetime import timedelta
from typing import Annotated

from bot.chat.command import Arg, command, words
from bot.chat.context import Context
from bot.chat.reply import NO_PAGE, Button, Reply, Style, asking
from bot.commands.objection import KEEP, keep, under_way
from bot.errors import Expired, NotUnderstood
from bot.nudges.deletions import TIME_TO_OBJECT, ask_to_forget, forget_learner
from bot.store import Account, Contact, Learner
from bot.texts import deletion as texts
from bot.texts import helps, shelf_labels
from bot.texts.deletion import Stays

CODE_LIFE = timedelta(minutes=10)
CODE = re.compile(r"[\w-]{12}")
"""What a code looks like; anything else is said, such as "forget lesson 3"."""

FORGET = "forget"


@command("forget", helps.FORGET, "/forget")
async def forget(
    context: Context,
    code: Annotated[str | None, Arg(choices=words(KEEP))] = None,
) -> Reply:
    contact = context.contact
    if contact is None:
        return Reply(text=texts.nothing_to_forget(), private=True)
    if code and code.casefold() == KEEP:
        return await keep(context)
    if deletion := await context.store.links.deletions.of_learner(contact.learner.id):
        return under_way(context, contact, deletion)
    if code is None:
        return await _preview(context, contact)
    if not CODE.fullmatch(code):
        raise NotUnderstood(code, ("/undo", "/forget"))
    issued = await context.store.learners.take_code(contact.account.id, FORGET, context.now)
    if issued is None or not hmac.compare_digest(issued.encode(), code.encode()):
        raise Expired
    return await _forget(context, contact)


async def _preview(context: Context, contact: Contact) -> Reply:
    """What is about to be deleted, in all the learner's chats."""
    fresh, learner = secrets.token_urlsafe(9), contact.learner
    await context.store.learners.issue_code(contact.account.id, FORGET, fresh, context.now + CODE_LIFE)
    strands = await context.store.learners.strands([learner.id])
    told = await context.store.facts.told([strand.id for strand in strands])
    accounts = (await context.store.learners.accounts([learner.id]))[learner.id]
    platforms, minutes = tuple(account.platform for account in accounts), TIME_TO_OBJECT // timedelta(minutes=1)
    since = learner.created_at.astimezone(context.zone).date()
    text = texts.preview(told, since, context.today, platforms, minutes)
    return Reply(
        text=text,
        buttons=asking(Button(shelf_labels.delete_everything(), f"/forget {fresh}", Style.DANGER)),
        private=True,
    )


async def _forget(context: Context, contact: Contact) -> Reply:
    learner = contact.learner
    accounts = (await context.store.learners.accounts([learner.id]))[learner.id]
    stays = await _outliving(context, learner, accounts)
    if len(accounts) > 1:
        deletion = await ask_to_forget(context.store, contact.account)
        return under_way(context, contact, deletion, stays)
    await forget_learner(context.store, learner.id, context.now, context.default_zone)
    return Reply(text=texts.forgotten(stays), private=True, in_place=True, page=NO_PAGE)


async def _outliving(context: Context, learner: Learner, accounts: Sequence[Account]) -> frozenset[Stays]:
    """What of these accounts is kept for a term, under a hash that only this installation can make."""
    store, owned = context.store, [(one.platform, one.user_id) for one in accounts]
    found = {
        Stays.CODES: await store.tries.outlive(learner.id, context.now),
        Stays.BLOCK: any(one.blocked_at for one in accounts),
        Stays.ACTS: bool(await store.operating.acts.to(owned, 1)),
    }
    return frozenset(one for one, is_kept in found.items() if is_kept)
