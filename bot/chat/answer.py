"""An answer: what was heard is carried out in one transaction, in its turn among all that wait, and refused in another."""

from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from typing import Protocol

from bot.chat import buttons
from bot.chat.allowance import by_a_post_later, counted
from bot.chat.arguments import arguments_of
from bot.chat.attachments import attached
from bot.chat.blocked import check_requests, check_speaker, to_tell
from bot.chat.carrying import left_over, resolved
from bot.chat.command import Command, Where
from bot.chat.context import Context, open_context
from bot.chat.documents import document_of
from bot.chat.elsewhere import or_elsewhere
from bot.chat.happenings import Added, Happening, RightsChanged
from bot.chat.heard import Heard, file_heard, filled_in
from bot.chat.meaning import meant
from bot.chat.news import with_news
from bot.chat.operating import Known
from bot.chat.platform import Mark, Place, Right
from bot.chat.refusals import refusing, with_form
from bot.chat.reply import Message, Reply
from bot.chat.request import Request
from bot.chat.retry import retried
from bot.chat.together import together
from bot.chat.turnstile import Turnstile
from bot.chat.used import leaving, use
from bot.chat.welcome_back import with_welcome
from bot.drawing import Draw
from bot.errors import Blocked, FileMeant, Refusal
from bot.files.reader import Read, Run
from bot.store import Contact, Database, Group, Store
from bot.texts import evidence
from bot.texts.phrases import paragraphs
from bot.traits import Limit
from roadmap.errors import DomainError

Returning = Callable[[Context], Awaitable[None]]
"""What is done first when an account that could not be written to speaks again."""


class OwnUp(Protocol):
    """Lets the operators know of a bug by its number."""

    async def __call__(self, incident: str, platform: str) -> None: ...


OnHappening = Callable[[Store, Happening, datetime], Awaitable[None]]
"""What is stored when a platform tells of its chats."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What is the same for every answer: what is done besides the commands, and what is allowed."""

    default_zone: str
    public_url: str | None
    page_url: str | None
    returning: Returning
    on_happening: OnHappening | None
    limits: Mapping[str, Limit]
    draw: Draw
    run: Run


