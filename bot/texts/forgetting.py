"""What is said of a deletion: what it takes, when, who may object, and what outlives it."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from markupsafe import Markup

from bot.texts.phrases import at_platform, listed, moment, paragraphs, platform_name, plural, short_day


def preview(facts: int, since: date, today: date, platforms: tuple[str, ...], minutes: int) -> Markup:
    """What /forget would delete, in all the chats that are linked; the others have so many minutes to object."""
    what = Markup(
        "This deletes everything I keep about you: {}, your settings and the record of nudges since {}. It can't be "
        "undone; /export first keeps a copy. The button works once, for ten minutes."
    ).format(plural(facts, "fact"), short_day(since, today))
    if len(platforms) == 1:
        return what
    return paragraphs(
        what,
        Markup(
            "That is what you told me in all your linked chats: {}. The others hear of it first, and for {} each may keep "
            "what it told; then everything goes. What you told here goes in any case."
        ).format(listed(map(platform_name, platforms)), plural(minutes, "minute")),
    )


def forgotten(*, stays: bool) -> Markup:
    """``stays`` says that wrong codes are still counted."""
    return paragraphs(
        Markup("All gone. It was good to study with you; /start whenever you like."),
        _stays() if stays else None,
        _elsewhere(),
    )


def _elsewhere() -> Markup:
    return Markup(
        "Backups made before now, and a database server that has yet to tidy up, may hold traces a while longer; whoever "
        "runs this bot knows how long."
    )


def _stays() -> Markup:
    return Markup(
        "One thing stays, for an hour at most: that wrong codes were tried, under a number made of your account that says "
        "to nobody else whose it is."
    )


def asked(at: datetime, zone: ZoneInfo, today: date, *, stays: bool) -> Markup:
    """Said to who asked, while the others have their time."""
    return paragraphs(
        Markup("⏳ Your other chats are told, and on {} everything is deleted.").format(moment(at, zone, today)),
        Markup(
            "Should one of them keep what it told, it parts from you, and what you told here goes at once. I can't write "
            "to you then, for I'll know you no more: /forget shows whether it is done."
        ),
        _stays() if stays else None,
        _elsewhere(),
    )


def asked_elsewhere(platform: str, at: datetime, zone: ZoneInfo, today: date) -> Markup:
    """Said to one of the others."""
    return Markup(
        "⏳ I was asked {} to delete everything, what you told me here too. That happens on {}. The button keeps what you "
        "told me here: then the two chats part, and what was told {} is deleted at once."
    ).format(at_platform(platform), moment(at, zone, today), at_platform(platform))


def called_off() -> Markup:
    return Markup("↩ Called off: nothing is deleted.")


def kept(platform: str) -> Markup:
    """Said to who objected."""
    return Markup("✂ Kept: what you told me here is yours alone now. What was told {} is deleted.").format(
        at_platform(platform)
    )


def nothing_waits() -> Markup:
    return Markup("Nothing is about to be deleted.")


def nothing_to_forget() -> Markup:
    return Markup("I keep nothing about you, so there is nothing to delete.")
