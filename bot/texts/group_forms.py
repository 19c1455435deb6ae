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


# How a group is set


def settings() -> str:
    """The title of the form."""
    return plain("Settings of this group")


def which_weekday() -> str:
    return plain("Day of the digest")


def which_time() -> str:
    return plain("Time of the digest")


def which_zone() -> str:
    return plain("Time zone")


def zone_hint() -> str:
    """What stands in the form where it is empty."""
    return plain("A city, such as Berlin")


def quiet_hours() -> str:
    return plain("Quiet hours")


def quiet_hint() -> str:
    """What stands in the form where it is empty."""
    return plain("22:00-07:30, or off")


def board_and_rooms() -> str:
    return plain("Board and topic rooms")


def shown(*, board: bool, rooms: bool) -> str:
    """Whether the board is pinned, and whether topics have rooms."""
    match board, rooms:
        case True, True:
            return plain("Board pinned, a room for each topic")
        case True, False:
            return plain("Board pinned, no rooms")
        case False, True:
            return plain("No board, a room for each topic")
    return plain("Neither")
