"""/begin, /done, /skip, /reopen: facts about topics."""

import asyncio
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Annotated

from bot.chat.command import Arg, Aside, Links, Sure, command
from bot.chat.context import Context
from bot.chat.reply import Button, Reply, Style, asking
from bot.commands.evidence import NONE_TAKEN, proofs_of, take
from bot.commands.facts import FactsTold, finished_topics, idle_topics, open_topics, other_day, past, tell
from bot.commands.looks import offer
from bot.commands.preview import previewed
from bot.commands.remembering import question
from bot.commands.step_lists import what_to_go_through
from bot.said.lines import line_of
from bot.said.values import Call
from bot.texts import going_through, helps, labels
from bot.texts import known as knowing
from bot.texts import told as texts
from bot.texts.phrases import paragraphs
from bot.texts.stages import told_apart, with_stage
from roadmap import sayings as facts
from roadmap.facts import Fact
from roadmap.marks import is_early
from roadmap.model import Status, Topic
from roadmap.names import reference
from roadmap.plan import Plan
from roadmap.progress import Progress
from roadmap.replan import after

MOST_UNMET = 6
"""Buttons for prerequisites that are still open."""


@command("begin", helps.BEGIN, "/begin nlp", "/begin 3 last monday")
async def begin(
    context: Context,
    topics: Annotated[tuple[Topic, ...], Arg(suggest=idle_topics)],
    when: date | None = None,
    note: Aside | None = None,
) -> Reply:
    day, before = past(context, when), await context.plan()
    news = {topic: _begun(before, topic, day, moves=when is not None) for topic in topics}
    already = texts.already_begun(before, tuple(topic for topic, new in news.items() if not new))
    if not any(news.values()):
        reopen = (
            Button(labels.reopen(), f"/reopen {reference(topic)}")
            for topic in topics
            if _is_completed(before.progress, topic)
        )
        return Reply(text=paragraphs(already), buttons=tuple(reopen))
    told = await tell(context, _with_note([fact for new in news.values() for fact in new], note))
    begun = tuple(topic for topic, new in news.items() if new)
    unmet = tuple(dict.fromkeys(one for topic in begun for one in told.plan.unmet(topic) if one not in begun))
    through = what_to_go_through(begun[0], told.plan) if len(begun) == 1 else ()
    return Reply(
        text=paragraphs(
            texts.begun(told.plan, begun, day, note or ""),
            already,
            texts.out_of_order(told.plan, unmet),
            told.welcome,
            going_through.question() if through else None,
        ),
        buttons=(
            *_unmet(told.plan, unmet),
            *(through or _resources(begun[0])),
            *_undoing(told, when),
        ),
    )


def _resources(topic: Topic) -> tuple[Button, ...]:
    return (Button(labels.resources(), f"/topic {reference(topic)}"),) if topic.resources else ()


def _begun(plan: Plan, topic: Topic, day: date, *, moves: bool) -> tuple[Fact, ...]:
    """The facts of a beginning; none for what is completed, or goes on and does not move."""
    status = plan.progress.of(topic.slug).status
    if status is Status.COMPLETED or (status is Status.GOING_ON and not moves):
        return ()
    return facts.begin(plan.progress, topic.slug, day)


def _is_completed(progress: Progress, topic: Topic) -> bool:
    return progress.of(topic.slug).status is Status.COMPLETED


def _with_note(news: list[Fact], note: str | None) -> list[Fact]:
    """The facts, the last with the note that was given."""
    return [*news[:-1], news[-1]._replace(note=note)] if note and news else news


def _undoing(told: FactsTold, when: date | None) -> tuple[Button, ...]:
    """Take it back, or to another day where it was taken to be today."""
    return (told.undo,) if when else (other_day(told), told.undo)


def _unmet(plan: Plan, topics: tuple[Topic, ...]) -> Iterator[Button]:
    """For each that would have come first: it was known before, as long as that may be said; or it is done."""
    early = is_early(plan.progress, plan.today)
    for topic in topics[:MOST_UNMET]:
        is_idle = plan.progress.of(topic.slug).begun is None
        if early and is_idle:
            yield Button(knowing.know(with_stage(topic)), f"/known {reference(topic)}")
        else:
            yield Button(labels.complete(with_stage(topic)), f"/done {reference(topic)}")


