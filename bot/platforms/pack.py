"""What a platform is to the program: a light description, which loads its library only where it is served."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from bot.traits import Traits

if TYPE_CHECKING:
    from pydantic import BaseModel

    from bot.chat.command import Command
    from bot.chat.platform import Kernel, Platform
    from bot.clock import Clock
    from bot.settings import Settings
    from bot.store import Database


@dataclass(frozen=True, slots=True)
class House:
    """What a platform is built in."""

    kernel: "Kernel"
    database: "Database"
    clock: "Clock"


@dataclass(frozen=True, slots=True)
class Opened:
    """Who opened a page of ours within a platform, as that vouches for it: the account's id there, when, aware, by which signature, which
    is for once and good ``until`` a moment, exclusive, and what the link said that it was opened by."""

    user_id: str
    at: datetime
    signature: str
    until: datetime
    start: str = ""


Vouches = Callable[[str, datetime], Opened | None]
"""Who opened a page, by what the platform's client says at this moment; None for what the platform has not said."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that ``roadmate doctor`` looked at; ``fix`` is empty where there is nothing to mend."""

    subject: str
    seen: str
    fix: str = ""

    @property
    def fine(self) -> bool:
        return not self.fix

    def __str__(self) -> str:
        mark, cure = ("ok  ", "") if self.fine else ("BAD ", f" -> {self.fix}")
        return f"{mark}{self.subject}: {self.seen}{cure}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """How ``roadmate run`` serves a platform.

    ``needs`` are its settings, mixed into those of the house: ``bot.settings.own`` finds them there again. ``switch`` is
    the name of the one that turns it on, a token that ``given_by`` gives out. ``made`` builds the
    platform, ``look`` is what the doctor looks at; each loads the library by itself. ``traits_by`` is what the settings
    make of the traits. ``vouches`` is how a platform that opens pages within itself says for whom.
    """

    needs: "Callable[[], type[BaseModel]]"
    switch: str
    given_by: str
    made: "Callable[[Settings, House], Platform]"
    look: "Callable[[Settings, Sequence[Command]], Awaitable[Sequence[Finding]]]"
    traits_by: "Callable[[Settings], Traits] | None" = None
    vouches: "Callable[[Settings], Vouches] | None" = None

    def is_on(self, settings: "Settings") -> bool:
        """Whether its token is set."""
        return getattr(settings, self.switch, None) is not None


@dataclass(frozen=True, slots=True)
class Pack:
    """A platform: its traits, and how it is served; None for one that whoever sits at it opens."""

    traits: Traits
    service: Service | None = None

    def traits_by(self, settings: "Settings") -> Traits:
        """The traits in this installation."""
        by = self.service.traits_by if self.service else None
        return by(settings) if by else self.traits
