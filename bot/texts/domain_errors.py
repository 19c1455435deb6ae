"""What the domain refuses, in a sentence each: a file, a day, a fact to take back."""

from functools import singledispatch

from markupsafe import Markup

from bot.texts import corrections, faults
from bot.texts.phrases import day, short_day
from bot.texts.sentence import say
from roadmap import errors


@singledispatch
def words(error: errors.DomainError) -> Markup:
    """What a learner is told; nothing has been changed. Raises TypeError for an error that has no words."""
    raise TypeError(type(error).__name__)


@words.register
def _(error: errors.RoadmapFaults) -> Markup:
    return faults.refused(error)


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
