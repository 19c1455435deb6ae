"""What has come from Telegram, read no further than it must be to be kept: its number, its chat and its sender."""

import json
from typing import Any

from bot.store.ids import NOBODY
from bot.store.inbox import Arrival

BITS_64 = range(-(2**63), 2**63)


def arrival(payload: str) -> Arrival:
    """An update by its raw JSON. Raises ValueError for what is none."""
    try:
        update = json.loads(payload)
    except RecursionError:
        raise ValueError("nested without end") from None
    if not isinstance(update, dict) or not _is_id(update.get("update_id")):
        raise ValueError("no update")
    chat = next(filter(None, map(_chat, update.values())), NOBODY)
    return Arrival(str(update["update_id"]), chat, payload, next(filter(None, map(_sender, update.values())), None))


def _chat(content: Any) -> str | None:
    """The chat that a message, or what carries one, was written in; else the chat with the sender."""
    if not isinstance(content, dict):
        return None
    for holder in (content, content.get("message")):
        if isinstance(holder, dict) and isinstance(chat := holder.get("chat"), dict) and _is_id(chat.get("id")):
            return str(int(chat["id"]))
    return _sender(content)


def _sender(content: Any) -> str | None:
    """Who sent it; Telegram says "user" of those who vote and react."""
    if not isinstance(content, dict):
        return None
    sender = content.get("from") or content.get("user")
    return str(int(sender["id"])) if isinstance(sender, dict) and _is_id(sender.get("id")) else None


def _is_id(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value in BITS_64
