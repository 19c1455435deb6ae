"""What operators tell everybody, and how it is switched off."""

from markupsafe import Markup

from bot.texts.phrases import paragraphs
from bot.texts.sentence import plain, say


def announced(said: str) -> Markup:
    """To a learner: the operator's own words, and below them how to hear no more of this kind."""
    return paragraphs(
        say("📣 {said}", said=said),
        say(
            "<i>From whoever runs this bot, to everybody here. <code>/nudges announcements off</code>: no more of these.</i>"
        ),
    )


def no_more() -> str:
    """Of the button below it."""
    return plain("No more of these")


def off() -> Markup:
    """How it is set, in the list of settings."""
    return say("Announcements: off")


def switched(*, on: bool) -> Markup:
    """Said to who set it."""
    if on:
        return say("📣 You hear again what whoever runs this bot tells everybody.")
    return say(
        "📣 No more announcements. Your nudges stay as they are. <code>/nudges announcements on</code> brings them back."
    )
