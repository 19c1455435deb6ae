"""Discord from start to stop: the token, the commands, the gateway, and nudges by direct message."""

import asyncio

import structlog
from discord import ConnectionClosed, LoginFailure, Object, RawReactionActionEvent
from discord.gateway import DiscordWebSocket
from yarl import URL

from bot.chat.platform import Deed, Kernel
from bot.chat.reply import Message
from bot.clock import Clock
from bot.platforms.discord.buttons import listening
from bot.platforms.discord.chats import NAME
from bot.platforms.discord.client import Sharded, Single, client, let_in, shut
from bot.platforms.discord.deeds import done, nonce
from bot.platforms.discord.faults import FAULTS, send_error, token_refused, trouble, word
from bot.platforms.discord.in_hand import InHand
from bot.platforms.discord.installing import personal_link
from bot.platforms.discord.keeping import Keeping
from bot.platforms.discord.late import Late
from bot.platforms.discord.let_through import LetThrough
from bot.platforms.discord.menus import choosing
from bot.platforms.discord.named import Named
from bot.platforms.discord.patience import pauses
from bot.platforms.discord.posts import posts
from bot.platforms.discord.roll import Roll
from bot.platforms.discord.slash_commands import tree_of
from bot.platforms.discord.starts import NoStartLeft, wait_to_start
from bot.platforms.discord.sync import Synced, sync
from bot.platforms.discord.talk import Talk
from bot.platforms.discord.warden import Warden
from bot.platforms.discord.wire import DISCORD, hush, point_at
from bot.reasons import Reason
from bot.send_errors import TryLater, Unsendable
from bot.store import Database

log = structlog.get_logger()


