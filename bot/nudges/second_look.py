"""The second look that a week asks for: its question, and the lines that its buttons type."""

from collections.abc import Mapping, Sequence

from bot.chat.reply import Button, Reply
from bot.texts import looks as texts
from roadmap.facts import Kind, ProgressEvent
from roadmap.looks import Look, due, looks
from roadmap.names import reference
from roadmap.plan import Plan
from roadmap.remembered import remembered

ANSWERS: Mapping[str, Kind] = {"knew": Kind.RECALLED, "half": Kind.HALF_RECALLED, "gone": Kind.FORGOTTEN}
"""What is answered, as it is typed."""


def waiting(plan: Plan, events: Sequence[ProgressEvent]) -> Look | None:
    """The one that the day asks for, where looks are wanted."""
    if not plan.progress.looks:
        return None
    return due(looks(plan.roadmap, plan.progress, events), events, plan.today)


def asked(plan: Plan, look: Look, events: Sequence[ProgressEvent]) -> Reply:
    """Its question."""
    has_sentence = look.topic.slug in remembered(events)
    labels = (texts.knew(), texts.half(), texts.gone())
    buttons = (
        Button(label, f"/looks {word} {reference(look.topic)}") for label, word in zip(labels, ANSWERS, strict=True)
    )
    return Reply(text=texts.question(plan.roadmap, look, plan.today, has_sentence=has_sentence), buttons=tuple(buttons))
