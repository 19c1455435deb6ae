"""What Telegram needs of the settings."""

import re
from urllib.parse import urlsplit

from pydantic import BaseModel, Field, SecretStr, ValidationInfo, field_validator

from bot.settings import Address


class TelegramSettings(BaseModel):
    """Mixed into the settings of the house, so the names are whole."""

    telegram_token: SecretStr | None = Field(None, description="from BotFather; starts the Telegram side")
    telegram_api_url: Address = Field(
        "https://api.telegram.org", description="another Bot API server, self-hosted perhaps"
    )
    telegram_rate: float = Field(30, description="messages a second over all; more than 30 is paid", ge=1, le=1000)
    telegram_webhook_url: str | None = Field(None, description="where Telegram brings updates; unset, they are fetched")
    telegram_webhook_secret: SecretStr | None = Field(
        None, description="what Telegram shows to be let in", validate_default=True
    )

    @field_validator("telegram_webhook_url")
    @classmethod
    def _a_webhook(cls, url: str | None) -> str | None:
        if url is not None and not (url.startswith("https://") and urlsplit(url).hostname):
            raise ValueError("it begins with https:// and a host; Telegram calls nothing else")
        return url

    @field_validator("telegram_webhook_secret")
    @classmethod
    def _a_secret(cls, secret: SecretStr | None, info: ValidationInfo) -> SecretStr | None:
        if secret is None and info.data.get("telegram_webhook_url"):
            raise ValueError("it is needed with TELEGRAM_WEBHOOK_URL, for anybody can call that")
        if secret is not None and not re.fullmatch(r"[A-Za-z0-9_-]{16,256}", secret.get_secret_value()):
            raise ValueError("it is to be 16 to 256 of A-Z a-z 0-9 _ -, such as `openssl rand -hex 32` gives")
        return secret