class Discord:
    """See bot.chat.platform.Platform.

    ``guild_id`` syncs the commands to one server only, at once, for those who develop. ``shards`` forces a number of
    connections; without it the gateway says how many. ``patience`` is the seconds an answer may take before it is put
    off, ``pause`` those before Discord is tried again, doubled each time, ``grace`` those that what is in hand has to
    finish when the bot stops.
    """

    name = NAME
    routes = ()

    def __init__(
        self,
        *,
        token: str,
        dispatcher: Kernel,
        database: Database,
        clock: Clock,
        api_url: str = DISCORD,
        guild_id: int | None = None,
        shards: int | None = None,
        patience: float = 1.5,
        pause: float = 0.5,
        grace: float = 3.6,
    ) -> None:
        hush()
        point_at(api_url)
        self._token, self._dispatcher, self._database = token, dispatcher, database
        self._elsewhere = api_url != DISCORD
        self._guild_id, self._shards, self._pause, self._grace = guild_id, shards, pause, grace
        self._in_hand, self._sending = InHand(), InHand()
        keeping, self._named, self._let_through = Keeping(database, pause=pause), Named(), LetThrough(clock)
        self._talk = Talk(
            dispatcher,
            self._in_hand,
            keeping,
            clock,
            named=self._named,
            let_through=self._let_through,
            patience=patience,
            pause=pause,
        )
        self._warden = Warden(self._entered_client, clock)
        self._late = Late(keeping, self._entered_client, self._named)
        self.roll = Roll(database, self._ask_for, self._talk.on_chat)
        self._entering = asyncio.Lock()
        self._is_open = self._is_in = self._is_synced = self._is_stopped = False
        self.client = self._fresh(shards or 1)

    @property
    def warden(self) -> Warden:
        """See Platform."""
        return self._warden

    def start_link(self, _roadmap: str) -> str:
        """See Platform: Discord's addresses carry no word for a bot, so it leads to where somebody lets the bot in."""
        application = self.client.application_id
        return personal_link(application) if application else ""

    async def run(self) -> None:
        """See Platform. Raises OperatorError for a token or a number of shards that Discord refuses."""
        try:
            await self._enter_patiently()
            await self._lead()
        except LoginFailure:
            raise token_refused() from None
        except ConnectionClosed as closed:
            raise trouble(closed.code) from None
        finally:
            self._is_stopped = True
            await self._leave()
            log.info("discord.stopped")

    async def _lead(self) -> None:
        """Listen while this process leads, for what comes would come to each of several; on SQLite there is no other."""
        if self._database.engine.dialect.name == "sqlite":
            await self._listen()
            return
        from bot.store.leadership import Leadership  # noqa: PLC0415 - it brings the driver of PostgreSQL

        await Leadership(self._database, f"{NAME}:{self.client.application_id}").during(self._listen)

    async def send(self, user_id: str, message: Message) -> str:
        """See Platform."""
        sent = None
        if self._is_stopped:
            raise TryLater(Reason.STOPPING)
        try:
            with self._sending:
                await self._enter()
                chat = await self.client.create_dm(Object(int(user_id)))
                for number, post in enumerate(posts(message, self._named.direct)):
                    sent = await chat.send(**post.new(), **nonce(message, number))
        except LoginFailure:
            raise TryLater(Reason.TOKEN_REFUSED) from None
        except (*FAULTS, RuntimeError) as error:  # the latter of aiohttp, where the line was closed meanwhile
            raise send_error(error, begun=sent is not None) from None  # Discord's own words may quote the text
        if sent is None:
            raise Unsendable(Reason.NOTHING_TO_SEND)
        return str(sent.id)

    async def perform(self, deed: Deed) -> str:
        """See Platform."""
        if self._is_stopped:
            raise TryLater(Reason.STOPPING)
        try:
            with self._sending:
                await self._enter()
                return await done(self.client, deed, self._named.among)
        except LoginFailure:
            raise TryLater(Reason.TOKEN_REFUSED) from None
        except (*FAULTS, RuntimeError) as error:
            raise send_error(error, begun=False) from None

    async def _listen(self) -> None:
        """Hear what the gateway brings, call the roll and bring what is late, until cancelled. Raises what the line ended by
        for good."""
        async with asyncio.TaskGroup() as group:
            beside = [group.create_task(work) for work in (self.roll.call(), self._late.run())]
            ended = await self._hear()
            for work in beside:
                work.cancel()
        raise ended

    async def _hear(self) -> ConnectionClosed | LoginFailure:
        """Where the gateway closes in good order, open it again as soon as that may be; else return what it closed by."""
        while True:
            try:
                await self._enter_patiently()
                await wait_to_start(self.client.http, self._shard_count, pause=self._pause)
                log.info("discord.started", application_id=self.client.application_id, shards=self._shard_count)
                await self.client.connect()
            except (ConnectionClosed, LoginFailure) as trouble:
                return trouble
            except NoStartLeft:
                log.info("discord.session_over")
            finally:
                await self._leave()
            await asyncio.sleep(self._pause)

    async def _ask_for(self, server_id: str, user_id: str) -> object:
        """A member of a server. Raises FAULTS."""
        with self._sending:
            await self._enter()
            return await self.client.http.get_member(int(server_id), int(user_id))

    async def _entered_client(self) -> Single | Sharded:
        """The client, let in. Raises LoginFailure and FAULTS."""
        await self._enter()
        return self.client

    async def _enter_patiently(self) -> None:
        """Be let in, however long it takes to reach Discord. Raises LoginFailure."""
        for pause in pauses(self._pause):
            if await self._reaches():
                return
            await asyncio.sleep(pause)

    async def _reaches(self) -> bool:
        """Whether Discord let the bot in just now. Raises LoginFailure."""
        try:
            await self._enter()
            await self._be_as_many_as_recommended()
        except FAULTS as error:
            log.warning("discord.unreachable", error=word(error))
            return False
        return True

    async def _enter(self) -> None:
        """Be let in by the token, once. Raises LoginFailure and what else calls fail by."""
        async with self._entering:
            if self._is_in:
                return
            self._is_open = True
            try:
                await let_in(self.client, self._token)
            except BaseException:
                await self._close(self._shard_count)
                raise

    async def _be_as_many_as_recommended(self) -> None:
        """Ask the gateway where it is and how many connections it wants."""
        wanted, url, _ = await self.client.http.get_bot_gateway()
        if self._elsewhere:
            DiscordWebSocket.DEFAULT_GATEWAY = URL(url)
        if self._shards is None and wanted != self._shard_count:
            await self._leave(shards=wanted)
            await self._enter()

    async def _entered(self) -> None:
        """The token was accepted: send the commands, if this process has not seen to it yet and they changed."""
        self._is_in = True
        if not self._is_synced:
            synced = await sync(self.client.tree, self._guild_id, self._named)
            self._is_synced = True
            # of one server's own commands there may be older ones beside them, which nothing guards
            self._let_through.is_guarded = synced is not Synced.NOT and self._guild_id is None
            log.info("discord.synced", changed=synced is Synced.NOW, commands=len(self._dispatcher.commands))

    async def _leave(self, *, shards: int | None = None) -> None:
        """Finish what is in hand, and close the line."""
        talks, _ = await asyncio.gather(self._in_hand.finish(self._grace), self._sending.finish(self._grace))
        for talk in talks:
            talk.cancel()  # a nudge that is not finished fails by itself, for the line is closed under it
        if talks:
            log.warning("discord.cut_short", in_hand=len(talks))
        await self._close(shards or self._shard_count)

    async def _close(self, shards: int) -> None:
        """Close the line; a new client stands ready, for discord.py's do not open twice."""
        if self._is_open:
            old, self._is_open, self._is_in = self.client, False, False
            self.client = self._fresh(shards)
            await shut(old)

    def _fresh(self, shards: int) -> Single | Sharded:
        self._shard_count = shards
        talk, commands = self._talk, self._dispatcher.commands
        made = client(
            shards,
            on_line=talk.on_line,
            on_sent=talk.on_interaction,
            on_reaction=self._on_reaction,
            on_chat=talk.on_chat,
            entered=self._entered,
        )
        made.add_dynamic_items(listening(talk.on_press), choosing(talk.on_press))
        made.tree = tree_of(
            made,
            commands,
            on_call=talk.on_call,
            on_typing=talk.on_typing,
            on_handed=talk.on_handed,
            on_old=talk.on_old,
        )
        return made

    async def _on_reaction(self, reaction: RawReactionActionEvent) -> None:
        """A sign was set in a chat, of which Discord tells no more than its id."""
        await self._talk.on_reaction(reaction, self.client.get_partial_messageable(reaction.channel_id))
