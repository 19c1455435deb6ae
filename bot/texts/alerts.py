"""What each chat of a learner hears of what another one did: a link, a parting, an export, a deletion."""

from datetime import datetime
from zoneinfo import ZoneInfo

from markupsafe import Markup

from bot.texts.glued import at_platform, moment, paragraphs, platform_name


def linked(platform: str) -> Markup:
    return paragraphs(
        Markup("🔗 This chat is linked with {} now: what is told in one is known in the other.").format(
            platform_name(platform)
        ),
        Markup(
            "Whoever speaks there can see, take along and delete what you told me here. If that isn't you, unlink this "
            "chat."
        ),
    )


def unlinked(platform: str) -> Markup:
    return Markup(
        "✂ The chat {} is no longer linked with this one. It took along what was told there; what was told here stays "
        "here."
    ).format(at_platform(platform))


def exported(platform: str) -> Markup:
    return Markup(
        "📦 What I keep about you was just exported {}, what you told me here included. If that wasn't you, unlink this "
        "chat."
    ).format(at_platform(platform))


def deleting(platform: str, at: datetime, zone: ZoneInfo, now: datetime) -> Markup:
    """Everything is to be deleted at a moment, what was told in this chat too; the button below objects."""
    return paragraphs(
        Markup(
            "🗑 I was asked {} to delete everything I keep about you, what you told me here too. That happens on {}."
        ).format(at_platform(platform), moment(at, zone, now.astimezone(zone).date())),
        Markup(
            "The button keeps what you told me here. Then the two chats part, and what was told {} is deleted at once."
        ).format(at_platform(platform)),
    )


def called_off(platform: str) -> Markup:
    return Markup("↩ It was called off {}: nothing is deleted.").format(at_platform(platform))
