"""The labels of buttons about what those who lead see, and of what they can do; plain text."""

from bot.texts.sentence import plain
from roadmap.group.sight import Level


def level(which: Level) -> str:
    match which:
        case Level.NOTHING:
            return plain("Nothing")
        case Level.STANDING:
            return plain("Topic and standing")
        case Level.STUDY_DAY:
            return plain("Also the last study day")


def what_is_seen() -> str:
    return plain("👀 What would they see?")


def look_at() -> str:
    """Stands in a menu of members."""
    return plain("Look at somebody")


def more() -> str:
    return plain("More")


def kind_word() -> str:
    return plain("💛 A kind word")


def pair_with() -> str:
    return plain("🤝 Pair with …")


def propose_meeting() -> str:
    return plain("📅 Propose a meeting")


def partner() -> str:
    """Stands in a menu of members."""
    return plain("A partner")