class Answering:
    """Answers one thing that was heard. ``wake`` is called when the ledger has something new, ``own_up`` with the number of a bug
    that spoils no answer, and the platform it was met on."""

    def __init__(
        self,
        database: Database,
        known: Known,
        turnstile: Turnstile,
        terms: Terms,
        *,
        wake: Callable[[], None],
        own_up: OwnUp,
    ) -> None:
        self._database, self._known, self._turnstile, self._terms = database, known, turnstile, terms
        self._wake, self._own_up = wake, own_up
        self._open_to_all = known.open_to_all

    @asynccontextmanager
    async def storing(self, *, hasty: bool) -> AsyncIterator[Store]:
        """One transaction; once it is stored, whoever delivers hears of what it entered."""
        async with self._database.store(hasty=hasty) as store:
            yield store
        if store.has_filed:
            self._wake()

    async def answer(self, heard: Heard, mark: Mark | None) -> Message | None:
        """See Dispatcher.say. Raises Conflict, WorkedOn, Overheard, DatabaseGone."""
        try:
            return await self._given(heard, mark)
        except FileMeant:
            return await self._given(file_heard(heard, self._known.to(heard.speaker, heard.place)), mark)

    async def _given(self, heard: Heard, mark: Mark | None) -> Message | None:
        refused: Refusal | DomainError | None = None
        document = None
        try:
            document = await document_of(heard.document, heard.speaker, self._terms.run) if heard.document else None
            heard = await self._entitled(heard)
        except (Refusal, DomainError) as error:
            refused = error
        async with self._turnstile.in_order(heard.speaker):
            if refused:
                message, reply = await retried(self._database, partial(self._refuse, refused, heard)), None
            else:
                message, reply = await retried(self._database, partial(self._answered, heard, document, mark))
        if not (message and reply):
            return message
        draw, run, speaker = self._terms.draw, self._terms.run, heard.speaker
        own_up = partial(self._own_up, platform=speaker.platform)
        return await attached(message, reply, draw, run, own_up=own_up, account=speaker)

    async def _answered(
        self, heard: Heard, document: Read | None, mark: Mark | None, hasty: bool
    ) -> tuple[Message | None, Reply | None]:
        """The answer, and the reply that holds what is still to be made of it; or how it is refused."""
        refused: Refusal | DomainError
        speaker, at = heard.speaker, heard.at
        several = False
        try:
            async with self._turnstile.place(speaker), self.storing(hasty=hasty) as store:
                if mark:
                    await mark(store)
                contact = await store.learners.by_account(speaker.platform, speaker.user_id)
                commands = self._known.to(speaker, heard.place)
                is_blocked = await check_speaker(store, contact, heard)
                heard = filled_in(await resolved(heard, store), commands)
                await use(heard.press, store)
                context = await self._context(store, heard, contact)
                context.document, context.exhibit = document, heard.exhibit
                context.people, context.replies_to, context.replied = heard.people, heard.replies_to, heard.replied
                context.operators = self._known.operators
                context.public_url, context.page_url = self._terms.public_url, self._terms.page_url
                context.group = await self._group(store, heard)
                if heard.place.direct and contact and contact.is_away:
                    await self._terms.returning(context)  # who is heard among others only may block us all the same
                if contact and contact.learner.last_platform != speaker.platform and not heard.place.afar:
                    await context.change(last_platform=speaker.platform)
                requests = await meant(heard, context, commands)
                check_requests(requests, blocked=is_blocked)
                several = len(requests) > 1
                reply = together([await self._carried_out(request, context) for request in requests])
                reply = by_a_post_later(reply, context.group, heard)
                is_own = not reply.among and any(request.command.where is not Where.GROUP for request in requests)
                if is_own:
                    reply = await with_news(context, self._with_leftover(context, reply, heard))
                reply = await with_welcome(context, reply, is_own=is_own)
                message = await buttons.ready(
                    reply,
                    store=store,
                    user_id=speaker.user_id,
                    open_to_all=self._open_to_all,
                    now=at,
                    plain=context.is_plain,
                )
                if is_own:
                    message = aside(message, heard.place)
                message = about(leaving(message, heard.press), *(request.command for request in requests))
                brought = await self._brought(store, heard, message, reply)
                if mark and brought:
                    await mark.keep(store, brought, is_whole=not (reply.pictures or reply.documents))
        except (Refusal, DomainError) as error:
            refused = error
        else:
            if store.has_forgotten:  # nobody but whoever left waits for it
                await self._database.wipe()
            return brought, reply
        return await self._refuse(refused, heard, hasty, several=several), None

    async def _brought(self, store: Store, heard: Heard, message: Message, reply: Reply) -> Message | None:
        """The answer as it is to be brought. Where the group has heard enough, one whose buttons would be of no use elsewhere
        waits for its room there."""
        brought = await counted(store, self._terms.limits, heard, message, in_passing=reply.in_passing)
        if brought is None or not brought.crowded:
            return brought
        if reply.instead:
            await reply.instead()
        waits = bool(brought.keys) and (reply.among or self._works_only_here(heard))
        return replace(brought, private=not waits)

    async def _carried_out(self, request: Request, context: Context) -> Reply:
        return await request.command.run(
            context, **await arguments_of(request.command, request.call, context, request.unknown)
        )

    def _with_leftover(self, context: Context, reply: Reply, heard: Heard) -> Reply:
        """With a word of the picture or PDF that came along, where no command took it, or of something else that the words were the
        caption of."""
        exhibit = context.exhibit
        if heard.is_caption and context.told:
            return replace(reply, text=paragraphs(reply.text, evidence.no_exhibit()))
        known = self._known.to(heard.speaker, heard.place)
        return left_over(reply, exhibit, known, told=bool(context.told)) if exhibit else reply

    async def _entitled(self, heard: Heard) -> Heard:
        """The same with the speaker's rights, where they have to be asked for and the command may need one, None still where the platform does
        not say; and with the bot's own for who sets a group."""
        if heard.place.direct or heard.place.rights is not None:
            return heard
        command, place, warden = heard.command, heard.place, heard.place.warden
        wanted = warden and (command is None or command.right or command.rights_asked)
        rights = await warden(heard.speaker, place) if warden and wanted else frozenset[Right]()
        if warden and rights and command and command.rights_asked:
            place = replace(place, abilities=await warden.own(place))
        return replace(heard, place=replace(place, rights=rights))

    async def _context(self, store: Store, heard: Heard, contact: Contact | None) -> Context:
        context = await open_context(
            store,
            heard.speaker,
            heard.at,
            default_zone=self._terms.default_zone,
            contact=contact,
            commands=self._known.listed(heard.speaker, heard.place),
        )
        context.place = heard.place
        return context

    async def _group(self, store: Store, heard: Heard) -> Group | None:
        """The group it was said in, by what its place is called now. A chat that nobody told us of is made known, unless all that was said there could be
        whispered: then it is whoever starts a group that does so. One that was thought to be gone, or took no posts, is
        there again, unless it is known that the bot may not write there."""
        speaker, place = heard.speaker, heard.place
        if place.direct:
            return None
        group = await store.groups.find(speaker.platform, place.chat_id, place.thread_id)
        news = _news_of(group, place, speaker.platform)
        if news is None or self._terms.on_happening is None:
            lives_here = group is not None and group.thread_id == place.thread_id
            return await store.groups.renamed(group, place.called) if group and lives_here else group
        await self._terms.on_happening(store, news, await store.now())
        return await store.groups.find(speaker.platform, place.chat_id, place.thread_id)

    async def _refuse(
        self, refused: Refusal | DomainError, heard: Heard, hasty: bool, *, several: bool = False
    ) -> Message | None:
        speaker, at = heard.speaker, heard.at
        async with self._turnstile.place(speaker), self._database.store(hasty=hasty) as store:
            contact = await store.learners.by_account(speaker.platform, speaker.user_id)
            if (told := await to_tell(refused, store, contact, heard)) is None:
                return None
            if isinstance(told, Blocked):  # one sentence, and nothing beside it
                said = refusing(told)
                return await self._brought(store, heard, aside(Message(text=said.text), heard.place), said)
            refused = told
            if heard.place.direct:
                refused = await or_elsewhere(refused, store, contact)
            reply = with_form(refusing(refused, among_several=several), heard)
            reply = (
                left_over(reply, heard.exhibit, self._known.to(speaker, heard.place), told=False)
                if heard.exhibit
                else reply
            )
            if contact:
                has_room = heard.place.direct and not reply.buttons  # one question at a time
                reply = await with_welcome(await self._context(store, heard, contact), reply, is_own=has_room)
            if heard.place.direct and contact and contact.is_away:
                # what was noted of it went with the refused transaction
                await self._terms.returning(await self._context(store, heard, contact))
            message = await buttons.ready(
                reply,
                store=store,
                user_id=speaker.user_id,
                open_to_all=self._open_to_all,
                now=at,
                plain=bool(contact and contact.learner.plain),
            )
            if not (reply.buttons and self._works_only_here(heard)):
                message = aside(message, heard.place)
            if reply.buttons:  # it asks on, in the place of what was asked before
                await use(heard.press, store)
                message = leaving(message, heard.press)
            if message.asks and heard.command:
                message = about(message, heard.command)
            return await self._brought(store, heard, message, reply)

    def _works_only_here(self, heard: Heard) -> bool:
        """Whether the buttons of an answer would be of no use in the direct chat, where it would go to be for one alone."""
        command = heard.command
        return not heard.place.whispers and command is not None and command.where is Where.GROUP


def _news_of(group: Group | None, place: Place, platform: str) -> Happening | None:
    """What it tells of a group that something was said in it; None for nothing new."""
    is_there = Added(platform, place.chat_id, place.title, place.server_id)
    if group is None:
        return None if place.whispers else is_there
    if place.takes_posts and group.refused_at and group.thread_id == place.thread_id:
        return RightsChanged(platform, place.chat_id)
    return is_there if group.gone_at and place.takes_posts is not False else None


def about(message: Message, *commands: Command) -> Message:
    """The message as an answer to these commands, by the first of their words."""
    return replace(message, about=message.about.union(command.name.partition(" ")[0] for command in commands))


def aside(message: Message, place: Place) -> Message:
    """The message for the speaker alone, where others are about: whispered there, or in the direct chat."""
    return message if place.direct else replace(message, private=True)
