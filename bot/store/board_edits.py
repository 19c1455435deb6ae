"""A board that is only brought up to date where it stands, for somebody who is muted, or is no more: a row of its kind that is an edit
and no post. A group that takes no posts holds it back as little as what makes no sound."""

from sqlalchemy import and_, or_

from bot.store.kinds import NudgeKind
from bot.store.tables import nudges
from bot.store.values import Nudge

MUTED, HEARD = "muted", "heard"
"""In front of the period of such a row: somebody goes off the board, or is on it again."""

_BEGINNINGS = (f"{MUTED}.", f"{HEARD}.")

PUT_RIGHT = and_(nudges.c.kind == NudgeKind.BOARD.value, or_(*(nudges.c.period.startswith(one) for one in _BEGINNINGS)))
"""The same of a row in the ledger."""


def is_put_right(nudge: Nudge) -> bool:
    """Whether a row only brings a board up to date."""
    return nudge.kind is NudgeKind.BOARD and nudge.period.startswith(_BEGINNINGS)
