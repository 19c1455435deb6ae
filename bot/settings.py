"""Settings, from the environment or a file called .env; read once and passed down."""

import re
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Annotated, Any, Literal, TypeVar
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, available_timezones

from pydantic import (
    AfterValidator,
    BaseModel,
    Field,
    ValidationError,
    create_model,
    field_validator,
    model_validator,
)
from pydantic_settings import BaseSettings, SettingsConfigDict

from bot.errors import OperatorError
from bot.platforms import packs
from roadmap.group import budget

WEBHOOK_PORT = 8080

PORTS = {"http": 80, "https": 443}
"""What an address means that names none."""

ACCOUNT = re.compile(r"[1-9]\d{0,19}", re.ASCII)
"""The id of an account, which every platform that there is counts."""

Own = TypeVar("Own", bound=BaseModel)


def _address(url: str) -> str:
    if not url.startswith(("http://", "https://")):
        raise ValueError("it begins with http:// or https://")
    return url.rstrip("/")


def _found_at(url: str) -> str:
    """As browsers write the origin of a page: what they send is compared with it."""
    parts = urlsplit(_address(url))
    if parts.query or parts.fragment or parts.username is not None or not parts.hostname:
        raise ValueError("it is http:// or https://, a host, and perhaps a port and a path, and nothing else")
    host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
    port = "" if parts.port in {None, PORTS[parts.scheme]} else f":{parts.port}"
    return f"{parts.scheme}://{host}{port}{parts.path}"


Address = Annotated[str, AfterValidator(_address)]
"""The address of a server, kept without its last slash."""


class Settings(BaseSettings):
    """What the house needs, whatever platforms there are; ``whole`` are these and what each of those needs, and
    ``.env.example`` lists them all."""

    model_config = SettingsConfigDict(env_file=".env", frozen=True, extra="ignore", env_ignore_empty=True)

    database_url: str = Field("sqlite:///roadmate.db", description="where everything is kept")
    http_host: str = Field("127.0.0.1", description="the address the HTTP server listens on")
    http_port: int | None = Field(None, description="its port; with a webhook 8080 unless set", ge=1, le=65535)
    public_url: Annotated[str, AfterValidator(_found_at)] | None = Field(
        None, description="where people find the HTTP server on the web; turns pages and calendar addresses on"
    )
    live_pages: int = Field(
        2000, description="open pages that hear at once what was said, in each process", ge=0, le=20_000
    )
    nudges_in_flight: int = Field(3, description="nudges on their way at a time, and repeated by a crash", ge=1, le=500)
    weekly_budget: int = Field(
        budget.DEFAULT, description="messages a week that a learner gets unasked", ge=budget.LEAST, le=budget.MOST
    )
    default_zone: str = Field("UTC", description="the time zone of learners who have not said theirs")
    operators: str = Field("", description="who operates the bot, such as telegram:123,discord:456")
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = Field("INFO", description="DEBUG, INFO, WARNING or ERROR")

    @model_validator(mode="before")
    @classmethod
    def _without_blanks(cls, given: Any) -> Any:
        """Blanks and line ends around a value were pasted along with it; one that has nothing else is not set."""
        if not isinstance(given, dict):
            return given
        stripped = {name: value.strip() if isinstance(value, str) else value for name, value in given.items()}
        return {name: value for name, value in stripped.items() if value != "" or given[name] == ""}

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

    @field_validator("operators")
    @classmethod
    def _accounts(cls, said: str) -> str:
        return ",".join(dict.fromkeys(":".join(account_in(one)) for one in said.split(",") if one.strip()))

    @property
    def operator_accounts(self) -> tuple[tuple[str, str], ...]:
        """The accounts of those who operate the bot: of each its platform, and its id there."""
        return tuple(account_in(one) for one in self.operators.split(",") if one)

    def listens_on(self, *, has_routes: bool) -> int | None:
        """The port of the HTTP server, None where it is off; routes of platforms turn it on."""
        return self.http_port or (WEBHOOK_PORT if has_routes else None)


def account_in(said: str) -> tuple[str, str]:
    """The platform and the id there of an account as operators write it, "telegram:123". Raises ValueError with what to do."""
    platform, _, number = (part.strip() for part in said.partition(":"))
    names = packs.names()
    if platform.casefold() not in names or not ACCOUNT.fullmatch(number):
        raise ValueError(
            "each is a platform and the number it gave the account, such as telegram:123,discord:456; platforms are "
            f"{', '.join(sorted(names))}"
        )
    return platform.casefold(), number


def whole() -> type[Settings]:
    """Every setting there is."""
    return _with(tuple(pack.service.needs() for pack in packs.PACKS if pack.service))


@cache
def _with(needs: tuple[type[Any], ...]) -> type[Settings]:
    return create_model("Settings", __base__=(Settings, *needs))


def own(settings: Settings, kind: type[Own]) -> Own:
    """What a platform finds of its own in the settings; its defaults where they were read without it."""
    return settings if isinstance(settings, kind) else kind.model_construct()


def read_settings(written: Mapping[str, str] = MappingProxyType({}), where: str = "") -> Settings:
    """The settings in force, whole; what was ``written`` down somewhere, by name, goes before the environment and .env. Raises
    OperatorError naming each setting that cannot be used."""
    known = whole()
    named = ((name.casefold(), value) for name, value in written.items())
    given: dict[str, Any] = {name: value for name, value in named if name in known.model_fields}
    try:
        return known(**given)
    except ValidationError as error:
        faults = [
            f"{str(fault['loc'][0]).upper()}: {fault['msg'].removeprefix('Value error, ')}"
            for fault in error.errors(include_input=False)
        ]
        raise OperatorError("; ".join(faults), f"correct it in the environment or in {where or '.env'}") from None
    except (OSError, UnicodeDecodeError):
        raise OperatorError("the file .env cannot be read", "let it be a readable text file, or remove it") from None


@cache
def _zones() -> dict[str, str]:
    """The names of all IANA time zones, by what they are in small letters; finding them reads a thousand files."""
    return {zone.casefold(): zone for zone in available_timezones()}
