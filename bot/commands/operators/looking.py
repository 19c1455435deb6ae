"""What operators see: figures, a learner and a group in dates and counts, and the log of what they did. Nothing that anybody said."""

from markupsafe import Markup

from bot.commands.operators.desk import Desk, number_in, whom
from bot.errors import NotUnderstood
from bot.operating import ActKind
from bot.texts import operators as texts

LEARNERS = ("/learner 17", "/learner telegram:123")
GROUPS = ("/group 3",)
MOST_ACTS = 20


async def stats(desk: Desk) -> Markup:
    """The installation in figures."""
    figures = await desk.store.operating.counts.all(desk.now)
    await desk.note(ActKind.STATS)
    return texts.stats(figures)


async def learner(desk: Desk, said: str) -> Markup:
    """A learner by their number, or by an account of theirs; the look is written down where they can read it."""
    found = await whom(desk, said, LEARNERS)
    if found is None or found.learner_id is None:
        return texts.nobody(said)
    figures = await desk.store.operating.counts.of_learner(found.learner_id, desk.now)
    if figures is None:
        return texts.nobody(said)
    await desk.note(ActKind.LEARNER, to=[(one.platform, one.user_id) for one in figures.accounts])
    return texts.learner(figures, desk.zone, desk.now)


async def group(desk: Desk, said: str) -> Markup:
    """A study group by its number."""
    number = number_in(said)
    if number is None:
        raise NotUnderstood(said, GROUPS)
    figures = await desk.store.operating.counts.of_group(number, desk.now)
    if figures is None:
        return texts.no_group(number)
    await desk.note(ActKind.GROUP, subject=number)
    return texts.group(figures, desk.zone, desk.now)


async def acts(desk: Desk) -> Markup:
    """The log, the newest first; who it was, where it was the command line or one who operates still."""
    log = desk.store.operating.acts
    names = {await log.operator(one.platform, one.user_id): f"{one.platform}:{one.user_id}" for one in desk.operators}
    return texts.acts(await log.last(MOST_ACTS), names, desk.zone, desk.now)
