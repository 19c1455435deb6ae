"""What learners who were here before are told of a change in how the bot is used: once to each. Who raises
``bot.store.values.NEWS`` writes anew what is said here."""

from markupsafe import Markup

from bot.texts.sentence import say


def news() -> Markup:
    return say(
        "🆕 New here: /today says the one thing to do next, topics can have steps to tick (/steps), I come at the times when you "
        "study (/times), keep the clock while you do (/focus), and the menu is shorter. "
        "Everything you could say before still works; /help has it all."
    )
