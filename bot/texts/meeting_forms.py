"""What the form of a meeting asks; plain text."""

from bot.texts.phrases import spent
from bot.texts.sentence import plain


def meeting() -> str:
    """The title of the form."""
    return plain("A meeting of this group")


def which_day() -> str:
    return plain("On which day?")


def what_time() -> str:
    return plain("At what time?")


def how_long() -> str:
    return plain("For how long?")


def minutes(length: int) -> str:
    return spent(length)


def which_topic() -> str:
    return plain("On which topic?")


def how_often() -> str:
    return plain("How often?")


def once() -> str:
    return plain("Once")


def every_week() -> str:
    return plain("Every week")
