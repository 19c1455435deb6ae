"""A certification that none of the roadmap under way is called may be of another one that the learner is on."""

from bot.chat.context import Context
from bot.chat.elsewhere import others_of
from bot.chat.library import find_roadmaps
from bot.said.certifications import names_in
from roadmap.model import Roadmap


async def roadmaps_with(context: Context, said: str) -> tuple[Roadmap, ...]:
    """The learner's other roadmaps that name a certification so."""
    if context.contact is None or context.enrolment is None:
        return ()
    slugs = await others_of(context.store, context.contact, context.enrolment.roadmap)
    known, words = await find_roadmaps(context.store, slugs) if slugs else {}, context.world.lexicon.words.certificates
    return tuple(known[slug] for slug in slugs if slug in known and names_in(said, known[slug], words))
