"""Discord as a platform of the bot, and the only place that knows discord.py."""

from bot.platforms.discord.platform import Discord

__all__ = ["Discord"]
