"""A post that stands is edited to what is kept of it, for names were struck out there: a deed, not a message."""

from bot.chat.platform import Edit
from bot.chat.reply import Button, Reply
from bot.nudges.errands import Errand
from bot.nudges.kinds.digest import way_in
from bot.nudges.kinds.help_requests import offering
from bot.nudges.kinds.scenes import ToGroup
from bot.reasons import Reason
from bot.store import NudgeKind, Outcome
from bot.store.posts import StandingPost


async def compose(scene: ToGroup) -> Errand | Outcome:
    """Edits the post of the row that is the subject. One that is being sent is waited for."""
    post = await scene.store.posts.find(scene.nudge.subject or 0)
    if scene.is_under_way(post):
        return scene.again()
    if post is None or post.text is None or not post.message_id:
        return scene.skip(Reason.NOTHING_STANDS)
    message = await scene.message(Reply(text=post.text, buttons=await _buttons(scene, post)))
    return Errand(Edit(scene.group.chat_id, post.thread_id, post.message_id, message))


async def _buttons(scene: ToGroup, post: StandingPost) -> tuple[Button, ...]:
    """Those the post has; an edit would take them off otherwise."""
    match post.kind:
        case NudgeKind.DIGEST:
            return way_in()
        case NudgeKind.HELP:
            request = await scene.store.helping.find(post.subject or 0)
            return offering(request) if request else ()
    return ()
