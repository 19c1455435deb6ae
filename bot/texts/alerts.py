"""What each chat of a learner hears of what another one did: a link, a parting, an export, a deletion."""

from datetime import datetime
from zoneinfo import ZoneInfo

from markupsafe import Markup

from bot.texts.phrases import moment, paragraphs
from bot.texts.platforms import at_platform, platform_name
from bot.texts.sentence import say


def linked(platform: str) -> Markup:
    return paragraphs(
        say(
            "🔗 This chat is linked with {platform} now: what is told in one is known in the other.",
            platform=platform_name(platform),
        ),
        say(
            "Whoever speaks there can see, take along and delete what you told me here. If that isn't you, unlink this "
            "chat."
        ),
    )


def unlinked(platform: str) -> Markup:
    return say(
        "✂ The chat {there} is no longer linked with this one. It took along what was told there; what was told here "
        "stays here.",
        there=at_platform(platform),
    )


def exported(platform: str) -> Markup:
    return say(
        "📦 What I keep about you was just exported {there}, what you told me here included. If that wasn't you, unlink "
        "this chat.",
        there=at_platform(platform),
    )


def deleting(platform: str, at: datetime, zone: ZoneInfo, now: datetime) -> Markup:
    """Everything is to be deleted at a moment, what was told in this chat too; the button below objects."""
    return paragraphs(
        say(
            "🗑 I was asked {there} to delete everything I keep about you, what you told me here too. That happens on "
            "{moment}.",
            there=at_platform(platform),
            moment=moment(at, zone, now.astimezone(zone).date()),
        ),
        say(
            "The button keeps what you told me here. Then the two chats part, and what was told {there} is deleted at "
            "once.",
            there=at_platform(platform),
        ),
    )


def called_off(platform: str) -> Markup:
    return say("↩ It was called off {there}: nothing is deleted.", there=at_platform(platform))
