"""What passes between a platform and the kernel, in both directions."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from bot.chat.reply import Message


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who speaks: an account on one platform. ``user_id`` is the platform's own 64-bit id."""

    platform: str
    user_id: int
    name: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Place:
    """Where it was said. ``direct_link`` leads to the bot's direct chat, where the platform has such links."""

    chat_id: int
    direct: bool
    direct_link: str = ""


@dataclass(frozen=True, slots=True)
class Spoken:
    """A typed line, as typed; ``at`` is the platform's time of the message, aware."""

    speaker: Speaker
    place: Place
    line: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Pressed:
    """A press on a button; ``data`` is what its Key carried, ``at`` the moment of receipt, aware."""

    speaker: Speaker
    place: Place
    data: str
    at: datetime


class Platform(Protocol):
    """A chat system the bot lives on."""

    name: str

    async def run(self) -> None:
        """Serve until cancelled; whatever is in hand is finished first."""

    async def send(self, user_id: int, message: Message) -> str:
        """Send a message to an account's direct chat, unasked, in one try, and return the platform's message id.

        Raises errors.Unreachable when the account cannot be written to, errors.TryLater when the platform asks to
        wait or cannot be reached just now, errors.Unsendable when the platform will never take this message.
        """
