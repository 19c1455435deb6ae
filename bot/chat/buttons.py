"""Buttons on their way to a platform and back: whose they are, and the line they type, in 64 bytes."""

import re
import secrets
from base64 import urlsafe_b64encode
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from hashlib import blake2b

from bot.chat.form import Form
from bot.chat.plainly import without_signs
from bot.chat.platform import Admitted, Pressed
from bot.chat.reply import Button, Goes, Key, Message, Reply, Style
from bot.store import Store
from bot.texts import errors as texts
from bot.texts.phrases import shortened

MOST_BYTES = 64
KEPT = timedelta(days=30)
"""How long a line that does not fit is kept under its token."""

ANYBODY = "*"
OWNER_BYTES = 6
"""Of the digest that stands for the owner, who may have an id longer than a button: so many ids would have to be made
up for one that has somebody's digest that nobody can."""

ONCE = frozenset({"undo", "begin", "done", "skip", "reopen", "start", "resume", "tick"})
"""The commands whose buttons have done their work once they were pressed: what they tell is told once. What shows something,
may be told every day, or is anybody's to press, stays."""

CARRIED = re.compile(
    r"(?P<owner>\*|[0-9a-f]{1,16}|~[A-Za-z0-9_-]{8})(?P<goes>[.;!]?)(?::(?P<line>.+)|#(?P<token>[A-Za-z0-9_-]{1,24}))",
    re.DOTALL,
)


def admitted(pressed: Pressed) -> Admitted | str:
    """The press with what its button carried, or the toast that refuses it: for what no button of ours ever carried, and
    for one that was shown to somebody else."""
    data, user_id = pressed.data, pressed.speaker.user_id
    carried = CARRIED.fullmatch(data)
    if carried is None:
        return texts.used_up()
    if carried["owner"] not in {ANYBODY, _sign(user_id), _earlier_sign(user_id)}:
        return texts.not_yours()
    goes = Goes(carried["goes"])
    return Admitted(pressed, carried["line"] or "", carried["token"] or "", goes, _gone(goes, data, pressed.beside))


def _gone(goes: Goes, data: str, beside: Sequence[str]) -> tuple[str, ...]:
    """The data of the buttons that go by a press on this one, itself first."""
    match goes:
        case Goes.NEVER:
            return ()
        case Goes.ALONE:
            return (data,)
    others = ((one, CARRIED.fullmatch(one)) for one in beside if one != data)
    return (data, *dict.fromkeys(one for one, carried in others if carried and carried["goes"] == goes.value))


async def ready(
    reply: Reply,
    *,
    store: Store,
    user_id: str,
    open_to_all: frozenset[str],
    now: datetime,
    plain: bool = False,
    key: str = "",
) -> Message:
    """The reply as a platform gets it, its buttons bound to this account unless their command is open to all; ``plain``
    is without the signs that adorn it, ``key`` what a platform may know repeats of it by."""
    reply = without_signs(reply) if plain else reply
    sign = _sign(user_id)
    keys = [
        await _key(button, ANYBODY if _name(button) in open_to_all else sign, store, user_id, now)
        for button in _with_one_main(reply.buttons)
    ]
    asked = frozenset(_name(button) for button in reply.buttons if button.goes is Goes.WHOLLY)
    return Message(
        text=reply.text,
        keys=tuple(keys),
        attachments=reply.attachments,
        exhibits=reply.exhibits,
        private=reply.private,
        in_place=reply.in_place,
        set_apart=reply.set_apart,
        toast=reply.toast,
        form=await _form(reply.form, sign, store, user_id, now) if reply.form else None,
        about=asked,
        asks=bool(asked),
        page=reply.page,
        key=key,
    )


def _name(button: Button) -> str:
    """The command that it types."""
    return button.line.removeprefix("/").partition(" ")[0]


def _with_one_main(buttons: Sequence[Button]) -> Iterator[Button]:
    """The same; of several that are the main one, in a message made of several replies, it is the first."""
    first = next((button for button in buttons if button.style is Style.MAIN), None)
    for button in buttons:
        yield button if button is first or button.style is not Style.MAIN else replace(button, style=Style.PLAIN)


async def _key(button: Button, owner: str, store: Store, user_id: str, now: datetime) -> Key:
    """Its label is no more than text: a member's name has a trace, and could not be kept with the message."""
    head = owner if owner == ANYBODY else f"{owner}{_goes(button).value}"
    data = await _data(button.line, head, store, user_id, now)
    return Key(str(shortened(button.label)), data, button.style, button.one_of)


def _goes(button: Button) -> Goes:
    return Goes.ALONE if button.goes is Goes.NEVER and _name(button) in ONCE else button.goes


async def _form(form: Form, owner: str, store: Store, user_id: str, now: datetime) -> Form:
    """The form as a platform gets it; the press that sends it takes nothing off."""
    return replace(form, line=await _data(form.line, owner, store, user_id, now))


async def _data(line: str, head: str, store: Store, user_id: str, now: datetime) -> str:
    """What stands for a line, behind whose it is and what goes by it; one that does not fit is kept."""
    data = f"{head}:{line}"
    if len(data.encode()) <= MOST_BYTES:
        return data
    token = secrets.token_urlsafe(12)
    await store.buttons.keep(token, user_id, line, now=now, expires_at=now + KEPT)
    return f"{head}#{token}"


def _sign(user_id: str) -> str:
    return "~" + urlsafe_b64encode(blake2b(user_id.encode(), digest_size=OWNER_BYTES).digest()).decode()


def _earlier_sign(user_id: str) -> str:
    """What stood for a numbered account on the buttons of release 0.1.0, which stay in their chats for good."""
    return f"{int(user_id):x}" if user_id.isascii() and user_id.isdecimal() else ""
