"""A post that stands is pinned, and what was pinned before it no longer: deeds, not messages."""

from dataclasses import dataclass
from datetime import datetime

from bot.chat.platform import Pin, Unpin
from bot.nudges.errands import Errand
from bot.nudges.kinds.scenes import ToGroup
from bot.reasons import Reason
from bot.store import Group, Nudge, NudgeKind, Outcome, Store
from bot.store.ledger import Entry
from bot.store.posts import StandingPost

MOST_BEFORE = 50
"""Earlier boards that are unpinned: 0.1.0 left one more each week."""


async def pin_it(store: Store, group: Group, post: Nudge) -> None:
    """Let the post of this row be pinned."""
    await store.ledger.file(Entry.of_group(group, NudgeKind.PIN, f"{post.id}", post.first_due_at, post.id))


async def compose(scene: ToGroup) -> Errand | Outcome:
    """Pins the post of the row that is the subject; of boards the last alone."""
    post = await _post(scene)
    is_old = post and post.kind is NudgeKind.BOARD and post.message_id != scene.group.board_message_id
    if post is None or is_old:
        return scene.skip(Reason.NOTHING_TO_PIN)
    afterwards = Pinned(scene.group, post) if post.kind is NudgeKind.BOARD else None
    return Errand(Pin(scene.group.chat_id, post.thread_id, post.message_id), afterwards)


async def unpin(scene: ToGroup) -> Errand | Outcome:
    """Unpins the post of the row that is the subject."""
    post = await _post(scene)
    if post is None:
        return scene.skip(Reason.NOTHING_TO_PIN)
    return Errand(Unpin(scene.group.chat_id, post.thread_id, post.message_id))


async def _post(scene: ToGroup) -> StandingPost | None:
    post = await scene.store.posts.find(scene.nudge.subject or 0)
    return post if post and post.message_id else None


@dataclass(frozen=True, slots=True)
class Pinned:
    """A board is pinned, so that those before it have not to be; each is unpinned once."""

    group: Group
    board: StandingPost

    async def keep(self, store: Store, _made: str, now: datetime) -> None:
        earlier = await store.posts.before(self.board, self.group.id, MOST_BEFORE)
        await store.ledger.file(
            *(Entry.of_group(self.group, NudgeKind.UNPIN, f"{one.id}", now, one.id) for one in earlier)
        )
