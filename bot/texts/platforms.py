"""What the platforms are called where learners read of them."""

from bot.texts.sentence import plain

PLATFORMS = ("telegram", "discord", "console")


def platform_name(platform: str) -> str:
    """ "Telegram", "the terminal"; a platform without words goes by its own name."""
    match platform:
        case "telegram":
            return plain("Telegram")
        case "discord":
            return plain("Discord")
        case "console":
            return plain("the terminal")
    return platform


def at_platform(platform: str) -> str:
    """ "on Telegram", "in the terminal"."""
    match platform:
        case "console":
            return plain("in the terminal")
    return plain("on {platform}", platform=platform_name(platform))