@command(
    "done",
    helps.DONE,
    "/done nlp",
    "/done 1 2 5",
    "/done 3 to 5",
    "/done nlp yesterday https://example.org/my-work",
    menu=True,
    keeps_files=True,
)
async def done(
    context: Context,
    topics: Annotated[tuple[Topic, ...], Arg(suggest=open_topics, within="tick")],
    when: date | None = None,
    link: Links | None = None,
    note: Aside | None = None,
    *,
    sure: Sure | None = None,
) -> Reply:
    day, before = past(context, when), await context.progress()
    kept, *others = link or ("",)
    news = {
        topic: facts.finish(
            before, topic.slug, day, title=topic.title, link=kept, note=note or "", moves=when is not None
        )
        for topic in topics
    }
    call = Call("done", topics, day=when, links=link or (), note=note or "", sure=bool(sure))
    if shown := previewed(context, call, _changing(news)):
        return shown
    known = {topic.slug for topic in topics if _is_completed(before, topic)}
    unchanged = tuple(topic for topic, new in news.items() if not new)
    proof = take(context, await proofs_of(context), [topic.slug for topic in topics]) if context.exhibit else NONE_TAKEN
    if not (any(news.values()) or proof.facts):
        plan = await context.plan()
        return Reply(text=paragraphs(texts.already_completed(unchanged, plan), proof.said), buttons=_next(plan))
    told = await tell(context, [*(fact for new in news.values() for fact in new), *proof.facts])
    completed = tuple(topic for topic in topics if topic.slug not in known)
    changed = tuple(topic for topic, new in news.items() if new and topic.slug in known)
    unmet = tuple(dict.fromkeys(one for topic in completed for one in told.plan.unmet(topic)))
    return Reply(
        text=paragraphs(
            texts.completed(told.plan, completed, day),
            texts.changed(told.plan, changed, before),
            texts.kept(kept, tuple(others), note or "") if completed or kept else None,
            proof.said,
            None if proof.facts else texts.already_completed(unchanged, told.plan),
            texts.out_of_order(told.plan, unmet),
            told.welcome,
            await question(context) if completed else None,
        ),
        buttons=(*_unmet(told.plan, unmet), *_next(told.plan), *offer(told.plan), *_undoing(told, when)),
        in_place=bool(sure),
    )


def _changing(news: Mapping[Topic, tuple[Fact, ...]]) -> tuple[Topic, ...]:
    """The topics of which something is told."""
    return tuple(topic for topic, new in news.items() if new)


def _next(plan: Plan) -> tuple[Button, ...]:
    """What comes next, on offer."""
    offer = plan.suggestion
    if offer is None or offer.unmet:
        return ()
    title = told_apart(plan.roadmap, offer.topic)
    return (Button(labels.begin_topic(title), f"/begin {reference(offer.topic)}", Style.MAIN),)


@command("skip", helps.SKIP, "/skip image processing", "/skip 5 to 7")
async def skip(
    context: Context, topics: Annotated[tuple[Topic, ...], Arg(suggest=open_topics)], sure: Sure | None = None
) -> Reply:
    plan = await context.plan()
    completed = tuple(topic for topic in topics if _is_completed(plan.progress, topic))
    left_out = tuple(topic for topic in topics if plan.progress.of(topic.slug).status is Status.SKIPPED)
    news = {topic: facts.skip(plan.progress, topic.slug, context.today) for topic in topics}
    if shown := previewed(context, Call("skip", topics, sure=bool(sure)), _changing(news)):
        return shown
    if not sure and (worse := await _worse_without(context, news)):
        return worse
    already = paragraphs(texts.already_completed(completed, plan), texts.already_skipped(left_out))
    if not any(news.values()):
        reopen = tuple(Button(labels.reopen(), f"/reopen {reference(topic)}") for topic in topics[:1])
        return Reply(text=already, buttons=reopen)
    told = await tell(context, [fact for new in news.values() for fact in new])
    skipped = tuple(topic for topic, new in news.items() if new)
    return Reply(
        text=paragraphs(texts.skipped(plan.roadmap, skipped, context.today), already, told.welcome),
        buttons=(*_next(told.plan), told.undo),
        in_place=bool(sure),
    )


async def _worse_without(context: Context, news: Mapping[Topic, tuple[Fact, ...]]) -> Reply | None:
    """What skipping these topics would do to where the learner stands, where that gets worse by it, or more is overdue: what comes
    next is then to be done sooner. None where it does not."""
    old, topics = await context.plan(), _changing(news)
    new = after(old, *(fact for one in news.values() for fact in one))
    await asyncio.sleep(0)  # whatever is worked out of a long roadmap takes a while: others have their turn
    is_worse = new.verdict.signed < old.verdict.signed or not set(new.overdue) <= set(old.overdue)
    if not topics or new.finished or not is_worse:
        return None
    again = Call("skip", topics, refers=context.roadmap.refer(topics), sure=True)
    buttons = asking(Button(labels.do_it(), line_of(again), Style.MAIN), Button(labels.leave_it(), "/nothing"))
    return Reply(text=texts.skipping_is_worse(old, new, topics), buttons=buttons)


@command("reopen", helps.REOPEN, "/reopen nlp", "/reopen 1 to 3")
async def reopen(
    context: Context,
    topics: Annotated[tuple[Topic, ...], Arg(suggest=finished_topics, within="untick")],
    sure: Sure | None = None,
) -> Reply:
    progress = await context.progress()
    news = {topic: facts.reopen(progress, topic.slug, context.today) for topic in topics}
    if shown := previewed(context, Call("reopen", topics, sure=bool(sure)), _changing(news)):
        return shown
    already = texts.not_finished(context.roadmap, tuple(topic for topic, new in news.items() if not new), progress)
    if not any(news.values()):
        return Reply(text=paragraphs(already))
    told = await tell(context, [fact for new in news.values() for fact in new])
    opened = texts.reopened(context.roadmap, _changing(news), told.plan.progress)
    return Reply(text=paragraphs(opened, already), buttons=(told.undo,), in_place=bool(sure))
