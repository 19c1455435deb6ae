"""/remember: one sentence about a topic, asked for once when it is completed, and read again by a second look."""

from typing import Annotated

from markupsafe import Markup

from bot.chat.command import Arg, Note, command
from bot.chat.context import Context
from bot.chat.open_sentence import waiting
from bot.chat.reply import Button, Reply
from bot.commands.facts import any_topics, tell
from bot.texts import helps, log
from bot.texts import remembering as texts
from bot.texts.phrases import paragraphs
from roadmap.model import Topic
from roadmap.names import reference
from roadmap.remembered import remember, remembered


@command("remember", helps.REMEMBER, "/remember nlp: attention weighs every word by the others", "/remember nlp")
async def remember_(
    context: Context, topic: Annotated[Topic, Arg(suggest=any_topics)], note: Note | None = None
) -> Reply:
    before = remembered(await context.events()).get(topic.slug)
    if note is None:
        text = texts.sentence_of(topic, before.note) if before else texts.none_of(topic)
        return Reply(text=text, buttons=(Button(log.details(topic.title), f"/topic {reference(topic)}"),))
    if before and before.note == note:
        return Reply(text=texts.sentence_of(topic, note))
    told = await tell(context, [remember(topic.slug, context.today, note)])
    asks = await question(context, is_next=True)
    return Reply(text=paragraphs(texts.kept(topic, note), asks, told.welcome), buttons=(told.undo,))


async def question(context: Context, *, is_next: bool = False) -> Markup | None:
    """What is asked for one sentence, once: the topic that was just completed; of several that were together one after
    another (``is_next``). Whoever goes on has skipped it."""
    topics = await waiting(context)
    if not topics:
        return None
    return texts.question(topics[0], is_alone=len(topics) == 1 and not is_next, is_direct=context.place.direct)
