"""What the platforms are called where learners read of them."""

from bot.platforms.packs import traits_of
from bot.texts.sentence import plain


def platform_name(platform: str) -> str:
    """ "Telegram", "the terminal"; a platform without words goes by its own name."""
    return traits_of(platform).shown_name


def at_platform(platform: str) -> str:
    """ "on Telegram", "in the terminal"."""
    match platform:
        case "console":
            return plain("in the terminal")
    return plain("on {platform}", platform=platform_name(platform))
