"""The weekly nudge, and a snoozed one: what the plan says today, with the notes that were too many for their week."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot.chat.reply import Button, Reply
from bot.nudges.errands import Errand
from bot.nudges.kinds.scenes import ToLearner
from bot.nudges.second_look import asked, waiting
from bot.store import NudgeKind, Store
from bot.store.values import NEWS
from bot.texts import labels, partner
from bot.texts import nudge as texts
from bot.texts.news import news
from bot.texts.phrases import paragraphs, shortened
from roadmap.group.budget import taken_along
from roadmap.names import reference
from roadmap.plan import Plan
from roadmap.today import Task, today

MOST_DONE = 6
"""Buttons for topics going on."""


async def compose(scene: ToLearner, notes: Sequence[Reply]) -> Errand:
    """The nudge with the notes that it takes along."""
    is_news = scene.contact.learner.news < NEWS
    left = Left(scene.contact.account.id, scene.plan.finished, tuple(one.id for one in scene.along), is_news)
    nudge = taking_along(_looking_back(scene, await said(scene.plan)), notes)
    return await scene.letter(replace(nudge, text=paragraphs(nudge.text, news())) if is_news else nudge, left)


def _looking_back(scene: ToLearner, nudge: Reply) -> Reply:
    """The nudge with the second look of its week, its buttons first; a snoozed one asks nothing again."""
    look = waiting(scene.plan, scene.events) if scene.nudge.kind is NudgeKind.WEEKLY else None
    if look is None:
        return nudge
    asking = asked(scene.plan, look, scene.events)
    return Reply(text=paragraphs(nudge.text, asking.text), buttons=(*asking.buttons, *nudge.buttons))


@dataclass(frozen=True, slots=True)
class Left:
    """A nudge has left, perhaps the last one, and with it the notes of these rows, and perhaps what is new."""

    account_id: int
    is_farewell: bool
    along: tuple[int, ...]
    is_news: bool = False

    async def keep(self, store: Store, _made: str, now: datetime) -> None:
        if self.is_farewell:
            await store.learners.bid_farewell(self.account_id, now)
        if self.is_news:
            await store.learners.told_news([self.account_id])
        if self.along:
            await store.ledger.carried(self.along)


async def said(plan: Plan) -> Reply:
    """What a nudge says of a plan as it stands today, and which buttons it carries."""
    if plan.finished:
        return Reply(text=texts.all_done(plan))
    await asyncio.sleep(
        0
    )  # a plan of very many topics took a while, and so does what goes on of it: others have their turn
    tasks = today(plan).tasks
    await asyncio.sleep(0)
    offer = None if any(task.step or not task.steps for task in tasks) else plan.suggestion
    begin = (Button(labels.begin_topic(offer.topic.title), f"/begin {reference(offer.topic)}"),) if offer else ()
    untouched = not tasks and not plan.progress.study_days
    text = texts.nothing_begun(plan, offer) if untouched and offer else texts.weekly(plan, tasks, offer)
    return Reply(text=text, buttons=(*map(_did, tasks[:MOST_DONE]), *begin, *_another_time(plan)))


def _did(task: Task) -> Button:
    """What may have been done of what goes on: its next step, or where it has none, all of it."""
    if task.step is None:
        return Button(labels.done_topic(task.topic.title), f"/done {reference(task.topic)}")
    line = f"/today did {reference(task.topic)} {task.step.slug}"
    return Button(labels.did_step(shortened(task.step.title), task.topic.title), line)


def _another_time(plan: Plan) -> tuple[Button, ...]:
    replan = (Button(labels.replan(), "/replan"),) if plan.is_dated else ()
    return (Button(labels.snooze(), "/snooze 2d"), *replan, Button(labels.pause(), "/pause"))


def taking_along(nudge: Reply, notes: Sequence[Reply]) -> Reply:
    """The nudge with the notes that were too many for their week, and their buttons."""
    if not notes:
        return nudge
    along = partner.carried_over(taken_along([note.text for note in notes]))
    buttons = tuple(button for note in taken_along(notes).notes for button in note.buttons)
    return Reply(text=paragraphs(nudge.text, along), buttons=(*nudge.buttons, *buttons))
