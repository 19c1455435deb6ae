"""The labels of buttons and choices about the steps within topics; plain text."""

from collections.abc import Sequence

from bot.texts.phrases import number, numeral, shortened
from bot.texts.sentence import counted, plain
from bot.texts.stages import LONGEST_BESIDE
from bot.texts.steps_shown import is_numbered
from roadmap.model import Resource, Step, Topic, Written


def of_topic(topic: Topic, step: Step) -> str:
    """A step to choose, with the topic that it is in."""
    return plain("{step} · {topic}", step=shortened(step.title, 60), topic=shortened(topic.title, LONGEST_BESIDE))


def open_again() -> str:
    return plain("☐ Open again")


def complete(topic: Topic) -> str:
    """Offered once all steps of a topic are ticked."""
    return plain("✅ Complete {topic}", topic=shortened(topic.title, 40))


def its_steps() -> str:
    return plain("📋 Steps")


def toggle(step: Step, at: int, *, ticked: bool) -> str:
    """A step that a press ticks, or opens again."""
    values = {"number": numeral(at), "step": shortened(step.title, 30)}
    if is_numbered(step, at):
        return plain("☑ {step}", **values) if ticked else plain("☐ {step}", **values)
    return plain("☑ {number}. {step}", **values) if ticked else plain("☐ {number}. {step}", **values)


def option(step: Step, at: int) -> str:
    """A step beside its check box."""
    if is_numbered(step, at):
        return plain("{step}", step=shortened(step.title, 90))
    return plain("{number}. {step}", number=numeral(at), step=shortened(step.title, 90))


def which_are_done() -> str:
    return plain("Which of them are done?")


def steps_of(topic: Topic) -> str:
    """The title of the window of a topic's steps."""
    return plain("Steps of {topic}", topic=shortened(topic.title, 35))


def keep() -> str:
    return plain("✔ Keep")


def cancel() -> str:
    return plain("✖ Cancel")


# Going through a resource


def resource(one: Resource) -> str:
    """A resource to go through, with how many parts it has where that is known: "Fast.ai, 9 lessons"."""
    name = shortened(one.name, 40)
    if not one.steps:
        return plain("📘 {resource}", resource=name)
    return plain("📘 {resource}, {parts}", resource=name, parts=parts(one.steps))


def resource_too(one: Resource) -> str:
    """Another resource, to be gone through as well or instead."""
    return plain("📘 {resource} too?", resource=shortened(one.name, 40))


def parts(steps: Sequence[Written]) -> str:
    """How many steps a resource has, by what all of them are called: "9 lessons"; else "11 steps"."""
    return some(steps, len(steps))


def some(steps: Sequence[Written | Step], count: int) -> str:
    """So many of these steps, by what all of them are called."""
    kind = _kind(steps)
    return plain(counted(count, PARTS[kind], one=PART[kind]), count=number(count))


def _kind(steps: Sequence[Written | Step]) -> str:
    """The word that all titles begin with, before a number: "lesson" of "Lesson 4: Trees"."""
    words = [one.title.casefold().split()[:2] for one in steps]
    kinds = {word[0] for word in words if len(word) == 2 and word[1].rstrip(":.").isdecimal()}
    is_all = len(kinds) == 1 and all(word[0] in kinds for word in words)
    return kinds.pop() if is_all and kinds <= {*PARTS} else next(iter(PARTS))


PARTS = {
    "step": "{count} steps",
    "lesson": "{count} lessons",
    "lecture": "{count} lectures",
    "chapter": "{count} chapters",
    "module": "{count} modules",
    "unit": "{count} units",
    "section": "{count} sections",
    "part": "{count} parts",
    "video": "{count} videos",
    "episode": "{count} episodes",
    "session": "{count} sessions",
    "week": "{count} weeks",
    "course": "{count} courses",
}
PART = {
    "step": "{count} step",
    "lesson": "{count} lesson",
    "lecture": "{count} lecture",
    "chapter": "{count} chapter",
    "module": "{count} module",
    "unit": "{count} unit",
    "section": "{count} section",
    "part": "{count} part",
    "video": "{count} video",
    "episode": "{count} episode",
    "session": "{count} session",
    "week": "{count} week",
    "course": "{count} course",
}


def my_own() -> str:
    return plain("✏️ My own")


def no_steps() -> str:
    return plain("✖ No steps")


def instead() -> str:
    """In the place of what is gone through, nothing of it done."""
    return plain("↔ Instead, from the start")


def instead_with(carried: int, count: int) -> str:
    """In the place of what is gone through; so many of its first steps are done by that."""
    return plain("↔ Instead, {done} of {count} done", done=number(carried), count=number(count))


def both(count: int) -> str:
    return plain(counted(count, "➕ Both, {count} steps"), count=number(count))
