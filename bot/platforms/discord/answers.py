"""The way back to somebody who called a command or pressed a button.

Discord waits three seconds for the first sign of an answer. What takes longer is put off in time; then it waits for
fifteen minutes.
"""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from contextlib import suppress
from dataclasses import replace
from functools import partial
from typing import Any

import structlog
from discord import HTTPException, Interaction, InteractionType, NotFound

from bot.chat.form import Form
from bot.chat.reply import Message
from bot.platforms.discord.buttons import left
from bot.platforms.discord.exhibits import show
from bot.platforms.discord.faults import FAULTS, is_in_doubt, may_come_late, word
from bot.platforms.discord.keeping import Kept
from bot.platforms.discord.modals import Window
from bot.platforms.discord.named import Named
from bot.platforms.discord.owed import owed
from bot.platforms.discord.patience import ACKNOWLEDGED, IN_HAND_SECONDS, persistently
from bot.platforms.discord.posts import BLANK, Portion, Stood, posts

log = structlog.get_logger()


class Answer:
    """The answer to one interaction, which is ``kept`` until it has come. Where it is put off among others, it shows nothing to
    them. ``named`` are the commands that can be tapped; ``pause`` is the seconds before a post that failed is tried again, at
    first. ``message`` is what it says, and ``stood`` its last post, once it has come."""

    message: Message | None = None
    stood: Stood | None = None

    def __init__(self, interaction: Interaction, kept: Kept, named: Named, *, pause: float) -> None:
        self._interaction, self._kept, self._named, self._pause = interaction, kept, named, pause
        self._is_press = interaction.type in {InteractionType.component, InteractionType.modal_submit}
        self._is_put_off = self._may_be_put_off = self._is_in_doubt = False
        self._arrived = 0
        self._made: list[str] = []

    async def give(self, working: Coroutine[Any, Any, Message | None], patience: float) -> None:
        """Do the work and bring back what it answers; put it off after ``patience`` seconds."""
        self.message = message = await self._worked(working, patience)
        try:
            async with asyncio.timeout(IN_HAND_SECONDS):
                if message:
                    await self._bring(message)
                elif self._is_press and not self._is_put_off:
                    await self._interaction.response.defer()
        except FAULTS as error:
            await self._failed(message, error)
        else:
            is_seen = message is not None and not message.private
            await self._kept.done(self._made if is_seen else ())

    async def _failed(self, message: Message | None, error: Exception) -> None:
        """What may still come is left to whoever brings what is late; but not what another has answered meanwhile."""
        if message and may_come_late(error):
            log.info("discord.reply_put_off", user_id=self._interaction.user.id, error=word(error))
            left = owed(message, self._kept.way)
            made = () if left.whispered else tuple(self._made)
            await self._kept.put_off(replace(left, arrived=self._arrived, in_doubt=self._is_in_doubt, made=made))
        else:
            log.warning("discord.reply_lost", user_id=self._interaction.user.id, error=word(error))
            await self._kept.done()

    async def toast(self, text: str) -> None:
        """Say it to the asker alone, and be it in the direct chat."""
        try:
            await self._interaction.response.send_message(text, ephemeral=True)
        except FAULTS as error:
            log.warning("discord.reply_lost", user_id=self._interaction.user.id, error=word(error))

    async def _worked(self, working: Coroutine[Any, Any, Message | None], patience: float) -> Message | None:
        async with asyncio.TaskGroup() as group:
            work = group.create_task(working)
            done, _ = await asyncio.wait([work], timeout=patience)
            if not done:
                await self._put_off()
        return work.result()

    async def _put_off(self) -> None:
        """Say that something is coming. The work goes on, even where that comes too late."""
        try:
            await self._interaction.response.defer(ephemeral=self._kept.way.among)
            self._is_put_off = True
        except FAULTS as error:
            self._may_be_put_off = True
            log.warning("discord.not_put_off", user_id=self._interaction.user.id, error=word(error))

    async def _bring(self, message: Message) -> None:
        if message.form and self._may_open(message.form):
            await self._interaction.response.send_modal(Window(message.form))
            return
        whispered = message.private and self._kept.way.among
        may_change = message.in_place and self._may_change(whispered=whispered)
        is_begun = not may_change and await self._is_taken_off(message.gone)
        if may_change and self._is_put_off and self._shows_no_embeds:
            message = replace(message, set_apart=False)
        for number, post in enumerate(posts(message, self._named.where(among=self._kept.way.among))):
            is_first = not (number or is_begun)
            if not is_first:
                way = partial(self._follow, post, whispered=whispered)
            elif may_change:
                way = partial(self._change, post)
            else:
                way = partial(self._begin, post, whispered=whispered)
            way = partial(self._once_put_off, way) if is_first else way
            await persistently(way, self._pause, is_in_doubt=lambda: self._is_in_doubt)
            self._arrived += 1
            self._made += [str(self.stood.message_id)] if self.stood else []
        if message.exhibits:  # which are for the direct chat, wherever they were asked for
            await show(await self._interaction.user.create_dm(), message.exhibits, self._pause)

    async def _once_put_off(self, way: Callable[[], Awaitable[None]]) -> None:
        """Begin with the answer; where it had been put off after all, or buttons had been taken off, though that had seemed to fail,
        go on from there."""
        try:
            await way()
        except HTTPException as refusal:
            if refusal.code != ACKNOWLEDGED or not self._may_be_put_off:
                raise
            if await self._is_said():
                return
            self._is_put_off, self._may_be_put_off = True, False
            await way()

    async def _is_said(self) -> bool:
        """Whether an earlier try to begin has come: then the first answer is a message of its own, and says something."""
        first, pressed = await self._interaction.original_response(), self._interaction.message
        is_said = not first.flags.loading and (pressed is None or first.id != pressed.id)
        if is_said:
            self._stands(first.id)
        return is_said

    def _may_open(self, form: Form) -> bool:
        """Whether the answer may be a window: the first there is, to a press, or to a call where it opens at once. No window
        opens another."""
        kind = self._interaction.type
        opens = kind is InteractionType.component or (form.at_once and kind is InteractionType.application_command)
        return opens and not self._is_put_off

    async def _is_taken_off(self, gone: frozenset[str]) -> bool:
        """Take these buttons off the message that was pressed, in one try; whether that was the first answer to the press."""
        pressed = self._interaction.message
        if not gone or pressed is None:
            return False
        try:
            if self._is_put_off:
                await self._interaction.edit_original_response(view=left(pressed, gone))
            else:
                await self._interaction.response.edit_message(view=left(pressed, gone))
        except FAULTS as error:  # pressed again they say that they were
            self._may_be_put_off = not self._is_put_off
            log.info("discord.buttons_stay", user_id=self._interaction.user.id, error=word(error))
            return False
        return True

    async def _follow(self, post: Portion, *, whispered: bool) -> None:
        """A message more, of which nothing tells that it repeats one: where its line breaks, it is in doubt."""
        self._is_in_doubt = True
        try:
            sent = await self._interaction.followup.send(**post.new(), ephemeral=whispered, wait=True)
        except FAULTS as error:
            self._is_in_doubt = is_in_doubt(error)
            raise
        self._is_in_doubt = False
        self.stood = Stood(sent.id, partial(sent.edit, view=None))

    async def _begin(self, post: Portion, *, whispered: bool) -> None:
        interaction = self._interaction
        if not self._is_put_off:
            begun = await interaction.response.send_message(**post.new(), ephemeral=whispered)
            self._stands(begun.message_id)
            return
        if not self._is_press and whispered == self._kept.way.among:
            self._stands((await interaction.edit_original_response(**post.changed())).id)
            return
        if not self._is_press:  # the first answer after that is seen by whom it was put off for, so it says nothing
            with suppress(NotFound):  # an earlier try took it away
                await interaction.edit_original_response(content=BLANK)
                await interaction.delete_original_response()
        await self._follow(post, whispered=whispered)

    async def _change(self, post: Portion) -> None:
        """Let the message that was pressed become this one."""
        if self._is_put_off:
            await self._interaction.edit_original_response(**post.changed())
        else:
            await self._interaction.response.edit_message(**post.changed(), suppress_embeds=post.embed is None)
        self._stands(self._interaction.message.id if self._interaction.message else None)

    def _stands(self, message_id: int | None) -> None:
        """The first answer stands there."""
        if message_id:
            self.stood = Stood(message_id, partial(self._interaction.edit_original_response, view=None))

    @property
    def _shows_no_embeds(self) -> bool:
        """Whether the pressed message was sent so, which only the first answer to the press could change."""
        pressed = self._interaction.message
        return pressed is not None and pressed.flags.suppress_embeds

    def _may_change(self, *, whispered: bool) -> bool:
        """Whether the answer may take the place of the pressed message: what is for one alone never where all see it."""
        pressed = self._interaction.message
        return self._is_press and pressed is not None and (not whispered or pressed.flags.ephemeral)
