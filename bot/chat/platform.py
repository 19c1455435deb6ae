"""What passes between a platform and the kernel, and the contracts: nothing is called there but Kernel's and Platform's."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import Enum
from typing import TYPE_CHECKING, Protocol

from bot.chat.exhibit import Exhibit
from bot.chat.form import Answer
from bot.chat.happenings import Happening
from bot.chat.people import Meant
from bot.chat.reply import Goes, Message
from bot.errors import Choice
from bot.send_errors import Ability
from bot.store import Store
from bot.store.ids import fitting

if TYPE_CHECKING:
    from starlette.routing import Route

    from bot.chat.command import Command


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who speaks: an account on one platform. ``user_id`` is the platform's own id, as text, ``name`` how the platform
    shows the person; names are neither stored nor logged. Raises ValueError for what can be no id."""

    platform: str
    user_id: str
    name: str = field(default="", compare=False)

    def __post_init__(self) -> None:
        fitting(self.user_id)


class Right(Enum):
    """What a platform lets some people of a group do."""

    MANAGE_GROUP = "manage the group"


IN_CHATS = frozenset({Ability.SEE, Ability.WRITE})
IN_THREADS = frozenset({Ability.SEE, Ability.WRITE_IN_THREADS, Ability.WRITE_IN_CLOSED})


@dataclass(frozen=True, slots=True)
class Place:
    """Where it was said. ``direct_link`` leads to the bot's direct chat, where the platform has such links; ``page_link`` opens a
    page of ours within the platform, from a group too, by the word that is put behind it;
    ``whispers`` says that an answer among others can be shown to the speaker alone. ``rights`` are the speaker's, None
    where the ``warden`` is to be asked for them. ``abilities`` are the bot's own, None where they are not known, or the
    warden is to be asked. ``thread_id`` is the thread of the chat, ``server_id`` the server it belongs to, where there are
    such; ``title`` is what the chat is called, ``thread_title`` the thread, where the platform says so. In one that is ``afar`` the
    speaker is not just now: they are signed in elsewhere by another of their accounts. What is said ``on_page`` the platform did
    not hear: whether the account can be written to, it does not tell.
    Raises ValueError for what can be no id."""

    chat_id: str
    direct: bool
    direct_link: str = ""
    page_link: str = ""
    whispers: bool = False
    rights: frozenset[Right] | None = frozenset()
    thread_id: str | None = None
    server_id: str | None = None
    title: str = field(default="", compare=False)
    thread_title: str = field(default="", compare=False)
    warden: "Warden | None" = field(default=None, compare=False, repr=False)
    abilities: frozenset[Ability] | None = field(default=None, compare=False)
    afar: bool = field(default=False, compare=False)
    on_page: bool = field(default=False, compare=False)

    def __post_init__(self) -> None:
        for given in (self.chat_id, self.thread_id, self.server_id):
            if given is not None:
                fitting(given)

    @property
    def called(self) -> str:
        """What it is called: a thread by its own name, nothing where that is not known."""
        return self.thread_title if self.thread_id else self.title

    @property
    def needed(self) -> frozenset[Ability]:
        """What the bot needs to post here."""
        return IN_THREADS if self.thread_id else IN_CHATS

    @property
    def takes_posts(self) -> bool | None:
        """Whether the bot may post here; None where that is not known."""
        return None if self.abilities is None else self.needed <= self.abilities


class Warden(Protocol):
    """Asks a platform what may be done in a place; it is not asked where a command needs no right."""

    async def __call__(self, speaker: Speaker, place: Place) -> frozenset[Right] | None:
        """What somebody may do there; None where the platform does not answer, which lets nobody do anything."""

    async def own(self, place: Place) -> frozenset[Ability] | None:
        """What the bot may do there, for who sets it; None where the platform does not answer."""

    def tidy(self) -> None:
        """Let go of what was remembered of people's rights and is of no use any more."""


@dataclass(frozen=True, slots=True)
class File:
    """A file that somebody sent; ``size`` is in bytes, as the platform says. ``fetch`` brings its content and raises
    errors.NotFetched."""

    name: str
    size: int
    fetch: Callable[[], Awaitable[bytes]]


class Voice(Enum):
    """Whose words a line is, and to whom they are said."""

    OWN = "own"
    TO_US = "to us"
    IN_REPLY = "reply"
    NOBODYS = "nobody's"
    WORDLESS = "wordless"


