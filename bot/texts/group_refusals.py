"""What is said when a group can't do what was asked: expected noes, rights that are missing, rooms that are closed."""

from markupsafe import Markup


def not_joined() -> Markup:
    return Markup("That works once you're part of the group: <code>/join</code> shows what it would see of you.")


def no_group_here() -> Markup:
    """A group's command in a group chat without a study group."""
    return Markup("There is no study group here just now. An admin starts one with <code>/group start</code>.")


def in_no_group() -> Markup:
    """Something between partners from a learner in no study group."""
    return Markup("You're in no study group yet. In a group that I'm part of, <code>/join</code> is the door.")


def which_group() -> Markup:
    """Something between partners from a learner in several study groups."""
    return Markup("In which of your groups?")


def which_member() -> Markup:
    """A name that several members go by."""
    return Markup("Whom do you mean?")


def promise_too_long(length: int, longest: int) -> Markup:
    return Markup("A promise has up to {:,} characters; this one has {:,}. The short ones are easier to keep.").format(
        longest, length
    )


def question_too_long(length: int, longest: int) -> Markup:
    return Markup("A question has up to {:,} characters; this one has {:,}. What is the heart of it?").format(
        longest, length
    )


def not_a_member(name: str) -> Markup:
    """Thanks for somebody the group does not show."""
    return Markup("{} hasn't joined this group, so I can't note it here. Tell them in person, that counts too.").format(
        name
    )


def thanks_to_yourself() -> Markup:
    return Markup("Well done, but thanks here go to somebody else: <code>/thanks @name</code>.")


def thanked_already(name: str) -> Markup:
    return Markup("Your thanks to {} are noted for today already.").format(name)


def cannot_pin(right: str) -> Markup:
    """The board could not be pinned; ``right`` as the platform calls it."""
    return Markup(
        "I need the right to “{}” to pin the board here. Until an admin grants it, <code>/board</code> shows it."
    ).format(right)


def cannot_open_room(right: str) -> Markup:
    """A topic's room could not be opened."""
    return Markup(
        "I need the right to “{}” to open a room for each topic. Until an admin grants it, all stays in this chat."
    ).format(right)
