"""A later version of a document of one's own, brought again: the last one found, and taken back."""

from bot.chat.context import Context
from bot.chat.reply import Button, Reply
from bot.commands.way_back import IMPORT, WayBack
from bot.errors import Expired
from bot.files.kept import EDIT, origin_of
from bot.nudges.arming import arm
from bot.texts import edits as texts
from bot.texts import labels
from roadmap.model import Roadmap


async def last_reimport(context: Context) -> WayBack | None:
    """The last version of any roadmap of the speaker's, where it came of a document that was brought again; else None."""
    found = await context.store.roadmaps.last_of(context.learner.id) if context.learner else None
    if found is None or found.form == EDIT or found.number == 1:
        return None
    imported = await context.store.roadmaps.imported(found.slug, found.number)
    origin = origin_of(imported) if imported else None
    before = (origin.before if origin else 0) or found.number - 1  # earlier releases kept no word of it
    return WayBack(IMPORT, found.slug, found.number, before, found.made_at)


async def named(context: Context, reimport: WayBack) -> Roadmap:
    """The roadmap as it is since then."""
    return (await context.store.roadmaps.current([reimport.slug]))[reimport.slug]


async def taken_back(context: Context, slug: str, number: int, before: int) -> Reply:
    """The version before, where nothing has come behind the one that was brought. Raises Expired for another's."""
    shelved = await context.store.roadmaps.shelved(slug)
    if shelved is None or context.learner is None or shelved.learner_id != context.learner.id:
        raise Expired
    is_last = shelved.current == number and shelved.oldest <= before < number
    if is_last:
        await context.store.roadmaps.set_current(slug, before)
    roadmap = (await context.store.roadmaps.current([slug]))[slug]
    if not is_last:
        return Reply(text=texts.changed_since(roadmap), buttons=(Button(labels.roadmaps(), "/roadmaps"),))
    if context.enrolment and context.enrolment.roadmap == slug:
        context.read_as(roadmap)
        await arm(context)
    buttons = (Button(labels.status(), "/status"), Button(labels.roadmaps(), "/roadmaps"))
    return Reply(text=texts.undone(roadmap, before), buttons=buttons)
