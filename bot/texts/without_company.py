"""Why somebody has no partner, or none who hears them."""

from datetime import datetime
from zoneinfo import ZoneInfo

from markupsafe import Markup

from bot.texts.phrases import moment
from bot.texts.sentence import say


def nobody_while_muted(until: datetime, zone: ZoneInfo, now: datetime) -> Markup:
    """Said to who would like a partner in a group where an admin lets nothing be posted for them."""
    return say(
        "An admin of the group asked me to post nothing for you there until {until}, so I introduce you to nobody before. "
        "After that I look again, every Monday.",
        until=moment(until, zone, now.astimezone(zone).date()),
    )


def partner_gone(title: str) -> Markup:
    """Said to who is left alone, without a name; their next partner is told of beside it."""
    return say("🍃 Your partner in <b>{title}</b> isn't with you any more, which is nothing you did.", title=title)


def left_alone(title: str) -> Markup:
    """The same, where nobody else is free."""
    return say(
        "🍃 Your partner in <b>{title}</b> isn't with you any more, which is nothing you did. As soon as somebody else is free, you "
        "two meet; <code>/partner off</code> takes you off the list.",
        title=title,
    )


def asked_for_another(name: str) -> Markup:
    """Said to the partner of who asked for a rematch, and has met nobody yet."""
    return say(
        "🍃 {name} asked for another partner. Nothing is lost: I find you somebody too as soon as somebody is free, unless "
        "<code>/partner off</code> says otherwise.",
        name=name,
    )


def who_alone() -> Markup:
    """Said with an introduction, and to who would like a partner, where their nudges are off."""
    return say(
        "Your nudges are off, so I tell you who your partner is and nothing of their promises. <code>/nudges on</code> changes that."
    )


def promised_while_muted(until: datetime, zone: ZoneInfo, now: datetime) -> Markup:
    """Said to who makes a promise in such a group."""
    return say(
        "An admin of the group asked me to post nothing for you there until {until}, so I'll keep it between us.",
        until=moment(until, zone, now.astimezone(zone).date()),
    )
