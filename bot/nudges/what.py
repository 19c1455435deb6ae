"""PURE: what a nudge says and which buttons it carries, from the plan and the notes that it takes along."""

from collections.abc import Sequence

from bot.chat.reply import Button, Reply
from bot.texts import nudge as texts
from bot.texts import partner
from bot.texts.phrases import paragraphs
from roadmap.group.budget import taken_along
from roadmap.model import Status
from roadmap.names import reference
from roadmap.plan import Plan

REPLAN, SNOOZE, PAUSE = (
    Button("🗓 Re-plan from today", "/plan from today"),
    Button("💤 Snooze 2 days", "/snooze 2d"),
    Button("⏸ Pause", "/pause"),
)

MOST_DONE = 6
"""Buttons for topics going on."""


def compose(plan: Plan) -> Reply:
    """The nudge for a plan as it stands today."""
    if plan.finished:
        return Reply(text=texts.all_done(plan))
    offer = plan.suggestion
    going_on = plan.with_status(Status.GOING_ON)
    done = tuple(Button(f"✅ Done: {topic.title}", f"/done {reference(topic)}") for topic in going_on[:MOST_DONE])
    begin = (Button(f"▶ Begin {offer.topic.title}", f"/begin {reference(offer.topic)}"),) if offer else ()
    untouched = not going_on and not plan.progress.study_days
    text = texts.nothing_begun(plan, offer) if untouched and offer else texts.weekly(plan, offer)
    return Reply(text=text, buttons=(*done, *begin, SNOOZE, REPLAN, PAUSE))


def taking_along(nudge: Reply, notes: Sequence[Reply]) -> Reply:
    """The nudge with the notes that were too many for their week, and their buttons."""
    if not notes:
        return nudge
    along = partner.carried_over(taken_along([note.text for note in notes]))
    buttons = tuple(button for note in taken_along(notes).notes for button in note.buttons)
    return Reply(text=paragraphs(nudge.text, along), buttons=(*nudge.buttons, *buttons))
