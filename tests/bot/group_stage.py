"""A stage with groups: chats that keep their messages, move, close threads and refuse, beside the learners' own."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time

from bot.chat.platform import Deed, Delete, DropEvent, Edit, OpenRoom, Pin, PlanEvent, Post, Unpin
from bot.chat.reply import Message
from bot.nudges.group.entries import added, armed
from bot.send_errors import Ability, ChatMoved, LacksRight, MessageGone, SendError, ThreadGone, Unreachable
from bot.store import Group, Membership, Nudge
from tests.bot.beginnings import begun
from tests.bot.nudge_stage import MONDAY, FakePlatform, Stage, StageClock

CHAT, SUPERGROUP = "-500", "-1000000000500"
ZONE = "Europe/Berlin"


@dataclass
class Posted:
    """A message in a group as it stands now; ``texts`` are all that it has read."""

    chat_id: str
    thread_id: str | None
    message: Message
    at: datetime
    texts: list[str] = field(default_factory=list)
    is_pinned: bool = False

    @property
    def text(self) -> str:
        return self.texts[-1]


class GroupPlatform(FakePlatform):
    """The outer edge with groups. ``moved`` chats have another id, ``closed`` threads take nothing, ``gone`` chats are
    out of reach, ``lacking`` is what the bot may not do anywhere, ``silenced`` and ``shut`` for want of what chats and threads take
    no posts, and ``edits`` what each of its edits meets."""

    def __init__(self, clock: StageClock, name: str = "telegram") -> None:
        super().__init__(clock, name)
        self.deeds: list[Deed] = []
        self.posts: dict[str, Posted] = {}
        self.made = 0
        self.rooms: dict[str, str] = {}
        self.events: dict[str, PlanEvent] = {}
        self.moved: dict[str, str] = {}
        self.closed: set[str] = set()
        self.gone: set[str] = set()
        self.lacking: set[Ability] = set()
        self.silenced: dict[str, Ability] = {}
        self.shut: dict[str, Ability] = {}
        self.tries: list[tuple[str, datetime]] = []
        self.refusals: list[SendError | BaseException] = []
        self.edits: SendError | None = None

    async def perform(self, deed: Deed) -> str:
        self.deeds.append(deed)
        if self.refusals:
            raise self.refusals.pop(0)
        if deed.chat_id in self.moved:
            raise ChatMoved(self.moved[deed.chat_id])
        if deed.chat_id in self.gone:
            raise Unreachable("removed from the group")
        self._refuse(deed)
        match deed:
            case Post():
                return self._post(deed)
            case Edit() | Pin() | Unpin() | Delete():
                return self._change(deed)
            case PlanEvent():
                if Ability.PLAN_EVENTS in self.lacking:
                    raise LacksRight(Ability.PLAN_EVENTS)
                self.events[event := deed.event_id or f"e{len(self.events)}"] = deed
                return event
            case DropEvent():
                del self.events[deed.event_id]
                return deed.event_id
            case OpenRoom():
                if Ability.OPEN_ROOMS in self.lacking:
                    raise LacksRight(Ability.OPEN_ROOMS)
                number = f"{70 + len(self.rooms)}"
                self.rooms[number] = deed.name
                return number

    def delete_thread(self, thread_id: str) -> None:
        """With all that stands in it."""
        self.closed.add(thread_id)
        self.posts = {number: one for number, one in self.posts.items() if one.thread_id != thread_id}

    def _refuse(self, deed: Deed) -> None:
        """Raises SendError for a post that is not taken. Discord says of a thread that is gone whatever was to be done there, Telegram that
        a message is."""
        if self.name == "discord" and isinstance(deed, Edit | Pin | Unpin | Delete) and deed.thread_id in self.closed:
            raise ThreadGone
        if not isinstance(deed, Post):
            return
        self.tries.append((deed.chat_id, self._clock()))
        if deed.chat_id in self.silenced:
            raise LacksRight(self.silenced[deed.chat_id])
        if ability := self.shut.get(deed.thread_id or ""):
            raise LacksRight(ability)
        if deed.thread_id in self.closed:
            raise ThreadGone

    def _post(self, deed: Post) -> str:
        self.made += 1
        number = f"m{self.made}"
        self.posts[number] = Posted(deed.chat_id, deed.thread_id, deed.message, self._clock(), [plain(deed.message)])
        return number

    def _change(self, deed: Edit | Pin | Unpin | Delete) -> str:
        if isinstance(deed, Delete):
            self.posts.pop(deed.message_id, None)
            return deed.message_id
        if isinstance(deed, Pin | Unpin) and Ability.PIN in self.lacking:
            raise LacksRight(Ability.PIN)
        if deed.message_id not in self.posts:
            raise MessageGone
        post = self.posts[deed.message_id]
        if isinstance(deed, Edit):
            if self.edits:
                raise self.edits
            post.texts.append(plain(deed.message))
            post.message = deed.message
        else:
            post.is_pinned = isinstance(deed, Pin)
        return deed.message_id


def plain(message: Message) -> str:
    assert "<span" not in message.text
    return str(message.text.striptags())


class GroupStage(Stage):
    """One process with groups."""

    def __init__(self, url: str, start: datetime = MONDAY, **more: object) -> None:
        super().__init__(url, start, **more)
        self.platform: GroupPlatform = GroupPlatform(self.clock)
        self.nudging = self.nudges(self.platform)

    async def group(self, chat_id: str = CHAT, **columns: object) -> Group:
        """A group that was started on the stage's first day: digests on Mondays at nine in Berlin, no quiet hours, no
        board, unless said otherwise."""
        settings = {
            "roadmap": "ml-data",
            "first_day": date(2027, 1, 4),
            "zone": ZONE,
            "digest_weekday": 0,
            "digest_time": time(9),
            "quiet_from": None,
            "quiet_to": None,
            "board_on": False,
        }

        async def made() -> Group:
            async with self.database.store() as store:
                group = await store.groups.add("telegram", chat_id, self.clock(), title="The Owls")
                group = await store.groups.change(group.id, **(settings | columns))
                return await armed(store, group, self.clock(), "UTC")

        return await begun(self.database, ("group", chat_id, repr(columns), self.clock.now), made)

    async def add(self, chat_id: str = CHAT) -> Group:
        async with self.database.store() as store:
            return await added(store, "telegram", chat_id, self.clock(), default_zone="UTC", title="The Owls")

    async def join(
        self, group: Group, user: str, name: str, *lines: str, partner: bool = False, zone: str = ZONE
    ) -> Membership:
        """A learner who begins today, lives in a zone, says some more, and joins the group. Who wants no partner has
        their own nudges off, so that only the group is heard."""

        async def joined() -> Membership:
            await self.enrol(*([] if partner else ["/nudges off"]), *lines, user=user, zone=zone)
            contact = await self.contact(user)
            assert contact
            async with self.database.store() as store:
                membership = await store.members.join(group.id, contact.account.id, name, self.clock())
                await store.members.set_wants_partner(group.id, contact.account.id, partner)
            return membership

        known = (group.id, user, name, lines, partner, zone, self.clock.now, self.app.settings.default_zone)
        return await begun(self.database, ("join", known), joined)

    async def leave(self, group: Group, user: str) -> None:
        contact = await self.contact(user)
        assert contact
        async with self.database.store() as store:
            await store.members.leave(group.id, contact.account.id, self.clock())

    async def forget(self, user: str) -> None:
        contact = await self.contact(user)
        assert contact
        async with self.database.store() as store:
            await store.learners.forget(contact.learner.id, self.clock())

    async def now_is(self, group: Group) -> Group:
        async with self.database.store() as store:
            return (await store.groups.by_ids([group.id]))[group.id]

    async def rows(self, group: Group) -> Sequence[Nudge]:
        """The group's rows of the ledger, the oldest first."""
        async with self.database.store() as store:
            return list(reversed(await store.ledger.of_group(group.id, 1000)))

    async def told(self, group: Group) -> list[str]:
        """The ledger in words: "digest 2027-W02 sent"."""
        return [
            f"{row.kind} {row.period} {row.state}" + (f": {row.reason}" if row.reason else "")
            for row in await self.rows(group)
        ]

    def said(self, chat_id: str = CHAT) -> list[str]:
        """What stands in a chat."""
        return [post.text for post in self.platform.posts.values() if post.chat_id == chat_id]


def utc(said: str) -> datetime:
    return datetime.fromisoformat(said).replace(tzinfo=UTC)
