"""PURE: what a nudge says and which buttons it carries, from the plan alone."""

from bot.chat.reply import Button, Reply
from bot.texts import nudge as texts
from roadmap.model import Status
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
    offer = next(iter(plan.suggestions), None)
    going_on = plan.with_status(Status.GOING_ON)
    done = tuple(Button(f"✅ Done: {topic.title}", f"/done {topic.number}") for topic in going_on[:MOST_DONE])
    begin = (Button(f"▶ Begin {offer.topic.title}", f"/begin {offer.topic.number}"),) if offer else ()
    untouched = not going_on and not plan.progress.study_days
    text = texts.nothing_begun(plan, offer) if untouched and offer else texts.weekly(plan, offer)
    return Reply(text=text, buttons=(*done, *begin, SNOOZE, REPLAN, PAUSE))
