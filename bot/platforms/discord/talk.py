"""The talk with learners: what they call, press and type goes to the Dispatcher, what it answers comes back to them."""

import asyncio
import secrets
from collections.abc import Coroutine, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import partial
from typing import Any

import discord
import structlog
from discord import AppCommandOptionType, Interaction

from bot.chat.command import Command
from bot.chat.happenings import Happening
from bot.chat.platform import Called, Handed, Kernel, Pressed
from bot.chat.reply import Message
from bot.chat.standing import Standing
from bot.clock import Clock
from bot.errors import Choice
from bot.platforms.discord.answers import Answer
from bot.platforms.discord.faults import FAULTS, word
from bot.platforms.discord.in_hand import InHand
from bot.platforms.discord.inward import asked, called, handed, is_of_all_servers, pressed, reacted, spoken
from bot.platforms.discord.keeping import Keeping, Kept
from bot.platforms.discord.let_through import LetThrough
from bot.platforms.discord.lines import Line, answered
from bot.platforms.discord.modals import sent
from bot.platforms.discord.named import Named
from bot.platforms.discord.owed import Way
from bot.platforms.discord.posts import Stood

log = structlog.get_logger()


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
        self._standing: Standing[Stood] = Standing()

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
        name, options = _as_called(interaction.data)
        values = {option["name"]: option.get("value") for option in options}
        await self._called(interaction, called(interaction, name, values))

    async def _called(self, interaction: Interaction, call: Called) -> None:
        kept = self._keeping.kept(_way(interaction, call))
        await self._answer(interaction, kept, self._dispatcher.call(call, kept))

    async def _answer(self, interaction: Interaction, kept: Kept, asking: Coroutine[Any, Any, Message | None]) -> None:
        with self._in_hand:
            answer = Answer(interaction, kept, self._named, pause=self._pause)
            await answer.give(answered(asking, kept), self._patience)
            await self._came(kept.way, answer)

    async def on_press(self, interaction: Interaction, data: str) -> None:
        """A button was pressed, be it an hour or a year after it was sent."""
        await self._on_press(interaction, pressed(interaction, data))

    async def on_interaction(self, interaction: Interaction) -> None:
        """Whatever somebody did: a window of ours was sent, however long it was open. All else is heard elsewhere."""
        if found := sent(interaction):
            data, answers = found
            await self._on_press(interaction, replace(pressed(interaction, data), answers=answers))

    async def _on_press(self, interaction: Interaction, press: Pressed) -> None:
        press = replace(press, place=self._let_through.pressing(press.speaker, press.place))
        kept = self._keeping.kept(_way(interaction, press))
        answer = Answer(interaction, kept, self._named, pause=self._pause)
        with self._in_hand:
            admitted = await self._dispatcher.admit(press)
            if isinstance(admitted, str):
                await answer.toast(admitted)
            else:
                await answer.give(answered(self._dispatcher.press(admitted, kept), kept), self._patience)
                await self._came(kept.way, answer)

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
            line = self._line(message.channel, way)
            await line.give(partial(self._dispatcher.say, said))
            await self._came(way, line)

    async def on_reaction(self, reaction: discord.RawReactionActionEvent, chat: discord.abc.Messageable) -> None:
        """A sign was set on a message in this chat. It has no id of its own; one that comes twice says nothing new."""
        if (said := reacted(reaction, self._clock())) is None:
            return
        way = Way(secrets.token_urlsafe(12), said.place.chat_id, said.speaker.user_id)
        with self._in_hand:
            await self._line(chat, way).give(partial(self._dispatcher.react, said))

    async def _came(self, way: Way, answer: Answer | Line) -> None:
        """Where it was typed, the question it answers has its buttons no more; they are taken off in one try."""
        if not (message := answer.message):
            return
        if question := self._standing.after(way.user_id, way.chat_id, message, answer.stood):
            try:
                await question.off()
            except FAULTS as error:
                log.info("discord.buttons_stay", user_id=way.user_id, error=word(error))

    def _line(self, chat: discord.abc.Messageable, way: Way) -> Line:
        return Line(chat, self._keeping.kept(way), self._named.direct, pause=self._pause)


def _as_called(data: Any) -> tuple[str, Sequence[Any]]:
    """The name that was called, its sub-word with it, and the options behind."""
    options = data.get("options", ())
    if len(options) == 1 and options[0]["type"] == AppCommandOptionType.subcommand.value:
        return f"{data['name']} {options[0]['name']}", options[0].get("options", ())
    return data["name"], options


def _way(interaction: Interaction, asked: Called | Handed | Pressed) -> Way:
    """The way back to whoever called, chose or pressed."""
    return Way(
        str(interaction.id),
        asked.place.chat_id,
        asked.speaker.user_id,
        among=not asked.place.direct,
        is_press=isinstance(asked, Pressed),
        pressed_id=asked.message_id if isinstance(asked, Pressed) else "",
        token=interaction.token,
    )
