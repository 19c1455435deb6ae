"""A roadmap that is everybody's, or somebody else's, becomes a learner's own copy, with all that they told of it."""

import asyncio
from dataclasses import replace

from bot.chat.context import Context
from bot.chat.reply import Reply
from bot.commands.brought import MOST_BROUGHT, new_slug
from bot.store import Enrolment
from bot.store.values import Imported
from bot.texts import imports as texts
from bot.texts.names import chat_called
from roadmap.writing.stored_form import write_stored

FORM = "copy"
"""The form of a roadmap that was copied from another."""


async def stays_for(context: Context) -> str:
    """The name of a study group in which the learner is on the roadmap under way with others; empty where there is none."""
    contact, enrolment = context.enrolled()
    for account in (await context.store.learners.accounts([contact.learner.id]))[contact.learner.id]:
        for group in await context.store.groups.of_account(account.id):
            if group.roadmap == enrolment.roadmap:
                return chat_called(group.title, context.roadmap.title)
    return ""


async def copied(context: Context) -> Reply | None:
    """Put a copy of the roadmap under way on the learner's shelf, and the learner on it; what they told moves along. The
    reply says why that cannot be."""
    contact, enrolment = context.enrolled()
    if len(await context.store.roadmaps.of_learner(contact.learner.id)) >= MOST_BROUGHT:
        return Reply(text=texts.too_many(MOST_BROUGHT))
    roadmap = context.roadmap.under(new_slug(context.roadmap))
    imported = Imported(FORM, "", await asyncio.to_thread(write_stored, roadmap))
    await context.store.roadmaps.add(roadmap.slug, contact.account.id, imported, context.now)
    await context.store.learners.move(enrolment.ids, roadmap.slug)
    strands = tuple(replace(strand, roadmap=roadmap.slug) for strand in enrolment.strands)
    await context.go_to(roadmap, Enrolment(roadmap.slug, strands))
    return None
