"""What the forms of a study group ask: a promise, and how the group is set."""

from markupsafe import Markup

from bot.texts.sentence import plain, say

# A promise


def promise() -> str:
    """The title of the form."""
    return plain("A promise for the week")


def what_promise() -> str:
    return plain("What do you promise?")


def promise_hint() -> str:
    """What stands in the empty form."""
    return plain("Two chapters of CS224n")


def until_when() -> str:
    return plain("Until when?")


def this_week(day: str) -> str:
    """Its last day."""
    return plain("This week, {day}", day=day)


def next_week(day: str) -> str:
    """Its last day."""
    return plain("Next week, {day}", day=day)


def another_promise() -> str:
    """Below the promise that stands."""
    return plain("🎯 Another one")


def in_own_words() -> Markup:
    """Where nothing can be typed into a form."""
    return say("Choose one, or type your own behind <code>/promise</code>.")


def a_step_of(topic: str) -> str:
    """A promise to choose: of the topic that goes on."""
    return plain("one step of {topic}", topic=topic)


def three_days() -> str:
    """A promise to choose."""
    return plain("study on three days")


def two_hours() -> str:
    """A promise to choose."""
    return plain("two hours of study")
