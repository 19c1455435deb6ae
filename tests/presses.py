"""Presses as a platform makes them: shown to the kernel, and brought to it once they are admitted."""

import re
from datetime import UTC, datetime

from bot.chat.buttons import CARRIED, admitted
from bot.chat.platform import Admitted, Kernel, Place, Pressed, Speaker
from bot.chat.reply import Key, Message, Style

DELETES = re.compile(r"/(forget (?!keep)|unlink|leave|roadmaps drop |import drop |certificates drop |edit remove )")
"""The lines that delete, or part for good, or ask whether to."""

ONCE = datetime(2027, 1, 4, tzinfo=UTC)


async def press(kernel: Kernel, pressed: Pressed) -> Message | str | None:
    """What comes back, or the refusal that is shown instead."""
    admitted = await kernel.admit(pressed)
    return admitted if isinstance(admitted, str) else await kernel.press(admitted)


async def answer_to(kernel: Kernel, pressed: Pressed) -> Message | None:
    """What comes back, nothing to a press that is refused."""
    answer = await press(kernel, pressed)
    return None if isinstance(answer, str) else answer


def carried(data: str, user_id: str) -> Admitted | None:
    """What a button carried, if this account may press it."""
    found = admitted(Pressed(Speaker("console", user_id), Place(user_id, direct=True), data, ONCE))
    return None if isinstance(found, str) else found


def look_as_they_do(message: Message) -> None:
    """What holds of the buttons of every message: one at most is the main one, and those are a danger that delete."""
    assert [key.style for key in message.keys].count(Style.MAIN) <= 1, message.keys
    for key in message.keys:
        assert (key.style is Style.DANGER) is bool(DELETES.match(_line(key))), key


def _line(key: Key) -> str:
    """What it types; nothing where that is kept elsewhere."""
    carried = CARRIED.fullmatch(key.data)
    return (carried and carried["line"]) or ""
