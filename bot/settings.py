"""Settings, from the environment or a file called .env; read once and passed down."""

import re
from functools import cache
from typing import Literal
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, available_timezones

from pydantic import Field, SecretStr, ValidationError, ValidationInfo, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from bot.errors import OperatorError
from roadmap.group import budget

WEBHOOK_PORT = 8080


class Settings(BaseSettings):
    """Every setting there is; ``.env.example`` lists the same."""

    model_config = SettingsConfigDict(env_file=".env", frozen=True, extra="ignore", env_ignore_empty=True)

    database_url: str = Field("sqlite:///roadmate.db", description="where everything is kept")
    telegram_token: SecretStr | None = Field(None, description="from BotFather; starts the Telegram side")
    telegram_api_url: str = Field("https://api.telegram.org", description="another Bot API server, self-hosted perhaps")
    telegram_rate: float = Field(30, description="messages a second over all; more than 30 is paid", ge=1, le=1000)
    telegram_webhook_url: str | None = Field(None, description="where Telegram brings updates; unset, they are fetched")
    telegram_webhook_secret: SecretStr | None = Field(
        None, description="what Telegram shows to be let in", validate_default=True
    )
    discord_token: SecretStr | None = Field(None, description="from the Developer Portal; starts the Discord side")
    discord_api_url: str = Field("https://discord.com/api/v10", description="another Discord API, for tests")
    discord_guild_id: int | None = Field(None, description="one server that gets the commands, while developing", ge=1)
    discord_shards: int | None = Field(None, description="connections; as many as Discord advises unless set", ge=1)
    http_host: str = Field("127.0.0.1", description="the address the HTTP server listens on")
    http_port: int | None = Field(None, description="its port; with a webhook 8080 unless set", ge=1, le=65535)
    nudges_in_flight: int = Field(3, description="nudges on their way at a time, and repeated by a crash", ge=1, le=500)
    weekly_budget: int = Field(
        budget.DEFAULT, description="messages a week that a learner gets unasked", ge=budget.LEAST, le=budget.MOST
    )
    default_zone: str = Field("UTC", description="the time zone of learners who have not said theirs")
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = Field("INFO", description="DEBUG, INFO, WARNING or ERROR")

    @field_validator("default_zone")
    @classmethod
    def _a_zone(cls, name: str) -> str:
        try:
            return ZoneInfo(_zones().get(name.casefold(), name)).key
        except (KeyError, OSError, ValueError) as error:
            raise ValueError("it is no IANA time zone such as Europe/Berlin") from error

    @field_validator("log_level", mode="before")
    @classmethod
    def _a_level(cls, name: object) -> object:
        return name.upper() if isinstance(name, str) else name

    @field_validator("telegram_api_url", "discord_api_url")
    @classmethod
    def _an_address(cls, url: str) -> str:
        if not url.startswith(("http://", "https://")):
            raise ValueError("it begins with http:// or https://")
        return url.rstrip("/")

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

    @property
    def listens_on(self) -> int | None:
        """The port of the HTTP server, None where it is off."""
        return self.http_port or (WEBHOOK_PORT if self.telegram_webhook_url else None)


def read_settings() -> Settings:
    """The settings in force. Raises OperatorError naming each setting that cannot be used."""
    try:
        return Settings()
    except ValidationError as error:
        faults = [
            f"{str(fault['loc'][0]).upper()}: {fault['msg'].removeprefix('Value error, ')}"
            for fault in error.errors(include_input=False)
        ]
        raise OperatorError("; ".join(faults), "correct it in the environment or in .env") from None
    except (OSError, UnicodeDecodeError):
        raise OperatorError("the file .env cannot be read", "let it be a readable text file, or remove it") from None


@cache
def _zones() -> dict[str, str]:
    """The names of all IANA time zones, by what they are in small letters; finding them reads a thousand files."""
    return {zone.casefold(): zone for zone in available_timezones()}
