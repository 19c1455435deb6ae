"""``roadmate stats``, ``say``, ``block`` …: what operators type in their chat, typed where the bot runs; the log knows it as the command line's."""

import re
from collections.abc import Awaitable, Callable
from typing import TypeVar
from zoneinfo import ZoneInfo

from markupsafe import Markup

from bot.chat.platform import Speaker
from bot.chat.retry import retried
from bot.commands.operators import blocking, looking, saying
from bot.commands.operators.desk import Desk
from bot.errors import OperatorError, Refusal
from bot.platforms.console.renderer import plain
from bot.settings import Settings
from bot.store import Database
from bot.texts.errors import words

COMMAND = re.compile(r"(?<!\S)/(?=[a-z])")
"""What stands in front of a command in a chat."""

T = TypeVar("T")

Look = Callable[[Desk, str], Awaitable[Markup]]

ABOUT_ONE: dict[str, Look] = {
    "block": blocking.block,
    "unblock": blocking.unblock,
    "learner": looking.learner,
    "group": looking.group,
}
"""What is about one account, learner or group, by its name."""

ABOUT_ALL: dict[str, Callable[[Desk], Awaitable[Markup]]] = {"stats": looking.stats, "acts": looking.acts}


async def about_one(settings: Settings, what: str, said: str) -> str:
    """What comes of one of ABOUT_ONE. Raises OperatorError."""
    return plain(await _at_a_desk(settings, lambda desk: ABOUT_ONE[what](desk, said)))


async def about_all(settings: Settings, what: str) -> str:
    """What one of ABOUT_ALL shows."""
    return plain(await _at_a_desk(settings, ABOUT_ALL[what]))


async def say(settings: Settings, said: str, *, sure: bool) -> str:
    """What an announcement would be and whom it would reach; where one is ``sure`` it is filed, once. Raises OperatorError."""
    if sure:
        return plain(await _at_a_desk(settings, lambda desk: saying.say_at_once(desk, said)))
    _, shown = await _at_a_desk(settings, lambda desk: saying.ask(desk, said))
    return f"{plain(shown)}\n\nNothing was sent. Say it again with --yes to send it."


async def _at_a_desk(settings: Settings, work: Callable[[Desk], Awaitable[T]]) -> T:
    """What the work comes to, in one transaction, and once more where another one won; nothing is left open after it. A refusal is the
    operator's to mend. Raises OperatorError."""
    database = Database(settings.database_url)
    operators = frozenset(Speaker(*account) for account in settings.operator_accounts)

    async def once(hasty: bool) -> T:
        async with database.store(hasty=hasty) as store:
            return await work(Desk(store, await store.now(), ZoneInfo(settings.default_zone), operators=operators))

    try:
        return await retried(database, once)
    except Refusal as refused:
        raise OperatorError("that was not understood", COMMAND.sub("roadmate ", plain(words(refused)))) from None
    finally:
        await database.close()
