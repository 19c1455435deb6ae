"""The way of a message: something is said, one transaction is opened, a command answers, a message goes out."""

import secrets
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from types import MappingProxyType

import structlog
from markupsafe import Markup

from bot import metrics
from bot.chat import buttons
from bot.chat.attaching import attached
from bot.chat.binding import arguments_of
from bot.chat.command import Command, Where
from bot.chat.context import Context, open_context
from bot.chat.counting import is_said
from bot.chat.documents import document_of, parted
from bot.chat.limits import Limit, Pace, Paces
from bot.chat.platform import Added, Asked, Called, Happening, Place, Pressed, Right, Speaker, Spoken, Voice, Warden
from bot.chat.refusing import refusing
from bot.chat.reply import Message, Reply
from bot.chat.suggesting import matching
from bot.chat.together import together
from bot.chat.understanding import Heard, Request, line_of, name_of, understood
from bot.clock import Clock
from bot.drawing import Draw, draw_here
from bot.errors import Choice, Conflict, DatabaseGone, Refusal, WorkedOn
from bot.store import Contact, Database, Group, Store
from bot.store.rates import Want
from bot.texts import errors as texts
from bot.texts.phrases import paragraphs
from roadmap.errors import DomainError

log = structlog.get_logger()

SELDOM = timedelta(hours=12)
"""Between two answers to what has no words."""

WITHOUT_WORDS = {Voice.WORDLESS: texts.WORDLESS, Voice.NOBODYS: texts.NOBODYS}

Mark = Callable[[Store], Awaitable[None]]
"""Notes, in the transaction of the command, that what asked for it was worked on. Raises WorkedOn if it was before."""

Returning = Callable[[Context], Awaitable[None]]
"""What is done first when an account that could not be written to speaks again."""

OnHappening = Callable[[Store, Happening, datetime], Awaitable[None]]
"""What is stored when a platform tells of its chats."""


