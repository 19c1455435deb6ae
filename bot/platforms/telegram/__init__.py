"""Telegram as a platform of the bot, and the only place that knows python-telegram-bot."""

from bot.platforms.telegram.platform import Address, Telegram

__all__ = ["Address", "Telegram"]
