"""The talk with learners: what they call, press and type goes to the Dispatcher, what it answers comes back to them."""

import asyncio
from collections.abc import Coroutine, Mapping
from contextlib import suppress
from dataclasses import replace
from typing import Any

import discord
from discord import Interaction, InteractionType

from bot.chat.command import Command
from bot.chat.happenings import Happening
from bot.chat.platform import Called, Handed, Kernel, Pressed
from bot.chat.reply import Message
from bot.clock import Clock
from bot.errors import Choice
from bot.platforms.discord.answers import Answer
from bot.platforms.discord.in_hand import InHand
from bot.platforms.discord.inward import asked, called, handed, is_of_all_servers, pressed, spoken
from bot.platforms.discord.keeping import Keeping, Kept
from bot.platforms.discord.let_through import LetThrough
from bot.platforms.discord.lines import Line, answered
from bot.platforms.discord.named import Named
from bot.platforms.discord.owed import Way


class Talk:
    """``patience`` is how many seconds an answer may take before it is put off, ``pause`` after how many one that failed is
    tried again at first."""

    def __init__(
        self,
        dispatcher: Kernel,
        in_hand: InHand,
        keeping: Keeping,
        clock: Clock,
        *,
        named: Named,
        let_through: LetThrough,
        patience: float,
        pause: float,
    ) -> None:
        self._dispatcher, self._in_hand, self._keeping, self._clock = dispatcher, in_hand, keeping, clock
        self._named, self._let_through = named, let_through
        self._patience, self._pause = patience, pause

    async def on_call(self, interaction: Interaction, command: Command, values: Mapping[str, object]) -> None:
        """A slash command was called."""
        call = called(interaction, command.name, values)
        if is_of_all_servers(interaction):
            call = replace(call, place=self._let_through.calling(command, call.speaker, call.place))
        await self._called(interaction, call)

    async def on_handed(self, interaction: Interaction, message: discord.Message, command: Command) -> None:
        """A command was chosen from the menu of a message; it is answered to who chose it alone."""
        one = handed(interaction, message, command.name)
        kept = self._keeping.kept(_way(interaction, one))
        await self._answer(interaction, kept, self._dispatcher.hand(one, kept))

    async def on_old(self, interaction: Interaction) -> None:
        """A command was called that is not known here in this form; the Dispatcher says what there is instead."""
        data: Any = interaction.data
        values = {option["name"]: option.get("value") for option in data.get("options", ())}
        await self._called(interaction, called(interaction, data["name"], values))

    async def _called(self, interaction: Interaction, call: Called) -> None:
        kept = self._keeping.kept(_way(interaction, call))
        await self._answer(interaction, kept, self._dispatcher.call(call, kept))

    async def _answer(self, interaction: Interaction, kept: Kept, asking: Coroutine[Any, Any, Message | None]) -> None:
        with self._in_hand:
            answer = Answer(interaction, kept, self._named, pause=self._pause)
            await answer.give(answered(asking, kept), self._patience)

    async def on_press(self, interaction: Interaction, data: str) -> None:
        """A button was pressed, be it an hour or a year after it was sent."""
        press = pressed(interaction, data)
        press = replace(press, place=self._let_through.pressing(press.speaker, press.place))
        opens = self.on_press if interaction.type is InteractionType.component else None  # no window opens another
        kept = self._keeping.kept(_way(interaction, press))
        answer = Answer(interaction, kept, self._named, pause=self._pause, on_press=opens)
        with self._in_hand:
            admitted = await self._dispatcher.admit(press)
            if isinstance(admitted, str):
                await answer.toast(admitted)
            else:
                await answer.give(answered(self._dispatcher.press(admitted, kept), kept), self._patience)

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
        way = Way(str(message.id), said.place.chat_id, said.speaker.user_id)
        with self._in_hand:
            line = Line(message.channel, self._keeping.kept(way), self._named.direct, pause=self._pause)
            await line.give(said, self._dispatcher)


def _way(interaction: Interaction, asked: Called | Handed | Pressed) -> Way:
    """The way back to whoever called, chose or pressed."""
    return Way(
        str(interaction.id),
        asked.place.chat_id,
        asked.speaker.user_id,
        among=not asked.place.direct,
        is_press=isinstance(asked, Pressed),
        token=interaction.token,
    )
