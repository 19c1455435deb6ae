"""A post that stands is pinned: a deed, not a message."""

from bot.chat.platform import Pin
from bot.nudges.errands import Errand
from bot.nudges.kinds.scenes import ToGroup
from bot.reasons import Reason
from bot.store import Group, Nudge, NudgeKind, Outcome, Store
from bot.store.ledger import Entry


async def pin_it(store: Store, group: Group, post: Nudge) -> None:
    """Let the post of this row be pinned."""
    await store.ledger.file(Entry.of_group(group, NudgeKind.PIN, f"{post.id}", post.first_due_at, post.id))


async def compose(scene: ToGroup) -> Errand | Outcome:
    """Pins the post of the row that is the subject."""
    post = await scene.store.posts.find(scene.nudge.subject or 0)
    if post is None or not post.message_id:
        return scene.skip(Reason.NOTHING_TO_PIN)
    return Errand(Pin(scene.group.chat_id, post.thread_id, post.message_id))
