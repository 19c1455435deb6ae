"""What the courier carries: what is to be done for a row, and what is stored once it is done."""

from datetime import datetime
from typing import Protocol

from bot.chat.platform import Deed, Platform
from bot.chat.reply import Message
from bot.store import Nudge, Store
from roadmap.value import value


@value
class Letter:
    """A message into an account's direct chat."""

    user_id: str
    message: Message


class Afterwards(Protocol):
    """What is stored once a row has left, beside what the row itself tells."""

    async def keep(self, store: Store, made: str, now: datetime) -> None:
        """In the transaction that records it: ``made`` is the id of what was made. It may be called twice for one row,
        so it sets and does not count."""


@value
class Errand:
    """What is to be done for a row, ``why`` as its ledger tells it, where there is more than one cause, and what it is
    ``about``, as its row has it."""

    what: Letter | Deed
    afterwards: Afterwards | None = None
    why: str = ""
    about: str = ""


@value
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
