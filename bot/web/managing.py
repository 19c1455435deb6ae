"""Who manages a group, as its platform says just now: for what a page offers. What is pressed there, the kernel asks for itself."""

import asyncio
from collections import OrderedDict
from collections.abc import Mapping
from contextlib import suppress
from datetime import datetime, timedelta
from types import MappingProxyType

from bot.chat.platform import Place, Right, Speaker, Warden

PATIENCE_SECONDS = 0.5
"""For so long a page waits for a platform."""

AT_ONCE = 4
"""Questions to platforms: many pages are fetched anew at once where their group has changed."""

MOST_KNOWN = 1_000

KEPT = timedelta(minutes=10)
"""For so long an answer stands in for one that does not come; nothing stays of who comes no more."""

NOBODY_ASKED: Mapping[str, Warden] = MappingProxyType({})


class Managing:
    """Asks the wardens of the platforms that are served. Where one does not answer, or not in time, whoever managed a group when it was asked last does
    so still, so that no form goes while it is filled in."""

    def __init__(self, wardens: Mapping[str, Warden] = NOBODY_ASKED) -> None:
        self._wardens = wardens
        self._asking = asyncio.Semaphore(AT_ONCE)
        self._known: OrderedDict[tuple[Speaker, str], datetime] = OrderedDict()
        self._clearings = 0

    def warden(self, platform: str) -> Warden | None:
        """Whom the kernel is to ask for rights on a platform; None where nobody answers."""
        return self._wardens.get(platform)

    async def offers(self, speaker: Speaker, place: Place, now: datetime) -> bool:
        """Whether somebody is to be offered what those may do who manage a group."""
        warden, key = self.warden(speaker.platform), (speaker, place.chat_id)
        if warden is None:
            return False
        rights: frozenset[Right] | None = None
        clearings = self._clearings
        with suppress(TimeoutError):
            async with asyncio.timeout(PATIENCE_SECONDS), self._asking:
                rights = await warden(speaker, place)
        self._tidy(now)
        if rights is None:
            return key in self._known
        manages = Right.MANAGE_GROUP in rights
        if clearings == self._clearings:  # it may be them who were forgotten while they were asked for
            self._note(key, now, manages=manages)
        return manages

    def tidy(self, now: datetime) -> None:
        """Know nobody any more of whom the platform has said nothing for long, nor let a warden."""
        self._tidy(now)
        for warden in self._wardens.values():
            warden.tidy()

    def _tidy(self, now: datetime) -> None:
        while self._known and now - next(iter(self._known.values())) >= KEPT:
            self._known.popitem(last=False)

    def clear(self) -> None:
        """Know nobody any more, nor whom a platform is being asked for just now."""
        self._known.clear()
        self._clearings += 1

    def _note(self, key: tuple[Speaker, str], now: datetime, *, manages: bool) -> None:
        self._known.pop(key, None)
        if manages:
            self._known[key] = now
        if len(self._known) > MOST_KNOWN:
            self._known.popitem(last=False)
