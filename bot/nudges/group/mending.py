"""What is done to posts that stand, pinned or stripped of a name, and the notes to the admins."""

from datetime import timedelta

from bot.chat.platform import Edit, Pin
from bot.chat.reply import Button, Reply
from bot.errors import Ability
from bot.nudges.errands import Errand
from bot.nudges.group import digest, helping
from bot.nudges.group.scene import Scene
from bot.reasons import Reason
from bot.store import NudgeKind, NudgeState, Outcome
from bot.store.posts import Standing
from bot.texts import group_notices as texts

UNDER_WAY = frozenset({NudgeState.DUE, NudgeState.SENDING})
AGAIN = timedelta(minutes=1)
"""After how long a post that was under way is looked at again; a lease lasts as long."""


async def pin(scene: Scene) -> Errand | Outcome:
    """Pins the post of the row that is the subject, in the thread it stands in."""
    post = await scene.store.posts.find(scene.nudge.subject or 0)
    if post is None or not post.message_id:
        return scene.skip(Reason.NOTHING_TO_PIN)
    thread_id = scene.group.thread_id
    if post.kind is NudgeKind.OPENING:
        room = await scene.store.rooms.find(post.subject or 0)
        thread_id = room.thread_id if room else None
    return Errand(Pin(scene.group.chat_id, thread_id, post.message_id))


async def erase(scene: Scene) -> Errand | Outcome:
    """Edits the post of the row that is the subject to what is kept of it: names were struck out there. One that is
    being sent is waited for."""
    post = await scene.store.posts.find(scene.nudge.subject or 0)
    if post and post.state in UNDER_WAY:
        return Outcome(scene.nudge, NudgeState.DUE, Reason.POST_UNDER_WAY, due_at=scene.now + AGAIN)
    if post is None or post.text is None or not post.message_id:
        return scene.skip(Reason.NOTHING_STANDS)
    message = await scene.message(Reply(text=post.text, buttons=await _buttons(scene, post)))
    return Errand(Edit(scene.group.chat_id, scene.group.thread_id, post.message_id, message))


async def _buttons(scene: Scene, post: Standing) -> tuple[Button, ...]:
    """Those the post has; an edit would take them off otherwise."""
    match post.kind:
        case NudgeKind.DIGEST:
            return digest.buttons()
        case NudgeKind.HELP:
            request = await scene.store.helping.find(post.subject or 0)
            return helping.buttons(request) if request else ()
    return ()


async def notice(scene: Scene) -> Errand | Outcome:
    """The note to the admins, by its cause."""
    match scene.nudge.period:
        case Ability.PIN | Ability.OPEN_ROOMS as ability:
            return await scene.post(Reply(text=texts.lacking(Ability(ability), scene.group.platform)))
    return await scene.post(Reply(text=texts.thread_gone()))
