"""Why nothing is done with a message that was handed to a command."""

from markupsafe import Markup

from bot.texts.sentence import say


def no_file() -> Markup:
    return say("There is no file in that message that I can read.")


def no_words() -> Markup:
    return say("There are no words in that message to log.")


def not_yours() -> Markup:
    """Somebody else's words were to become the speaker's note."""
    return say(
        "Those are somebody else's words, and your log keeps yours. What did you take from them? <code>/log 20m: …</code>"
    )


def gone() -> Markup:
    """The command is there no more; a platform takes a while to show a new menu."""
    return say("I don't have that any more; your menu will know in a while.")
