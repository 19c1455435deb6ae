"""What is said of the steps of a topic that its owner edits."""

from markupsafe import Markup

from bot.texts.phrases import lines, number, numeral, row, shortened, spent, weeks_of
from bot.texts.sentence import say
from roadmap import steps
from roadmap.model import Step, Topic

MOST_STEPS = 12
"""Steps of a topic that are listed."""


def listed(topic: Topic, called: str, *, own: bool) -> Markup | None:
    """The steps of a topic of this number, or the learner's ``own``, and how one is edited; None where it has none."""
    if not topic.steps:
        return None
    shown = [
        row(
            say("{number}) {step}", number=numeral(at), step=shortened(one.title)),
            spent(one.minutes) if one.minutes else None,
        )
        for at, one in enumerate(topic.steps[:MOST_STEPS], 1)
    ]
    more = len(topic.steps) - len(shown)
    return lines(
        say("<b>Your own list of steps</b>") if own else say("<b>Steps</b>"),
        *shown,
        say("… and {count} more.", count=number(more)) if more else None,
        say("• <code>/edit rename step 1 of {number} to …</code>, or move, length, remove", number=called),
        say("• <code>/edit add step … to {number}</code> and its title", number=called),
    )


def changed(edit: steps.StepEdit, old: Topic, new: Topic) -> Markup:
    """What an edit has changed of the steps of a topic, old → new."""
    match edit:
        case steps.RenameStep(_, slug, _):
            was, now = _step(old, slug), _step(new, slug)
            return say(
                "✏️ <b>{topic}</b>: step {old} → <b>{new}</b>",
                topic=new.title,
                old=shortened(was.title),
                new=now.title,
            )
        case steps.StepLength(_, slug, _):
            was, now = _step(old, slug), _step(new, slug)
            return say(
                "✏️ <b>{topic}</b>: step {step}, {old} → <b>{new}</b>",
                topic=new.title,
                step=now.title,
                old=_length(was),
                new=_length(now),
            )
        case steps.MoveStep(_, slug, _):
            return say(
                "✏️ <b>{topic}</b>: step {step}, place {old} → <b>{new}</b>",
                topic=new.title,
                step=_step(new, slug).title,
                old=_place(old, slug),
                new=_place(new, slug),
            )
        case steps.RemoveStep(_, slug):
            return say("🗑 <b>{topic}</b>: step {step} is gone.", topic=new.title, step=_step(old, slug).title)
        case steps.AddStep():
            added = next(one for one in new.steps if one not in old.steps)
            return _added(new, added)


def _added(topic: Topic, step: Step) -> Markup:
    values = {"topic": topic.title, "step": step.title, "place": _place(topic, step.slug)}
    if not step.minutes:
        return say("➕ <b>{topic}</b>: new step <b>{step}</b> at place {place}", **values)
    return say("➕ <b>{topic}</b>: new step <b>{step}</b> at place {place}, {length}", **values, length=_length(step))


def _step(topic: Topic, slug: str) -> Step:
    return next(one for one in topic.steps if one.slug == slug)


def _place(topic: Topic, slug: str) -> str:
    return number([one.slug for one in topic.steps].index(slug) + 1)


def _length(step: Step) -> str:
    return spent(step.minutes) if step.minutes else weeks_of(None)
