"""A learner's partner has gone, and nobody else was free: said once, without a name, for whoever went may have had reasons."""

from bot.chat.library import find_roadmaps
from bot.chat.reply import Reply
from bot.nudges.group.company import title_of
from bot.nudges.kinds.scenes import ToLearner
from bot.reasons import Reason
from bot.store import Deed
from bot.texts import without_company as texts
from bot.texts.phrases import paragraphs


async def compose(scene: ToLearner) -> Reply | Reason:
    """The subject is the pairing that was. Nothing to who has left it as well, or is with the same one again; and where somebody else was found
    meanwhile, an introduction tells of them."""
    pairing = await scene.store.partners.made(scene.nudge.subject or 0)
    learner = scene.contact.learner.id
    mine = {one.id for one in (await scene.store.learners.accounts([learner]))[learner]}
    account_id = next((one for one in pairing.accounts if one in mine), None) if pairing else None
    if pairing is None or account_id is None:
        return Reason.NO_PARTNER
    now = await scene.store.partners.of_account(pairing.group_id, account_id)
    if now is None or (now.id != pairing.id and set(now.accounts) <= set(pairing.accounts)):
        return Reason.NO_PARTNER
    group = (await scene.store.groups.by_ids([pairing.group_id]))[pairing.group_id]
    roadmap = (await find_roadmaps(scene.store, [group.roadmap or ""])).get(group.roadmap or "")
    if roadmap is None:
        return Reason.NO_ROADMAP
    title = title_of(group, roadmap)
    if len(now.accounts) > 1:
        return Reply(text=texts.partner_gone(title))
    mute = await scene.store.orders.about(group.id, account_id, Deed.MUTED, scene.now)
    if mute and mute.until:
        zone = scene.contact.learner.zone_or(scene.default_zone)
        return Reply(text=paragraphs(texts.partner_gone(title), texts.nobody_while_muted(mute.until, zone, scene.now)))
    return Reply(text=texts.left_alone(title))
