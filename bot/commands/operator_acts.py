"""/settings operators: what whoever runs the bot has done with one's account."""

from bot.chat.command import command
from bot.chat.context import Context
from bot.chat.reply import Reply
from bot.errors import NotEnrolled
from bot.texts import helps
from bot.texts import operators as texts

MOST = 20


@command("settings operators", helps.OPERATORS, "/settings operators")
async def operators(context: Context) -> Reply:
    if context.contact is None:
        raise NotEnrolled
    learner = context.contact.learner
    accounts = (await context.store.learners.accounts([learner.id]))[learner.id]
    found = await context.store.operating.acts.to([(one.platform, one.user_id) for one in accounts], MOST)
    text = texts.done_to_you(found, context.zone, context.today, announcements=learner.announcements)
    return Reply(text=text, private=True)
