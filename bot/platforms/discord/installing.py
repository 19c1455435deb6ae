"""Where the bot is let in."""

from discord.utils import oauth_url


def personal_link(application_id: int) -> str:
    """Where somebody installs the bot for themselves."""
    return f"{oauth_url(application_id, scopes=('applications.commands',))}&integration_type=1"
