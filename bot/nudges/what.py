"""PURE: what a nudge says and which buttons it carries, from the plan and the notes that it takes along."""

from collections.abc import Sequence

from bot.chat.reply import Button, Reply
from bot.texts import labels, partner
from bot.texts import nudge as texts
from bot.texts.phrases import paragraphs
from roadmap.group.budget import taken_along
from roadmap.model import Status
from roadmap.names import reference
from roadmap.plan import Plan

MOST_DONE = 6
"""Buttons for topics going on."""


def compose(plan: Plan) -> Reply:
    """The nudge for a plan as it stands today."""
    if plan.finished:
        return Reply(text=texts.all_done(plan))
    offer = plan.suggestion
    going_on = plan.with_status(Status.GOING_ON)
    done = tuple(Button(labels.done_topic(topic.title), f"/done {reference(topic)}") for topic in going_on[:MOST_DONE])
    begin = (Button(labels.begin_topic(offer.topic.title), f"/begin {reference(offer.topic)}"),) if offer else ()
    untouched = not going_on and not plan.progress.study_days
    text = texts.nothing_begun(plan, offer) if untouched and offer else texts.weekly(plan, offer)
    return Reply(text=text, buttons=(*done, *begin, *_another_time()))


def _another_time() -> tuple[Button, ...]:
    return (
        Button(labels.snooze(), "/snooze 2d"),
        Button(labels.replan_from_today(), "/plan from today"),
        Button(labels.pause(), "/pause"),
    )


def taking_along(nudge: Reply, notes: Sequence[Reply]) -> Reply:
    """The nudge with the notes that were too many for their week, and their buttons."""
    if not notes:
        return nudge
    along = partner.carried_over(taken_along([note.text for note in notes]))
    buttons = tuple(button for note in taken_along(notes).notes for button in note.buttons)
    return Reply(text=paragraphs(nudge.text, along), buttons=(*nudge.buttons, *buttons))
