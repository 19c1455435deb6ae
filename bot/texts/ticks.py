"""What is said when steps of a topic are ticked off, or opened again: what was stored, and how much of the topic is done."""

from collections.abc import Sequence
from datetime import date

from markupsafe import Markup

from bot.texts.phrases import day, lines, listed, number, sentences, shortened
from bot.texts.sentence import counted, plain, say
from bot.texts.told import quoted
from roadmap.inside import Inside
from roadmap.model import Step, Topic

MOST_NAMED = 4
"""Steps that are named one by one; of more only the first and the last."""


def ticked(topic: Topic, inside: Inside, steps: Sequence[Step], when: date, today: date, *, note: str) -> Markup:
    """Steps that are ticked now, with what stands next."""
    return lines(_ticked(topic, inside, steps, day(when, today)), quoted(note), so_far(inside))


def _ticked(topic: Topic, inside: Inside, steps: Sequence[Step], when: str) -> Markup:
    return say("☑ <b>{topic}</b> · {steps}, {day}.", topic=topic.title, steps=which(inside, steps), day=when)


def already_ticked(topic: Topic, inside: Inside, steps: Sequence[Step], today: date) -> Markup | None:
    """Steps that were ticked before; nothing changes. None where there are none."""
    if not steps:
        return None
    values = {"topic": topic.title, "steps": which(inside, steps)}
    days = sorted({inside.ticked[step.slug] for step in steps if step.slug in inside.ticked})
    if len(days) != 1:
        return say("<b>{topic}</b> · {steps}: ticked already. Nothing to change.", **values)
    return say(
        "<b>{topic}</b> · {steps}: ticked already, on {day}. Nothing to change.", **values, day=day(days[0], today)
    )


def opened(topic: Topic, inside: Inside, steps: Sequence[Step]) -> Markup:
    """Steps that are open again."""
    return lines(_opened(topic, inside, steps), so_far(inside))


def _opened(topic: Topic, inside: Inside, steps: Sequence[Step]) -> Markup:
    return say("☐ <b>{topic}</b> · {steps}: open again.", topic=topic.title, steps=which(inside, steps))


def open_anyway(topic: Topic, inside: Inside, steps: Sequence[Step]) -> Markup | None:
    """Steps that were not ticked; nothing changes. None where there are none."""
    if not steps:
        return None
    return say(
        "<b>{topic}</b> · {steps}: open anyway. Nothing to change.", topic=topic.title, steps=which(inside, steps)
    )


def changed(topic: Topic, inside: Inside, ticked: Sequence[Step], opened: Sequence[Step], today: date) -> Markup:
    """Steps that are ticked now, and steps that are open again, told together; perhaps none of either."""
    if not ticked and not opened:
        return say("<b>{topic}</b> · as it was. Nothing to change.", topic=topic.title)
    return lines(
        _ticked(topic, inside, ticked, day(today, today)) if ticked else None,
        _opened(topic, inside, opened) if opened else None,
        so_far(inside),
    )


def which(inside: Inside, steps: Sequence[Step]) -> str:
    """ "Lesson 4 of 9", "Attention, 4 of 9", "Lesson 4 and Lesson 5", "Lesson 1 to Lesson 9 (9)"."""
    places = {step.slug: at for at, step in enumerate(inside.steps, 1)}
    if len(steps) == 1:
        step = steps[0]
        at, values = places.get(step.slug, 0), {"step": shortened(step.title), "count": number(len(inside.steps))}
        if step.title.split()[-1:] == [number(at)]:
            return plain("{step} of {count}", **values)
        return plain("{step}, {at} of {count}", **values, at=number(at))
    if len(steps) > MOST_NAMED:
        first, last = shortened(steps[0].title, 40), shortened(steps[-1].title, 40)
        return plain(
            counted(len(steps), "{count} steps, {first} to {last}"), count=number(len(steps)), first=first, last=last
        )
    return listed(shortened(step.title, 40) for step in steps)


def so_far(inside: Inside) -> Markup:
    """How many are done, and which is next."""
    values = {"done": number(len(inside.done)), "count": number(len(inside.steps))}
    if inside.is_done:
        return say("{done} of {count} done, that is all of them. Is the whole topic completed, too?", **values)
    return sentences(
        say("{done} of {count} done.", **values), say("Next: {step}", step=shortened(inside.left[0].title))
    )


def no_step(said: str, topic: Topic, count: int) -> Markup:
    """A step that was named by a number that there is none of."""
    return say(
        counted(
            count,
            "<b>{topic}</b> has {count} steps, and “{said}” is none of them. What shall I store?",
            one="<b>{topic}</b> has one step, and “{said}” is not it. What shall I store?",
        ),
        topic=topic.title,
        count=number(count),
        said=shortened(said),
    )
