"""A press on a button of an answer, be it the one that sends the form there."""

from collections.abc import Callable

from bot.chat.platform import Admitted, Place, Pressed, Speaker
from bot.chat.reply import Message
from bot.texts import pages as texts
from bot.web.answers import NAME, TOLD, named
from bot.web.desk import Desk
from bot.web.forms import Fields
from bot.web.refusals import Refused
from bot.web.visitors import Visitor

LONGEST_DATA = 64
"""Bytes of what a button carries."""

LONGEST_ANSWERS = 200_000
"""Characters of what a form is filled in with."""


def anything(_admitted: Admitted) -> bool:
    """What may be pressed in private: whatever may be typed there."""
    return True


async def pressed(
    desk: Desk,
    visitor: Visitor,
    speaker: Speaker,
    place: Place,
    fields: Fields,
    *,
    may: Callable[[Admitted], bool] = anything,
) -> Message | None:
    """What comes of the press that a form sends, as this speaker in this place. Its answer is to it what a message is to a press in a chat,
    so that it counts once, in however many windows that is shown. Raises Refused for one that is too long, or may not be made there."""
    data, answers = fields.one("data"), fields.answers
    if len(data.encode()) > LONGEST_DATA:
        raise Refused(400, texts.not_there())
    if sum(len(answer.text) for answer in answers) > LONGEST_ANSWERS:
        raise Refused(413, texts.too_much())
    name = fields.one(TOLD)
    answer = await named(desk, visitor, name)
    beside = tuple(key.data for key in answer.message.keys) if answer else ()
    press = Pressed(
        speaker,
        place,
        data,
        desk.clock(),
        answers,
        message_id=name if NAME.fullmatch(name) else "",
        beside=beside,
    )
    admitted = await desk.kernel.admit(press)
    if isinstance(admitted, str):
        return Message(text=texts.refused(admitted))
    if not may(admitted):
        raise Refused(404, texts.not_there())
    return await desk.kernel.press(admitted)
