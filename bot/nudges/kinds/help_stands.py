"""How a question stands that could not be posted at once, or whose post is gone, told to who asked it."""

from markupsafe import Markup

from bot.chat.library import find_roadmaps
from bot.chat.reply import Reply
from bot.nudges.errands import Errand
from bot.nudges.group.direct import ASKED, TAKEN_AWAY, WAITS
from bot.nudges.kinds.abilities import title_of
from bot.nudges.kinds.scenes import ToChat
from bot.reasons import Reason
from bot.store import Group, HelpRequest, NudgeKind, Outcome
from bot.texts import group_abilities as texts
from bot.texts.stages import told_apart

WORDS = {WAITS: texts.question_waits, ASKED: texts.question_asked, TAKEN_AWAY: texts.question_taken_away}


async def compose(scene: ToChat) -> Errand | Outcome:
    """The period says how it stands. Nothing where that is settled, or over by now."""
    request = await scene.store.helping.find(scene.nudge.subject or 0)
    standing = scene.nudge.period.partition(".")[2]
    if request is None or (request.closed_at and standing != TAKEN_AWAY):
        return scene.skip(Reason.SETTLED_ALREADY)
    if standing == WAITS and await _is_asked(scene, request):
        return scene.skip(Reason.ASKED_BY_NOW)
    group = (await scene.store.groups.by_ids([request.group_id]))[request.group_id]
    return await scene.letter(Reply(text=await _text(scene, request, group, standing)))


async def _is_asked(scene: ToChat, request: HelpRequest) -> bool:
    post = await scene.store.posts.first_of(request.group_id, NudgeKind.HELP, request.id)
    return post is not None and bool(post.message_id)


async def _text(scene: ToChat, request: HelpRequest, group: Group, standing: str) -> Markup:
    slug = group.roadmap or ""
    roadmap = (await find_roadmaps(scene.store, [slug])).get(slug)
    asked = roadmap.by_slug.get(request.topic) if roadmap else None
    topic = told_apart(roadmap, asked) if roadmap and asked else request.topic
    words = WORDS.get(standing, texts.question_in_vain)
    return words(topic, await title_of(scene, group))
