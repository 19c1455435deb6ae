"""A learner's own pages have this in common: where each stands among the others, and the last answer above all else."""

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from bot.web.desk import Desk
from bot.web.saying import told
from bot.web.visitors import Visitor


async def leaf(
    desk: Desk, request: Request, visitor: Visitor, name: str, /, *, here: str, then: str, **values: Any
) -> Response:
    """The page of that name. ``here`` is the path of the part that it belongs to, ``then`` its own, to which its forms come back."""
    answer = await told(desk, request, visitor)
    return desk.page(name, mark=visitor.shown, answer=answer, here=here, then=then, **values)
