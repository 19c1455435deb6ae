"""The way of a message: something is said, one transaction is opened, a command answers, a message goes out."""

import asyncio
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from types import MappingProxyType

import structlog
from markupsafe import Markup

from bot import metrics
from bot.chat.allowance import until_it_fits
from bot.chat.answer import Answering, OnHappening, Returning, Terms, aside
from bot.chat.blocked import is_blocked
from bot.chat.buttons import admitted
from bot.chat.command import Command
from bot.chat.completion import Completing
from bot.chat.handed import handed_heard
from bot.chat.happenings import Happening
from bot.chat.heard import Heard, form_heard, line_heard, press_heard, sign_heard
from bot.chat.incidents import new_number, noted
from bot.chat.limits import Paces, Tempo
from bot.chat.operating import Known, Operating
from bot.chat.platform import Admitted, Called, Handed, Mark, Pressed, Reacted, Spoken, Typed, Voice
from bot.chat.reply import Message, Reply
from bot.chat.retry import retried
from bot.chat.turnstile import Turnstile
from bot.chat.used import is_used
from bot.clock import Clock
from bot.drawing import Draw, draw_here
from bot.errors import Choice, Conflict, DatabaseGone, Overheard, WorkedOn
from bot.files.reader import Run, in_a_process
from bot.store import Database
from bot.store.rates import Want
from bot.texts import errors as texts
from bot.texts.phrases import paragraphs
from bot.traits import Limit

log = structlog.get_logger()

SELDOM = timedelta(hours=12)
"""Between two answers to what has no words."""

UNSURE_SECONDS = 5.0
LOOK_SECONDS = 0.5
"""Until a press is let in without having been looked up: a platform waits for it."""

WITHOUT_WORDS = {Voice.WORDLESS: texts.wordless, Voice.NOBODYS: texts.nobodys}


NOBODY_OPERATES = Operating()


