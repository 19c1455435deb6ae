"""/export and /forget: a learner's data is theirs."""

import hmac
import json
import secrets
from dataclasses import asdict
from datetime import date, datetime, time, timedelta
from typing import Annotated

from markupsafe import Markup

from bot.chat.command import Arg, command
from bot.chat.context import Context
from bot.chat.reply import Attachment, Button, Reply
from bot.errors import Expired, NotEnrolled
from bot.store import Learner
from bot.texts import settings as texts
from roadmap.writing.markdown import write_markdown

CODE_LIFE = timedelta(minutes=10)
FORGET = "forget"
MOST_NUDGES = 10_000


@command("export", "Your roadmap with its ticks, and all I keep about you", "/export")
async def export(context: Context) -> Reply:
    if context.contact is None:
        raise NotEnrolled
    learner, store = context.contact.learner, context.store
    accounts = (await store.learners.accounts([learner.id]))[learner.id]
    strands = await store.learners.strands([learner.id])
    told_by = {strand.id: strand.account_id for strand in strands}
    facts = [{**fact, "account_id": told_by[fact["enrolment_id"]]} for fact in await store.facts.stored(told_by)]
    record = {
        "learner": asdict(learner),
        "accounts": [asdict(account) for account in accounts],
        "enrolments": [asdict(strand) for strand in strands],
        "facts": facts,
        "nudges": [asdict(nudge) for nudge in await store.ledger.last(learner.id, MOST_NUDGES)],
    }
    stored = json.dumps(record, default=_plain, ensure_ascii=False, indent=2)
    everything = Attachment("roadmate.json", stored.encode(), "application/json")
    table = (await _table(context),) if context.enrolment else ()
    return Reply(text=texts.exported(len(facts)), attachments=(*table, everything), private=True)


async def _table(context: Context) -> Attachment:
    """The roadmap with the learner's ticks."""
    progress, topics = await context.progress(), context.roadmap.topics
    table = write_markdown(context.roadmap, {topic.slug: progress.of(topic.slug).status for topic in topics})
    return Attachment(f"{context.roadmap.slug}.md", table.encode(), "text/markdown")


def _plain(value: object) -> str:
    if isinstance(value, date | datetime | time):
        return value.isoformat()
    raise TypeError(type(value).__name__)


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
    await context.store.learners.forget(learner.id)
    return Reply(text=texts.forgotten(), private=True, in_place=True)


async def _preview(context: Context, learner: Learner) -> Markup:
    """What is about to be deleted, in all the learner's chats."""
    strands = await context.store.learners.strands([learner.id])
    facts = await context.store.facts.count([strand.id for strand in strands])
    accounts = (await context.store.learners.accounts([learner.id]))[learner.id]
    platforms = tuple(account.platform for account in accounts)
    return texts.forget_preview(facts, learner.created_at, context.today, platforms)
