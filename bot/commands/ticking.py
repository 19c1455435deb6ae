"""/tick, /untick: facts about the steps within a topic."""

from dataclasses import replace
from datetime import date
from itertools import zip_longest
from typing import Annotated

from bot.chat.command import Arg, Aside, Steps, command
from bot.chat.context import Context
from bot.chat.reply import Button, Reply, Style
from bot.commands.facts import other_day, past, tell
from bot.commands.steps import completing, show
from bot.errors import Choice
from bot.texts import helps, step_labels
from bot.texts import ticks as texts
from bot.texts import told as topic_texts
from bot.texts.phrases import paragraphs
from roadmap import step_sayings as facts
from roadmap.facts import Kind
from roadmap.inside import inside
from roadmap.model import Status
from roadmap.names import reference


async def open_steps(context: Context) -> list[Choice]:
    """The steps that come next in the topics that go on, of each in turn."""
    return await _choices(context, ticked=False)


async def ticked_steps(context: Context) -> list[Choice]:
    """The steps that are ticked in the topics that go on, the last first."""
    return await _choices(context, ticked=True)


async def _choices(context: Context, *, ticked: bool) -> list[Choice]:
    progress = await context.progress()
    on = [topic for topic in context.roadmap.order if progress.of(topic.slug).status is Status.GOING_ON]
    seen = [(topic, inside(topic, progress)) for topic in on]
    listed = [
        [
            Choice(step_labels.of_topic(topic, step), f"{reference(topic)}/{step.slug}")
            for step in (reversed(within.done) if ticked else within.left)
        ]
        for topic, within in seen
    ]
    return [one for turn in zip_longest(*listed) for one in turn if one]


@command("tick", helps.TICK, "/tick lesson 4", "/tick lessons 4 and 5 of nlp", "/tick 6 yesterday")
async def tick(
    context: Context,
    steps: Annotated[Steps, Arg(suggest=open_steps)],
    when: date | None = None,
    note: Aside | None = None,
) -> Reply:
    if steps.steps:
        return await ticked(context, steps, when, note or "")
    topic, progress, shown = steps.topic, await context.progress(), await show(context, steps.topic)
    if inside(topic, progress).steps or progress.of(topic.slug).finished:
        return shown
    return replace(
        shown, buttons=(*shown.buttons, Button(step_labels.complete(topic), f"/done {reference(topic)}", Style.MAIN))
    )


async def ticked(context: Context, steps: Steps, when: date | None = None, note: str = "") -> Reply:
    """Steps are done: what was stored, and what is next."""
    day, topic, progress = past(context, when), steps.topic, await context.progress()
    before = inside(topic, progress)
    slugs = [step.slug for step in steps.steps]
    news = facts.tick(progress, topic, slugs, day, moves=when is not None)
    told_of = {fact.step for fact in news if fact.kind is Kind.STEP_DONE}
    already = texts.already_ticked(
        topic, before, [one for one in steps.steps if one.slug not in told_of], context.today
    )
    if not news:
        again = Button(step_labels.open_again(), " ".join(["/untick", *(f"{reference(topic)}/{one}" for one in slugs)]))
        return Reply(text=paragraphs(already), buttons=(again, *completing(topic, before, progress)))
    told = await tell(context, facts.with_note(news, note))
    now = inside(topic, told.plan.progress)
    is_begun = any(fact.kind is Kind.BEGUN for fact in news)
    unmet = tuple(told.plan.unmet(topic)) if is_begun else ()
    done = [step for step in now.steps if step.slug in told_of]
    return Reply(
        text=paragraphs(
            texts.ticked(topic, now, done, day, context.today, note=note),
            topic_texts.begun(told.plan, (topic,), day, "") if is_begun else None,
            already,
            topic_texts.out_of_order(told.plan, unmet),
            told.welcome,
        ),
        buttons=(
            *completing(topic, now, told.plan.progress),
            *((told.undo,) if when else (other_day(told), told.undo)),
        ),
    )


@command("untick", helps.UNTICK, "/untick lesson 4", "/untick lesson 4 of nlp")
async def untick(context: Context, steps: Annotated[Steps, Arg(suggest=ticked_steps)]) -> Reply:
    topic, progress = steps.topic, await context.progress()
    if not steps.steps:
        return await show(context, topic)
    slugs = [step.slug for step in steps.steps]
    news = facts.untick(progress, topic, slugs, context.today)
    told_of = {fact.step for fact in news}
    within = inside(topic, progress)
    anyway = texts.open_anyway(topic, within, [one for one in steps.steps if one.slug not in told_of])
    if not news:
        return Reply(text=paragraphs(anyway))
    told = await tell(context, news)
    now = inside(topic, told.plan.progress)
    opened = [step for step in steps.steps if step.slug in told_of]
    return Reply(text=paragraphs(texts.opened(topic, now, opened), anyway), buttons=(told.undo,))
