"""The group chats of a story, on the platforms' terms: where a thread is gone or a chat has moved, what is brought there
is refused as the platform does."""

from dataclasses import dataclass, field
from itertools import count

from bot.chat.platform import (
    Deed,
    Delete,
    DropEvent,
    Edit,
    OpenRoom,
    Pin,
    Place,
    PlanEvent,
    Post,
    Right,
    Speaker,
    Unpin,
)
from bot.send_errors import Ability, ChatMoved, LacksRight, MessageGone, ThreadGone

SUPERGROUP = 1_000_000_000_000
"""By which Telegram's ids of supergroups lie below those of groups."""

OPENS = "https://t.me/roadmate_bot?startapp="
"""In front of the word by which Telegram opens a page from a group."""


@dataclass
class Chat:
    """A chat as it is now: its id, the ids it had, its threads by name, who manages it, and of each post its
    thread and its words."""

    name: str
    platform: str
    chat_id: str
    moved_from: set[str] = field(default_factory=set)
    threads: dict[str, str] = field(default_factory=dict)
    closed: set[str] = field(default_factory=set)
    admins: set[str] = field(default_factory=set)
    lacking: set[Ability] = field(default_factory=set)
    posts: dict[str, str | None] = field(default_factory=dict)
    words: dict[str, str] = field(default_factory=dict)

    def place(self, speaker: Speaker, thread: str | None) -> Place:
        """Where somebody speaks, as the platform hands it in."""
        number = self.threads.setdefault(thread, f"{70 + len(self.threads)}") if thread else None
        on_discord = self.platform == "discord"
        return Place(
            self.chat_id,
            direct=False,
            page_link="" if on_discord else OPENS,
            whispers=on_discord,
            rights=self.rights(speaker) if on_discord else None,
            thread_id=number,
            server_id="900" if on_discord else None,
            title=self.name,
            thread_title=f"{self.name} ({thread})" if on_discord and thread else "",
            warden=ChatWarden(self),
            abilities=self.abilities if on_discord else None,
        )

    @property
    def abilities(self) -> frozenset[Ability]:
        return frozenset(Ability) - self.lacking

    def rights(self, speaker: Speaker) -> frozenset[Right]:
        return frozenset({Right.MANAGE_GROUP}) if speaker.user_id in self.admins else frozenset()

    def become_supergroup(self) -> None:
        self.moved_from.add(self.chat_id)
        self.chat_id = f"{int(self.chat_id) - SUPERGROUP}"

    def delete(self, words: str) -> None:
        """Somebody deletes the first post that has these words."""
        number = next(number for number, text in self.words.items() if words in text and number in self.posts)
        del self.posts[number]

    def perform(self, deed: Deed, number: int) -> tuple[str, str]:
        """The id of what was made, and where and what it is: "ml-group#studies, edited"."""
        if deed.chat_id in self.moved_from:
            raise ChatMoved(self.chat_id)
        thread = getattr(deed, "thread_id", None)
        if isinstance(deed, Post) and thread in self.closed:
            raise ThreadGone
        if isinstance(deed, Post | Delete) and Ability.WRITE in self.lacking:
            raise LacksRight(Ability.WRITE)
        gone = deed.message_id not in self.posts if isinstance(deed, Edit | Pin | Unpin) else False
        if gone or (isinstance(deed, Edit | Pin | Unpin) and self.posts[deed.message_id] in self.closed):
            raise MessageGone
        names = {number: name for name, number in self.threads.items()}
        here = f"{self.name}#{names[thread]}" if thread in names else self.name
        match deed:
            case Post():
                self.posts[str(number)], self.words[str(number)] = thread, deed.message.text
                return str(number), here
            case Edit():
                return deed.message_id, f"{here}, edited"
            case Pin():
                return deed.message_id, f"{here}, pinned"
            case Unpin():
                return deed.message_id, f"{here}, unpinned"
            case Delete():
                self.posts.pop(deed.message_id, None)
                return deed.message_id, f"{here}, deleted"
            case PlanEvent():
                return deed.event_id or str(number), f"{here}, event {'moved' if deed.event_id else 'planned'}"
            case DropEvent():
                return deed.event_id, f"{here}, event dropped"
            case OpenRoom():
                self.threads[deed.name] = f"{70 + len(self.threads)}"
                return self.threads[deed.name], f"{here}, room opened"


@dataclass(frozen=True)
class ChatWarden:
    """Knows what somebody, and the bot, may do in a chat."""

    chat: Chat

    async def __call__(self, speaker: Speaker, _place: Place) -> frozenset[Right]:
        return self.chat.rights(speaker)

    async def own(self, _place: Place) -> frozenset[Ability]:
        return self.chat.abilities

    def tidy(self) -> None:
        """It remembers nothing."""


class Chats:
    """All the chats of a story, by name."""

    def __init__(self) -> None:
        self._by_name: dict[str, Chat] = {}
        self._numbers = count(1)

    def __bool__(self) -> bool:
        return bool(self._by_name)

    def called(self, name: str, platform: str) -> Chat:
        """The chat of this name, made known by being named."""
        return self._by_name.setdefault(name, Chat(name, platform, f"{-500 - len(self._by_name)}"))

    def known(self, name: str) -> Chat:
        return self._by_name[name]

    def perform(self, deed: Deed) -> tuple[str, str]:
        """See Chat.perform; whichever chat has that id, or had it."""
        chat = next(one for one in self._by_name.values() if deed.chat_id in {one.chat_id, *one.moved_from})
        return chat.perform(deed, next(self._numbers))
