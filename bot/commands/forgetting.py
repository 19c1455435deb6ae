"""/forget: everything goes, after a second tap that only its learner can give."""

import hmac
import secrets
from datetime import timedelta
from typing import Annotated

from markupsafe import Markup

from bot.chat.command import Arg, command
from bot.chat.context import Context
from bot.chat.reply import Button, Reply
from bot.errors import Expired
from bot.store import Learner
from bot.texts import settings as texts

CODE_LIFE = timedelta(minutes=10)
FORGET = "forget"


@command("forget", "Delete everything I keep about you", "/forget")
async def forget(
    context: Context, code: Annotated[str | None, Arg("The code that the button carries")] = None
) -> Reply:
    if context.contact is None:
        return Reply(text=texts.nothing_to_forget(), private=True)
    learner, account = context.contact.learner, context.contact.account
    if code is None:
        fresh = secrets.token_urlsafe(9)
        await context.store.learners.issue_code(account.id, FORGET, fresh, context.now + CODE_LIFE)
        preview = await _preview(context, learner)
        return Reply(text=preview, buttons=(Button("🗑 Delete everything", f"/forget {fresh}"),), private=True)
    issued = await context.store.learners.take_code(account.id, FORGET, context.now)
    if issued is None or not hmac.compare_digest(issued.encode(), code.encode()):
        raise Expired
    await context.store.roadmaps.forget(learner.id)
    await context.store.learners.forget(learner.id, context.now)
    return Reply(text=texts.forgotten(), private=True, in_place=True)


async def _preview(context: Context, learner: Learner) -> Markup:
    """What is about to be deleted, in all the learner's chats."""
    strands = await context.store.learners.strands([learner.id])
    facts = await context.store.facts.count([strand.id for strand in strands])
    accounts = (await context.store.learners.accounts([learner.id]))[learner.id]
    platforms = tuple(account.platform for account in accounts)
    return texts.forget_preview(facts, learner.created_at, context.today, platforms)
