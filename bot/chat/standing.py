"""The question that was said last in a chat: where its answer is typed instead of pressed, its buttons are of no use any more.

Kept in memory, for it counts no longer than until something else is said there. After a restart the buttons stay, and a press on
them is heard as any.
"""

from collections import OrderedDict
from typing import Generic, TypeVar

from bot.chat.reply import Message

Where = TypeVar("Where")

MOST = 1000
"""Questions that are remembered; of more the one that was asked longest ago is forgotten."""


class Standing(Generic[Where]):
    """The last questions of all chats, each with ``Where`` a platform finds it again."""

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._last: OrderedDict[tuple[str, str], tuple[frozenset[str], Where]] = OrderedDict()

    def after(self, user_id: str, chat_id: str, message: Message, at: Where | None) -> Where | None:
        """This was said to somebody who spoke in a chat, and stands ``at``. The question before it, where that is answered by it, or
        asked anew."""
        key = (user_id, chat_id)
        about, before = self._last.pop(key, (frozenset[str](), None))
        if message.asks and at is not None:
            self._last[key] = (message.about, at)
            if len(self._last) > self._most:
                self._last.popitem(last=False)
        return before if before != at and about & message.about else None
