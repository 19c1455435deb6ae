"""What is said when a group can't do what was asked: expected noes, rights that are missing, rooms that are closed."""

from markupsafe import Markup

from bot.texts.phrases import number
from bot.texts.sentence import counted, say


def not_joined() -> Markup:
    return say("That works once you're part of the group: <code>/join</code> shows what it would see of you.")


def no_group_here() -> Markup:
    """A group's command in a group chat without a study group."""
    return say("There is no study group here just now. An admin starts one with <code>/group start</code>.")


def in_no_group() -> Markup:
    """Something between partners from a learner in no study group."""
    return say("You're in no study group yet. In a group that I'm part of, <code>/join</code> is the door.")


def which_group() -> Markup:
    """Something between partners from a learner in several study groups."""
    return say("In which of your groups?")


def which_to_move() -> Markup:
    """An admin wants a group of the chat to live here."""
    return say("Which group is to live here?")


def which_member() -> Markup:
    """A name that several members go by."""
    return say("Whom do you mean?")


def promise_too_long(length: int, longest: int) -> Markup:
    return say(
        counted(
            longest,
            "A promise has up to {longest} characters; this one has {length}. The short ones are easier to keep.",
        ),
        longest=number(longest),
        length=number(length),
    )


def question_too_long(length: int, longest: int) -> Markup:
    return say(
        counted(longest, "A question has up to {longest} characters; this one has {length}. What is the heart of it?"),
        longest=number(longest),
        length=number(length),
    )


def not_a_member(name: str) -> Markup:
    """Thanks for somebody the group does not show."""
    return say(
        "{name} hasn't joined this group, so I can't note it here. Tell them in person, that counts too.", name=name
    )


def not_here() -> Markup:
    """Thanks for an account that the group does not show, and that has no name here."""
    return say("They haven't joined this group, so I can't note it here. Tell them in person, that counts too.")


def thanks_to_yourself() -> Markup:
    return say("Well done, but thanks here go to somebody else: <code>/thanks @name</code>.")


def thanked_already(name: str) -> Markup:
    return say("Your thanks to {name} are noted for today already.", name=name)


def cannot_pin(right: str) -> Markup:
    """The board could not be pinned; ``right`` as the platform calls it."""
    return say(
        "I need the right to “{right}” to pin the board here. Until an admin grants it, <code>/board</code> shows it.",
        right=right,
    )


def cannot_open_room(right: str) -> Markup:
    """A topic's room could not be opened."""
    return say(
        "I need the right to “{right}” to open a room for each topic. Until an admin grants it, all stays in this "
        "chat.",
        right=right,
    )
