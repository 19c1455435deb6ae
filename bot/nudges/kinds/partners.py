"""Who is paired with whom: each is told of the others."""

from bot.chat.reply import Reply
from bot.nudges.group.company import gather_some, title_of
from bot.nudges.kinds.scenes import ToLearner
from bot.nudges.partner.meeting import LEFT
from bot.reasons import Reason
from bot.texts import partner as texts
from bot.texts import without_company
from bot.texts.phrases import paragraphs
from roadmap.group.partners import shared_topic


async def compose(scene: ToLearner) -> Reply | Reason:
    """The subject is the pairing; at the end of the period stands whether an earlier partner has just gone. Nothing where nobody of it is
    there any more."""
    pairing = await scene.store.partners.find(scene.nudge.subject or 0)
    if pairing is None:
        return Reason.NO_PARTNER
    company = await gather_some(scene.store, pairing.group_id, pairing.accounts, scene.now, scene.default_zone)
    others = company.others(scene.contact.learner.id) if company else []
    if company is None or not others or len(others) == len(company.members):
        return Reason.NO_PARTNER
    met = paragraphs(
        texts.introduction(others, company.roadmap, shared_topic(company.members)),
        None if scene.contact.learner.nudges_on else without_company.who_alone(),
    )
    if not scene.nudge.period.endswith(f".{LEFT}"):
        return Reply(text=met)
    group = (await scene.store.groups.by_ids([pairing.group_id]))[pairing.group_id]
    return Reply(text=paragraphs(without_company.partner_gone(title_of(group, company.roadmap)), met))
