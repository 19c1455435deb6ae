"""Answers that are late: whoever was to bring them did not live to do so, or Discord did not take them. They are brought to
where they were asked for while the token lives, else directly, and say that they may have been said before."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from secrets import token_urlsafe
from typing import Any

import structlog
from discord import Client, DMChannel, HTTPException, LoginFailure, MessageFlags, Object, Webhook, WebhookType
from discord.http import Route

from bot.platforms.discord.chats import NAME
from bot.platforms.discord.exhibits import show
from bot.platforms.discord.faults import FAULTS, is_in_doubt, send_error, word
from bot.platforms.discord.keeping import Keeping
from bot.platforms.discord.markup import parts
from bot.platforms.discord.named import Named
from bot.platforms.discord.owed import Owed, read, written
from bot.platforms.discord.patience import IN_HAND_SECONDS, LONGEST_PAUSE
from bot.platforms.discord.posts import BLANK, Portion, posts
from bot.send_errors import TryLater
from bot.store.inbox import Claimed
from bot.texts.errors import said_before
from bot.traces import places

AT_ONCE = 8
LOOK_SECONDS = 1.0
"""Between two looks for what others left behind."""

MOST_DOUBLINGS = 16
LOADING, WHISPERED = MessageFlags.loading.flag, MessageFlags.ephemeral.flag
NO_MESSAGE = 10008
NO_WAY_ANY_MORE = frozenset({401, 403, 404})
"""How Discord answers to a token that it has given up, or never took."""

log = structlog.get_logger()


class Bringing:
    """One try to bring what is owed; ``left`` is what has not come, ``named`` are the commands that can be tapped."""

    def __init__(self, client: Client, owed: Owed, named: Named) -> None:
        self._client, self.left, self._named = client, owed, named

    async def bring(self, pause: float) -> None:
        """Raises FAULTS; ``pause`` is that between tries to show what stays at Discord."""
        if self.left.way.token:
            await self._by_token()
        self.left = self.left.again()
        await self._directly(self._portions())
        if self.left.message.exhibits:
            await show(await self._chat(), self.left.message.exhibits, pause)

    def _portions(self) -> Sequence[Portion]:
        """All of it, as it stands where it is brought."""
        return [*posts(self.left.message, self._named.where(among=self.left.way.among))]

    def _doubts(self) -> Sequence[Portion]:
        """What is said before a post that may have come, where it is not the first, which says so itself."""
        return [*map(Portion, parts(said_before()))] if self.left.in_doubt and self.left.arrived else ()

    async def _by_token(self) -> None:
        """Where it was asked for, as far as the token reaches. What follows a press in the direct chat is said there directly,
        where what repeats itself is known, and so is what may have come already."""
        application, way = self._client.application_id, self.left.way
        assert application is not None  # noqa: S101 - who was let in has one
        hook = Webhook.partial(application, way.token, client=self._client)
        hook.type = WebhookType.application
        try:
            if way.is_press and not (self.left.arrived or self.left.is_again):
                await self._look(hook)
            self.left = self.left.again()
            portions = self._portions()
            if not way.among and (way.is_press or self.left.in_doubt):
                self.left = self.left.directly()
                return
            if portions and not (self.left.arrived or way.is_press):
                await self._fill(hook, portions[0])
            for portion in portions[self.left.arrived :]:
                for one in (*self._doubts(), portion):
                    sent = await self._follow(hook, one)
                self.left = self.left.one_more(sent)
        except HTTPException as refusal:
            if refusal.status not in NO_WAY_ANY_MORE:
                raise
            self.left = self.left.directly()

    async def _follow(self, hook: Webhook, portion: Portion) -> int:
        """A message more by the token, and its id, of which nothing tells that it repeats one: where its line breaks, it is said directly next."""
        try:
            sent = await hook.send(**portion.new(), ephemeral=self.left.whispered, wait=True)
        except FAULTS as error:
            if is_in_doubt(error):
                self.left = replace(self.left, in_doubt=True).directly()
            raise
        return sent.id

    async def _look(self, hook: Webhook) -> None:
        """What of the answer to a press has come, though nobody heard that it did: a message of its own, or the pressed one, if
        that reads so by now. Of what was put off first, and then followed, nothing tells."""
        first, found = next(iter(self._portions()), None), await self._original(hook)
        if first and found and (found["id"] != self.left.way.pressed_id or first.is_shown(found)):
            self.left = self.left.one_more(found["id"])

    async def _fill(self, hook: Webhook, portion: Portion) -> None:
        """Let the first answer to a call be this one, if that only says so far that something is coming; if it says more, it
        has come. One that others are not to see, or that all are, does not take the place of its opposite."""
        found = await self._original(hook)
        if found is None:
            return
        is_coming, is_whispered = (bool(found.get("flags", 0) & flag) for flag in (LOADING, WHISPERED))
        if is_coming and is_whispered != self.left.whispered:
            await hook.edit_message(int(found["id"]), content=BLANK)
            await hook.delete_message(int(found["id"]))
            return
        if is_coming:
            await hook.edit_message(int(found["id"]), **portion.changed())
        self.left = self.left.one_more(found["id"])

    async def _original(self, hook: Webhook) -> dict[str, Any] | None:
        """What the first answer stands in: a message of its own, or the one that was pressed; None where it was taken away."""
        there = Route(
            "GET",
            "/webhooks/{webhook_id}/{webhook_token}/messages/@original",
            webhook_id=hook.id,
            webhook_token=hook.token,
        )
        try:
            found: dict[str, Any] = await self._client.http.request(there)
        except HTTPException as refusal:
            if refusal.code != NO_MESSAGE:
                raise
            return None
        return found

    async def _directly(self, portions: Sequence[Portion]) -> None:
        """What repeats itself is known by its nonce, and not shown twice."""
        if not portions[self.left.arrived :]:
            return
        chat = await self._chat()
        for number in range(self.left.arrived, len(portions)):
            for doubt in self._doubts():
                await chat.send(**doubt.new(), nonce=f"{self.left.way.asked_id}-again")
            await chat.send(**portions[number].new(), nonce=f"{self.left.way.asked_id}-{number}")
            self.left = self.left.one_more()

    async def _chat(self) -> DMChannel:
        return await self._client.create_dm(Object(int(self.left.way.user_id)))


class Late:
    """Works until cancelled. ``entered`` is a client that Discord has let in; it raises LoginFailure and FAULTS. ``named`` are
    the commands that can be tapped."""

    def __init__(self, keeping: Keeping, entered: Callable[[], Awaitable[Client]], named: Named) -> None:
        self._keeping, self._database, self._entered, self._named = keeping, keeping.database, entered, named

    async def run(self) -> None:
        """Look now and then, and as soon as something was put off."""
        while True:
            self._keeping.arrived.clear()
            try:
                await asyncio.gather(*[self._work(one) for one in await self._claim()])
            except Exception as error:  # noqa: BLE001 - whatever it is, nothing is lost by looking again
                log.warning("discord.late_interrupted", error=places(error))
            with suppress(TimeoutError):
                async with asyncio.timeout(LOOK_SECONDS):
                    await self._keeping.arrived.wait()

    async def _claim(self) -> Sequence[Claimed]:
        """What is late now; who only looks takes nobody's turn to write. What came to nothing in its time goes."""
        async with self._database.reading() as store:
            if not await store.inbox.has_free(NAME, await store.now()):
                return ()
        async with self._database.store() as store:
            now = await store.now()
            claimed = await store.inbox.claim(NAME, now, lease=token_urlsafe(12), most=AT_ONCE)
            over = [one for one in claimed if one.answer is None or one.answer_until <= now]
            await store.inbox.finish(over, now)
        for one in over:
            if one.answer:
                log.warning("discord.reply_lost", asked_id=one.update_id, error="too late")
        return [one for one in claimed if one not in over]

    async def _work(self, claimed: Claimed) -> None:
        """One try; where what came of it cannot be stored, its lease runs out."""
        try:
            left, seconds, is_over = await self._brought(claimed)
            async with self._database.store() as store:
                now = await store.now()
                await store.answers.stands(NAME, left.way.chat_id, left.made, now)
                if not is_over:
                    until = min(now + self._wait(claimed, seconds), claimed.answer_until)
                    await store.inbox.put_off(claimed, written(left), until, left.way.token or None)
                else:
                    await store.inbox.finish([claimed], now)
        except Exception as error:  # noqa: BLE001 - whatever it is, the others are not held up by it
            log.warning("discord.late_interrupted", error=places(error))

    async def _brought(self, claimed: Claimed) -> tuple[Owed, float, bool]:
        """What is owed after one try more, the seconds that Discord asks to wait, and whether that was the last try."""
        left = read(claimed.answer or "", claimed.token or "")
        try:
            async with asyncio.timeout(IN_HAND_SECONDS):
                bringing = Bringing(await self._entered(), left, self._named)
                try:
                    await bringing.bring(self._keeping.pause.total_seconds())
                finally:
                    left = bringing.left
        except LoginFailure:
            return left, 0.0, False
        except (*FAULTS, RuntimeError) as error:  # the latter of aiohttp, where the line was closed meanwhile
            found = send_error(error, begun=False)
            if isinstance(found, TryLater):
                return left, found.seconds or 0.0, False
            log.warning("discord.reply_lost", user_id=left.way.user_id, error=word(error))
        return left, 0.0, True

    def _wait(self, claimed: Claimed, seconds: float) -> timedelta:
        doubled = self._keeping.pause.total_seconds() * 2.0 ** min(claimed.attempts, MOST_DOUBLINGS)
        return timedelta(seconds=max(min(doubled, LONGEST_PAUSE), seconds))
