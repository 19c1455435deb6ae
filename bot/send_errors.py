"""Why a platform did not take a message, as errors; none of them is worded for learners.

SendError
├── Unreachable       the account blocked the bot, or the account or the group is gone: stop until it is heard of
├── TryLater          a limit or a fault that passes: once more, after ``seconds`` where known
├── ChatMoved         the group has another id: once more there
├── ThreadGone        the group's thread is deleted
├── MessageGone       the message to be changed is not there any more
├── LacksRight        the bot may not do this in the group now; an admin can let it, so it is tried again
└── Unsendable        the platform will never take this message
"""

from dataclasses import dataclass
from enum import StrEnum

from bot.errors import BotError


class SendError(BotError):
    """A platform did not take a message; why, is a ``bot.reasons.Reason``, but for what that says of itself."""


@dataclass(eq=False)
class Unreachable(SendError):
    reason: str


@dataclass(eq=False)
class TryLater(SendError):
    """``maybe_sent`` says that the message may have arrived although no answer did."""

    reason: str
    seconds: float | None = None
    maybe_sent: bool = False


@dataclass(eq=False)
class ChatMoved(SendError):
    new_chat_id: str


class ThreadGone(SendError):
    """The thread is deleted; the chat may still be there."""


class MessageGone(SendError):
    """The message is not there any more."""


class Ability(StrEnum):
    """What an admin may let the bot do in a group. Values are stored."""

    SEE = "see the chat"
    WRITE = "write"
    WRITE_IN_THREADS = "write in threads"
    WRITE_IN_CLOSED = "write in closed threads"
    PIN = "pin"
    OPEN_ROOMS = "open rooms"
    PLAN_EVENTS = "plan events"


TO_WRITE = frozenset({Ability.SEE, Ability.WRITE, Ability.WRITE_IN_THREADS, Ability.WRITE_IN_CLOSED})
"""Without one of these nothing can be posted; without the others only what they are for is left out."""


@dataclass(eq=False)
class LacksRight(SendError):
    ability: Ability


@dataclass(eq=False)
class Unsendable(SendError):
    reason: str