@dataclass(frozen=True, slots=True)
class Spoken:
    """A typed line, as typed, perhaps with a file; ``at`` is the platform's time of the message, aware. An ``exhibit`` is a
    picture or a PDF that the line says something of, ``people`` are those it means by more than a name. ``is_caption`` says that
    the line stands below something else that was sent, perhaps the file, which then may be what is meant. ``replies_to`` is the
    id of the bot's message that it replies to, ``replied`` what that reads, as far as the platform tells.

    ``voice`` is TO_US for what mentions the bot among others, IN_REPLY for what only replies to it there; NOBODYS for what is forwarded, or sent
    through another bot; WORDLESS for a voice message, a sticker or a picture without a word.
    """

    speaker: Speaker
    place: Place
    line: str
    at: datetime
    file: File | None = None
    voice: Voice = Voice.OWN
    exhibit: Exhibit | None = None
    people: tuple[Meant, ...] = ()
    replies_to: str | None = None
    is_caption: bool = False
    replied: str = ""

    def __post_init__(self) -> None:
        if self.replies_to is not None:
            fitting(self.replies_to)


@dataclass(frozen=True, slots=True)
class Reacted:
    """Signs, such as 👍, that somebody has just set on a message of the bot, which has the id ``replies_to``; those that were
    there before are not told again, nor is it told that one was taken off. ``at`` is the moment of it, aware."""

    speaker: Speaker
    place: Place
    signs: tuple[str, ...]
    replies_to: str
    at: datetime

    def __post_init__(self) -> None:
        fitting(self.replies_to)


@dataclass(frozen=True, slots=True)
class Pressed:
    """A press on a button; ``data`` is what its Key carried, ``at`` the moment of receipt, aware. That by which a form is sent
    has its data, and the ``answers``. ``message_id`` is the message that it stands on, ``beside`` the data of all the buttons
    there, as far as the platform tells."""

    speaker: Speaker
    place: Place
    data: str
    at: datetime
    answers: tuple[Answer, ...] = ()
    message_id: str = field(default="", compare=False)
    beside: tuple[str, ...] = field(default=(), compare=False)


@dataclass(frozen=True, slots=True)
class Admitted:
    """A press that may go on, and what its button carried: a line, or the token of one that is kept; and how it goes, with the
    data of all that goes by it, its own first. Only ``admit`` makes one."""

    pressed: Pressed
    line: str
    token: str
    goes: Goes = Goes.NEVER
    gone: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Called:
    """A command chosen from a platform's own menu: ``options`` are the texts of its arguments by their names, ``at`` is
    the platform's time of the call, aware."""

    speaker: Speaker
    place: Place
    name: str
    at: datetime
    options: Mapping[str, str] = field(default_factory=dict)
    file: File | None = None


@dataclass(frozen=True, slots=True)
class Handed:
    """A message that stands in a chat, handed to the command of that name from a platform's menu for messages. Its
    ``words`` were said at ``said_at``, by the speaker where it ``is_own``, and by the bot where it ``is_ours``; ``at`` is the platform's
    time of the choice; both are aware. ``message_id`` is the message."""

    speaker: Speaker
    place: Place
    name: str
    at: datetime
    words: str
    said_at: datetime
    is_own: bool
    file: File | None = None
    message_id: str = ""
    is_ours: bool = False


@dataclass(frozen=True, slots=True)
class Typed:
    """What somebody has typed so far for one argument of a command, to be completed; ``place`` is where, if it is told."""

    speaker: Speaker
    name: str
    option: str
    typed: str
    at: datetime
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class Post:
    """A message into a group, in a thread of it or in the chat itself."""

    chat_id: str
    thread_id: str | None
    message: Message


@dataclass(frozen=True, slots=True)
class Edit:
    """A message of the bot in a group is to read differently."""

    chat_id: str
    thread_id: str | None
    message_id: str
    message: Message


@dataclass(frozen=True, slots=True)
class Pin:
    """A message of the bot in a group is to be pinned, without a sound, and without the line by which the platform tells of
    it, where the bot may take that away."""

    chat_id: str
    thread_id: str | None
    message_id: str


@dataclass(frozen=True, slots=True)
class Unpin:
    """A message of the bot in a group is to be pinned no longer."""

    chat_id: str
    thread_id: str | None
    message_id: str


@dataclass(frozen=True, slots=True)
class Delete:
    """A message of the bot in a group is to be taken away; where the platform lets the bot not, nothing of it is to be
    left to read. One that is gone already is fine."""

    chat_id: str
    thread_id: str | None
    message_id: str


