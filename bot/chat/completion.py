"""What an argument that is being typed might be, as often as somebody can read it."""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import structlog

from bot.chat.command import Command, Param, Where
from bot.chat.context import Context, open_context
from bot.chat.incidents import new_number
from bot.chat.library import find_roadmaps
from bot.chat.limits import MOST_SPEAKERS
from bot.chat.menu import by_name
from bot.chat.offers import meant, offers_of
from bot.chat.platform import Speaker, Typed
from bot.chat.suggestions import matching, shown
from bot.chat.turnstile import Turnstile
from bot.clock import Clock
from bot.errors import Choice, DatabaseGone
from bot.store import Database

log = structlog.get_logger()

MOST, SPAN = 20, timedelta(seconds=10)
"""Suggestions that are worked out for an account in so long; beyond, it sees the last ones."""

PATIENCE = 2.0
"""Seconds after which nobody waits for suggestions any more; Discord takes none after three."""


@dataclass(slots=True)
class _Typing:
    """What one account asked for lately."""

    moments: deque[datetime] = field(default_factory=deque)
    is_waiting: bool = False
    argument: tuple[str, str] = ("", "")
    last: tuple[Choice, ...] = ()


class Completing:
    """Suggests what may be meant. One suggestion of an account is worked out at a time, in its place among the lines, and
    so many in a while; who types faster sees what was suggested last for the same argument. ``own_up`` is called with the number of
    a bug, and the platform it was met on."""

    def __init__(
        self,
        database: Database,
        commands: Sequence[Command],
        turnstile: Turnstile,
        *,
        clock: Clock,
        default_zone: str,
        own_up: Callable[[str, str], Awaitable[None]],
        patience: float = PATIENCE,
    ) -> None:
        self._database, self._turnstile, self._clock = database, turnstile, clock
        self._commands, self._by_name = tuple(commands), by_name(commands)
        self._default_zone, self._own_up, self._patience = default_zone, own_up, patience
        self._typing: dict[Speaker, _Typing] = {}

    async def suggest(self, asked: Typed) -> tuple[Choice, ...]:
        """At most as many as platforms show; the choices' lines are the argument's text. Nothing is written, and nobody
        waits for a writer. It raises nothing."""
        command = self._by_name.get(asked.name)
        param = next((one for one in command.params if one.name == asked.option), None) if command else None
        if command is None or param is None or not param.is_completed:
            return ()
        typing, argument = self._typing_of(asked.speaker), (asked.name, asked.option)
        if typing.is_waiting or not _is_free(typing, self._clock()):
            return typing.last if typing.argument == argument else ()
        typing.is_waiting = True
        try:
            async with asyncio.timeout(self._patience), self._turnstile.place(asked.speaker):
                typing.last, typing.argument = await self._suggested(asked, command, param), argument
                return typing.last
        except TimeoutError:
            return ()
        except DatabaseGone:
            log.warning("database_gone", platform=asked.speaker.platform)
        except Exception:
            incident, platform = new_number(), asked.speaker.platform
            log.exception("suggest_broke", incident=incident, command=asked.name, platform=platform)
            await self._own_up(incident, platform)
        finally:
            typing.is_waiting = False
        return ()

    async def _suggested(self, asked: Typed, command: Command, param: Param) -> tuple[Choice, ...]:
        speaker = asked.speaker
        async with self._database.reading() as store:
            contact = await store.learners.seen(speaker.platform, speaker.user_id)
            if contact and contact.account.blocked_at:
                return ()
            context = await open_context(
                store, speaker, asked.at, default_zone=self._default_zone, contact=contact, commands=self._commands
            )
            await _in_its_place(context, asked, command)
            offers = await offers_of(param, context)
        said = meant(command, param, context, asked.typed)
        return shown([*said, *matching(offers, asked.typed, param.kind, context.roadmap)])

    def _typing_of(self, speaker: Speaker) -> _Typing:
        typing = self._typing.pop(speaker, None) or _Typing()
        self._typing[speaker] = typing
        if len(self._typing) > MOST_SPEAKERS:
            del self._typing[next(iter(self._typing))]
        return typing


async def _in_its_place(context: Context, asked: Typed, command: Command) -> None:
    """What is for a group is about the group's roadmap."""
    place = asked.place
    if place is None or place.direct or command.where is not Where.GROUP:
        return
    context.place = place
    context.group = await context.store.groups.find(asked.speaker.platform, place.chat_id, place.thread_id)
    if context.group and context.group.roadmap:
        slug = context.group.roadmap
        context.roadmap = (await find_roadmaps(context.store, [slug])).get(slug, context.roadmap)


def _is_free(typing: _Typing, now: datetime) -> bool:
    """Whether one more is worked out; it is counted then."""
    while typing.moments and typing.moments[0] <= now - SPAN:
        typing.moments.popleft()
    if len(typing.moments) >= MOST:
        return False
    typing.moments.append(now)
    return True
