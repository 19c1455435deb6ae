"""What a blocked account is told, once."""

from markupsafe import Markup

from bot.texts.sentence import say


def blocked() -> Markup:
    return say(
        "Whoever runs this bot has blocked this account, so I don't answer here any more; /export and /forget still work."
    )
