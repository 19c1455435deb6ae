"""/export and /forget: a learner's data is theirs."""

import hmac
import json
import secrets
from dataclasses import asdict
from datetime import date, datetime, time, timedelta
from typing import Annotated

from bot.chat.command import Arg, command
from bot.chat.context import Context
from bot.chat.reply import Attachment, Button, Reply
from bot.errors import Expired, NotEnrolled
from bot.texts import settings as texts
from roadmap.writing.markdown import write_markdown

CODE_LIFE = timedelta(minutes=10)
FORGET = "forget"
MOST_NUDGES = 10_000


@command("export", "Your roadmap with its ticks, and all I keep about you", "/export")
async def export(context: Context) -> Reply:
    if context.contact is None:
        raise NotEnrolled
    contact, enrolment = context.contact, context.contact.enrolment
    facts = await context.store.facts.stored(enrolment.ids) if enrolment else []
    nudges = await context.store.ledger.last(contact.learner.id, MOST_NUDGES)
    record = {
        "learner": asdict(contact.learner),
        "account": asdict(contact.account),
        "enrolment": asdict(enrolment) if enrolment else None,
        "facts": facts,
        "nudges": [asdict(nudge) for nudge in nudges],
    }
    stored = json.dumps(record, default=_plain, ensure_ascii=False, indent=2)
    everything = Attachment("roadmate.json", stored.encode(), "application/json")
    table = (await _table(context),) if enrolment else ()
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
        preview = texts.forget_preview(len(await context.events()), learner.created_at, context.today)
        return Reply(text=preview, buttons=(Button("🗑 Delete everything", f"/forget {fresh}"),), private=True)
    issued = await context.store.learners.take_code(account.id, FORGET, context.now)
    if issued is None or not hmac.compare_digest(issued.encode(), code.encode()):
        raise Expired
    await context.store.learners.forget(learner.id, context.now)
    return Reply(text=texts.forgotten(), private=True, in_place=True)
