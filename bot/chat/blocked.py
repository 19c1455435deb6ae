"""Whoever an operator blocked is told so once, and then nothing; what is kept of them they may still take along and delete."""

from collections.abc import Iterable

from bot.chat.heard import Heard
from bot.chat.request import Request
from bot.errors import Blocked, Refusal
from bot.store import Contact, Store
from roadmap.errors import DomainError

STILL = frozenset({"export", "forget"})
"""The commands that a block takes from nobody, in their direct chat."""


async def is_blocked(store: Store, contact: Contact | None, heard: Heard) -> bool:
    """Whether who speaks is; an account that is known says so itself."""
    if contact:
        return contact.account.blocked_at is not None
    speaker = heard.speaker
    return await store.operating.blocks.holds(speaker.platform, speaker.user_id, heard.at)


async def check_speaker(store: Store, contact: Contact | None, heard: Heard) -> bool:
    """Whether the speaker is blocked, and may only say what a block takes from nobody. Raises Blocked where it is something else."""
    if not await is_blocked(store, contact, heard):
        return False
    if not _may_be_said(heard):
        raise Blocked
    return True


def check_requests(requests: Iterable[Request], *, blocked: bool) -> None:
    """Raises Blocked where a block takes any of them, for the first word of a message is not all of it."""
    if blocked and any(request.command.name not in STILL for request in requests):
        raise Blocked


async def to_tell(
    refused: Refusal | DomainError, store: Store, contact: Contact | None, heard: Heard
) -> Refusal | DomainError | None:
    """What the speaker is refused with; None for a blocked one who heard the one sentence before."""
    if not isinstance(refused, Blocked) and (_may_be_said(heard) or not await is_blocked(store, contact, heard)):
        return refused
    speaker = heard.speaker
    is_first = await store.operating.blocks.tell_once(speaker.platform, speaker.user_id, heard.at)
    return Blocked() if is_first else None


def _may_be_said(heard: Heard) -> bool:
    return heard.place.direct and heard.command is not None and heard.command.name in STILL
