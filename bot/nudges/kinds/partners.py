"""Who is paired with whom: each is told of the others."""

from bot.chat.reply import Reply
from bot.nudges.group.company import gather_some
from bot.nudges.kinds.scenes import ToLearner
from bot.reasons import Reason
from bot.texts import partner as texts
from roadmap.group.partners import shared_topic


async def compose(scene: ToLearner) -> Reply | Reason:
    """The subject is the pairing. Nothing where nobody of it is there any more."""
    pairing = await scene.store.partners.find(scene.nudge.subject or 0)
    if pairing is None:
        return Reason.NO_PARTNER
    company = await gather_some(scene.store, pairing.group_id, pairing.accounts, scene.now, scene.default_zone)
    others = company.others(scene.contact.learner.id) if company else []
    if company is None or not others or len(others) == len(company.members):
        return Reason.NO_PARTNER
    return Reply(text=texts.introduction(others, company.roadmap, shared_topic(company.members)))
