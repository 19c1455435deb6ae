"""What a press uses up: the answers to a question, or a deed that is told once. What was pressed is noted by its message and
its data, so that a second press says so, however it comes about: two quick ones, or a client that shows the button still.

Its law: what is noted was carried out, for both are stored together.
"""

from base64 import urlsafe_b64encode
from dataclasses import replace
from datetime import datetime
from hashlib import blake2b

from bot.chat.buttons import KEPT
from bot.chat.platform import Admitted
from bot.chat.reply import Goes, Message
from bot.errors import PressedAlready
from bot.store import Store

USED = "used."
"""In front of what is noted: no token of a button's line has a point in it."""

DIGEST_BYTES = 12


async def is_used(press: Admitted, store: Store, now: datetime) -> bool:
    """Whether it was pressed before, or another answer to the same question."""
    if not press.gone or not press.pressed.message_id:
        return False
    for data in (press.gone[0], *_question(press)):
        if await store.buttons.line(_noted(press, data), now) is not None:
            return True
    return False


async def use(press: Admitted | None, store: Store) -> None:
    """Note it, where there is one and anything goes by it. Raises PressedAlready."""
    if press is None or not press.gone:
        return
    at = press.pressed.at
    if await is_used(press, store, at):
        raise PressedAlready
    if press.pressed.message_id:
        noted = [_noted(press, data) for data in (*press.gone, *_question(press))]
        await store.buttons.keep_all(noted, press.pressed.speaker.user_id, "", now=at, expires_at=at + KEPT)


def leaving(message: Message, press: Admitted | None) -> Message:
    """The answer to a press as it stands in the place of a question, or as it says what is to be taken off. What tells something
    beside its question stays, even where the answer could take its place."""
    if press is None or not press.gone:
        return message
    in_place = press.goes is Goes.WHOLLY or (message.in_place and press.goes is not Goes.TOGETHER)
    return replace(message, in_place=in_place, gone=frozenset(press.gone))


def _question(press: Admitted) -> tuple[str, ...]:
    """What stands for all answers to its question where the platform does not tell which there are. Where it tells, nothing does: a
    message may hold another question by then, in the place of the one that was answered."""
    is_untold = press.goes in {Goes.TOGETHER, Goes.WHOLLY} and not press.pressed.beside
    return (press.goes.value,) if is_untold else ()


def _noted(press: Admitted, data: str) -> str:
    pressed = press.pressed
    said = f"{pressed.speaker.platform}\n{pressed.place.chat_id}\n{pressed.message_id}\n{data}"
    return (
        USED
        + urlsafe_b64encode(blake2b(said.encode(errors="surrogatepass"), digest_size=DIGEST_BYTES).digest()).decode()
    )
