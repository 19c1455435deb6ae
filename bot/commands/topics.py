"""/begin, /done, /skip, /reopen, /undo: facts about topics."""

import re
from datetime import date
from typing import Annotated

from bot.chat.command import Arg, Link, command
from bot.chat.context import Context
from bot.chat.reply import Button, Reply
from bot.commands.telling import finished_topics, idle_topics, open_topics, past, tell
from bot.errors import NotUnderstood
from bot.texts import told as texts
from bot.texts.phrases import paragraphs
from roadmap import telling as facts
from roadmap.finding import reference
from roadmap.model import Status, Topic
from roadmap.plan import Plan

CARRIED = re.compile(r"(?P<saying>[0-9]{1,9})(?:@(?P<strand>[0-9]{1,18}))?")
MOST_UNMET = 6
"""Buttons for prerequisites that are still open."""


@command("begin", "Mark a topic as going on", "/begin nlp", "/begin 3 last monday")
async def begin(
    context: Context,
    topic: Annotated[Topic, Arg("Which topic", suggest=idle_topics)],
    when: Annotated[date | None, Arg("The day you began, if not today")] = None,
) -> Reply:
    day, progress = past(context, when), await context.progress()
    state = progress.of(topic.slug)
    if state.status is Status.COMPLETED:
        return Reply(text=texts.completed_before(topic), buttons=(Button("↺ Reopen", f"/reopen {reference(topic)}"),))
    news = facts.begin(progress, topic.slug, day)
    if not news or (state.status is Status.GOING_ON and when is None):
        return Reply(text=texts.already_begun(await context.plan(), topic))
    told = await tell(context, news)
    unmet = told.plan.unmet(topic)
    return Reply(
        text=paragraphs(texts.begun(told.plan, topic), texts.out_of_order(unmet), told.welcome),
        buttons=(*map(_done, unmet[:MOST_UNMET]), Button("📚 Resources", f"/topic {reference(topic)}"), told.undo),
    )


def _done(topic: Topic) -> Button:
    return Button(f"✅ {topic.title}", f"/done {reference(topic)}")


@command(
    "done", "Mark topics as completed", "/done nlp", "/done 1 2 5", "/done nlp 3 march https://example.org/my-work"
)
async def done(
    context: Context,
    topics: Annotated[tuple[Topic, ...], Arg("Which topic, or several", suggest=open_topics)],
    when: Annotated[date | None, Arg("The day you finished, if not today")] = None,
    link: Annotated[Link | None, Arg("A link to what you made, kept as evidence")] = None,
) -> Reply:
    day, before = past(context, when), await context.plan()
    news = {
        topic: facts.finish(before.progress, topic.slug, day, title=topic.title, link=link or "") for topic in topics
    }
    known = {topic for topic in topics if before.progress.of(topic.slug).status is Status.COMPLETED}
    already = texts.already_completed(tuple(topic for topic, new in news.items() if not new), before)
    if not any(news.values()):
        return Reply(text=paragraphs(already), buttons=_next(before))
    told = await tell(context, [fact for new in news.values() for fact in new])
    completed = tuple(topic for topic in topics if topic not in known)
    relinked = tuple(topic for topic, new in news.items() if new and topic in known)
    unmet = tuple(dict.fromkeys(one for topic in completed for one in told.plan.unmet(topic)))
    return Reply(
        text=paragraphs(
            texts.completed(told.plan, completed, day),
            texts.link_kept(relinked),
            already,
            texts.out_of_order(unmet),
            told.welcome,
        ),
        buttons=(*map(_done, unmet[:MOST_UNMET]), *_next(told.plan), told.undo),
    )


def _next(plan: Plan) -> tuple[Button, ...]:
    """What comes next, on offer."""
    offers = [offer.topic for offer in plan.suggestions if not offer.unmet][:1]
    return tuple(Button(f"▶ Begin {topic.title}", f"/begin {reference(topic)}") for topic in offers)


@command("skip", "Leave a topic out of your plan", "/skip image processing")
async def skip(context: Context, topic: Annotated[Topic, Arg("Which topic", suggest=open_topics)]) -> Reply:
    plan = await context.plan()
    reopen = Button("↺ Reopen", f"/reopen {reference(topic)}")
    if plan.progress.of(topic.slug).status is Status.COMPLETED:
        return Reply(text=paragraphs(texts.already_completed((topic,), plan)), buttons=(reopen,))
    news = facts.skip(plan.progress, topic.slug, context.today)
    if not news:
        return Reply(text=texts.already_skipped(topic), buttons=(reopen,))
    told = await tell(context, news)
    return Reply(text=paragraphs(texts.skipped(topic), told.welcome), buttons=(*_next(told.plan), told.undo))


@command("reopen", "Take up a completed or skipped topic again", "/reopen nlp")
async def reopen(context: Context, topic: Annotated[Topic, Arg("Which topic", suggest=finished_topics)]) -> Reply:
    progress = await context.progress()
    news = facts.reopen(progress, topic.slug, context.today)
    if not news:
        return Reply(text=texts.not_finished(topic, progress.of(topic.slug)))
    told = await tell(context, news)
    return Reply(text=texts.reopened(topic, told.plan.progress.of(topic.slug)), buttons=(told.undo,))


@command("undo", "Take back what you said last; as often as you like", "/undo")
async def undo(context: Context, number: Annotated[str | None, Arg("What an undo button carries")] = None) -> Reply:
    contact, enrolment = context.contact, context.enrolment
    own = enrolment.strand_of(contact.account.id) if contact and enrolment else None
    saying, strand = _meant(number, own.id if own else 0)
    if strand and enrolment and strand not in enrolment.ids:
        return Reply(text=texts.of_another_roadmap(), buttons=(Button("📚 Roadmaps", "/roadmaps"),))
    taken = facts.undo(await context.events(), saying, strand=strand)
    await tell(context, [facts.undone(event, context.today) for event in taken], taken[0].strand)
    titles = {topic.slug: topic.title for topic in context.roadmap.topics}
    said = tuple(event.fact for event in reversed(taken))
    return Reply(text=texts.undone(said, titles, context.today), buttons=(Button("📊 Status", "/status"),))


def _meant(number: str | None, own: int) -> tuple[int | None, int]:
    """The saying and its strand; the account's own where only a saying is named. Raises NotUnderstood."""
    match = CARRIED.fullmatch(number or "")
    if match is None and number:
        raise NotUnderstood(number, undo.examples)
    saying = int(match["saying"]) if match else None
    return saying, int(match["strand"]) if match and match["strand"] else own
