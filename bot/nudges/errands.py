"""What the courier carries: a claimed row on its way from being judged to having left."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.chat.platform import Deed, Platform
from bot.chat.reply import Message
from bot.store import Nudge, Outcome, Store


@dataclass(frozen=True, slots=True)
class Letter:
    """A message into an account's direct chat."""

    user_id: str
    message: Message


After = Callable[[Store, str, datetime], Awaitable[None]]
"""What is stored once it has left, in the transaction that records it: given the id of what was made, and the moment.
It may be called twice for one row, so it sets and does not count."""


async def nothing(_store: Store, _made: str, _now: datetime) -> None:
    """Nothing but the row itself tells of it."""


@dataclass(frozen=True, slots=True)
class Errand:
    """What is to be done for a row."""

    what: Letter | Deed
    after: After = nothing


Pack = Callable[[Store, datetime], Awaitable[Errand | Outcome]]
"""Composes the errand, or finds that nothing is to be done after all."""


@dataclass(frozen=True, slots=True)
class Ready:
    """A row that may leave. ``chat`` is the name of its limit, by which messages there are ``interval`` apart."""

    nudge: Nudge
    chat: str
    interval: timedelta
    pack: Pack


@dataclass(frozen=True, slots=True)
class Parcel:
    """A composed row and the moment it may leave."""

    nudge: Nudge
    errand: Errand
    leaves_at: datetime


async def carry_out(platform: Platform, what: Letter | Deed) -> str:
    """Do it, in one try, and return the id of what was made. Raises as the platform does."""
    if isinstance(what, Letter):
        return await platform.send(what.user_id, what.message)
    return await platform.perform(what)