class Dispatcher:
    """Takes lines, presses and calls from every platform and answers with messages. It raises nothing but DatabaseGone, and
    that only to those who gave a mark. ``wake`` is called when the ledger has something new, so that it leaves at once."""

    def __init__(
        self,
        database: Database,
        commands: tuple[Command, ...],
        *,
        clock: Clock,
        default_zone: str,
        returning: Returning,
        limits: Mapping[str, Limit] = MappingProxyType({}),
        draw: Draw = draw_here,
        on_happening: OnHappening | None = None,
    ) -> None:
        self.commands = commands
        self.wardens: dict[str, Warden] = {}
        self.wake: Callable[[], None] = lambda: None
        self._on_happening = on_happening
        self._database = database
        self._clock = clock
        self._default_zone = default_zone
        self._returning = returning
        self._limits = limits
        self._draw = draw
        self._by_name = {command.name: command for command in commands}
        self._open_to_all = frozenset(command.name for command in commands if command.open_to_all)
        self._takers = frozenset(one.name for one in commands if any(param.kind == "document" for param in one.params))
        self._paces = Paces()

    async def say(self, spoken: Spoken, mark: Mark | None = None) -> Message | None:
        """The answer to a typed line; None where nothing is to be said. In a group only a line with a slash and a command
        of ours is for us, and what mentions the bot or replies to it.

        ``mark`` is called in the transaction that the line changes anything in; where it changes nothing, perhaps not
        at all.
        """
        if not spoken.place.direct and not self._is_for_us(spoken):
            return None
        return await self._answer(spoken, mark)

    def _is_for_us(self, spoken: Spoken) -> bool:
        if spoken.voice is Voice.TO_US:
            return True
        is_own = spoken.voice is Voice.OWN
        return is_own and spoken.line.lstrip().startswith("/") and name_of(spoken) in self._by_name

    async def admit(self, pressed: Pressed) -> str | None:
        """None if this press may go on to ``press``, else the short refusal to show."""
        press = buttons.read(pressed.data)
        if press is None:
            return texts.EXPIRED_TOAST
        if press.owner not in {None, pressed.speaker.user_id}:
            return texts.NOT_YOURS_TOAST
        return None

    async def press(self, pressed: Pressed, mark: Mark | None = None) -> Message | None:
        """The answer to a press that was admitted; ``mark`` as for ``say``."""
        return None if await self.admit(pressed) else await self._answer(pressed, mark)

    async def call(self, called: Called, mark: Mark | None = None) -> Message | None:
        """The answer to a command chosen from a menu, its arguments by name; ``mark`` as for ``say``."""
        return await self._answer(called, mark)

    async def happened(self, happening: Happening, at: datetime, mark: Mark | None = None) -> None:
        """A platform tells of its chats; ``mark`` as for ``say``. Raises DatabaseGone to those who gave a mark."""
        try:
            try:
                await self._note(happening, at, mark)
            except Conflict:
                await self._note(happening, at, mark)
        except WorkedOn:
            return
        except DatabaseGone:
            if mark:
                raise
            log.warning("database_gone", platform=happening.platform)
        except Exception:
            log.exception("happening_broke", platform=happening.platform, kind=type(happening).__name__)

    @asynccontextmanager
    async def _storing(self) -> AsyncIterator[Store]:
        """One transaction; once it is stored, whoever delivers hears of what it entered."""
        async with self._database.store() as store:
            yield store
        if store.ledger.entered:
            self.wake()

    async def _note(self, happening: Happening, at: datetime, mark: Mark | None) -> None:
        async with self._storing() as store:
            if mark:
                await mark(store)
            if self._on_happening:
                await self._on_happening(store, happening, at)

    async def suggest(self, asked: Asked) -> tuple[Choice, ...]:
        """What an argument that is being typed might be, at most as many as platforms show; the choices' lines are the
        argument's text. Nothing is written, and nobody waits for a writer."""
        command = self._by_name.get(asked.name)
        param = next((one for one in command.params if one.name == asked.option), None) if command else None
        if param is None or param.arg.suggest is None:
            return ()
        try:
            async with self._database.reading() as store:
                speaker = asked.speaker
                contact = await store.learners.seen(speaker.platform, speaker.user_id)
                context = await self._context(store, speaker, asked.at, contact)
                return matching(await param.arg.suggest(context), asked.typed, param.kind, context.roadmap)
        except DatabaseGone:
            log.warning("database_gone", platform=asked.speaker.platform)
        except Exception:
            log.exception("suggest_broke", command=asked.name, platform=asked.speaker.platform)
        return ()

    async def _answer(self, heard: Heard, mark: Mark | None) -> Message | None:
        speaker, place = heard.speaker, heard.place
        line = line_of(heard)
        paced = self._paces.of(speaker, self._clock(), line, alone=place.direct)
        match paced.pace:
            case Pace.SILENCE:
                return None
            case Pace.LEFT_OUT:
                return _aside(_message(Reply(text=texts.left_out(line))), place)
        message = await self._worked_on(heard, mark)
        if message and paced.unsaid_count:
            text = paragraphs(texts.left_out_before(paced.unsaid, paced.unsaid_count), message.text)
            return replace(message, text=text)
        return message

    async def _worked_on(self, heard: Heard, mark: Mark | None) -> Message | None:
        speaker, place = heard.speaker, heard.place
        heard = parted(heard, self._takers)
        if isinstance(heard, Spoken) and (unsaid := WITHOUT_WORDS.get(heard.voice)) and not heard.file:
            return await self._once_in_a_while(heard, unsaid)
        try:
            with metrics.commands.timed():
                try:
                    return await self._run(heard, mark)
                except Conflict:
                    return await self._run(heard, mark)
        except WorkedOn:
            return None
        except DatabaseGone:
            if mark:
                raise  # what asked for this stays untraced, and is asked again
            log.warning("database_gone", platform=speaker.platform)
            return _aside(_message(Reply(text=texts.DATABASE_GONE)), place)
        except Exception:
            incident = secrets.token_hex(4)
            log.exception("incident", incident=incident, platform=speaker.platform)
            return _aside(_message(Reply(text=texts.incident(incident))), place)

    async def _once_in_a_while(self, spoken: Spoken, text: Markup) -> Message | None:
        """The short answer to what cannot be read, seldom: of several processes one gives it."""
        name = f"{spoken.speaker.platform}:{spoken.speaker.user_id}:{spoken.voice.value}"
        async with self._database.store() as store:
            now = await store.now()
            free_at = await store.rates.reserve({name: Want(SELDOM)}, now)
        return _message(Reply(text=text)) if free_at[name] <= now else None

    async def _run(self, heard: Heard, mark: Mark | None) -> Message | None:
        refused: Refusal | DomainError
        speaker, at = heard.speaker, heard.at
        several = False
        try:
            document = await document_of(heard, self._takers)
            heard = await self._entitled(heard)
            async with self._storing() as store:
                if mark:
                    await mark(store)
                contact = await store.learners.by_account(speaker.platform, speaker.user_id)
                context = await self._context(store, speaker, at, contact)
                context.place, context.document = heard.place, document
                context.group = await self._group(store, heard)
                if heard.place.direct and contact and contact.account.unreachable_at:
                    await self._returning(context)  # who is heard among others only may block us all the same
                if contact and contact.learner.last_platform != speaker.platform:
                    await context.change(last_platform=speaker.platform)
                requests = await understood(heard, self._by_name, store, context.world)
                several = len(requests) > 1
                reply = together([await self._carried_out(request, context) for request in requests])
                message = await buttons.ready(
                    reply, store=store, user_id=speaker.user_id, open_to_all=self._open_to_all, now=at
                )
                if any(request.command.where is not Where.GROUP for request in requests):
                    message = _aside(message, heard.place)
                if not await is_said(store, self._limits, speaker, heard.place, message, in_passing=reply.in_passing):
                    return None
            return await attached(message, reply, self._draw, account=speaker)
        except (Refusal, DomainError) as error:
            refused = error
        return await self._refuse(refused, heard, several=several)

    async def _carried_out(self, request: Request, context: Context) -> Reply:
        return await request.command.run(
            context, **await arguments_of(request.command, request.call, context, request.unknown)
        )

    async def _entitled(self, heard: Heard) -> Heard:
        """The same with the speaker's rights, where they have to be asked for and the command may need one."""
        if heard.place.direct or heard.place.rights is not None:
            return heard
        command = self._by_name.get(name_of(heard) or "")
        warden = self.wardens.get(heard.speaker.platform)
        wanted = warden and (command is None or command.right or command.rights_asked)
        rights = await warden(heard.speaker, heard.place) if warden and wanted else frozenset[Right]()
        return replace(heard, place=replace(heard.place, rights=rights))

    async def _context(self, store: Store, speaker: Speaker, at: datetime, contact: Contact | None) -> Context:
        return await open_context(
            store, speaker, at, default_zone=self._default_zone, contact=contact, commands=self.commands
        )

    async def _group(self, store: Store, heard: Heard) -> Group | None:
        """The group it was said in. One that nobody told us of is made known, unless all that was said there could be
        whispered: then it is whoever starts it that does so. One that was thought to be gone is there again."""
        speaker, place = heard.speaker, heard.place
        if place.direct:
            return None
        group = await store.groups.find(speaker.platform, place.chat_id)
        is_news = group.gone_at is not None if group else not place.whispers
        if not is_news or self._on_happening is None:
            return group
        await self._on_happening(
            store, Added(speaker.platform, place.chat_id, place.title, place.server_id), await store.now()
        )
        return await store.groups.find(speaker.platform, place.chat_id)

    async def _refuse(self, refused: Refusal | DomainError, heard: Heard, *, several: bool) -> Message | None:
        reply, speaker, at = refusing(refused, among_several=several), heard.speaker, heard.at
        async with self._database.store() as store:
            contact = await store.learners.by_account(speaker.platform, speaker.user_id)
            if (
                heard.place.direct and contact and contact.account.unreachable_at
            ):  # what was noted of it went with the refused transaction
                await self._returning(await self._context(store, speaker, at, contact))
            message = await buttons.ready(
                reply, store=store, user_id=speaker.user_id, open_to_all=self._open_to_all, now=at
            )
            if not (reply.buttons and self._works_only_here(heard)):
                message = _aside(message, heard.place)
            goes = await is_said(store, self._limits, speaker, heard.place, message, in_passing=False)
        return message if goes else None

    def _works_only_here(self, heard: Heard) -> bool:
        """Whether the buttons of an answer would be of no use in the direct chat, where it would go to be for one alone."""
        command = self._by_name.get(name_of(heard) or "")
        return not heard.place.whispers and command is not None and command.where is Where.GROUP


def _aside(message: Message, place: Place) -> Message:
    """The message for the speaker alone, where others are about: whispered there, or in the direct chat."""
    return message if place.direct else replace(message, private=True)


def _message(reply: Reply) -> Message:
    """A reply without buttons, as a platform gets it."""
    return Message(text=reply.text, private=reply.private)
