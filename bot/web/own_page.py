"""Whoever is signed in sees their pages by one way: each says where it stands among the others and to what its forms come back, with the
last answer above all else."""

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from bot.chat.plainly import values_without_signs
from bot.texts import unadorned
from bot.web.answers import told
from bot.web.desk import Desk
from bot.web.visitors import Visitor

LIVE = "/live"
"""The stream that says when a learner's own page has changed."""


async def own_page(
    desk: Desk,
    request: Request,
    visitor: Visitor,
    name: str,
    /,
    *,
    here: str,
    then: str,
    stream: str = LIVE,
    **values: Any,
) -> Response:
    """The page of that name. ``here`` is the path of the part that it belongs to, ``then`` its own, to which its forms come back, and
    ``stream`` what keeps it as it is to be; empty for one that stays as it is. Whoever wants no signs has none in the values, and in labels
    that a template passes through ``label``."""
    is_plain = visitor.contact.learner.plain
    if is_plain:
        values = values_without_signs(values)
    answer = await told(desk, request, visitor)
    live = f"{stream}?shown={visitor.shown}" if stream else ""
    label = unadorned.label if is_plain else str
    shown = {"live": live, "answer": answer, "here": here, "then": then, "is_plain": is_plain, "label": label}
    return desk.page(name, **shown, **values)
