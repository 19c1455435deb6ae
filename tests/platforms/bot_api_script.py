"""Scripted failures of the Bot API server, and what it remembers of a bot's calls and messages."""

from dataclasses import dataclass, field
from time import monotonic
from typing import Any

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Failure:
    """One answer other than the usual. ``accepted`` means that the call was carried out and only its answer lost.

    Status 0 is no answer at all.
    """

    status: int
    description: str = ""
    parameters: Json = field(default_factory=dict)
    accepted: bool = False
    hanging: bool = False


def forbidden(description: str = "Forbidden: bot was blocked by the user") -> Failure:
    return Failure(403, description)


def flood(seconds: float) -> Failure:
    return Failure(429, f"Too Many Requests: retry after {seconds}", {"retry_after": seconds})


def migrated(new_chat_id: int) -> Failure:
    description = "Bad Request: group chat was upgraded to a supergroup chat"
    return Failure(400, description, {"migrate_to_chat_id": new_chat_id})


def refused(description: str) -> Failure:
    return Failure(400, f"Bad Request: {description}")


def broken(status: int = 502) -> Failure:
    """A proxy's page instead of JSON."""
    return Failure(status)


def garbled(text: str = "<html>Welcome to the hotel's network</html>") -> Failure:
    """Somebody on the way answers 200 in Telegram's place."""
    return Failure(200, text)


def lost() -> Failure:
    """The connection is closed after the call was carried out."""
    return Failure(0, accepted=True)


def unheard() -> Failure:
    """The connection is closed before the call was carried out."""
    return Failure(0)


def silent() -> Failure:
    """The connection stays open and nothing comes."""
    return Failure(0, hanging=True)


@dataclass(frozen=True, slots=True)
class Call:
    """One call of the bot, but for getUpdates."""

    method: str
    params: Json


@dataclass(slots=True)
class BotMessage:
    """A message of the bot as it stands now: ``text`` is what one sees, of a file its caption."""

    message_id: int
    chat_id: int
    kind: str
    html: str
    text: str
    rows: list[list[Json]]
    chat_type: str = "private"
    thread: int | None = None
    reply_to: int | None = None
    file: tuple[str, bytes] | None = None
    edits: int = 0
    at: float = field(default_factory=monotonic)

    @property
    def labels(self) -> list[list[str]]:
        return [[button["text"] for button in row] for row in self.rows]

    def data(self, label: str) -> str:
        """What the button of that label carries."""
        found: str = next(button["callback_data"] for row in self.rows for button in row if button["text"] == label)
        return found
