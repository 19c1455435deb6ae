"""Settings, from the environment or a file called .env; read once and passed down."""

from zoneinfo import ZoneInfo

from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from bot.errors import OperatorError


class Settings(BaseSettings):
    """Every setting there is; ``.env.example`` lists the same."""

    model_config = SettingsConfigDict(env_file=".env", frozen=True, extra="ignore", env_ignore_empty=True)

    database_url: str = Field("sqlite:///roadmate.db", description="where everything is kept")
    telegram_token: SecretStr | None = Field(None, description="from BotFather; starts the Telegram side")
    telegram_api_url: str = Field("https://api.telegram.org", description="another Bot API server, self-hosted perhaps")
    telegram_rate: float = Field(30, description="messages a second over all; more than 30 is paid", ge=1, le=1000)
    nudges_in_flight: int = Field(3, description="nudges on their way at a time, and repeated by a crash", ge=1, le=500)
    default_zone: str = Field("UTC", description="the time zone of learners who have not said theirs")
    log_level: str = Field("INFO", description="DEBUG, INFO, WARNING or ERROR", pattern="^(DEBUG|INFO|WARNING|ERROR)$")

    @field_validator("default_zone")
    @classmethod
    def _a_zone(cls, name: str) -> str:
        try:
            return ZoneInfo(name).key
        except (KeyError, OSError, ValueError) as error:
            raise ValueError("it is no IANA time zone such as Europe/Berlin") from error

    @field_validator("telegram_api_url")
    @classmethod
    def _an_address(cls, url: str) -> str:
        if not url.startswith(("http://", "https://")):
            raise ValueError("it begins with http:// or https://")
        return url.rstrip("/")


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
