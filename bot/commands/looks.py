"""/looks: a second look at what was completed, which the weekly nudge asks for, and what is answered."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Annotated

from bot.chat.command import Arg, command, words
from bot.chat.context import Context
from bot.chat.reply import Button, Reply
from bot.commands.facts import tell
from bot.errors import NotUnderstood
from bot.nudges.second_look import ANSWERS, asked, waiting
from bot.said.topics import topics_called
from bot.texts import helps, labels
from bot.texts import looks as texts
from roadmap.facts import LOOKED, Fact, Kind, ProgressEvent, standing
from roadmap.looks import Look, looks, week_of
from roadmap.model import Status, Topic
from roadmap.names import reference
from roadmap.plan import Plan
from roadmap.remembered import remembered

EXAMPLES = ("/looks", "/looks on", "/looks knew nlp")

WANTED: Mapping[str, Kind] = {"on": Kind.LOOKS_ON, "off": Kind.LOOKS_OFF}


@command("looks", helps.LOOKS, *EXAMPLES)
async def looks_(context: Context, said: Annotated[str | None, Arg(choices=words(*WANTED))] = None) -> Reply:
    context.enrolled()
    word, _, rest = (said or "").strip().partition(" ")
    word = word.casefold()
    if not word:
        return await _shown(context)
    if word in WANTED and not rest:
        return await _wanted(context, WANTED[word])
    if word not in ANSWERS:
        raise NotUnderstood(said or "", EXAMPLES)
    topic = _named(context, rest)
    if rest and topic is None:
        raise NotUnderstood(said or "", EXAMPLES)
    return await _answered(context, ANSWERS[word], topic)


async def _wanted(context: Context, kind: Kind) -> Reply:
    if (await context.progress()).looks is (kind is Kind.LOOKS_ON):
        return await _shown(context)
    told = await tell(context, [Fact(kind=kind, day=context.today)])
    text = texts.turned_on(comes=_comes(context, told.plan)) if kind is Kind.LOOKS_ON else texts.turned_off()
    return Reply(text=text, buttons=(told.undo,))


async def _shown(context: Context) -> Reply:
    """What is to come; the question itself, where one is due: whoever asks has it now."""
    plan, events = await context.plan(), await context.events()
    if not plan.progress.looks:
        return Reply(text=texts.off(), buttons=(Button(texts.turn_on(), "/looks on"),))
    if look := waiting(plan, events):
        return asked(plan, look, events)
    found = looks(plan.roadmap, plan.progress, events)
    text = texts.overview(plan.roadmap, found, context.today, comes=_comes(context, plan))
    return Reply(text=text, buttons=(Button(texts.turn_off(), "/looks off"),))


async def _answered(context: Context, answer: Kind, named: Topic | None) -> Reply:
    """An answer about the topic that is named, or else the one that is asked about."""
    plan, events = await context.plan(), await context.events()
    look, just = waiting(plan, events), _answered_last(events, context.today)
    topic = named or (look.topic if look else context.roadmap.by_slug.get(just))
    if topic is None:
        return Reply(text=texts.nothing_asked())
    if plan.progress.of(topic.slug).status is not Status.COMPLETED:
        return Reply(text=texts.not_completed(topic))
    if answer is _answer_of_the_week(events, topic, context.today):
        return Reply(text=texts.noted_already(topic))
    note, before = _sentence(events, topic), _next(plan, events, topic)
    fact = Fact(kind=answer, day=context.today, topic=topic.slug)
    if answer is Kind.RECALLED and before == _next(plan, (*events, ProgressEvent(0, 0, fact)), topic):
        return Reply(text=texts.not_yet(topic, note, before, context.today))
    return await _told(context, fact, topic, note)


async def _told(context: Context, fact: Fact, topic: Topic, note: str) -> Reply:
    told = await tell(context, [fact])
    plan, events = told.plan, await context.events()
    comes = _comes(context, plan)
    following = texts.following(_next(plan, events, topic), context.today, comes=comes) if plan.progress.looks else None
    reopen = (Button(labels.reopen(), f"/reopen {reference(topic)}"),) if fact.kind is Kind.FORGOTTEN else ()
    return Reply(text=texts.answered(fact.kind, topic, note, following), buttons=(*reopen, told.undo))


def _comes(context: Context, plan: Plan) -> bool:
    """Whether a weekly nudge is to come that may ask: not when all is done, nor while they are off."""
    return not plan.finished and (context.learner is None or context.learner.nudges_on)


def _next(plan: Plan, events: Sequence[ProgressEvent], topic: Topic) -> Look | None:
    """The next look at a topic; None where there is none."""
    return next((one for one in looks(plan.roadmap, plan.progress, events) if one.topic == topic), None)


def _sentence(events: Sequence[ProgressEvent], topic: Topic) -> str:
    kept = remembered(events).get(topic.slug)
    return kept.note if kept else ""


def _answer_of_the_week(events: Sequence[ProgressEvent], topic: Topic, today: date) -> Kind | None:
    """What was answered about a topic in the running week; None where nothing was."""
    told = (event.fact for event in reversed(standing(events)) if event.fact.kind in LOOKED)
    return next((fact.kind for fact in told if fact.topic == topic.slug and week_of(fact.day) == week_of(today)), None)


def _answered_last(events: Sequence[ProgressEvent], today: date) -> str:
    """The topic, by its slug, that was answered about last in the running week; empty where none was."""
    told = (event.fact for event in reversed(standing(events)) if event.fact.kind in LOOKED)
    return next((fact.topic for fact in told if week_of(fact.day) == week_of(today)), "")


def _named(context: Context, said: str) -> Topic | None:
    """The one topic that is called so."""
    found = context.roadmap.by_slug.get(said.removeprefix("#"))
    named = (found,) if found else topics_called(context.roadmap, said)
    return named[0] if len(named) == 1 else None


def offer(plan: Plan) -> tuple[Button, ...]:
    """Looks are offered with the first topic that is completed, while nobody has said whether they are wanted."""
    if plan.progress.looks is not None:
        return ()
    completed = [one for one in plan.progress.topics.values() if one.status is Status.COMPLETED and not one.known]
    return (Button(texts.ask_me_later(), "/looks on"),) if len(completed) == 1 else ()