class Dispatcher:
    """See bot.chat.platform.Kernel: takes lines, presses and calls from every platform and answers with messages. ``wake``
    is called when the ledger has something new, so that it leaves at once. ``operating`` says who operates the bot, and by what."""

    def __init__(
        self,
        database: Database,
        commands: tuple[Command, ...],
        *,
        clock: Clock,
        default_zone: str,
        returning: Returning,
        public_url: str | None = None,
        page_url: str | None = None,
        limits: Mapping[str, Limit] = MappingProxyType({}),
        draw: Draw = draw_here,
        run: Run = in_a_process,
        on_happening: OnHappening | None = None,
        wake: Callable[[], None] = lambda: None,
        operating: Operating = NOBODY_OPERATES,
    ) -> None:
        self.commands = commands
        self._database, self._clock, self._on_happening = database, clock, on_happening
        self._limits = limits
        self._known, self._operators, self._wake = Known(commands, operating), operating.operators, wake
        self._paces, self._turnstile = Paces(), Turnstile(database.at_once)
        self._answering = Answering(
            database,
            self._known,
            self._turnstile,
            Terms(
                default_zone=default_zone,
                public_url=public_url,
                page_url=page_url or public_url,
                returning=returning,
                on_happening=on_happening,
                limits=limits,
                draw=draw,
                run=run,
            ),
            wake=wake,
            own_up=self._noted,
        )
        self._completing = Completing(
            database, commands, self._turnstile, clock=clock, default_zone=default_zone, own_up=self._noted
        )

    async def say(self, spoken: Spoken, mark: Mark | None = None) -> Message | None:
        """See Kernel."""
        heard = line_heard(spoken, self._known.to(spoken.speaker, spoken.place))
        return await self._answer(heard, mark) if heard else None

    async def react(self, reacted: Reacted, mark: Mark | None = None) -> Message | None:
        """See Kernel."""
        heard = sign_heard(reacted)
        return await self._answer(heard, mark) if heard else None

    async def admit(self, pressed: Pressed) -> Admitted | str:
        """See Kernel."""
        press = admitted(pressed)
        return texts.pressed_already() if isinstance(press, Admitted) and await self._is_used(press) else press

    async def press(self, press: Admitted, mark: Mark | None = None) -> Message | None:
        """See Kernel."""
        by = press.pressed
        return await self._answer(press_heard(press, self._known.to(by.speaker, by.place)), mark)

    async def call(self, called: Called, mark: Mark | None = None) -> Message | None:
        """See Kernel."""
        return await self._answer(form_heard(called, self._known.to(called.speaker, called.place)), mark)

    async def hand(self, handed: Handed, mark: Mark | None = None) -> Message | None:
        """See Kernel."""
        heard = handed_heard(handed, self._known.to(handed.speaker, handed.place))
        if isinstance(heard, Heard):
            return await self._answer(heard, mark)
        return aside(_message(Reply(text=heard)), handed.place)

    async def suggest(self, asked: Typed) -> tuple[Choice, ...]:
        """See Kernel."""
        return await self._completing.suggest(asked)

    async def happened(self, happening: Happening, at: datetime, mark: Mark | None = None) -> None:
        """See Kernel."""
        try:
            await retried(self._database, partial(self._note, happening, at, mark))
        except WorkedOn:
            return
        except DatabaseGone:
            if mark:
                raise
            log.warning("database_gone", platform=happening.platform)
        except Exception:
            incident, kind = new_number(), type(happening).__name__
            log.exception("happening_broke", incident=incident, platform=happening.platform, kind=kind)
            await self._noted(incident, happening.platform)

    async def until_room(self, platform: str, chat_id: str, seldom: Mapping[str, timedelta]) -> float:
        """See Kernel; a while where nobody can say."""
        try:
            async with self._database.store(lasting=False) as store:
                wait = await until_it_fits(store, self._limits.get(platform), platform, chat_id, seldom)
        except (Conflict, DatabaseGone):
            return UNSURE_SECONDS
        return wait.total_seconds()

    async def _is_used(self, press: Admitted) -> bool:
        """Whether it was pressed before, as far as can be said at once: it is looked at once more where it is carried out."""
        if not press.gone:
            return False
        with suppress(Conflict, DatabaseGone, TimeoutError):
            async with asyncio.timeout(LOOK_SECONDS), self._database.reading() as store:
                return await is_used(press, store, press.pressed.at)
        return False

    async def _note(self, happening: Happening, at: datetime, mark: Mark | None, hasty: bool) -> None:
        async with self._answering.storing(hasty=hasty) as store:
            if mark:
                await mark(store)
            if self._on_happening:
                await self._on_happening(store, happening, at)

    async def _answer(self, heard: Heard, mark: Mark | None) -> Message | None:
        place = heard.place
        paced = self._paces.of(heard.speaker, self._clock(), heard.said, alone=place.direct)
        match paced.pace:
            case Tempo.SILENCE:
                return None
            case Tempo.LEFT_OUT:
                return (
                    None
                    if await self._is_blocked(heard)
                    else aside(_message(Reply(text=texts.left_out(heard.said))), place)
                )
        message = await self._worked_on(heard, mark)
        if message and paced.unsaid_count:
            text = paragraphs(texts.left_out_before(paced.unsaid, paced.unsaid_count), message.text)
            return replace(message, text=text)
        return message

    async def _worked_on(self, heard: Heard, mark: Mark | None) -> Message | None:
        speaker, place = heard.speaker, heard.place
        if (unsaid := WITHOUT_WORDS.get(heard.voice)) and not heard.file:
            return await self._once_in_a_while(heard, unsaid())
        try:
            with metrics.commands.timed():
                return await self._answering.answer(heard, mark)
        except (WorkedOn, Overheard):
            return None
        except DatabaseGone:
            if mark:
                raise  # what asked for this stays untraced, and is asked again
            log.warning("database_gone", platform=speaker.platform)
            return aside(_message(Reply(text=texts.database_gone())), place)
        except Exception:
            incident = new_number()
            log.exception("incident", incident=incident, platform=speaker.platform)
            await self._noted(incident, speaker.platform)
            return aside(_message(Reply(text=texts.incident(incident))), place)

    async def _noted(self, incident: str, platform: str) -> None:
        """Let the operators know of it."""
        if await noted(self._database, self._operators, incident, platform):
            self._wake()

    async def _is_blocked(self, heard: Heard) -> bool:
        """Whether the speaker is not answered any more, as far as can be said."""
        with suppress(Conflict, DatabaseGone):
            async with self._database.reading() as store:
                contact = await store.learners.seen(heard.speaker.platform, heard.speaker.user_id)
                return await is_blocked(store, contact, heard)
        return False

    async def _once_in_a_while(self, heard: Heard, text: Markup) -> Message | None:
        """The short answer to what cannot be read, seldom: of several processes one gives it."""
        name = f"{heard.speaker.platform}:{heard.speaker.user_id}:{heard.voice.value}"
        async with self._turnstile.place(heard.speaker), self._database.store(lasting=False) as store:
            contact = await store.learners.seen(heard.speaker.platform, heard.speaker.user_id)
            if await is_blocked(store, contact, heard):
                return None
            now = await store.now()
            free_at = await store.rates.reserve({name: Want(SELDOM)}, now)
        return _message(Reply(text=text)) if free_at[name] <= now else None


def _message(reply: Reply) -> Message:
    """A reply without buttons, as a platform gets it."""
    return Message(text=reply.text, private=reply.private)
