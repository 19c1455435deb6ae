"""What a platform tells of its chats without anybody having said a word."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Added:
    """The bot was added to a group; to a server where nothing takes a greeting it is in no chat of it."""

    platform: str
    chat_id: str | None
    title: str = field(default="", compare=False)
    server_id: str | None = None


@dataclass(frozen=True, slots=True)
class Removed:
    """The bot is in a group, or on a server with all its groups, no longer."""

    platform: str
    chat_id: str | None
    server_id: str | None = None


@dataclass(frozen=True, slots=True)
class RightsChanged:
    """What the bot may do in a group, or on a server with all its groups, is not what it was."""

    platform: str
    chat_id: str | None
    server_id: str | None = None


@dataclass(frozen=True, slots=True)
class Departed:
    """Somebody left a group, or a server with all its groups."""

    platform: str
    user_id: str
    chat_id: str | None
    server_id: str | None = None


@dataclass(frozen=True, slots=True)
class Moved:
    """A group has another id now."""

    platform: str
    chat_id: str
    to: str


@dataclass(frozen=True, slots=True)
class Blocked:
    """An account has blocked the bot, or let it in again."""

    platform: str
    user_id: str
    blocked: bool


Happening = Added | Removed | RightsChanged | Departed | Moved | Blocked
