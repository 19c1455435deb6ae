"""Discord as a platform of the bot, and the only place that knows discord.py."""
