"""Buttons on their way to a platform and back: whose they are, and the line they type, in 64 bytes."""

import re
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.chat.reply import Button, Key, Message, Reply
from bot.store import Store
from bot.texts.phrases import shortened

MOST_BYTES = 64
KEPT = timedelta(days=30)
"""How long a line that does not fit is kept under its token."""

ANYBODY = "*"
CARRIED = re.compile(r"(?P<owner>\*|[0-9a-f]{1,16})(?::(?P<line>.+)|#(?P<token>[A-Za-z0-9_-]{1,24}))", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Press:
    """What a button carried: whose it is (None: anybody's) and its line, or the token of a line that is kept."""

    owner: int | None
    line: str = ""
    token: str = ""


def read(data: str) -> Press | None:
    """What a platform handed back on a press; None if no button of ours ever carried it."""
    match = CARRIED.fullmatch(data)
    if match is None:
        return None
    owner = None if match["owner"] == ANYBODY else int(match["owner"], 16)
    return Press(owner, line=match["line"] or "", token=match["token"] or "")


async def ready(reply: Reply, *, store: Store, user_id: int, open_to_all: frozenset[str], now: datetime) -> Message:
    """The reply as a platform gets it, its buttons bound to this account unless their command is open to all."""
    keys = [await _key(button, store, user_id, open_to_all, now) for button in reply.buttons]
    return Message(
        text=reply.text,
        keys=tuple(keys),
        attachments=reply.attachments,
        private=reply.private,
        in_place=reply.in_place,
        toast=reply.toast,
    )


async def _key(button: Button, store: Store, user_id: int, open_to_all: frozenset[str], now: datetime) -> Key:
    name = button.line.removeprefix("/").partition(" ")[0]
    owner = ANYBODY if name in open_to_all else f"{user_id:x}"
    data = f"{owner}:{button.line}"
    if len(data.encode()) > MOST_BYTES:
        token = secrets.token_urlsafe(12)
        await store.buttons.keep(token, user_id, button.line, now=now, expires_at=now + KEPT)
        data = f"{owner}#{token}"
    return Key(shortened(button.label), data)
