"""What Discord needs of the settings."""

from pydantic import BaseModel, Field, SecretStr

from bot.settings import Address


class DiscordSettings(BaseModel):
    """Mixed into the settings of the house, so the names are whole."""

    discord_token: SecretStr | None = Field(None, description="from the Developer Portal; starts the Discord side")
    discord_api_url: Address = Field("https://discord.com/api/v10", description="another Discord API, for tests")
    discord_guild_id: int | None = Field(None, description="one server that gets the commands, while developing", ge=1)
    discord_shards: int | None = Field(None, description="connections; as many as Discord advises unless set", ge=1)
