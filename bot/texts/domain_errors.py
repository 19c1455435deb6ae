"""What the domain refuses, in a sentence each: a file, a day, a fact to take back."""

from functools import singledispatch

from markupsafe import Markup

from bot.texts import corrections, faults
from bot.texts.phrases import day, number, short_day, shortened
from bot.texts.sentence import counted, say
from roadmap import errors


@singledispatch
def words(error: errors.DomainError) -> Markup:
    """What a learner is told; nothing has been changed. Raises TypeError for an error that has no words."""
    raise TypeError(type(error).__name__)


@words.register
def _(error: errors.RoadmapFaults) -> Markup:
    return faults.refused(error)


@words.register
def _(_error: errors.TitleEmpty) -> Markup:
    return say("A topic needs a title. It goes like this: <code>/edit rename 3 to Natural language</code>")


@words.register
def _(error: errors.TitleTooLong) -> Markup:
    return say(
        counted(error.most, "That title is too long: {most} characters at most."),
        most=number(error.most),
    )


@words.register
def _(error: errors.TitleTaken) -> Markup:
    if not error.stage:
        return say("There is a topic called <b>{title}</b> already. Another title, perhaps?", title=error.title)
    return say(
        "There is a topic called <b>{title}</b> in {stage} already. Another title, perhaps?",
        title=error.title,
        stage=error.stage,
    )


@words.register
def _(_error: errors.LastTopic) -> Markup:
    return say("It is the only topic, and a roadmap has at least one. <code>/import</code> brings another roadmap.")


@words.register
def _(error: errors.TooManyTopics) -> Markup:
    return say(
        counted(error.most, "A roadmap has at most {most} topics, and yours has as many."), most=number(error.most)
    )


@words.register
def _(error: errors.StepTaken) -> Markup:
    return say("The topic has a step called <b>{title}</b> already. Another title, perhaps?", title=error.title)


@words.register
def _(error: errors.TooManySteps) -> Markup:
    return say(
        counted(error.most, "A topic has at most {most} steps, and this one has as many."), most=number(error.most)
    )


@words.register
def _(error: errors.UnknownStep) -> Markup:
    if not error.steps:
        return say("<b>{topic}</b> has no steps yet. <code>/steps {topic} add …</code> adds one.", topic=error.topic)
    return say(
        counted(
            error.steps,
            "<b>{topic}</b> has no step called “{said}”, or several. It has {steps}: <code>/steps {topic}</code> shows "
            "them.",
            one="<b>{topic}</b> has no step called “{said}”. It has one: <code>/steps {topic}</code> shows it.",
        ),
        topic=error.topic,
        said=shortened(error.said),
        steps=number(error.steps),
    )


@words.register
def _(error: errors.UnknownPlace) -> Markup:
    return say(
        "There is no stage or place called “{said}”. Try <code>/edit move 3 after 5</code>, <code>/edit move 3 to "
        "1</code>, or <code>to stage</code> and its name.",
        said=shortened(error.said),
    )


@words.register
def _(error: errors.LengthOutOfBounds) -> Markup:
    return say(
        counted(
            error.most_weeks,
            "A length is more than nothing, and at most {weeks} weeks or {hours} hours. Try <code>/edit length 3 2-3 "
            "weeks</code>.",
        ),
        weeks=number(error.most_weeks),
        hours=number(error.most_hours),
    )


@words.register
def _(error: errors.DayInFuture) -> Markup:
    return say("{day} is still to come. Tell me once it has happened.", day=day(error.day, error.today))


@words.register
def _(error: errors.CompletedBeforeBegun) -> Markup:
    return say(
        "You began {title} on {begun}, so it can't have been completed on {completed}. If it was begun earlier, say "
        "<code>/begin {title} {first}</code> first.",
        title=error.title,
        begun=day(error.begun, error.begun),
        completed=day(error.completed, error.begun),
        first=short_day(error.completed, error.begun),
    )


@words.register
def _(_error: errors.NothingToUndo) -> Markup:
    return say("There is nothing left to take back.")


@words.register
def _(_error: errors.NothingToCorrect) -> Markup:
    return corrections.nothing_to_correct()


@words.register
def _(_error: errors.AlreadyUndone) -> Markup:
    return say("That was taken back already, or never said.")