@dataclass(frozen=True, slots=True)
class OpenRoom:
    """A thread of that name, plain text of up to 100 characters, is to be opened in a group."""

    chat_id: str
    name: str


@dataclass(frozen=True, slots=True)
class PlanEvent:
    """An event of that name, plain text of up to 100 characters, is to be made on a server, or the one with that id is to be as this
    says. It takes place in the chat. Both moments are aware."""

    chat_id: str
    server_id: str
    event_id: str | None
    name: str
    starts_at: datetime
    ends_at: datetime


@dataclass(frozen=True, slots=True)
class DropEvent:
    """An event of a server is to be taken away."""

    chat_id: str
    server_id: str
    event_id: str


Deed = Post | Edit | Pin | Unpin | Delete | OpenRoom | PlanEvent | DropEvent
"""What is done in a group. Each is one act, so that none is done twice because another of its kind failed."""


class Mark(Protocol):
    """What whoever keeps what was heard does in the transaction of the command."""

    async def __call__(self, store: Store) -> None:
        """Note that what asked for it was worked on. Raises WorkedOn if it was before."""

    async def keep(self, store: Store, message: Message, *, is_whole: bool) -> None:
        """Keep the answer until it has come. It is not whole where something is still to be made for it."""


class Kernel(Protocol):
    """The contract inward: what a platform may call. A ``mark`` is called in the transaction that something is changed in;
    where nothing is, perhaps not at all. Whoever gives one hears DatabaseGone, and asks again; nothing else is raised."""

    @property
    def commands(self) -> "tuple[Command, ...]":
        """All there are, for a menu."""

    async def say(self, spoken: Spoken, mark: Mark | None = None) -> Message | None:
        """The answer to a typed line; None where nothing is to be said. In a group only a line with a slash and a command
        of ours is for us, and what mentions the bot or replies to it."""

    async def react(self, reacted: Reacted, mark: Mark | None = None) -> Message | None:
        """The answer to a sign that was set on a message of the bot; None where it says nothing, as most do."""

    async def admit(self, pressed: Pressed) -> Admitted | str:
        """What goes on to ``press``, or the short refusal to show."""

    async def press(self, press: Admitted, mark: Mark | None = None) -> Message | None:
        """The answer to a press that was admitted."""

    async def call(self, called: Called, mark: Mark | None = None) -> Message | None:
        """The answer to a command chosen from a menu, its arguments by name."""

    async def hand(self, handed: Handed, mark: Mark | None = None) -> Message | None:
        """The answer to a command chosen for a message; it is for who chose it alone."""

    async def suggest(self, asked: Typed) -> tuple[Choice, ...]:
        """What an argument that is being typed might be: as many as platforms show, their lines its texts."""

    async def happened(self, happening: Happening, at: datetime, mark: Mark | None = None) -> None:
        """The platform tells of its chats."""

    async def until_room(self, platform: str, chat_id: str, seldom: Mapping[str, timedelta]) -> float:
        """Seconds until one more line may be said in a group; where they are none it is counted. What is said ``seldom`` has
        names, each with how long it rests: of several processes one says it."""


class Platform(Protocol):
    """The contract outward: a chat system the bot lives on."""

    name: str

    @property
    def routes(self) -> "Sequence[Route]":
        """What the HTTP server is to serve for it."""

    @property
    def warden(self) -> Warden | None:
        """Whom to ask for rights in its groups of somebody who speaks from elsewhere; None where nobody manages any."""

    def start_link(self, roadmap: str) -> str:
        """The address that puts whoever opens it on a roadmap, by its slug, or leads to where they can say so; empty where the
        platform has none, or does not know it yet."""

    async def run(self) -> None:
        """Serve until cancelled; whatever is in hand is finished first."""

    async def send(self, user_id: str, message: Message) -> str:
        """Send a message to an account's direct chat, unasked, in one try, and return the platform's message id.

        Raises send_errors.Unreachable when the account cannot be written to, send_errors.TryLater when the platform asks to
        wait or cannot be reached just now, send_errors.Unsendable when the platform will never take this message. Where a
        platform can tell a repeated message by its ``key``, it is not shown twice.
        """

    async def perform(self, deed: Deed) -> str:
        """Do something in a group, in one try, and return the platform's id of what was made: the message's, the
        thread's or the event's.

        Raises as ``send`` does, and send_errors.ChatMoved when the chat has another id, send_errors.ThreadGone when the thread is
        deleted, send_errors.MessageGone when the message is, send_errors.LacksRight when the bot may not do this there
        now, be it that a thread is closed. Unreachable is a group that no right brings back.
        """
