"""A post that stands is edited to what is kept of it, for names or words were struck out there; one that an admin has hidden is
taken away whole, and so are an answer, a request whose asker has left and a hurrah that tells of nobody any more. Deeds, not messages."""

from markupsafe import Markup

from bot.chat.platform import Delete, Edit
from bot.chat.reply import Button, Reply
from bot.nudges.errands import Errand
from bot.nudges.kinds import meetings, rounds
from bot.nudges.kinds.digest import way_in
from bot.nudges.kinds.help_requests import offering
from bot.nudges.kinds.hurrah import rewritten
from bot.nudges.kinds.scenes import Replaced, ToGroup
from bot.reasons import Reason
from bot.store import HelpRequest, NudgeKind, Outcome
from bot.store.erasing import ANSWER
from bot.store.posts import StandingPost
from bot.store.sent import AND


async def compose(scene: ToGroup) -> Errand | Outcome:
    """Changes the post of the row that is the subject; without one, an answer goes. A post that is being sent is waited for."""
    if scene.nudge.subject is None:
        own = await scene.store.posts.find(scene.nudge.id)
        first = scene.nudge.period.removeprefix(ANSWER).partition(".")[0]
        parts = await scene.store.answers.parts(scene.group.platform, scene.group.chat_id, first)
        return Errand(Delete(scene.group.chat_id, own.thread_id if own else None, AND.join(parts)))
    post = await scene.store.posts.find(scene.nudge.subject or 0)
    if scene.is_under_way(post):
        return scene.again()
    if post and post.is_hidden:
        return await _taken_away(scene, post)
    if post is None or post.text is None or not post.message_id:
        return scene.skip(Reason.NOTHING_STANDS)
    if post.kind is NudgeKind.HURRAH:
        return await rewritten(scene, post)
    request = await scene.store.helping.find(post.subject or 0) if post.kind is NudgeKind.HELP else None
    if post.kind is NudgeKind.HELP and request is None:
        return _gone(scene, post)
    message = await scene.message(Reply(text=post.text, buttons=await _buttons(scene, post, post.text, request)))
    return Errand(Edit(scene.group.chat_id, post.thread_id, post.message_id, message))


async def _taken_away(scene: ToGroup, post: StandingPost) -> Errand | Outcome:
    """Whatever is on its way to it is waited for: where a platform lets the bot not delete, that would be read again."""
    if await scene.store.posts.is_changing(scene.group.id, post):
        return scene.again()
    await scene.store.posts.stays_hidden(scene.group.id, post.message_id)
    return _gone(scene, post)


def _gone(scene: ToGroup, post: StandingPost) -> Errand:
    deed = Delete(scene.group.chat_id, post.thread_id, post.message_id)
    return Errand(deed, Replaced(scene.group.id, scene.nudge.id))


async def _buttons(scene: ToGroup, post: StandingPost, text: Markup, request: HelpRequest | None) -> tuple[Button, ...]:
    """Those the post has that reads so; an edit would take them off otherwise."""
    if post.kind in {NudgeKind.MEETING, NudgeKind.ROUND}:
        meeting = await scene.store.meetings.find(post.subject or 0)
        if meeting is None:
            return ()
        if post.kind is NudgeKind.MEETING:
            return meetings.buttons(meeting, scene.now)
        return rounds.buttons(meeting, scene.now, asks=rounds.still_asks(text))
    if post.kind is NudgeKind.DIGEST:
        return way_in()
    return offering(request) if request else ()
