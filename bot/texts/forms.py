"""What forms ask, and the labels of what they offer; where a platform has none, the same is asked in messages."""

from collections.abc import Sequence

from markupsafe import Markup

from bot.texts.phrases import beside, number, shortened
from bot.texts.sentence import plain, say

# Of all forms


def question(label: str) -> Markup:
    """A question of a form that is asked in a message."""
    return say("{question}", question=label)


def so_far(answers: Sequence[str]) -> Markup | None:
    """What was answered before; None where nothing was."""
    return say("✏️ {answers}", answers=beside(*map(shortened, answers))) if answers else None


def all_answered() -> Markup:
    """Nothing is left to be asked, and nothing was stored yet."""
    return say("That's all I'd ask.")


def that_is_it() -> str:
    return plain("✔ That's it")


def pass_label() -> str:
    """Leaves a question alone."""
    return plain("Leave it open")


def choose_one() -> str:
    """Stands in a menu of what may have been meant."""
    return plain("Choose one")


def which_one() -> Markup:
    """A page of what there is to choose from."""
    return say("Which one?")


def which_certificate() -> str:
    """Stands in a menu of certifications."""
    return plain("Which certificate?")


def which_to_edit() -> str:
    """Stands in a menu of topics that can be edited."""
    return plain("Which topic?")


def part_of(question: str, first: int, last: int) -> str:
    """Stands in a menu that holds a part of what there is to choose from, from one place to another."""
    return plain("{question} ({first} to {last})", question=question, first=number(first), last=number(last))


def fill_in_again() -> str:
    """Below the refusal of a form: it opens once more with all that was typed."""
    return plain("✏️ Fill it in again")


# What was studied


def log_something() -> str:
    """The button that asks for a sitting."""
    return plain("✍️ Log something")


def sitting() -> str:
    """The title of the form."""
    return plain("What you studied")


def how_long() -> str:
    return plain("How long was it?")


def lengths() -> str:
    """How a length is typed."""
    return plain("45, 1h30 or 0:45")


def which_topic() -> str:
    return plain("Which topic was it?")


def topics() -> str:
    """How a topic is typed where there are too many to choose from."""
    return plain("Its name or number")


def which_day() -> str:
    return plain("Which day was it?")


def today(day: str) -> str:
    return plain("Today, {day}", day=day)


def yesterday(day: str) -> str:
    return plain("Yesterday, {day}", day=day)


def what_learned() -> str:
    return plain("What you learned")


def note_behind() -> Markup:
    """Where a note cannot be asked for, for it has to be typed."""
    return say("Or tell me in one line, with a note: <code>/log 45m nlp yesterday: attention is a weighted mean</code>")
