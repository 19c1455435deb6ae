"""What has changed since a learner was here last goes along with an answer that is theirs alone, once to each learner."""

from dataclasses import replace

from bot.chat.context import Context
from bot.chat.reply import Reply
from bot.store.values import NEWS
from bot.texts import news as texts
from bot.texts.phrases import paragraphs


async def with_news(context: Context, reply: Reply) -> Reply:
    """The answer with the news below, where they were not told yet. One that changes the message it was asked from, or is a
    form, does not keep them in sight, and one in a group is for others too: so they wait for the next."""
    contact, place = context.contact, context.place
    is_seen = (place.direct or place.whispers) and not reply.in_place and reply.form is None
    if contact is None or contact.learner.news >= NEWS or not is_seen or context.store.has_forgotten:
        return reply
    await context.store.learners.told_news([contact.account.id])
    return replace(reply, text=paragraphs(reply.text, texts.news()))
