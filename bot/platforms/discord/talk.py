"""The talk with learners: what they call, press and type goes to the Dispatcher, what it answers comes back to them."""

import asyncio
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import partial
from typing import Any

import discord
import structlog
from discord import AppCommandOptionType, Interaction

from bot.chat.command import Command, Where
from bot.chat.happenings import Happening
from bot.chat.platform import Kernel, Pressed, Speaker
from bot.chat.reply import Message
from bot.clock import Clock
from bot.errors import Choice
from bot.platforms.discord.answers import Answer
from bot.platforms.discord.exhibits import show
from bot.platforms.discord.faults import FAULTS, word
from bot.platforms.discord.in_hand import InHand
from bot.platforms.discord.inward import asked, called, pressed, reacted, spoken
from bot.platforms.discord.modals import sent
from bot.platforms.discord.patience import persistently
from bot.platforms.discord.posts import Portion, posts

log = structlog.get_logger()


class Talk:
    """``patience`` is how many seconds an answer may take before it is put off, ``pause`` after how many one that failed is
    tried again at first."""

    def __init__(self, dispatcher: Kernel, in_hand: InHand, clock: Clock, *, patience: float, pause: float) -> None:
        self._dispatcher, self._in_hand, self._clock = dispatcher, in_hand, clock
        self._patience, self._pause = patience, pause

    async def on_call(self, interaction: Interaction, command: Command, values: Mapping[str, object]) -> None:
        """A slash command was called."""
        call = called(interaction, command.name, values)
        aside = not call.place.direct and command.where is not Where.GROUP
        with self._in_hand:
            await Answer(interaction, aside=aside, pause=self._pause).give(self._dispatcher.call(call), self._patience)

    async def on_old(self, interaction: Interaction) -> None:
        """A command was called that is not known here in this form; the Dispatcher says what there is instead."""
        name, options = _as_called(interaction.data)
        call = called(interaction, name, {option["name"]: option.get("value") for option in options})
        with self._in_hand:
            answer = Answer(interaction, aside=not call.place.direct, pause=self._pause)
            await answer.give(self._dispatcher.call(call), self._patience)

    async def on_press(self, interaction: Interaction, data: str) -> None:
        """A button was pressed, be it an hour or a year after it was sent."""
        await self._on_press(interaction, pressed(interaction, data))

    async def on_interaction(self, interaction: Interaction) -> None:
        """Whatever somebody did: a window of ours was sent, however long it was open. All else is heard elsewhere."""
        if found := sent(interaction):
            data, answers = found
            await self._on_press(interaction, replace(pressed(interaction, data), answers=answers))

    async def _on_press(self, interaction: Interaction, press: Pressed) -> None:
        answer = Answer(interaction, aside=not press.place.direct, pause=self._pause)
        with self._in_hand:
            admitted = await self._dispatcher.admit(press)
            if isinstance(admitted, str):
                await answer.toast(admitted)
            else:
                await answer.give(self._dispatcher.press(admitted), self._patience)

    async def on_typing(
        self, interaction: Interaction, command: Command, option: str, typed: str
    ) -> tuple[Choice, ...]:
        """An option is being typed: what it might be."""
        with suppress(TimeoutError):
            async with asyncio.timeout(self._patience):
                return await self._dispatcher.suggest(asked(interaction, command.name, option, typed))
        return ()

    async def on_chat(self, happening: Happening) -> None:
        """Something became of a server, a channel, or who is there. What Discord does not tell twice is not marked."""
        with self._in_hand:
            await self._dispatcher.happened(happening, self._clock())

    async def on_line(self, message: discord.Message) -> None:
        """Something was typed in the direct chat."""
        if (said := spoken(message)) is None:
            return
        with self._in_hand:
            await self._bring(await self._dispatcher.say(said), said.speaker, message.channel)

    async def on_reaction(self, reaction: discord.RawReactionActionEvent, chat: discord.abc.Messageable) -> None:
        """A sign was set on a message in this chat."""
        if (said := reacted(reaction, self._clock())) is None:
            return
        with self._in_hand:
            await self._bring(await self._dispatcher.react(said), said.speaker, chat)

    async def _bring(self, answer: Message | None, speaker: Speaker, chat: discord.abc.Messageable) -> None:
        """An answer, if there is one, into the direct chat."""
        try:
            for post in posts(answer) if answer else ():
                await persistently(partial(_send, chat, post), self._pause)
            if answer:
                await show(chat, answer.exhibits, self._pause)
        except FAULTS as error:
            log.warning("discord.reply_lost", user_id=speaker.user_id, error=word(error))


def _as_called(data: Any) -> tuple[str, Sequence[Any]]:
    """The name that was called, its sub-word with it, and the options behind."""
    options = data.get("options", ())
    if len(options) == 1 and options[0]["type"] == AppCommandOptionType.subcommand.value:
        return f"{data['name']} {options[0]['name']}", options[0].get("options", ())
    return data["name"], options


async def _send(channel: discord.abc.Messageable, post: Portion) -> None:
    """The files of a post are read once, so each try has its own."""
    await channel.send(**post.new())
