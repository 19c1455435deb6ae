"""Bugs that are met while nobody has said anything: each has a number, and operators are told of it once, however often it is met."""

from collections.abc import Collection

import structlog

from bot.chat.incidents import new_number, noted
from bot.chat.platform import Speaker
from bot.errors import Conflict, DatabaseGone, RuleBroken
from bot.store import Database
from bot.traces import places

log = structlog.get_logger()

NOWHERE = "nudges"
"""Stands for the platform in what is told of a bug that was met on none."""


def passes(error: Exception) -> bool:
    """Whether it is no bug, but goes well another time. What was tried again before it was raised breaks a rule of the database each time."""
    return isinstance(error, (Conflict, DatabaseGone)) and not isinstance(error, RuleBroken)


class Bugs:
    """Those that this process has met."""

    def __init__(self, database: Database, operators: Collection[Speaker]) -> None:
        self._database, self._operators = database, operators
        self._told: dict[str, str] = {}

    async def met(self, error: Exception) -> str:
        """The number of a bug, or of several, none for what passes. What went through the same places before is the same one. No
        transaction may be open."""
        if isinstance(error, ExceptionGroup):
            return ", ".join([await self.met(one) for one in error.exceptions])
        if passes(error):
            return ""
        kind = places(error)
        number = self._told.get(kind) or new_number()
        if kind not in self._told and await noted(self._database, self._operators, number, NOWHERE):
            self._told[kind] = number
        return number
