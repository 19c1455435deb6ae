"""The words behind /steps: one step of a list added, renamed, moved or dropped, each as if it were typed behind it."""

from typing import Annotated

from bot.chat.command import Arg, Word, command
from bot.chat.context import Context
from bot.chat.reply import Button, Reply
from bot.commands.facts import any_topics
from bot.commands.steps import steps
from bot.commands.ticking import tick, untick
from bot.errors import Choice, NotUnderstood
from bot.texts import helps, labels, step_labels, steps_shown
from bot.texts.phrases import text_of
from roadmap.inside import inside
from roadmap.model import Status, Topic
from roadmap.names import reference


async def _on(context: Context) -> list[Topic]:
    """The topics that go on."""
    progress = await context.progress()
    return [topic for topic in context.roadmap.order if progress.of(topic.slug).status is Status.GOING_ON]


async def _steps(context: Context) -> list[Choice]:
    """The steps of the topics that go on, each by its topic and its number there."""
    progress = await context.progress()
    return [
        Choice(step_labels.of_topic(topic, step), f"{reference(topic)} {number}")
        for topic in await _on(context)
        for number, step in enumerate(inside(topic, progress).steps, 1)
    ]


def _deed(word: str, step: str, *rest: str | None) -> str:
    """The line for a step as it was chosen, behind its topic, or as it was typed."""
    topic, _, number = step.partition(" ") if step.startswith("#") else ("", "", step)
    return text_of(topic, word, number, *rest)


async def _said(context: Context, line: str) -> Reply:
    """What the line does; where it names no topic, and several go on, which of them is asked for. Raises NotUnderstood."""
    try:
        return await steps.run(context, line)
    except NotUnderstood:
        on = await _on(context)
        if line.startswith("#") or len(on) < 2:
            raise
    buttons = (Button(labels.go_to(topic.title), f"/steps {reference(topic)} {line}") for topic in on)
    return Reply(text=steps_shown.which_topic(), buttons=tuple(buttons))


@command("steps add", helps.STEPS_ADD, "/steps add Attention, 45 min")
async def add(context: Context, title: str, topic: Annotated[str | None, Arg(suggest=any_topics)] = None) -> Reply:
    return await _said(context, text_of(topic, "add", title))


@command("steps rename", helps.STEPS_RENAME, "/steps rename 2 to Attention")
async def rename(context: Context, step: Annotated[str, Arg(suggest=_steps)], title: str | None = None) -> Reply:
    return await _said(context, _deed("rename", step, *(("to", title) if title else ())))


@command("steps move", helps.STEPS_MOVE, "/steps move 3 to 1")
async def move(context: Context, step: Annotated[str, Arg(suggest=_steps)], place: str | None = None) -> Reply:
    return await _said(context, _deed("move", step, *(("to", place) if place else ())))


@command("steps drop", helps.STEPS_DROP, "/steps drop 2")
async def drop(context: Context, step: Annotated[str, Arg(suggest=_steps)]) -> Reply:
    return await _said(context, _deed("drop", step))


WORDS = (
    Word("show", params=("what",)),
    Word("add", add),
    Word("rename", rename),
    Word("move", move),
    Word("drop", drop),
    Word("done", tick),
    Word("reopen", untick),
)
