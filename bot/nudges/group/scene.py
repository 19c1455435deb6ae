"""What a composer of a group's row is given, and what they all do: a message made ready, its text kept before it is sent."""

from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial

from bot.chat import buttons
from bot.chat.platform import Edit, Post
from bot.chat.reply import Message, Reply
from bot.nudges.errands import Errand
from bot.nudges.naming import key_of
from bot.store import Group, Nudge, NudgeState, Outcome, Store
from bot.store.ids import NOBODY
from bot.store.naming import untraced


@dataclass(frozen=True, slots=True)
class Scene:
    """A row of a group at the moment of sending."""

    store: Store
    nudge: Nudge
    group: Group
    now: datetime
    default_zone: str

    async def message(self, reply: Reply) -> Message:
        """The reply as a platform gets it: anybody may press its buttons, and the traces of names are taken out."""
        names = frozenset(button.line.removeprefix("/").partition(" ")[0] for button in reply.buttons)
        plain = Reply(text=untraced(reply.text), buttons=reply.buttons)
        message = await buttons.ready(plain, store=self.store, user_id=NOBODY, open_to_all=names, now=self.now)
        return replace(message, key=key_of(self.nudge))

    async def post(self, reply: Reply, *, thread_id: str | None = None) -> Errand:
        """The reply as a post in the group's thread or another one."""
        await self.store.posts.keep(self.nudge.id, reply.text)
        message = await self.message(reply)
        return Errand(Post(self.group.chat_id, thread_id or self.group.thread_id, message))

    async def edit(self, message_id: str, reply: Reply) -> Errand:
        """The reply in the place of an earlier message; what was kept of that goes once it is done."""
        await self.store.posts.keep(self.nudge.id, reply.text)
        message = await self.message(reply)
        deed = Edit(self.group.chat_id, self.group.thread_id, message_id, message)
        return Errand(deed, partial(_replaced, self.nudge))

    def skip(self, reason: str) -> Outcome:
        """There is nothing to be done."""
        return Outcome(self.nudge, NudgeState.SKIPPED, reason)


async def _replaced(nudge: Nudge, store: Store, made: str, _now: datetime) -> None:
    if nudge.group_id is not None:
        await store.posts.replaced(nudge.group_id, nudge.id, made)
