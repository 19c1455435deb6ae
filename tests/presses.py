"""Presses as a platform makes them: shown to the kernel, and brought to it once they are admitted."""

from datetime import UTC, datetime

from bot.chat.buttons import admitted
from bot.chat.platform import Admitted, Kernel, Place, Pressed, Speaker
from bot.chat.reply import Message

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
