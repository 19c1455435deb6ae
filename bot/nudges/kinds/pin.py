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
    """Pins the post of the row that is the subject, in the thread it stands in; of boards the last alone."""
    post = await scene.store.posts.find(scene.nudge.subject or 0)
    is_old = post and post.kind is NudgeKind.BOARD and post.message_id != scene.group.board_message_id
    if post is None or not post.message_id or is_old:
        return scene.skip(Reason.NOTHING_TO_PIN)
    thread_id = scene.group.thread_id
    if post.kind is NudgeKind.OPENING:
        room = await scene.store.rooms.find(post.subject or 0)
        thread_id = room.thread_id if room else None
    return Errand(Pin(scene.group.chat_id, thread_id, post.message_id))
